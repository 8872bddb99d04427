/// Scenarios to evaluate, numbered: those of a sweep, or those that an analysis of sensitivity asks for.
public struct SweepPoints: Sendable {
  public let count: Int
  /// Values of the axes of a scenario, from its number alone.
  public let values: @Sendable (Int) -> [SweepValue]

  public init(count: Int, values: @escaping @Sendable (Int) -> [SweepValue]) {
    self.count = count
    self.values = values
  }
}
