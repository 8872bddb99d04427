/// Columns that one thread computes in, allocated once: the loop over scenarios allocates nothing.
///
/// Rows beyond the last one are zero at the start and whatever the kernels write afterwards, zero again for a zero.
public final class LaneScratch {
  public let rows: Int
  public let lanes: Int
  public let columns: Int
  private let base: LanesOutput
  /// Remainders of an apportionment.
  let keys: UnsafeMutablePointer<SIMD8<Int32>>

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    lanes = PaddedColumns.lanes(rows)
    base = .allocate(capacity: max(lanes * columns, 1))
    base.initialize(repeating: .zero, count: max(lanes * columns, 1))
    keys = .allocate(capacity: max(lanes, 1))
    keys.initialize(repeating: .zero, count: max(lanes, 1))
  }

  deinit {
    base.deallocate()
    keys.deallocate()
  }

  public func column(_ index: Int) -> LanesOutput {
    precondition(index >= 0 && index < columns, "no such column")
    return base + index * lanes
  }

  /// The rows of a column, without the padding.
  public func rows(_ index: Int) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(
      start: UnsafeMutableRawPointer(column(index)).assumingMemoryBound(to: Double.self), count: rows)
  }

  public func set(_ index: Int, _ values: Span<Double>) {
    precondition(values.count == rows, "columns of different lengths")
    let out = rows(index)
    for i in 0..<rows { out[i] = values[i] }
  }
}
