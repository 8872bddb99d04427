/// Columns of doubles as the kernels read them: each padded with zeros to an even number of lanes, aligned.
///
/// One column is shared by every scenario of a block, as in `Matrix`.
public struct PaddedColumns: Sendable {
  public let rows: Int
  public let columns: Int
  /// Lanes of one column.
  public let lanes: Int
  private var storage: Storage

  /// Each lane in one line of the cache, which an array does not promise. Written by its only owner: see `unique`.
  private final class Storage: @unchecked Sendable {
    let base: LanesOutput
    let count: Int

    init(count: Int) {
      self.count = count
      base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Lanes>.stride, alignment: 64)
        .initializeMemory(as: Lanes.self, repeating: .zero, count: max(count, 1))
    }

    deinit { base.deallocate() }
  }

  private mutating func unique() {
    guard !isKnownUniquelyReferenced(&storage) else { return }
    let copy = Storage(count: storage.count)
    copy.base.update(from: storage.base, count: storage.count)
    storage = copy
  }

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    lanes = Self.lanes(rows)
    storage = Storage(count: lanes * columns)
  }

  public init(_ block: Matrix) {
    self.init(rows: block.rows, columns: block.columns)
    for j in 0..<columns {
      let column = block.column(j)
      set(j, block.values.span.extracting(column))
    }
  }

  /// Lanes of a column of that many rows: an even number.
  public static func lanes(_ rows: Int) -> Int { (rows + 15) / 16 * 2 }

  public mutating func set(_ column: Int, _ values: Span<Double>) {
    precondition(values.count == rows, "columns of different lengths")
    let rows = self.rows
    withMutableColumn(column) { lanes in
      lanes.withMemoryRebound(to: Double.self, capacity: rows) { out in for i in 0..<rows { out[i] = values[i] } }
    }
  }

  /// - Parameter body: receives the lanes of a column; a single column answers for every scenario.
  public func withColumn<T, Fault: Error>(
    _ scenario: Int, _ body: (LanesInput) throws(Fault) -> T
  ) throws(Fault) -> T {
    let start = (columns == 1 ? 0 : scenario) * lanes
    precondition(start >= 0 && start + lanes <= storage.count, "no such column")
    return try withExtendedLifetime(storage) { () throws(Fault) -> T in try body(storage.base + start) }
  }

  public mutating func withMutableColumn<T, Fault: Error>(
    _ column: Int, _ body: (LanesOutput) throws(Fault) -> T
  ) throws(Fault) -> T {
    let start = column * lanes
    precondition(start >= 0 && start + lanes <= storage.count, "no such column")
    unique()
    let base = storage.base
    return try withExtendedLifetime(storage) { () throws(Fault) -> T in try body(base + start) }
  }

  /// Where the rows of a column start: valid as long as the columns are held unchanged, by a plan for instance.
  public func address(_ column: Int) -> UnsafePointer<Double> {
    precondition(column >= 0 && column < columns, "no such column")
    return UnsafeRawPointer(storage.base + column * lanes).assumingMemoryBound(to: Double.self)
  }

  /// The rows of a column, without the padding.
  public func array(_ scenario: Int) -> [Double] {
    withColumn(scenario) { lanes in
      lanes.withMemoryRebound(to: Double.self, capacity: rows) { Array(UnsafeBufferPointer(start: $0, count: rows)) }
    }
  }
}
