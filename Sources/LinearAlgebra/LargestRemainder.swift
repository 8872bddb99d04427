/// How an apportionment failed to close.
public enum ApportionmentError: Error, Equatable, Sendable {
  /// `total − Σ floor(real)` is negative or exceeds the number of rows that may take one unit more.
  case doesNotClose(missingUnits: Double)
  /// The amount of this row, or the total (row −1), is not a number, infinite, or beyond 2^51 units.
  case notANumber(row: Int)
}

/// Rounds a column to whole units so that it adds up to `total` exactly, by largest remainders.
///
/// Formula: `out_i = ⌊real_i⌋`, then one more unit to the rows of largest `real_i − ⌊real_i⌋` until the sum is
/// `total`. Floors go toward −∞, so negative and mixed amounts close too. Remainders are compared after rounding to
/// 1e-6 unit, so that exact ties never depend on the last bit; ties go to the smallest `tieRank`.
///
/// A `real_i` within 5e-7 unit of a whole number is that whole number: bounds that are whole units are never crossed.
///
/// - Parameters:
///   - real: amounts in units (centimes or euros), any sign.
///   - total: whole number of units to reach.
///   - tieRank: position of each row in the tie-break, smallest first (a permutation).
///   - out: whole units, as doubles; exact below 2^51.
/// - Throws: `doesNotClose` when the missing units are not a whole number between 0 and the number of rows (whole rows
///   are a last resort: they take one unit only if no fractional row is left); `notANumber`.
public func largestRemainder(
  _ real: Span<Double>, total: Double, tieRank: Span<Int32>, into out: inout MutableSpan<Double>
) throws(ApportionmentError) {
  let n = real.count
  precondition(out.count == n && tieRank.count == n, "columns of different lengths")
  var keys = [(remainder: Int64, rank: Int32, row: Int)]()
  keys.reserveCapacity(n)
  var sum = 0.0
  let limit = 0x1p51
  guard total.magnitude <= limit else { throw .notANumber(row: -1) }
  for i in 0..<n {
    guard real[i].magnitude <= limit else { throw .notANumber(row: i) }
    var whole = real[i].rounded(.down)
    var remainder = ((real[i] - whole) * 1e6).rounded(.toNearestOrEven)
    if remainder >= 1e6 {
      whole += 1
      remainder = 0
    }
    out[i] = whole
    sum += whole
    keys.append((Int64(remainder), tieRank[i], i))
  }
  let missing = total - sum
  guard missing >= 0, missing <= Double(n), missing == missing.rounded() else {
    throw .doesNotClose(missingUnits: missing)
  }
  guard missing > 0 else { return }
  keys.sort { a, b in a.remainder != b.remainder ? a.remainder > b.remainder : a.rank < b.rank }
  for k in 0..<Int(missing) { out[keys[k].row] += 1 }
}

extension Double {
  /// Nearest whole number, halves away from zero: the « half up » of notified amounts, symmetric for negatives.
  /// A value within 1e-6 below a half counts as the half, since decimal inputs are not exact doubles.
  public var roundedHalfUp: Double {
    let magnitude = self.magnitude
    let rounded = (magnitude + 0.5 + 1e-6).rounded(.down)
    return self < 0 && rounded > 0 ? -rounded : rounded
  }
}
