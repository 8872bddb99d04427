import Diagnostics
import Language

/// What a sweep computes once, and what it computes for each scenario: found by running the first two scenarios.
public struct SweepPlanOutline: Sendable {
  public struct Step: Sendable {
    public let annee: Int
    /// « attribution de compensation », « DSC », « FPIC, prélèvement », « FPIC, reversement »
    public let regle: String
    /// True when no swept value reaches it.
    public let uneFois: Bool
  }
  public let steps: [Step]
  /// Axes whose values run side by side in one plan.
  public let lanes: [String]
  /// Axes that need a plan compiled for each of their values.
  public let compiled: [String]
}

extension Sweep {
  /// - Throws: what makes the first scenario impossible to compile.
  public func outline() throws(DiagnosedError) -> SweepPlanOutline {
    let axes = design.axes
    var compiled: [String] = []
    var side: [String] = []
    for (axis, inLane) in zip(axes, lanes.inLanes) {
      if inLane { side.append(axis.name) } else { compiled.append(axis.name) }
    }
    let values = [design.values(0), design.values(count - 1)]
    let plan = try evaluator.plan(lanes.outside(values[0]))
    let shared = try ScenarioRun.years(of: plan).traces
    let traces = try ScenarioRun.years(of: plan, lanes: lanes.lanes(values, plan: plan), sharing: shared).traces
    var steps: [SweepPlanOutline.Step] = []
    for trace in traces {
      func add(_ regle: String, _ columns: Int?) {
        guard let columns else { return }
        steps.append(.init(annee: trace.annee, regle: regle, uneFois: columns == 1))
      }
      add("attribution de compensation", trace.attributionCompensation?.attributions.columns)
      add("DSC", trace.dotationSolidarite?.montants.columns)
      add("FPIC, prélèvement", trace.prelevement?.notifies.communes.columns)
      add("FPIC, reversement", trace.attribution?.notifies.communes.columns)
    }
    return SweepPlanOutline(steps: steps, lanes: side, compiled: compiled)
  }
}
