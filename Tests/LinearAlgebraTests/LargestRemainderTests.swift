import LinearAlgebra
import TestSupport
import Testing

@Suite("Plus forts restes")
struct LargestRemainderTests {
  func close(_ real: [Double], _ total: Double, ranks: [Int32]? = nil) throws -> [Double] {
    var out = [Double](repeating: 0, count: real.count)
    var span = out.mutableSpan
    let tie = ranks ?? (0..<Int32(real.count)).map { $0 }
    try largestRemainder(real.span, total: total, tieRank: tie.span, into: &span)
    return out
  }

  @Test("Égalités : le plus petit rang prend l'unité")
  func ties() throws {
    let third = 10.0 / 3
    #expect(try close([third, third, third], 10) == [4, 3, 3])
    #expect(try close([third, third, third], 10, ranks: [2, 1, 0]) == [3, 3, 4])
    // 0.1 + 0.2 is not 0.3: the remainders are equal all the same.
    #expect(try close([0.1 + 0.2, 0.3, 0.4], 1, ranks: [1, 0, 2]) == [0, 0, 1])
    #expect(try close([0.1 + 0.2 + 0.2, 0.5], 1, ranks: [1, 0]) == [0, 1])
  }

  @Test("Montants négatifs : la partie entière va vers −∞")
  func negatives() throws {
    #expect(try close([-1.5, -1.5], -3) == [-1, -2])
    #expect(try close([-2.75, 0.25, 2.5], 0) == [-3, 0, 3])
  }

  @Test("Un réel à un cheveu d'un entier est cet entier")
  func nearWhole() throws {
    #expect(try close([95 - 4e-7, 5 + 4e-7], 100) == [95, 5])
    // Beyond the tolerance, a real remainder.
    #expect(try close([94.9, 5.1], 100) == [95, 5])
  }

  @Test("Ce qui ne ferme pas est une erreur")
  func errors() {
    #expect(throws: ApportionmentError.doesNotClose(missingUnits: -1)) { try close([1, 2], 2) }
    #expect(throws: ApportionmentError.doesNotClose(missingUnits: 3)) { try close([1, 2], 6) }
    #expect(throws: ApportionmentError.doesNotClose(missingUnits: 0.5)) { try close([1.2, 2.3], 3.5) }
    #expect(throws: ApportionmentError.notANumber(row: 1)) { try close([1, .nan], 1) }
    #expect(throws: ApportionmentError.notANumber(row: 0)) { try close([.infinity, 1], 1) }
    #expect(throws: ApportionmentError.notANumber(row: -1)) { try close([1, 1], .nan) }
  }

  @Test("Contre un oracle qui trie des restes entiers, 4 000 tirages avec égalités et négatifs")
  func oracle() throws {
    for seed in UInt64(1)...4000 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...30, using: &g)
      // Quarters of units: many exact ties. A last row brings the sum to a whole number.
      var quarters = (0..<n).map { _ in Int.random(in: -40...40, using: &g) }
      let excess = ((quarters.reduce(0, +) % 4) + 4) % 4
      quarters[n - 1] -= excess
      let total = quarters.reduce(0, +) / 4
      let ranks = (0..<Int32(n)).map { $0 }.shuffled(using: &g)
      var expected = quarters.map { ($0 - (($0 % 4) + 4) % 4) / 4 }
      let order = (0..<n).sorted {
        let a = ((quarters[$0] % 4) + 4) % 4
        let b = ((quarters[$1] % 4) + 4) % 4
        return a != b ? a > b : ranks[$0] < ranks[$1]
      }
      for row in order.prefix(total - expected.reduce(0, +)) { expected[row] += 1 }
      let out = try close(quarters.map { Double($0) / 4 }, Double(total), ranks: ranks)
      #expect(out == expected.map(Double.init), "seed \(seed)")
    }
  }

  @Test("Demi vers le haut, symétrique, tolérant aux décimales")
  func halfUp() {
    #expect(0.5.roundedHalfUp == 1)
    #expect((-0.5).roundedHalfUp == -1)
    #expect(0.49.roundedHalfUp == 0)
    #expect(2.5.roundedHalfUp == 3)
    #expect((1.005 * 100).roundedHalfUp == 101)
    #expect((-0.2).roundedHalfUp.sign == .plus)
  }
}
