import Dispatch
import Glibc
import Synchronization

/// A run of consecutive scenarios, finished: their records and what they add to the statistics.
public struct SweepTranche<Statistics: SweepStatistics>: Sendable {
  public internal(set) var range: Range<Int>
  /// Scenario after scenario, year after year, in the order of the measures of the sweep.
  public internal(set) var records: [Double] = []
  /// Scenario after scenario, in the order of the verdicts of the sweep.
  public internal(set) var verdicts: [Double] = []
  /// Amounts, scenario after scenario; empty unless asked for.
  public internal(set) var values: [Double] = []
  /// Used again for another tranche once this one has been handed over; `nil` when nobody reads them.
  public let statistics: Statistics?
  public internal(set) var failures = 0
}

/// Scenarios handed over at once: the first tranche of a worker is small, and they grow as long as they are quick, up to
/// a share of what is left so that threads end together. Statistics are merged once a tranche: few large ones cost less.
/// The results do not depend on it.
public struct SweepPace {
  public static let largest = 8192
  private var size = 64

  /// - Parameter most: so that tranches that wait their turn stay small.
  func next(left: Int, threads: Int, most: Int) -> Int {
    threads == 1 ? min(size, most) : min(size, most, max(8, size / 16, left / (2 * threads)))
  }

  mutating func grow(_ spent: Duration) {
    if spent < .milliseconds(100) {
      size = min(4 * size, Self.largest)
    } else if spent < .milliseconds(400) {
      size = min(2 * size, Self.largest)
    } else if spent > .milliseconds(800) {
      size = max(size / 2, 8)
    }
  }
}

/// Runs a sweep on several threads: each takes the next tranche from a counter, and finished tranches are handed over in
/// the order of their scenarios, whoever computed them.
public struct SweepRunner<Case: SweepCase>: Sendable {
  public typealias Tranche = SweepTranche<Case.Statistics>

  let sweep: Case
  let points: SweepPoints
  /// Numbers of the scenarios to run.
  let range: Range<Int>
  let threads: Int
  let block: Int
  let keepsValues: Bool
  let countsStatistics: Bool
  private let workshop: SweepWorkshop<Case.Worker>

  /// - Parameters:
  ///   - range: some of the scenarios; all of them without it.
  ///   - countsStatistics: false when nobody reads those of the tranches.
  ///   - workshop: keeps workers from run to run of the same sweep.
  public init(
    _ sweep: Case, points: SweepPoints? = nil, range: Range<Int>? = nil, threads: Int, block: Int?, keepsValues: Bool,
    countsStatistics: Bool = true, workshop: SweepWorkshop<Case.Worker> = SweepWorkshop()
  ) {
    self.sweep = sweep
    let points = points ?? sweep.points
    self.points = points
    self.range = range ?? 0..<points.count
    self.threads = max(1, threads)
    self.block = max(1, block ?? sweep.blockWidth)
    self.keepsValues = keepsValues
    self.countsStatistics = countsStatistics
    self.workshop = workshop
  }

  /// Sixteen megabytes of numbers.
  private var mostInTranche: Int {
    max(8, (1 << 21) / (sweep.recordLength + (keepsValues ? sweep.valueLength : 0)))
  }

  private struct Handover: Sendable {
    var next: Int
    var waiting: [Int: Tranche] = [:]
    /// Statistics of tranches handed over, emptied.
    var spare: [Case.Statistics] = []
    var failure: (any Error)?
  }

