import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Sampling
import Territory

/// From the values of a scenario of the sweep to its yearly amounts, by the same plan and the same rules as a run alone.
struct SweepEvaluator: Sendable {
  let scenario: Scenario
  let territoire: Territory
  let droit: Parametres
  let axes: [SweepAxis]
  let random: CounterRandom

  /// The scenario and the territory with these values written in.
  func substituted(_ values: [SweepValue?]) -> (Scenario, Territory) {
    var scenario = scenario
    var territoire = territoire
    for (axis, value) in zip(axes, values) {
      guard let value else { continue }
      if let written = axis.written(value) {
        scenario = scenario.remplacant(axis.cible, par: written, span: axis.span)
      } else if case .noise(let draw) = value, case .noise(let column, let law, let stream) = axis.source {
        disturb(&territoire, column, law, stream, draw)
      }
    }
    return (scenario, territoire)
  }

  /// Each commune's figure times one plus its own error. Inhabitants stay whole.
  private func disturb(_ territoire: inout Territory, _ name: String, _ law: Law, _ stream: UInt32, _ draw: UInt64) {
    guard var column = territoire.columns[name] else { return }
    let whole = name.hasPrefix("population")
    for row in column.values.indices {
      let u = random.uniform(draw: draw, stream: stream, position: UInt32(row))
      let error = law.quantile(u) / Double(SweepAxis.whole)
      let value = column.values[row] * (1 + error)
      column.values[row] = whole ? value.roundedHalfUp : value
    }
    territoire.columns[name] = column
  }

  func plan(_ values: [SweepValue?]) throws(DiagnosedError) -> ScenarioPlan {
    let (scenario, territoire) = substituted(values)
    return try ScenarioPlan.compile(scenario, territoire: territoire, droit: droit)
  }
}
