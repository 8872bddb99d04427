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
/// `θ`: a safeguarded Newton walk (each step solves the current linear piece exactly, a bisection replaces a step that
/// leaves the bracket) ends on the exact piece, without sorting the breakpoints.
///
/// The same solver serves the tunnel of the DSC, the bounds of a derogatory FPIC split and the cap of the FPIC levy.
///
/// - Parameters: columns of one length; `floor ≤ ceiling`, `weight ≥ 0`; `ceiling` may be infinite.
/// - Returns: `θ`; 0 when the floors alone reach the total.
/// - Throws: `BoundedScalingError` when the total is out of reach; the output is then meaningless.
public func boundedScaling(
  _ weight: Span<Double>, floor: Span<Double>, ceiling: Span<Double>, total: Double,
  into out: inout MutableSpan<Double>
) throws(BoundedScalingError) -> Double {
  let n = weight.count
  precondition(floor.count == n && ceiling.count == n && out.count == n, "columns of different lengths")
  let tolerance = 1e-9 * max(1, total.magnitude)
  let least = orderedSum(floor)
  let most = orderedReduction(n) { weight[$0] > 0 ? ceiling[$0] : floor[$0] }
  if least > total + tolerance { throw .floorsExceedTotal(shortfall: least - total) }
  if most < total - tolerance { throw .ceilingsBelowTotal(surplus: total - most) }

  func sum(at theta: Double) -> Double {
    orderedReduction(n) { min(max(theta * weight[$0], floor[$0]), ceiling[$0]) }
  }
  // Bracket: 0 is below; grow the upper end until it covers the total.
  var low = 0.0
  let totalWeight = orderedSum(weight)
  guard totalWeight > 0 else {
    for i in 0..<n { out[i] = floor[i] }
    return 0
  }
  var high = max(total, 1) / totalWeight
  var growth = 0
  while sum(at: high) < total - tolerance, growth < 1100 {
    low = high
    high *= 2
    growth += 1
  }
  var theta = min(max(total / totalWeight, low), high)
  for _ in 0..<200 {
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
    if value > total { high = min(high, theta) } else { low = max(low, theta) }
    var next = slope > 0 ? (total - constant) / slope : (low + high) / 2
    if !(next >= low && next <= high) { next = (low + high) / 2 }
    if next == theta || high <= low { break }
    theta = next
  }
  for i in 0..<n { out[i] = min(max(theta * weight[i], floor[i]), ceiling[i]) }
  return theta
}
