/// Why a bounded scaling has no solution.
public enum BoundedScalingError: Error, Equatable, Sendable {
  /// The floors alone exceed the total, by this much.
  case floorsExceedTotal(shortfall: Double)
  /// Even at their ceilings the rows do not use the total; this much is left.
  case ceilingsBelowTotal(surplus: Double)
}

/// Solves `Σ clip(θ·weight_i, floor_i, ceiling_i) = total` for `θ ≥ 0` and writes the clipped amounts.
///
/// A row with a null weight stays at its floor. The sum is a continuous, non-decreasing, piecewise-linear function of
/// `θ`: a safeguarded Newton walk (each step solves the current linear piece exactly; a bisection replaces a step that
/// leaves the bracket, and every fourth step, so that many small pieces cannot slow it down) ends on the exact piece,
/// without sorting the breakpoints.
///
/// The same solver serves the tunnel of the DSC, the bounds of a derogatory FPIC split and the cap of the FPIC levy.
///
/// - Parameters: columns of one length; `0 ≤ floor ≤ ceiling`, `weight ≥ 0`; `ceiling` may be infinite. Totals within
///   `1e-12` of the reach, relatively, are within reach.
/// - Returns: `θ`; 0 when the floors alone reach the total.
/// - Throws: `BoundedScalingError` when the total is out of reach; the output is then meaningless.
public func boundedScaling(
  _ weight: Span<Double>, floor: Span<Double>, ceiling: Span<Double>, total: Double,
  into out: inout MutableSpan<Double>
) throws(BoundedScalingError) -> Double {
  let n = weight.count
  precondition(floor.count == n && ceiling.count == n && out.count == n, "columns of different lengths")
  // Tight: with whole centimes as bounds, a missing centime in an envelope of a milliard is a real shortfall.
  let tolerance = 1e-12 * max(1, total.magnitude)
  let least = orderedSum(floor)
  let most = orderedReduction(n) { weight[$0] > 0 ? ceiling[$0] : floor[$0] }
  if least > total + tolerance { throw .floorsExceedTotal(shortfall: least - total) }
  if most < total - tolerance { throw .ceilingsBelowTotal(surplus: total - most) }
  let totalWeight = orderedSum(weight)
  guard totalWeight > 0, least < total else {
    for i in 0..<n { out[i] = floor[i] }
    return 0
  }

  func sum(at theta: Double) -> Double {
    orderedReduction(n) { min(max(theta * weight[$0], floor[$0]), ceiling[$0]) }
  }
  // Bracket: 0 is below; grow the upper end until it covers the total.
  var low = 0.0
  var high = max(total, 1) / totalWeight
  while sum(at: high) < total - tolerance, (high * 2).isFinite {
    low = high
    high *= 2
  }
  var theta = min(max(total / totalWeight, low), high)
  for step in 1...400 {
    // On the current piece, rows strictly between their bounds move with θ, the others are constant.
    var slope = 0.0
    var constant = 0.0
    for i in 0..<n {
      let moved = theta * weight[i]
      if moved <= floor[i] {
        constant += floor[i]
      } else if moved >= ceiling[i] {
        constant += ceiling[i]
      } else {
        slope += weight[i]
      }
    }
    let value = constant + slope * theta
    if value == total { break }
    if value > total { high = min(high, theta) } else { low = max(low, theta) }
    var next = slope > 0 ? (total - constant) / slope : (low + high) / 2
    // A step that no longer moves is the solution of its piece, to the last bit.
    if next == theta || high <= low { break }
    if !(next > low && next < high) || step % 4 == 0 { next = (low + high) / 2 }
    if next == low || next == high { break }
    theta = next
  }
  for i in 0..<n { out[i] = min(max(theta * weight[i], floor[i]), ceiling[i]) }
  return theta
}
