/// How an apportionment failed to close.
public enum ApportionmentError: Error, Equatable, Sendable {
  /// `total − Σ floor(real)` is negative or exceeds the number of rows that may take one unit more.
  case doesNotClose(missingUnits: Double)
  /// The amount of this row, or the total (row −1), is not a number, infinite, or beyond 2^51 units.
  case notANumber(row: Int)
}

extension KernelSet {
  /// Rounds a column to whole units so that it adds up to `total` exactly, by largest remainders.
  ///
  /// Formula: `out_i = ⌊real_i⌋`, then one more unit to the rows of largest `real_i − ⌊real_i⌋` until the sum is
  /// `total`. Floors go toward −∞, so negative and mixed amounts close too. Remainders are compared after rounding to
  /// 1e-6 unit, so that exact ties never depend on the last bit; ties go to the first rows of `order`. The remainder of
  /// the last row served is found by a search of the threshold, without sorting (`Kernels/Apportionment`).
  ///
  /// A `real_i` within 5e-7 unit of a whole number is that whole number: bounds that are whole units are never crossed.
  ///
  /// - Parameters:
  ///   - real: padded amounts in units (centimes or euros), any sign.
  ///   - total: whole number of units to reach.
  ///   - order: rows in the order of the tie-break; `nil` for the order of the rows.
  ///   - scratch: of the same rows, for the remainders.
  ///   - out: whole units, as doubles; exact below 2^51. Not `real`.
  /// - Throws: `doesNotClose` when the missing units are not a whole number between 0 and the number of rows (whole rows
  ///   are a last resort: they take one unit only if no fractional row is left); `notANumber`.
  public func largestRemainder(
    _ real: LanesInput, total: Double, order: [Int32]?, scratch: LaneScratch, into out: LanesOutput
  ) throws(ApportionmentError) {
    let limit = 0x1p51
    let rows = scratch.rows
    guard total.magnitude <= limit else { throw .notANumber(row: -1) }
    let split = splitUnits(scratch.lanes, rows, real, out, scratch.keys)
    if !(split.largest <= limit && split.sum.isFinite) {
      let amounts = UnsafeRawPointer(real).assumingMemoryBound(to: Double.self)
      for row in 0..<rows where !(amounts[row].magnitude <= limit) { throw .notANumber(row: row) }
    }
    let missing = total - split.sum
    guard missing >= 0, missing <= Double(rows), missing == missing.rounded() else {
      throw .doesNotClose(missingUnits: missing)
    }
    guard missing > 0 else { return }
    let (threshold, units) = serveLargest(scratch.lanes, rows, Int32(missing), scratch.keys, out)
    guard units > 0 else { return }
    var left = units
    let keys = UnsafeRawPointer(scratch.keys).assumingMemoryBound(to: Int32.self)
    let amounts = UnsafeMutableRawPointer(out).assumingMemoryBound(to: Double.self)
    var position = 0
    while left > 0, position < rows {
      let row = order.map { Int($0[position]) } ?? position
      if keys[row] == threshold {
        amounts[row] += 1
        left -= 1
      }
      position += 1
    }
  }

  /// Rows in ascending order of their ranks (a permutation of 0…); `nil` when that is the order of the rows.
  public static func order(_ ranks: Span<Int32>) -> [Int32]? {
    var out = [Int32](repeating: 0, count: ranks.count)
    var plain = true
    for row in 0..<ranks.count {
      out[Int(ranks[row])] = Int32(row)
      if ranks[row] != Int32(row) { plain = false }
    }
    return plain ? nil : out
  }
}

/// The same on plain columns, ties going to the smallest `tieRank` (a permutation).
public func largestRemainder(
  _ real: Span<Double>, total: Double, tieRank: Span<Int32>, into out: inout MutableSpan<Double>
) throws(ApportionmentError) {
  let n = real.count
  precondition(out.count == n && tieRank.count == n, "columns of different lengths")
  let scratch = LaneScratch(rows: n, columns: 2)
  scratch.set(0, real)
  try KernelSet.selected.largestRemainder(
    scratch.column(0), total: total, order: KernelSet.order(tieRank), scratch: scratch, into: scratch.column(1))
  let closed = scratch.rows(1)
  for i in 0..<n { out[i] = closed[i] }
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
