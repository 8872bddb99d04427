import Analysis

/// The quantiles that a drawing shows of a distribution.
struct QuantileBox {
  let minimum: Double
  let q05: Double
  let q25: Double
  let median: Double
  let q75: Double
  let q95: Double
  let maximum: Double

  /// `nil` when nothing was counted.
  /// - Parameter scale: what the counted numbers are divided by.
  init?(_ sketch: QuantileSketch, scale: Double) {
    guard sketch.count > 0 else { return nil }
    let found = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1].map { sketch.quantile($0) / scale }
    self.init(found)
  }

  private init(_ values: [Double]) {
    (minimum, q05, q25, median) = (values[0], values[1], values[2], values[3])
    (q75, q95, maximum) = (values[4], values[5], values[6])
  }

  func moved(_ change: (Double) -> Double) -> QuantileBox {
    QuantileBox([minimum, q05, q25, median, q75, q95, maximum].map(change))
  }
}
