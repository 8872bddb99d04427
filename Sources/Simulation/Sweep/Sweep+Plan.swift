import Diagnostics
import Language

/// What a sweep computes once, and what it computes for each scenario: found by preparing a block.
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
  /// Axes that need a plan compiled for each of their values, and the rule that asks for it.
  public let compiled: [(axis: String, obstacle: LaneObstacle)]
}

extension Sweep {
  /// - Throws: what makes the first scenario impossible to compile.
  public func outline() throws(DiagnosedError) -> SweepPlanOutline {
    let axes = design.axes
    var compiled: [(axis: String, obstacle: LaneObstacle)] = []
    var side: [String] = []
    for (axis, obstacle) in zip(axes, lanes.obstacles) {
      if let obstacle { compiled.append((axis.name, obstacle)) } else { side.append(axis.name) }
    }
    let own = try ownRun(like: design.values(0))
    let plan = own.plan
    let block = try PlanBlock(own, lanes: lanes, yardstick: yardstick, width: 1)
    var steps: [SweepPlanOutline.Step] = []
    for year in block.years {
      func add(_ regle: String, _ isThere: Bool, moves: Bool) {
        if isThere { steps.append(.init(annee: year.annee, regle: regle, uneFois: !moves)) }
      }
      add("attribution de compensation", plan.attributionCompensation != nil, moves: false)
      add("DSC", plan.dotationSolidarite != nil, moves: year.dotation != nil)
      add("FPIC, prélèvement", plan.prelevement != nil, moves: year.prelevement.moves)
      add("FPIC, reversement", plan.attribution != nil, moves: year.attribution.moves)
    }
    return SweepPlanOutline(steps: steps, lanes: side, compiled: compiled)
  }
}
