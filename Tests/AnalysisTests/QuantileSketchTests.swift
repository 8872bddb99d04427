import LinearAlgebra
import Sampling
import TestSupport
import Testing

@testable import Analysis

@Suite("Quantile sketch")
struct QuantileSketchTests {
  private func sample(_ count: Int, seed: UInt64) -> [Double] {
    let random = CounterRandom(seed: seed)
    return (0..<count).map {
      (Law.normal(mean: 2e6, deviation: 3e6).quantile(random.uniform(draw: UInt64($0), stream: 0))).rounded()
    }
  }

  @Test func quantilesAreWithinTheStatedErrorOfTheOrderStatistics() {
    let values = sample(20_001, seed: 1)
    var sketch = QuantileSketch()
    for value in values { sketch.add(value) }
    let sorted = values.sorted()
    for p in [0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999] {
      let exact = sorted[Int((p * 20_001).rounded(.up)) - 1]
      #expect((sketch.quantile(p) - exact).magnitude <= QuantileSketch.relativeError * exact.magnitude, "\(p)")
    }
    #expect(sketch.minimum == sorted.first)
    #expect(sketch.maximum == sorted.last)
    #expect(sketch.quantile(0) == sorted.first)
    #expect(sketch.quantile(1) == sorted.last)
    #expect(sketch.mean == sorted.reduce(0, +) / 20_001)
  }

  @Test func smallWholeAmountsAreExact() {
    var sketch = QuantileSketch()
    for value in -600...1000 { sketch.add(Double(value)) }
    #expect(sketch.quantile(600.5 / 1601) == 0)
    #expect(sketch.quantile(1000.5 / 1601) == 400)
    #expect(sketch.quantile(100.5 / 1601) == -500)
  }

  @Test func mergingInAnyOrderGivesTheSameState() {
    let values = sample(5000, seed: 2)
    var whole = QuantileSketch()
    for value in values { whole.add(value) }
    whole.add(.nan)
    for parts in [2, 5, 7] {
      var pieces = [QuantileSketch](repeating: QuantileSketch(), count: parts)
      for (index, value) in values.enumerated() { pieces[index % parts].add(value) }
      pieces[0].add(.nan)
      var forward = QuantileSketch()
      var backward = QuantileSketch()
      for piece in pieces { forward.merge(piece) }
      for piece in pieces.reversed() { backward.merge(piece) }
      #expect(forward == whole)
      #expect(backward == whole)
    }
  }

  @Test func aBankHoldsTheSketchesOfItsRows() {
    // Rows that need every way of counting: constant, positive, negative, across zero, unknown, beyond 2^40.
    let rows: [[Double]] = [
      [5, 5, 5, 5], [5, 7, 900_000, 8], [-3, -3, -50_000_000, -1], [-4, 0, 3, 12], [1, .nan, 2, .nan],
      [1e15, -1e15, 3, 1e13], [0, 0, 0, 1], [2, 2, 2, 3],
    ]
    let columns = (0..<4).map { column in
      let scratch = LaneScratch(rows: rows.count, columns: 1)
      scratch.fill(0, rows.map { $0[column] })
      return scratch
    }
    let places = columns.map { LanesInput($0.column(0)) }
    let bank = SketchBank(groups: 2, rows: rows.count)
    let other = SketchBank(groups: 2, rows: rows.count)
    places[..<1].withUnsafeBufferPointer { bank.add(group: 1, columns: $0) }
    bank.add(group: 1, column: places[1], times: 3)
    places[2...].withUnsafeBufferPointer { other.add(group: 1, columns: $0) }
    other.addMissing(group: 1, times: 2)
    // No column, no value.
    places.withUnsafeBufferPointer { bank.add(group: 1, columns: .init(rebasing: $0[..<0])) }
    bank.merge(other)
    for (row, values) in rows.enumerated() {
      var alone = QuantileSketch()
      for value in values + [values[1], values[1]] { alone.add(value) }
      for _ in 0..<2 { alone.add(.nan) }
      #expect(bank.sketch(8 + row).state == alone.state, "row \(row)")
      #expect(bank.sketch(row) == QuantileSketch())
    }
    let copy = SketchBank(groups: 2, rows: rows.count)
    for index in 0..<bank.count { copy.restore(index, bank.sketch(index)) }
    #expect((0..<bank.count).allSatisfy { copy.sketch($0) == bank.sketch($0) })
    bank.clear()
    #expect((0..<bank.count).allSatisfy { bank.sketch($0) == QuantileSketch() })
    // Emptied memory counts again from nothing.
    places.withUnsafeBufferPointer { bank.add(group: 1, columns: $0) }
    var again = QuantileSketch()
    for value in rows[1] { again.add(value) }
    #expect(bank.sketch(9).state == again.state)
  }

  @Test func aColumnThatComesAgainIsCountedWithAllItsTimes() {
    let block = LaneScratch(rows: 2, columns: 2)
    block.fill(0, [300, -7])
    block.fill(1, [5, .nan])
    let bank = SketchBank(groups: 1, rows: 2)
    // The first one comes back after another: nothing of what waited is lost.
    for (column, times) in [(0, 2), (0, 3), (1, 4), (0, 1)] {
      bank.add(group: 0, column: block.column(column), times: times)
    }
    var (first, second) = (QuantileSketch(), QuantileSketch())
    for _ in 0..<6 {
      first.add(300)
      second.add(-7)
    }
    for _ in 0..<4 {
      first.add(5)
      second.add(.nan)
    }
    #expect(bank.sketch(0).state == first.state && bank.sketch(1).state == second.state)
    #expect(bank.sketch(0).count == 10 && bank.sketch(1).missing == 4)
  }

  @Test func columnsThatWaitAreCountedAsIfOneByOne() {
    // Each row in its own range, below, above and across zero; 1 300 columns, more than what waits at once.
    var g = SplitMix64(seed: 11)
    let count = 1300
    let ranges: [ClosedRange<Int>] = (0..<21).map { row in
      let center = Int.random(in: -3_000_000...3_000_000, using: &g)
      return row % 5 == 4 ? -900...2000 : center - 40_000 * (row % 4)...center + 40_000 * (row % 4)
    }
    let block = LaneScratch(rows: ranges.count, columns: count)
    for k in 0..<count {
      for (row, range) in ranges.enumerated() { block.rows(k)[row] = Double(Int.random(in: range, using: &g)) }
    }
    let places = (0..<count).map { LanesInput(block.column($0)) }
    let bank = SketchBank(groups: 1, rows: ranges.count)
    var next = 0
    while next < count {
      let end = min(count, next + Int.random(in: 1...200, using: &g))
      places[next..<end].withUnsafeBufferPointer { bank.add(group: 0, columns: $0) }
      next = end
    }
    for row in ranges.indices {
      var alone = QuantileSketch()
      for k in 0..<count { alone.add(block.rows(k)[row]) }
      #expect(bank.sketch(row).state == alone.state, "row \(row)")
    }
  }

  @Test func theStateSurvivesStorage() {
    var sketch = QuantileSketch()
    for value in sample(300, seed: 3) { sketch.add(value) }
    var state = (sketch.state + QuantileSketch().state)[...]
    #expect(QuantileSketch(&state) == sketch)
    #expect(QuantileSketch(&state) == QuantileSketch())
    #expect(state.isEmpty)
    var cut = sketch.state.dropLast()
    #expect(QuantileSketch(&cut) == nil)
  }

  @Test func withoutValuesNothingIsKnown() {
    let sketch = QuantileSketch()
    #expect(sketch.quantile(0.5).isNaN)
    #expect(sketch.mean.isNaN)
  }
}
