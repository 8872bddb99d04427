import Diagnostics

/// What the engine asks of something to sweep: numbered scenarios, workers that evaluate them by blocks, and statistics
/// that workers fill apart and that are merged. Workers hold the loops: nothing generic runs in them.
public protocol SweepCase: Sendable {
  associatedtype Statistics: SweepStatistics
  associatedtype Worker: SweepWorker where Worker.Statistics == Statistics

  var design: SweepDesign { get }
  var annees: [Int] { get }
  /// What each variant is judged on, one number each.
  var verdicts: [SweepVerdict] { get }
  /// Numbers in the records, and in the amounts, of one scenario.
  var recordLength: Int { get }
  var valueLength: Int { get }
  /// Scenarios in a block, unless the user says, and bytes that a block holds for each.
  var blockWidth: Int { get }
  var bytesPerScenario: Int { get }

  func statistics() -> Statistics
  /// `nil` when the state is not that of statistics of this sweep.
  func statistics(_ state: [UInt64]) -> Statistics?
  func worker(width: Int) -> Worker
}

/// What is counted of scenarios; merging is exact and commutative. One thread writes at a time.
public protocol SweepStatistics: AnyObject, Sendable {
  func merge(_ other: Self)
  /// Forgets everything; the memory stays.
  func empty()
  /// The whole of it, for a run that stops and goes on.
  var state: [UInt64] { get }
}

/// The tools of one thread: blocks of scenarios, the memory used again from block to block.
public protocol SweepWorker {
  associatedtype Statistics: SweepStatistics

  var width: Int { get }
  /// Evaluates the scenarios of a range no longer than the width, at the end of a tranche.
  mutating func evaluate(
    _ range: Range<Int>, of points: SweepPoints, into tranche: inout SweepTranche<Statistics>, keepsValues: Bool)
}

extension SweepCase {
  public var count: Int { design.count }

  /// The scenarios of the sweep, by number.
  public var points: SweepPoints { SweepPoints(count: design.count, values: design.values) }
}

extension Sweep: SweepCase {
  public var recordLength: Int { annees.count * SweepMeasure.allCases.count }
  public var valueLength: Int { annees.count * CommuneStatistics.flux.count * communes }

  /// A year of the scenarios of a block, amounts included, stays in half an L2 cache. What is counted by commune waits in
  /// another place (`SketchBank`), whatever the block.
  public var blockWidth: Int { min(128, max(16, (1 << 18) * annees.count / bytesPerScenario)) }

  public var bytesPerScenario: Int {
    8 * annees.count * (SweepAmounts.flux.count * communes + SweepMeasure.allCases.count)
  }

  public func statistics() -> CommuneStatistics { CommuneStatistics(annees: annees.count, communes: communes) }

  public func statistics(_ state: [UInt64]) -> CommuneStatistics? {
    CommuneStatistics(annees: annees.count, communes: communes, state: state)
  }

  public func worker(width: Int) -> SweepBlock { SweepBlock(self, width: width) }
}

extension CommuneStatistics: SweepStatistics {}
