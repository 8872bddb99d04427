import Glibc
import Synchronization

/// Blocks of scenarios pulled by a few tasks from one counter.
public final class Counter: Sendable {
  private let next = Atomic<Int>(0)

  public init() {}

  public func take(_ size: Int, of total: Int) -> Range<Int>? {
    let start = next.add(size, ordering: .relaxed).oldValue
    return start < total ? start..<min(start + size, total) : nil
  }
}

/// Time of the processor for one worker, which a busy machine does not lengthen; of the clock for several.
public struct Stopwatch {
  private let clock: clockid_t
  private let start: Double

  public init(workers: Int) {
    clock = workers == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC
    start = Self.read(clock)
  }

  public var nanoseconds: Double { Self.read(clock) - start }

  private static func read(_ clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) * 1e9 + Double(now.tv_nsec)
  }
}

/// Runs `body(worker, block)` over `total` scenarios and returns nanoseconds.
public func timed(
  workers: Int, total: Int, block: Int, _ body: @escaping @Sendable (Int, Range<Int>) -> Void
) async -> Double {
  let counter = Counter()
  let stopwatch = Stopwatch(workers: workers)
  if workers == 1 {
    while let range = counter.take(block, of: total) { body(0, range) }
  } else {
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<workers {
        group.addTask { while let range = counter.take(block, of: total) { body(worker, range) } }
      }
    }
  }
  return stopwatch.nanoseconds
}
