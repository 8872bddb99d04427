/// One of several parts of a sweep, each run on its own machine: consecutive scenarios, as many as in the others to
/// within one.
public struct SweepPart: Sendable, Equatable {
  /// From 1.
  public let rank: Int
  public let count: Int

  /// `nil` when there is no such part.
  public init?(_ rank: Int, of count: Int) {
    guard count >= 1, (1...count).contains(rank) else { return nil }
    self.rank = rank
    self.count = count
  }

  /// Reads « 2/3 ».
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let rank = parts[0], let count = parts[1] else { return nil }
    self.init(rank, of: count)
  }

  /// Numbers of its scenarios, out of all those of the sweep.
  public func range(_ total: Int) -> Range<Int> {
    func start(_ rank: Int) -> Int { rank * (total / count) + min(rank, total % count) }
    return start(rank - 1)..<start(rank)
  }
}
