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
      } else {
        ColumnDisturbance(random: random).communes(axis, value, of: &territoire)
      }
    }
    return (scenario, territoire)
  }

  func plan(_ values: [SweepValue?]) throws(DiagnosedError) -> ScenarioPlan {
    let (scenario, territoire) = substituted(values)
    return try ScenarioPlan.compile(scenario, territoire: territoire, droit: droit)
  }
}
