/// A law of probability, drawn through its quantile function: one uniform coordinate gives one value, whatever the
/// sampling that produced the coordinate.
public enum Law: Sendable, Equatable {
  case uniform(from: Double, to: Double)
  case normal(mean: Double, deviation: Double)
  case triangular(from: Double, mode: Double, to: Double)
  case table(EmpiricalTable)

  /// The value of rank `u`, 0 < u < 1.
  public func quantile(_ u: Double) -> Double {
    switch self {
    case .uniform(let low, let high): return low + (high - low) * u
    case .normal(let mean, let deviation): return mean + deviation * normalQuantile(u)
    case .triangular(let low, let mode, let high):
      guard high > low else { return low }
      let peak = (mode - low) / (high - low)
      if u <= peak { return low + (u * (high - low) * (mode - low)).squareRoot() }
      return high - ((1 - u) * (high - low) * (high - mode)).squareRoot()
    case .table(let table): return table.quantile(u)
    }
  }
}

/// Values given by the user, each with its weight; a draw returns one of them, never a value in between.
public struct EmpiricalTable: Sendable, Equatable {
  public let values: [Double]
  /// Cumulated weights over their total, ascending, the last one 1.
  private let cumulated: [Double]

  /// `nil` without values, with lists of different lengths, or with weights that are negative or all null.
  public init?(values: [Double], weights: [Double]) {
    guard !values.isEmpty, values.count == weights.count, values.allSatisfy(\.isFinite),
      weights.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    self.values = order.map { values[$0] }
    var sum = 0.0
    cumulated = order.map { row in
      sum += weights[row]
      return sum / total
    }
  }

  func quantile(_ u: Double) -> Double {
    var low = 0
    var high = cumulated.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] < u { low = middle + 1 } else { high = middle }
    }
    return values[low]
  }
}
