import Testing

@testable import Sampling

@Suite("Counter-based random numbers")
struct RandomTests {
  /// Known answers of the authors (Random123, kat_vectors).
  @Test func philoxGivesThePublishedVectors() {
    let zero = Philox(key: [0, 0]).block([0, 0, 0, 0])
    #expect(zero == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    let ones = Philox(key: [.max, .max]).block([.max, .max, .max, .max])
    #expect(ones == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    let pi = Philox(key: [0xa409_3822, 0x299f_31d0]).block([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344])
    #expect(pi == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test func uniformsAreOpenAndHaveTheMomentsOfTheirLaw() {
    let random = CounterRandom(seed: 42)
    let values = (0..<100_000).map { random.uniform(draw: UInt64($0), stream: 3) }
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
    let mean = values.reduce(0, +) / 1e5
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e5
    // Five standard errors.
    #expect((mean - 0.5).magnitude < 5 * (1.0 / 12 / 1e5).squareRoot())
    #expect((variance - 1.0 / 12).magnitude < 5 * (1.0 / 180 / 1e5).squareRoot())
  }

  @Test func seedStreamDrawAndPositionAllMatter() {
    let random = CounterRandom(seed: 42)
    let one = random.bits(draw: 1, stream: 2, position: 3)
    #expect(one == CounterRandom(seed: 42).bits(draw: 1, stream: 2, position: 3))
    #expect(one != random.bits(draw: 2, stream: 2, position: 3))
    #expect(one != random.bits(draw: 1, stream: 3, position: 3))
    #expect(one != random.bits(draw: 1, stream: 2, position: 4))
    #expect(one != CounterRandom(seed: 42 << 32).bits(draw: 1, stream: 2, position: 3))
  }

  @Test func normalQuantilesAreThoseOfScipy() throws {
    for line in try Reference.load().normal {
      let found = normalQuantile(line[0])
      #expect((found - line[1]).magnitude <= 4e-15 * max(1, line[1].magnitude), "p = \(line[0])")
      if line[0] > 1e-9, line[0] < 0.99 { #expect((normalProbability(found) - line[0]).magnitude < 1e-15) }
    }
  }
}

@Suite("Laws")
struct LawTests {
  @Test func quantilesAtKnownRanks() {
    #expect(Law.uniform(from: 2, to: 6).quantile(0.25) == 3)
    #expect(Law.normal(mean: 10, deviation: 2).quantile(0.5) == 10)
    // Triangular on [0, 4] with mode 1: F(1) = 1/4, and the median solves 1 − (4 − x)²/12 = 1/2.
    let triangular = Law.triangular(from: 0, mode: 1, to: 4)
    #expect(triangular.quantile(0.25) == 1)
    #expect((triangular.quantile(0.5) - (4 - 6.0.squareRoot())).magnitude < 1e-15)
    #expect(Law.triangular(from: 5, mode: 5, to: 5).quantile(0.3) == 5)
  }

  @Test func aTableReturnsItsValuesInProportion() throws {
    let table = try #require(EmpiricalTable(values: [30, 10, 20], weights: [1, 1, 2]))
    let law = Law.table(table)
    #expect([0.1, 0.25, 0.26, 0.74, 0.76, 0.99].map(law.quantile) == [10, 10, 20, 20, 30, 30])
    #expect(EmpiricalTable(values: [1], weights: [0]) == nil)
    #expect(EmpiricalTable(values: [1, 2], weights: [1]) == nil)
    #expect(EmpiricalTable(values: [1, 2], weights: [1, -1]) == nil)
  }
}
