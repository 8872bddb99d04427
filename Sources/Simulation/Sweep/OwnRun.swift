import Diagnostics

/// A plan and its own scenario, run once: what every worker takes where no lane reaches.
struct OwnRun: Sendable {
  let plan: ScenarioPlan
  let traces: [YearTrace]
  private let history: AmountHistory
  let decisions: [Decision]
  /// Facts of the votes themselves.
  let votes: FactCounts

  init(_ plan: ScenarioPlan) throws(DiagnosedError) {
    self.plan = plan
    (traces, history) = try ScenarioRun.years(of: plan, pastFailures: true)
    let (decisions, found) = try DecisionList(plan: plan, territoire: plan.territoire, traces: traces).build()
    self.decisions = decisions
    var votes = FactCounts()
    for fact in found { votes.add(fact.fait, motivated: fact.article.motif != nil) }
    self.votes = votes
  }

  /// What a run alone gives, which stops at the first year that cannot be paid.
  var result: ScenarioResult {
    get throws(DiagnosedError) {
      let run =
        traces.contains(where: \.isIncomplete)
        ? try ScenarioRun(plan) : try ScenarioRun(plan, years: (traces, history))
      return run.result
    }
  }
}
