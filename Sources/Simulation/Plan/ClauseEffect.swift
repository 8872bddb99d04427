import Diagnostics
import Language
import Legislation
import Territory

/// Finds the reforms and hypotheses that change nothing: the scenario is run again without each of them.
struct ClauseEffect {
  let scenario: Scenario
  let territoire: Territory
  let droit: Parametres
  let result: ScenarioResult

  /// One alerte a clause without effect; empty when the scenario writes none.
  func diagnostics() throws(DiagnosedError) -> [Diagnostic] {
    var out: [Diagnostic] = []
    for (index, reforme) in scenario.parametres.enumerated() {
      var without = scenario
      without.parametres.remove(at: index)
      guard try isSame(without) else { continue }
      out.append(
        Diagnostic(
          "S0601", .alerte, "ce paramètre du droit ne change rien au résultat", place: reforme.span.place(),
          repair: "vérifiez son année et ses clauses, ou retirez la ligne"))
    }
    for (index, hypothese) in scenario.hypotheses.enumerated() {
      var without = scenario
      without.hypotheses.remove(at: index)
      guard try isSame(without) else { continue }
      out.append(
        Diagnostic(
          "S0602", .alerte, "l'hypothèse « \(hypothese.grandeur.value.texte) » ne change rien au résultat",
          place: hypothese.grandeur.span.place(), repair: "retirez la ligne"))
    }
    return out
  }

  /// The same scenario under « sans rétroaction »; `nil` when it is already, or when the feedback moves nothing.
  func withoutFeedback() throws(DiagnosedError) -> WithoutFeedback? {
    guard !scenario.sansRetroaction, !result.diagnostics.hasErrors else { return nil }
    var without = scenario
    without.sansRetroaction = true
    let run = try ScenarioRun(ScenarioPlan.compile(without, territoire: territoire, droit: droit)).result
    guard !run.hasSameFigures(as: result) else { return nil }
    return WithoutFeedback(montants: run.montants, epci: run.epci, indicateurs: run.indicateurs)
  }

  /// Amounts, the EPCI's side, indicators, votes and legality, bit for bit.
  private func isSame(_ other: Scenario) throws(DiagnosedError) -> Bool {
    let plan = try ScenarioPlan.compile(other, territoire: territoire, droit: droit)
    let run = try ScenarioRun(plan).described(by: plan)
    return run.hasSameFigures(as: result) && run.decisions == result.decisions
      && run.diagnostics.count == result.diagnostics.count
      && zip(run.diagnostics, result.diagnostics).allSatisfy { $0.message == $1.message }
  }
}
