import Synchronization

/// The workers of a sweep that wait for work, with the plans that they compiled: analyses that run few scenarios many
/// times find them ready.
public final class SweepWorkshop<Worker: SweepWorker>: Sendable {
  /// A worker goes from thread to thread through the lock, and one thread has it at a time.
  private struct Waiting: @unchecked Sendable {
    var workers: [Worker] = []
  }
  private let waiting = Mutex(Waiting())

  public init() {}

  func take(width: Int) -> Worker? {
    waiting.withLock { waiting in
      waiting.workers.lastIndex { $0.width == width }.map { waiting.workers.remove(at: $0) }
    }
  }

  func give(_ worker: Worker) { waiting.withLock { $0.workers.append(worker) } }
}
