import Diagnostics

extension Sweep {
  /// A scenario of the sweep compiled and run by itself, on the territory already read: the same amounts, without what
  /// its neighbours could share.
  public func alone(_ index: Int) throws(DiagnosedError) -> ScenarioResult {
    try ScenarioRun(try evaluator.plan(design.values(index))).result
  }
}
