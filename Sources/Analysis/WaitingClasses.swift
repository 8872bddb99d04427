import LinearAlgebra

/// Columns that wait to be counted, as the classes of their rows: two bytes a value, so that the counts of a stream are
/// fetched once for hundreds of values.
final class WaitingClasses {
  /// Columns that fit.
  private let depth: Int
  private(set) var filled = 0
  private let lanes: Int
  private let codes: UnsafeMutablePointer<SIMD8<UInt16>>
  private let scratch: LaneScratch

  private enum Column {
    static let low = 0
    static let high = 1
    static let sum = 2
    /// The same of the columns taken last.
    static let piece = 3
    static let count = 6
  }

  /// Largest magnitude whose class has fifteen digits, and whose sum over the columns is exact.
  private static let largest = 0x1p40

  init(rows: Int) {
    scratch = LaneScratch(rows: rows, columns: Column.count)
    lanes = scratch.lanes
    depth = min(512, max(16, (1 << 18) / (lanes * MemoryLayout<SIMD8<UInt16>>.stride)))
    codes = .allocate(capacity: lanes * depth)
    empty()
  }

  deinit { codes.deallocate() }

  var left: Int { depth - filled }
  var low: UnsafeMutablePointer<Double> { scratch.address(Column.low) }
  var high: UnsafeMutablePointer<Double> { scratch.address(Column.high) }
  var sum: UnsafeMutablePointer<Double> { scratch.address(Column.sum) }

  /// Class of a row in the first column; the next ones are `stride` further each. Negative values have the sixteenth bit.
  func classes(_ row: Int) -> UnsafePointer<UInt16> {
    UnsafeRawPointer(codes).assumingMemoryBound(to: UInt16.self) + row
  }
  var stride: Int { lanes * 8 }

  func empty() {
    filled = 0
    for row in 0..<scratch.rows {
      low[row] = .infinity
      high[row] = -.infinity
      sum[row] = 0
    }
  }

  /// - Parameter columns: no more than what is left.
  /// - Returns: false, and nothing is taken, when something is not a number or is too large.
  func take(_ columns: UnsafePointer<LanesInput>, _ count: Int) -> Bool {
    KernelSet.selected.classes(
      lanes, columns, count, codes + filled * lanes, scratch.column(Column.piece), scratch.column(Column.piece + 1),
      scratch.column(Column.piece + 2))
    let (least, most) = (scratch.address(Column.piece), scratch.address(Column.piece + 1))
    let total = scratch.address(Column.piece + 2)
    var isPlain = true
    for row in 0..<scratch.rows {
      // The sum with something that is not a number is not one.
      isPlain = isPlain && least[row] >= -Self.largest && most[row] <= Self.largest && total[row].isFinite
    }
    guard isPlain else { return false }
    let (low, high, sum) = (low, high, sum)
    for row in 0..<scratch.rows {
      low[row] = min(low[row], least[row])
      high[row] = max(high[row], most[row])
      sum[row] += total[row]
    }
    filled += count
    return true
  }
}
