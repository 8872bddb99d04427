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
    base = Self.aligned(max(lanes * columns, 1), .zero)
    keys = Self.aligned(max(lanes, 1), .zero)
  }

  /// Each lane in one line of the cache: the type alone asks for 16 bytes only.
  private static func aligned<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<T>.stride, alignment: 64)
    return raw.initializeMemory(as: T.self, repeating: value, count: count)
  }

  deinit {
    base.deallocate()
    keys.deallocate()
  }

  public func column(_ index: Int) -> LanesOutput {
    precondition(index >= 0 && index < columns, "no such column")
    return base + index * lanes
  }

  /// Where the rows of a column start.
  public func address(_ index: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(column(index)).assumingMemoryBound(to: Double.self)
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

  /// The same from an array.
  public func fill(_ index: Int, _ values: [Double]) { set(index, values.span) }
}
