import Glibc

/// Weights that total 1, uniform on the simplex: no weight is « the remainder » of the others.
///
/// n uniform coordinates give n exponentials `−ln u`; divided by their sum, they are uniform on the simplex (the
/// exponential spacings of a Poisson process). Fed with the coordinates of a Latin hypercube or of a Sobol' sequence, the
/// same map gives the quasi-random variant. Since the n exponentials are independent, indices of sensitivity that freeze
/// some of them are valid, which they would not be on the weights themselves.
public enum Simplex {
  public static func weights(_ coordinates: [Double]) -> [Double] {
    var weights = coordinates
    for i in weights.indices { weights[i] = -log(weights[i]) }
    let total = weights.reduce(0, +)
    guard total > 0 else { return coordinates.map { _ in 1 / Double(coordinates.count) } }
    for i in weights.indices { weights[i] /= total }
    return weights
  }

  /// Whole numbers of units that total `units` exactly, nearest to the weights: largest remainders, ties to the first.
  ///
  /// A drawn weight is then a number that a scenario can write, and the weights of a draw total 100 % to the last digit.
  public static func units(_ weights: [Double], total units: Int64) -> [Int64] {
    let exact = weights.map { $0 * Double(units) }
    var whole = exact.map { Int64($0.rounded(.down)) }
    let missing = units - whole.reduce(0, +)
    let order = exact.indices.sorted { a, b in
      let (x, y) = (exact[a] - exact[a].rounded(.down), exact[b] - exact[b].rounded(.down))
      return x != y ? x > y : a < b
    }
    guard !order.isEmpty else { return whole }
    // Rounding errors may leave the floors a unit above the total.
    if missing >= 0 {
      for k in 0..<Int(missing) { whole[order[k % order.count]] += 1 }
    } else {
      for k in 0..<Int(-missing) { whole[order[order.count - 1 - k % order.count]] -= 1 }
    }
    return whole
  }

  /// Every vector of `parts` whole numbers that totals `steps`, in lexicographic order: the grid of the simplex.
  public static func grid(parts: Int, steps: Int) -> [[Int]] {
    guard parts > 1 else { return parts == 1 ? [[steps]] : [] }
    return (0...steps).flatMap { first in
      grid(parts: parts - 1, steps: steps - first).map { [first] + $0 }
    }
  }

  /// Number of points of `grid`: the binomial of (steps + parts − 1) over (parts − 1); `nil` beyond `Int`.
  public static func gridCount(parts: Int, steps: Int) -> Int? {
    guard parts > 0 else { return 0 }
    var out = 1
    for k in 0..<(parts - 1) {
      let (product, overflow) = out.multipliedReportingOverflow(by: steps + parts - 1 - k)
      guard !overflow else { return nil }
      out = product / (k + 1)
    }
    return out
  }
}
