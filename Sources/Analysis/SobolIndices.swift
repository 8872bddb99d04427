import Sampling

/// Sobol' indices of first order and total, estimated by pick-freeze.
///
/// - First order (Saltelli et al. 2010, estimator b): `S_i = mean(f(B)·(f(AB_i) − f(A))) / V`.
/// - Total (Jansen 1999): `T_i = mean((f(A) − f(AB_i))²) / (2V)`.
///
/// A and B are independent samples; AB_i is A with group i taken from B. A *group* is any set of independent
/// coordinates: for weights on the simplex it is the set of their exponential spacings (see `Simplex`), so the indices
/// of « the weights of article 2 » are exact in meaning although the weights themselves are dependent; the index of one
/// spacing tells how much moving one weight against all the others matters. Values are centred before the products,
/// which lowers the variance of the estimate and changes nothing else.
public struct SobolIndices: Sendable, Equatable {
  public struct Estimate: Sendable, Equatable {
    public var value: Double
    /// Bounds of the 95 % confidence interval: percentiles of the bootstrap.
    public var low: Double
    public var high: Double
  }

  public let first: [Estimate]
  public let total: [Estimate]
  public let mean: Double
  public let variance: Double

  /// Estimates without intervals for growing samples: the line of convergence.
  public struct Step: Sendable, Equatable {
    public var draws: Int
    public var first: [Double]
    public var total: [Double]
  }

  /// - Parameters:
  ///   - a, b: values of the function on the rows of A and of B.
  ///   - mixed: by group, values on the rows of AB_i.
  ///   - resamples: number of bootstrap resamplings; 0 gives intervals reduced to the estimate.
  /// - Returns: `nil` when the columns are empty, of different lengths, or hold a missing value.
  public init?(a: [Double], b: [Double], mixed: [[Double]], resamples: Int, random: CounterRandom) {
    let n = a.count
    guard n > 0, b.count == n, mixed.allSatisfy({ $0.count == n }),
      ([a, b] + mixed).allSatisfy({ $0.allSatisfy(\.isFinite) })
    else { return nil }
    let sample = PickFreeze(a: a, b: b, mixed: mixed)
    let whole = sample.estimate(count: n) { $0 }
    mean = whole.mean
    variance = whole.variance
    var firsts = mixed.map { _ in [Double]() }
    var totals = firsts
    for resample in 0..<resamples {
      let rows = (0..<n).map {
        random.integer(below: n, draw: UInt64($0), stream: 0xB000_0000, position: UInt32(resample))
      }
      let found = sample.estimate(count: n) { rows[$0] }
      for group in mixed.indices {
        firsts[group].append(found.first[group])
        totals[group].append(found.total[group])
      }
    }
    first = mixed.indices.map { Self.interval(whole.first[$0], firsts[$0]) }
    total = mixed.indices.map { Self.interval(whole.total[$0], totals[$0]) }
  }

  private static func interval(_ value: Double, _ replicas: [Double]) -> Estimate {
    let sorted = replicas.sorted()
    guard !sorted.isEmpty else { return Estimate(value: value, low: value, high: value) }
    return Estimate(value: value, low: percentile(sorted, 0.025), high: percentile(sorted, 0.975))
  }

  /// The estimates on the first N/8, N/4, N/2 and N rows.
  public static func convergence(a: [Double], b: [Double], mixed: [[Double]]) -> [Step] {
    let sample = PickFreeze(a: a, b: b, mixed: mixed)
    return [8, 4, 2, 1].map { a.count / $0 }.filter { $0 > 1 }.map { count in
      let found = sample.estimate(count: count) { $0 }
      return Step(draws: count, first: found.first, total: found.total)
    }
  }
}

/// Linear interpolation between order statistics, as numpy and R (type 7) do.
func percentile(_ sorted: [Double], _ p: Double) -> Double {
  let position = p * Double(sorted.count - 1)
  let low = Int(position)
  let high = min(low + 1, sorted.count - 1)
  return sorted[low] + (sorted[high] - sorted[low]) * (position - Double(low))
}

private struct PickFreeze {
  let a: [Double]
  let b: [Double]
  let mixed: [[Double]]
  /// Mean of all the values, as SALib takes it.
  private let centre: Double

  init(a: [Double], b: [Double], mixed: [[Double]]) {
    self.a = a
    self.b = b
    self.mixed = mixed
    let columns = [a, b] + mixed
    centre = columns.reduce(0) { $0 + $1.reduce(0, +) } / Double(max(1, columns.count * a.count))
  }

  func estimate(count n: Int, row: (Int) -> Int) -> (first: [Double], total: [Double], mean: Double, variance: Double) {
    var sum = 0.0
    for k in 0..<n { sum += a[row(k)] + b[row(k)] }
    let mean = sum / Double(2 * n)
    var squares = 0.0
    for k in 0..<n {
      let (x, y) = (a[row(k)] - mean, b[row(k)] - mean)
      squares += x * x + y * y
    }
    let variance = squares / Double(2 * n)
    var first: [Double] = []
    var total: [Double] = []
    for column in mixed {
      var cross = 0.0
      var gap = 0.0
      for k in 0..<n {
        let r = row(k)
        let change = column[r] - a[r]
        cross += (b[r] - centre) * change
        gap += change * change
      }
      first.append(variance > 0 ? cross / Double(n) / variance : 0)
      total.append(variance > 0 ? gap / Double(2 * n) / variance : 0)
    }
    return (first, total, mean, variance)
  }
}
