/// One-at-a-time sensitivity: the central difference of an output around a base value, and its elasticity.
public struct LocalSensitivity: Sendable, Equatable {
  /// Output at the lower value, at the base, at the higher value.
  public var low: Double
  public var base: Double
  public var high: Double
  /// Change of the output for one unit of the parameter.
  public var slope: Double
  /// Percent of change of the output for one percent of the parameter; NaN at a null base.
  public var elasticity: Double

  /// - Parameters:
  ///   - values: output at `parameters`, in the same order: low, base, high.
  public init(parameters: (low: Double, base: Double, high: Double), values: (low: Double, base: Double, high: Double))
  {
    low = values.low
    base = values.base
    high = values.high
    let width = parameters.high - parameters.low
    slope = width != 0 ? (values.high - values.low) / width : .nan
    elasticity = values.base != 0 && parameters.base != 0 ? slope * parameters.base / values.base : .nan
  }
}

/// Where an answer changes along one axis: found between neighbours of a grid, then closed in by bisection.
public enum TippingPoint {
  /// The interval in which the answer changes, at most `precision` wide.
  ///
  /// - Parameters:
  ///   - low, high: neighbours with different answers.
  ///   - precision: width, in whole steps of the axis, at which the search stops.
  ///   - answer: what is watched (set of losers, legality…); called about log₂((high − low) / precision) times.
  public static func bracket<Answer: Equatable, Fault: Error>(
    low: Int64, high: Int64, precision: Int64, lowAnswer: Answer, answer: (Int64) throws(Fault) -> Answer
  ) throws(Fault) -> (low: Int64, high: Int64) {
    var (low, high) = (low, high)
    while high - low > max(precision, 1) {
      let middle = low + (high - low) / 2
      if try answer(middle) == lowAnswer { low = middle } else { high = middle }
    }
    return (low, high)
  }
}
