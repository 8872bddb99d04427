import Glibc

/// Where the values of a skewed sample become atypical.
///
/// - *Rule*: the adjusted boxplot of M. Hubert and E. Vandervieren (« An adjusted boxplot for skewed distributions »,
///   Computational Statistics & Data Analysis 52, 2008): the fences stand at
///   `Q1 − k·e^(−4·MC)·(Q3 − Q1)` and `Q3 + k·e^(3·MC)·(Q3 − Q1)` where the medcouple MC, a measure of skewness, is positive,
///   and at `Q1 − k·e^(−3·MC)·(Q3 − Q1)`, `Q3 + k·e^(4·MC)·(Q3 − Q1)` where it is negative.
/// - *Bounds*: k = 3, the outer fences of Tukey, where theirs are 1,5: a national table has 35 000 communes, of which one
///   in a hundred would stand beyond the inner ones.
struct AdjustedBoxplot: Equatable {
  var q1: Double
  var q3: Double
  var low: Double
  var high: Double

  private static let reach = 3.0
  /// The medcouple compares every pair of its two halves: a large sample is thinned to so many of its quantiles.
  private static let most = 201

  init(q1: Double, q3: Double, low: Double, high: Double) {
    (self.q1, self.q3, self.low, self.high) = (q1, q3, low, high)
  }

  /// - Parameter values: finite, at least one.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    q1 = Self.quantile(sorted, 0.25)
    q3 = Self.quantile(sorted, 0.75)
    let skew = Self.medcouple(sorted)
    let width = Self.reach * (q3 - q1)
    low = q1 - exp(skew >= 0 ? -4 * skew : -3 * skew) * width
    high = q3 + exp(skew >= 0 ? 3 * skew : 4 * skew) * width
  }

  /// How far a value stands, in distances from its quartile to its fence: more than 1 is atypical.
  func distance(_ value: Double) -> Double {
    let (gap, reach) = value > q3 ? (value - q3, high - q3) : (q1 - value, q1 - low)
    return gap <= 0 ? 0 : reach > 0 ? gap / reach : .infinity
  }

  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
  }

  /// The median of `((b − m) − (m − a)) / (b − a)` over the pairs of a value a up to the median m and a value b from it;
  /// pairs of equal values are left out.
  static func medcouple(_ sorted: [Double]) -> Double {
    let step = Double(sorted.count - 1) / Double(most - 1)
    let sample =
      sorted.count <= most ? sorted : (0..<most).map { sorted[Int((Double($0) * step).rounded(.toNearestOrEven))] }
    let middle = quantile(sample, 0.5)
    var kernels: [Double] = []
    for b in sample where b >= middle {
      for a in sample where a <= middle && a < b { kernels.append(((b - middle) - (middle - a)) / (b - a)) }
    }
    return kernels.isEmpty ? 0 : quantile(kernels.sorted(), 0.5)
  }
}
