import Glibc
import LinearAlgebra
import TestSupport
import Testing

@Suite("Noyaux des balayages : entropie, étendue, changements")
struct SweepKernelTests {
  @Test("entropie : Σ p·r·ln r à 1e-14 près de la bibliothèque mathématique, mêmes bits à tous les niveaux")
  func entropy() {
    for seed in UInt64(1)...400 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...70, using: &g)
      let people = (0..<n).map { _ in Double.random(in: 1...1e5, using: &g) }
      let values = (0..<n).map { _ in
        Int.random(in: 0..<12, using: &g) == 0 ? 0 : exp(Double.random(in: -30...30, using: &g))
      }
      let mean = Double.random(in: 0.5...2000, using: &g)
      var expected = 0.0
      var scale = 0.0
      for i in 0..<n where values[i] > 0 {
        let term = people[i] * (values[i] / mean) * log(values[i] / mean)
        expected += term
        scale += term.magnitude
      }
      var bits: Set<UInt64> = []
      for kernels in KernelSet.available {
        let found = kernels.entropy(n, people, values, mean)
        #expect((found.sum - expected).magnitude <= 1e-14 * scale + 1e-300)
        #expect(found.least == 0)
        bits.insert(found.sum.bitPattern)
      }
      #expect(bits.count == 1)
    }
  }

  @Test("entropie : ln 1 est nul, un rapport négatif ou inconnu se voit")
  func entropyEdges() {
    let one: [Double] = [3, 3, 3]
    for kernels in KernelSet.available {
      func entropy(_ values: [Double]) -> (sum: Double, least: Double) {
        kernels.entropy(3, one, values, 3)
      }
      #expect(entropy(one).sum == 0)
      #expect(entropy([3, -6, 3]).least == -2)
      #expect(entropy([3, .nan, 3]).least.isNaN)
      // 3 · (2 ln 2), the rest null.
      #expect((entropy([6, 0, 0]).sum - 6 * log(2)).magnitude < 1e-15)
    }
  }

  @Test("la classe d'une grandeur : exposant et neuf chiffres binaires, à tous les niveaux")
  func classesOfMagnitudes() {
    let values = [
      0, -0.0, 1, -1, 2, 3, 511, 512, 513, -1023, 1024, 1025, 0x1p40, -0x1p40, 0.5, 0.999, -0.25, 123_456_789,
    ]
    let block = LaneScratch(rows: values.count, columns: 4)
    block.fill(0, values)
    for kernels in KernelSet.available {
      var codes = [SIMD8<UInt16>](repeating: .zero, count: block.lanes)
      let columns = [LanesInput(block.column(0))]
      codes.withUnsafeMutableBufferPointer { codes in
        guard let place = codes.baseAddress else { return }
        kernels.classes(block.lanes, columns, 1, place, block.column(1), block.column(2), block.column(3))
      }
      #expect(values.indices.map { codes[$0 / 8][$0 % 8] } == values.map(Self.classe))
    }
  }

  private static func classe(_ value: Double) -> UInt16 {
    let sign: UInt16 = value < 0 ? 0x8000 : 0
    guard value.magnitude >= 1 else { return sign }
    let digits = ((value.magnitude.significand - 1) * 512).rounded(.down)
    return sign | UInt16(Double(value.exponent) * 512 + digits + 1)
  }

  @Test("classes, étendue et changements contre une boucle naïve, à tous les niveaux : 500 tirages")
  func naive() {
    for seed in UInt64(1)...500 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...60, using: &g)
      let count = Int.random(in: 1...9, using: &g)
      let block = LaneScratch(rows: n, columns: count)
      for k in 0..<count { for i in 0..<n { block.rows(k)[i] = Double(Int.random(in: -3...3, using: &g)) * 100 } }
      let columns = (0..<count).map { LanesInput(block.column($0)) }
      let other = LaneScratch(rows: n, columns: 9)
      for i in 0..<n {
        other.rows(0)[i] =
          Int.random(in: 0..<9, using: &g) == 0 ? .nan : Double(Int.random(in: -3...3, using: &g)) * 100
        other.rows(1)[i] = Double(Int.random(in: 0...2, using: &g)) * 100
        other.rows(2)[i] = Double(Int.random(in: 0...900, using: &g))
        other.rows(3)[i] =
          Int.random(in: 0..<5, using: &g) == 0 ? .infinity : Double(Int.random(in: 1...900, using: &g))
      }
      for kernels in KernelSet.available {
        var codes = [SIMD8<UInt16>](repeating: .zero, count: block.lanes * count)
        codes.withUnsafeMutableBufferPointer { codes in
          guard let place = codes.baseAddress else { return }
          kernels.classes(
            block.lanes, columns, count, place, other.column(4), other.column(5), other.column(6))
        }
        for i in 0..<n {
          let row = (0..<count).map { block.rows($0)[i] }
          #expect(other.rows(4)[i] == row.min() && other.rows(5)[i] == row.max())
          #expect(other.rows(6)[i] == row.reduce(0, +))
          #expect((0..<count).map { codes[$0 * block.lanes + i / 8][i % 8] } == row.map(Self.classe))
        }
        for column in 7...8 { for i in 0..<n { other.rows(column)[i] = 0 } }
        var (rises, falls, weight, sum, lowest, perHead) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for k in 0..<count {
          let found = kernels.changes(
            block.lanes, columns[k], other.column(0), other.column(1), other.column(2), other.column(3),
            other.column(7), other.column(8))
          (rises, falls, weight, sum, lowest, perHead) = (0, 0, 0, 0, 0, 0)
          for i in 0..<n {
            let change = block.rows(k)[i] - other.rows(0)[i]
            if change > other.rows(1)[i] { rises += 1 }
            guard change < -other.rows(1)[i] else { continue }
            falls += 1
            weight += other.rows(2)[i]
            sum += change
            lowest = min(lowest, change)
            perHead = min(perHead, change / 100 / other.rows(3)[i])
          }
          #expect(found.rises == rises && found.falls == falls && found.weight == weight)
          #expect(found.sum == sum && found.lowest == lowest && found.perHead == perHead)
        }
        for i in 0..<n {
          let fallen = (0..<count).count { block.rows($0)[i] - other.rows(0)[i] < -other.rows(1)[i] }
          #expect(other.rows(7)[i] == Double(fallen))
          #expect(other.rows(8)[i] == (fallen > 0 ? 1 : 0))
        }
      }
    }
  }
}
