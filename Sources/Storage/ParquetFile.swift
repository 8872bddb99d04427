/// A Parquet file with plain encoding and no compression: one row group a run of rows, one page a column.
///
/// Numbers and texts are required columns, except reals, which are optional: a missing value is a null, not a NaN.
/// Units and labels are in the metadata of the file, under `unite.<column>` and `libelle.<column>`.
public struct ParquetFile: TableSink {
  private let table: StoredTable
  private let file: FileWriter
  private var groups: [Group] = []
  private var rows: Int64 = 0

  private struct Group {
    var rows: Int64
    var bytes: Int64
    var chunks: [(offset: Int64, size: Int64, values: Int64)]
  }

  private static let magic = Array("PAR1".utf8)

  public init(_ table: StoredTable, path: String) throws(StorageError) {
    self.table = table
    file = try FileWriter(path)
    try file.write(Self.magic)
  }

  public mutating func append(_ run: [StoredValues]) throws(StorageError) {
    let count = run.first?.count ?? 0
    precondition(run.count == table.columns.count && run.allSatisfy { $0.count == count }, "one value a column and row")
    guard count > 0 else { return }
    var group = Group(rows: Int64(count), bytes: 0, chunks: [])
    for values in run {
      let body = Self.body(values)
      var header = ThriftCompact()
      header.element { page in
        page.int32(1, 0)  // DATA_PAGE
        page.int32(2, Int32(body.count))
        page.int32(3, Int32(body.count))
        page.structure(5) { data in
          data.int32(1, Int32(count))
          data.int32(2, 0)  // PLAIN
          data.int32(3, 3)  // RLE
          data.int32(4, 3)
        }
      }
      let offset = Int64(file.offset)
      try file.write(header.bytes)
      try file.write(body)
      let size = Int64(file.offset) - offset
      group.chunks.append((offset, size, Int64(count)))
      group.bytes += size
    }
    rows += Int64(count)
    groups.append(group)
  }

  private static func body(_ values: StoredValues) -> [UInt8] {
    var out: [UInt8] = []
    switch values {
    case .integer(let numbers):
      out.reserveCapacity(numbers.count * 8)
      for number in numbers { append(UInt64(bitPattern: number), to: &out) }
    case .real(let numbers):
      out.reserveCapacity(numbers.count * 9)
      let levels = definitionLevels(numbers)
      withUnsafeBytes(of: UInt32(levels.count).littleEndian) { out += $0 }
      out += levels
      for number in numbers where !number.isNaN { append(number.bitPattern, to: &out) }
    case .text(let texts):
      for text in texts {
        withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian) { out += $0 }
        out += Array(text.utf8)
      }
    }
    return out
  }

  private static func append(_ bits: UInt64, to out: inout [UInt8]) {
    withUnsafeBytes(of: bits.littleEndian) { out.append(contentsOf: $0) }
  }

  /// 1 for a value, 0 for a null, as runs of equal levels of one bit.
  private static func definitionLevels(_ numbers: [Double]) -> [UInt8] {
    var out: [UInt8] = []
    var start = 0
    while start < numbers.count {
      let missing = numbers[start].isNaN
      var end = start + 1
      while end < numbers.count, numbers[end].isNaN == missing { end += 1 }
      var length = UInt64(end - start) << 1
      while length >= 0x80 {
        out.append(UInt8(truncatingIfNeeded: length) | 0x80)
        length >>= 7
      }
      out.append(UInt8(length))
      out.append(missing ? 0 : 1)
      start = end
    }
    return out
  }

  public mutating func finish() throws(StorageError) {
    let footer = footer()
    try file.write(footer)
    try file.write(withUnsafeBytes(of: UInt32(footer.count).littleEndian) { Array($0) })
    try file.write(Self.magic)
    try file.flush()
  }

  private func footer() -> [UInt8] {
    var out = ThriftCompact()
    let table = table
    let groups = groups
    let total = rows
    out.element { file in
      file.int32(1, 1)
      file.list(2, of: .structure, count: table.columns.count + 1) { list, index in
        list.element { schema in
          if index == 0 {
            schema.string(4, table.name)
            schema.int32(5, Int32(table.columns.count))
          } else {
            Self.schema(table.columns[index - 1], &schema)
          }
        }
      }
      file.int64(3, total)
      file.list(4, of: .structure, count: groups.count) { list, index in
        list.element { Self.group(groups[index], table, &$0) }
      }
      let pairs = table.columns.flatMap { column in
        [("unite.\(column.name)", column.unit), ("libelle.\(column.name)", column.label)].filter { !$0.1.isEmpty }
      }
      file.list(5, of: .structure, count: pairs.count) { list, index in
        list.element { pair in
          pair.string(1, pairs[index].0)
          pair.string(2, pairs[index].1)
        }
      }
      file.string(6, "pacte")
    }
    return out.bytes
  }

  /// Physical types of the format: INT64, DOUBLE, BYTE_ARRAY.
  private static func physical(_ kind: StoredColumn.Kind) -> Int32 {
    switch kind {
    case .integer: 2
    case .real: 5
    case .text: 6
    }
  }

  private static func schema(_ column: StoredColumn, _ out: inout ThriftCompact) {
    out.int32(1, physical(column.kind))
    out.int32(3, column.kind == .real ? 1 : 0)  // OPTIONAL or REQUIRED
    out.string(4, column.name)
    if column.kind == .text { out.int32(6, 0) }  // UTF8
  }

  private static func group(_ group: Group, _ table: StoredTable, _ out: inout ThriftCompact) {
    out.list(1, of: .structure, count: group.chunks.count) { list, index in
      let chunk = group.chunks[index]
      let column = table.columns[index]
      list.element { item in
        item.int64(2, chunk.offset)
        item.structure(3) { meta in
          meta.int32(1, physical(column.kind))
          meta.list(2, of: .int32, count: 2) { encodings, rank in encodings.integer(rank == 0 ? 0 : 3) }
          meta.list(3, of: .binary, count: 1) { path, _ in path.text(column.name) }
          meta.int32(4, 0)  // UNCOMPRESSED
          meta.int64(5, chunk.values)
          meta.int64(6, chunk.size)
          meta.int64(7, chunk.size)
          meta.int64(9, chunk.offset)
        }
      }
    }
    out.int64(2, group.bytes)
    out.int64(3, group.rows)
  }
}
