import Sampling
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

  @Test func addingAColumnIsAddingItsValues() {
    let values: [Double] = [5, 5, 5, -3, .nan, .nan, 7, 5, 1e15, 1e15, -0.4, 0, 0] + sample(50, seed: 4)
    // Every other value of the column, and a stranger between them.
    var column: [Double] = []
    for value in values { column += [value, 12345] }
    var oneByOne = QuantileSketch()
    for value in values { oneByOne.add(value) }
    var atOnce = QuantileSketch()
    atOnce.add(column.span, from: 0, stride: 2, count: values.count)
    #expect(atOnce == oneByOne)
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
