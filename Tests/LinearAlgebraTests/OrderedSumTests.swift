import LinearAlgebra
import TestSupport
import Testing

@Suite("Sommes à ordre fixe")
struct OrderedSumTests {
  /// The order written out by hand: lane k of the four accumulators takes x[k], x[k+32]…, then a fixed tree, then the
  /// tail one by one.
  func byHand(_ x: [Double]) -> Double {
    var lanes = [Double](repeating: 0, count: 32)
    let full = x.count / 32 * 32
    for i in 0..<full { lanes[i % 32] += x[i] }
    var joined = [Double](repeating: 0, count: 8)
    for k in 0..<8 { joined[k] = (lanes[k] + lanes[8 + k]) + (lanes[16 + k] + lanes[24 + k]) }
    let quarter = (0..<4).map { joined[$0] + joined[$0 + 4] }
    let pair = [quarter[0] + quarter[2], quarter[1] + quarter[3]]
    var sum = pair[0] + pair[1]
    for i in full..<x.count { sum += x[i] }
    return sum
  }

  @Test("Les mêmes bits que l'ordre écrit à la main, pour toutes les longueurs jusqu'à 200")
  func bits() {
    var g = SplitMix64(seed: 3)
    var differsFromNaive = false
    for n in 0...200 {
      let x = (0..<n).map { _ in Double.random(in: -1e6...1e6, using: &g) }
      #expect(orderedSum(x.span).bitPattern == byHand(x).bitPattern, "\(n)")
      let y = x.map { _ in Double.random(in: -1...1, using: &g) }
      #expect(orderedDot(x.span, y.span).bitPattern == byHand(zip(x, y).map(*)).bitPattern, "\(n)")
      if orderedSum(x.span) != x.reduce(0, +) { differsFromNaive = true }
    }
    // Otherwise the order would not be observable and the test above would prove nothing.
    #expect(differsFromNaive)
  }

  @Test("Sommes d'entiers : exactes, quel que soit l'ordre")
  func integers() {
    let x = (1...1000).map(Double.init)
    #expect(orderedSum(x.span) == 500_500)
    #expect(orderedReduction(1000) { Double($0) } == 499_500)
    #expect(orderedSum([Double]().span) == 0)
  }

  @Test("Une valeur manquante contamine la somme")
  func missing() {
    for position in [0, 31, 32, 40] {
      var x = [Double](repeating: 1, count: 41)
      x[position] = .nan
      #expect(orderedSum(x.span).isNaN)
    }
  }
}