  /// - Parameters:
  ///   - first: first scenario to run; those before are done.
  ///   - shouldStop: asked between blocks; what a tranche under way has finished is handed over in its turn.
  ///   - watch: called about five times a second with the number of scenarios computed so far.
  ///   - commit: receives every tranche, in order, one at a time.
  /// - Returns: the number that follows that of the last scenario handed over.
  public func run(
    from first: Int, shouldStop: @escaping @Sendable () -> Bool, watch: (Int) -> Void,
    commit: @escaping @Sendable (Tranche) throws -> Void
  ) throws -> Int {
    let counter = Atomic<Int>(first)
    let computed = Atomic<Int>(first)
    let ended = DispatchSemaphore(value: 0)
    let state = Mutex(Handover(next: first))
    let work: @Sendable () -> Void = { [self] in
      defer { ended.signal() }
      var block = workshop.take(width: block) ?? sweep.worker(width: block)
      defer { workshop.give(block) }
      var size = SweepPace()
      while !shouldStop() {
        guard let range = take(counter, size) else { return }
        let start = ContinuousClock.now
        let spare = state.withLock { $0.spare.popLast() }
        guard let tranche = evaluate(range, &block, spare, computed, shouldStop) else { return }
        let failed = state.withLock { state in
          Self.hand(tranche, to: &state, commit)
          return state.failure != nil
        }
        if failed { return }
        size.grow(ContinuousClock.now - start)
        // A thread far ahead of the others waits, so that what waits its turn stays small.
        while !shouldStop(), state.withLock({ $0.waiting.count > 2 * threads && $0.failure == nil }) { usleep(500) }
      }
    }
    let handles = (0..<threads).map { _ in Worker.start(work) }
    for _ in handles {
      while ended.wait(timeout: .now() + .milliseconds(200)) == .timedOut { watch(computed.load(ordering: .relaxed)) }
    }
    for handle in handles { handle.join() }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.next
    }
  }

  /// The next scenarios that nobody has taken; `nil` when none is left.
  private func take(_ counter: borrowing Atomic<Int>, _ size: SweepPace) -> Range<Int>? {
    var start = counter.load(ordering: .relaxed)
    while start < range.upperBound {
      let end = start + size.next(left: range.upperBound - start, threads: threads, most: mostInTranche)
      let (taken, found) = counter.compareExchange(expected: start, desired: end, ordering: .relaxed)
      if taken { return start..<min(end, range.upperBound) }
      start = found
    }
    return nil
  }

  private func evaluate(
    _ range: Range<Int>, _ block: inout Case.Worker, _ spare: Case.Statistics?, _ computed: borrowing Atomic<Int>,
    _ shouldStop: () -> Bool
  ) -> Tranche? {
    var tranche = Tranche(
      range: range.lowerBound..<range.lowerBound,
      statistics: countsStatistics ? spare ?? sweep.statistics() : nil)
    tranche.records.reserveCapacity(range.count * sweep.recordLength)
    tranche.verdicts.reserveCapacity(range.count * sweep.verdicts.count)
    if keepsValues { tranche.values.reserveCapacity(range.count * sweep.valueLength) }
    while tranche.range.upperBound < range.upperBound, !shouldStop() {
      let part = tranche.range.upperBound..<min(tranche.range.upperBound + block.width, range.upperBound)
      block.evaluate(part, of: points, into: &tranche, keepsValues: keepsValues)
      computed.add(part.count, ordering: .relaxed)
      tranche.range = range.lowerBound..<part.upperBound
    }
    return tranche.range.isEmpty ? nil : tranche
  }

  /// Tranches wait for those before them: one that was cut short is the last that goes on.
  private static func hand(
    _ tranche: Tranche, to state: inout Handover, _ commit: (Tranche) throws -> Void
  ) {
    state.waiting[tranche.range.lowerBound] = tranche
    while state.failure == nil, let ready = state.waiting.removeValue(forKey: state.next) {
      do {
        try commit(ready)
        state.next = ready.range.upperBound
        if let counted = ready.statistics {
          counted.empty()
          state.spare.append(counted)
        }
      } catch {
        state.failure = error
      }
    }
  }
}

/// A thread of the system that runs one closure.
private struct Worker {
  private let thread: pthread_t

  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) -> Worker {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if code != 0 {
      // Without a thread to spare, the work is done here.
      box.takeRetainedValue().body()
      return Worker(thread: 0)
    }
    return Worker(thread: thread)
  }

  func join() { if thread != 0 { pthread_join(thread, nil) } }
}
