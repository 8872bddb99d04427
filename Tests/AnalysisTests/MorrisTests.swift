import Testing

@testable import Analysis

@Suite("Morris")
struct MorrisTests {
  @Test func eachStepMovesOneAxisWithinTheCube() {
    let design = Morris(dimensions: 5, trajectories: 20, levels: 4, seed: 9)
    for trajectory in 0..<20 {
      var moved: [Int] = []
      for k in 0..<5 {
        let before = design.point(trajectory * 6 + k)
        let after = design.point(trajectory * 6 + k + 1)
        #expect((before + after).allSatisfy { $0 >= 0 && $0 <= 1 + 1e-15 })
        let axes = (0..<5).filter { before[$0] != after[$0] }
        #expect(axes.count == 1)
        #expect(((before[axes[0]] - after[axes[0]]).magnitude - 2.0 / 3).magnitude < 1e-15)
        moved += axes
      }
      #expect(moved == design.order(trajectory))
      #expect(moved.sorted() == Array(0..<5))
    }
  }

  /// A linear model: every effect is the coefficient, no dispersion.
  @Test func linear() {
    let design = Morris(dimensions: 3, trajectories: 10, seed: 4)
    let values = (0..<design.count).map { index -> Double in
      let x = design.point(index)
      return 5 * x[0] - 2 * x[1]
    }
    let (effects, kept) = design.effects(values)
    #expect(kept == 10)
    for (effect, expected) in zip(effects, [5.0, -2, 0]) {
      #expect((effect.mean - expected).magnitude < 1e-12)
      #expect((effect.meanMagnitude - expected.magnitude).magnitude < 1e-12)
      #expect(effect.deviation < 1e-12)
    }
  }

  /// The effects of SALib's own trajectories, summarised as SALib does.
  @Test func sameSummariesAsSALib() throws {
    let reference = try Reference.load().morris
    var effects = [[Double]](repeating: [], count: 3)
    for trajectory in 0..<reference.points.count / 4 {
      for k in 0..<3 {
        let (before, after) = (trajectory * 4 + k, trajectory * 4 + k + 1)
        let axis = try #require((0..<3).first { reference.points[before][$0] != reference.points[after][$0] })
        effects[axis].append(
          (reference.values[after] - reference.values[before])
            / (reference.points[after][axis] - reference.points[before][axis]))
      }
    }
    for axis in 0..<3 {
      let found = Morris.effect(effects[axis])
      #expect((found.mean - reference.mu[axis]).magnitude < 1e-9)
      #expect((found.meanMagnitude - reference.muStar[axis]).magnitude < 1e-9)
      #expect((found.deviation - reference.sigma[axis]).magnitude < 1e-9)
    }
  }
}

@Suite("Elasticities and tipping points")
struct LocalTests {
  @Test func elasticityOfAPowerIsItsExponent() {
    let found = LocalSensitivity(parameters: (9.9, 10, 10.1), values: (9.9 * 9.9, 100, 10.1 * 10.1))
    #expect((found.slope - 20).magnitude < 1e-9)
    #expect((found.elasticity - 2).magnitude < 1e-9)
    #expect(LocalSensitivity(parameters: (-1, 0, 1), values: (1, 2, 3)).elasticity.isNaN)
  }

  @Test func theChangeIsClosedIn() {
    var calls = 0
    let found = TippingPoint.bracket(low: 0, high: 1_000_000, precision: 1, lowAnswer: false) { value in
      calls += 1
      return value >= 314_159
    }
    #expect(found.low == 314_158 && found.high == 314_159)
    #expect(calls <= 20)
  }
}
