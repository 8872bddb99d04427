import Diagnostics

/// A worker's tools: blocks of scenarios evaluated, measured and counted, the memory used again from block to block.
public struct SweepBlock: SweepWorker {
  private let sweep: Sweep
  public let width: Int
  /// Plans in use, the latest last.
  private var plans: [(key: [SweepValue], block: PlanBlock?)] = []

  /// Plans kept at hand for sweeps that come back to the same values outside the lanes.
  private static let plansKept = 16

  init(_ sweep: Sweep, width: Int) {
    self.sweep = sweep
    self.width = width
  }

  /// Evaluates the scenarios of a range no longer than the width, at the end of a tranche. Those whose values outside
  /// the lanes are the same run side by side in one plan.
  public mutating func evaluate(
    _ range: Range<Int>, of points: SweepPoints, into tranche: inout SweepTranche<CommuneStatistics>, keepsValues: Bool
  ) {
    let values = range.map(points.values)
    let (recordLength, valueLength) = (sweep.recordLength, sweep.valueLength)
    let (record, value, verdict) = (tranche.records.count, tranche.values.count, tranche.verdicts.count)
    tranche.records += repeatElement(.nan, count: range.count * recordLength)
    tranche.verdicts += repeatElement(.nan, count: range.count * sweep.verdicts.count)
    if keepsValues { tranche.values += repeatElement(.nan, count: range.count * valueLength) }
    for (key, members) in groups(values) {
      guard let key, let block = plan(key, like: values[members[0]]),
        (try? block.evaluate(members.map { values[$0] }[...], counting: tranche.statistics)) != nil
      else {
        tranche.failures += members.count
        for member in members {
          sweep.judgeMissing(into: &tranche.verdicts, at: verdict + member * sweep.verdicts.count)
        }
        tranche.statistics?.addMissing(scenarios: members.count)
        continue
      }
      for (lane, member) in members.enumerated() {
        let from = lane * recordLength
        let to = record + member * recordLength
        for i in 0..<recordLength { tranche.records[to + i] = block.records[from + i] }
        let first = verdict + member * sweep.verdicts.count
        block.judge(lane, into: &tranche.verdicts, first..<first + sweep.verdicts.count)
        if keepsValues { block.amounts.copy(lane, into: &tranche.values, at: value + member * valueLength) }
      }
    }
  }

  /// Scenarios by the values that decide their plan, in the order in which these come; first those, without any, that no
  /// scenario could write.
  private func groups(_ values: [[SweepValue]]) -> [(key: [SweepValue]?, members: [Int])] {
    var members = Array(values.indices)
    var out: [(key: [SweepValue]?, members: [Int])] = []
    if sweep.limits.canRefuse {
      let refused = members.filter { !sweep.limits.accept(values[$0]) }
      if !refused.isEmpty { out.append((nil, refused)) }
      members.removeAll(where: Set(refused).contains)
    }
    if sweep.lanes.holdAll {
      if !members.isEmpty { out.append(([], members)) }
      return out
    }
    var place: [[SweepValue]: Int] = [:]
    for member in members {
      let key = sweep.lanes.key(values[member])
      if let found = place[key] {
        out[found].members.append(member)
      } else {
        place[key] = out.count
        out.append((key, [member]))
      }
    }
    return out
  }

  /// `nil` when a scenario with these values cannot be compiled.
  private mutating func plan(_ key: [SweepValue], like values: [SweepValue]) -> PlanBlock? {
    if let found = plans.lastIndex(where: { $0.key == key }) { return plans[found].block }
    if plans.count == Self.plansKept { plans.removeFirst() }
    let block = try? PlanBlock(
      sweep.ownRun(like: values), lanes: sweep.lanes, yardstick: sweep.yardstick, width: width)
    plans.append((key, block))
    return block
  }
}
