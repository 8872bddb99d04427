/// Why a bounded scaling has no solution.
public enum BoundedScalingError: Error, Equatable, Sendable {
  /// The floors alone exceed the total, by this much.
  case floorsExceedTotal(shortfall: Double)
  /// Even at their ceilings the rows do not use the total; this much is left.
  case ceilingsBelowTotal(surplus: Double)
}

extension KernelSet {
  /// `Σ floor`, the most that the clipped amounts can add up to, and `Σ weight`.
  public typealias Reach = (least: Double, most: Double, weight: Double)

  /// Solves `Σ clip(θ·weight_i, floor_i, ceiling_i) = total` for `θ ≥ 0` and writes the clipped amounts.
  ///
  /// A row with a null weight stays at its floor. The sum is a continuous, non-decreasing, piecewise-linear function of
  /// `θ`: a safeguarded Newton walk ends on the exact piece, without sorting the breakpoints (`Kernels/BoundedScaling`).
  ///
  /// The same solver serves the tunnel of the DSC, the bounds of a derogatory FPIC split and the cap of the FPIC levy.
  ///
  /// - Parameters: padded columns; `0 ≤ floor ≤ ceiling`, `weight ≥ 0`; `ceiling` may be infinite. Totals within `1e-12`
  ///   of the reach, relatively, are within reach. `within` is the reach where it is known already.
  /// - Returns: `θ`; 0 when the floors alone reach the total.
  /// - Throws: `BoundedScalingError` when the total is out of reach; the output is then meaningless.
  public func boundedScaling(
    _ lanes: Int, weight: LanesInput, floor: LanesInput, ceiling: LanesInput, total: Double, within known: Reach? = nil,
    into out: LanesOutput
  ) throws(BoundedScalingError) -> Double {
    // Tight: with whole centimes as bounds, a missing centime in an envelope of a milliard is a real shortfall.
    let tolerance = 1e-12 * max(1, total.magnitude)
    let within = known ?? reach(lanes, weight, floor, ceiling)
    if within.least > total + tolerance { throw .floorsExceedTotal(shortfall: within.least - total) }
    if within.most < total - tolerance { throw .ceilingsBelowTotal(surplus: total - within.most) }
    guard within.weight > 0, within.least < total else {
      for i in 0..<lanes { out[i] = floor[i] }
      return 0
    }
    return solveScaling(lanes, weight, floor, ceiling, total, total / within.weight, out)
  }
}

/// The same on plain columns: copied to padded ones, so that the bits are those of the kernels.
public func boundedScaling(
  _ weight: Span<Double>, floor: Span<Double>, ceiling: Span<Double>, total: Double,
  into out: inout MutableSpan<Double>
) throws(BoundedScalingError) -> Double {
  let n = weight.count
  precondition(floor.count == n && ceiling.count == n && out.count == n, "columns of different lengths")
  let scratch = LaneScratch(rows: n, columns: 4)
  scratch.set(0, weight)
  scratch.set(1, floor)
  scratch.set(2, ceiling)
  let theta = try KernelSet.selected.boundedScaling(
    scratch.lanes, weight: scratch.column(0), floor: scratch.column(1), ceiling: scratch.column(2), total: total,
    into: scratch.column(3))
  let solved = scratch.rows(3)
  for i in 0..<n { out[i] = solved[i] }
  return theta
}
