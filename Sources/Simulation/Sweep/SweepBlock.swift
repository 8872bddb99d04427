import Diagnostics

/// A worker's tools: a block of scenarios evaluated and measured, its memory used again from block to block.
public struct SweepBlock {
  private let sweep: Sweep
  let width: Int
  private(set) var amounts: SweepAmounts
  /// Scenarios that could not be computed at all; their records are missing values.
  private(set) var failures = 0

  init(_ sweep: Sweep, width: Int) {
    self.sweep = sweep
    self.width = width
    amounts = SweepAmounts(scenarios: width, annees: sweep.annees.count, communes: sweep.communes)
  }

  /// Evaluates the scenarios of a range no longer than the width.
  mutating func evaluate(_ range: Range<Int>) {
    amounts.clear()
    failures = 0
    for (offset, index) in range.enumerated() { evaluate(offset, sweep.design.values(index)) }
  }

  private mutating func evaluate(_ offset: Int, _ values: [SweepValue]) {
    do {
      let plan = try sweep.evaluator.plan(values)
      for (year, trace) in try ScenarioRun.years(of: plan).traces.enumerated() {
        amounts.store(offset, year: year, trace: trace, lane: 0, plan: plan, yardstick: sweep.yardstick)
      }
    } catch {
      failures += 1
    }
  }
}
