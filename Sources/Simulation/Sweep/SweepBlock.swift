import Diagnostics

/// A worker's tools: a block of scenarios evaluated and measured, its memory used again from block to block.
public struct SweepBlock {
  private let sweep: Sweep
  private let points: SweepPoints
  let width: Int
  private(set) var amounts: SweepAmounts
  /// Scenarios that could not be computed at all; their records are missing values.
  private(set) var failures = 0
  private var last: Shared?

  init(_ sweep: Sweep, points: SweepPoints? = nil, width: Int) {
    self.sweep = sweep
    self.points = points ?? sweep.points
    self.width = width
    amounts = SweepAmounts(scenarios: width, annees: sweep.annees.count, communes: sweep.communes)
  }

  /// Evaluates the scenarios of a range no longer than the width. Neighbours whose values outside the lanes are the
  /// same run side by side in one plan.
  mutating func evaluate(_ range: Range<Int>) {
    amounts.clear()
    failures = 0
    let values = range.map(points.values)
    var start = 0
    while start < values.count {
      let key = sweep.lanes.key(values[start])
      var end = start + 1
      while end < values.count, sweep.lanes.key(values[end]) == key { end += 1 }
      do {
        try run(Array(values[start..<end]), key, first: start)
      } catch {
        failures += end - start
      }
      start = end
    }
  }

  /// The plan of the last key, and what its lanes share.
  private struct Shared {
    var key: [SweepValue]
    var plan: ScenarioPlan
    var traces: [YearTrace]
    /// By year of the plan.
    var inequalities: [SweepInequality?]
  }

  private mutating func run(_ values: [[SweepValue]], _ key: [SweepValue], first: Int) throws(DiagnosedError) {
    if last?.key != key {
      let plan = try sweep.evaluator.plan(sweep.lanes.outside(values[0]))
      let traces = try ScenarioRun.years(of: plan).traces
      last = Shared(key: key, plan: plan, traces: traces, inequalities: [])
    }
    guard var shared = last else { return }
    last = nil
    defer { last = shared }
    let lanes = sweep.lanes.lanes(values, plan: shared.plan)
    let traces =
      sweep.lanes.isEmpty
      ? shared.traces : try ScenarioRun.years(of: shared.plan, lanes: lanes, sharing: shared.traces).traces
    for trace in traces.dropFirst(shared.inequalities.count) {
      shared.inequalities.append(SweepInequality(plan: shared.plan, state: trace.state))
    }
    for lane in values.indices {
      for (year, trace) in traces.enumerated() {
        amounts.store(
          first + lane, year: year, trace: trace, lane: lane, plan: shared.plan, yardstick: sweep.yardstick,
          inequality: &shared.inequalities[year])
        if trace.isIncomplete(lane) { break }
      }
    }
  }
}
