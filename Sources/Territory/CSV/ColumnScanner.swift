import CBytes

/// Reads whole columns of a table in one pass: delimiters are found 64 bytes at a time, and only the fields of wanted
/// columns are looked at.
///
/// Measured by `Benchmarks` against the readers of data frames on the national table of the DGCL.
struct ColumnScanner {
  let separator: UInt8
  /// The decimal mark of the table.
  let decimal: Dialect.Decimal
  /// What each column of the header is: `skip`, a number (its position among the numbers), or a text (-2 - position).
  let plan: [Int]

  static let skip = -1

  /// - Parameters:
  ///   - bytes: they end with a line feed.
  ///   - start: first byte of the first row.
  ///   - line: line of the first row.
  ///   - rows: how many rows there may be at most.
  func scan(_ bytes: [UInt8], from start: Int, line: Int, rows: Int, numbers: Int, texts: Int) -> ScannedColumns {
    var textCells = [ScannedColumns.Text](repeating: .none, count: max(1, texts * rows))
    var lines = [Int32](repeating: 0, count: max(1, rows))
    var row = 0
    var defects: [ScannedColumns.Defect] = []
    var ragged: [ScannedColumns.Ragged] = []
    let size = max(1, numbers * rows)
    // Where each column begins among the numbers; `skip`, or a text, is negative.
    let offsets = plan.map { $0 >= 0 ? $0 * rows : $0 }
    let storage = [Double](unsafeUninitializedCapacity: size) { cells, initialized in
      LargePages.prefer(UnsafeMutableRawBufferPointer(cells))
      bytes.withUnsafeBufferPointer { bytes in
        textCells.withUnsafeMutableBufferPointer { texts in
          lines.withUnsafeMutableBufferPointer { lines in
            offsets.withUnsafeBufferPointer { offsets in
              guard let base = bytes.baseAddress, let cells = cells.baseAddress, let texts = texts.baseAddress,
                let lines = lines.baseAddress, let offsets = offsets.baseAddress
              else { return }
              var writer = CellWriter(
                base: base, end: bytes.count, decimal: decimal, capacity: rows, numbers: cells, texts: texts)
              row = run(offsets, width: plan.count, &writer, lines, from: start, line: line)
              (defects, ragged) = (writer.defects, writer.ragged)
            }
          }
        }
      }
      // Every cell of a row read was written; the few rows left over are made defined.
      for column in 0..<numbers {
        for spare in row..<rows { cells[column * rows + spare] = .nan }
      }
      if numbers * rows == 0 { cells[0] = .nan }
      initialized = size
    }
    return ScannedColumns(
      count: row, capacity: rows, storage: storage, texts: textCells, lines: lines, defects: defects, ragged: ragged)
  }

  /// The pass itself. Its state is in local variables, which stay in registers; what is rare is called out of line.
  /// - Returns: the count of rows.
  private func run(
    _ offsets: UnsafePointer<Int>, width: Int, _ cells: inout CellWriter, _ lines: UnsafeMutablePointer<Int32>,
    from start: Int, line firstLine: Int
  ) -> Int {
    let (base, end, separator) = (cells.base, cells.end, separator)
    let numbers = cells.numbers
    var (fieldStart, column, row, line) = (start, 0, 0, firstLine)
    // Delimiters before `resume` are inside quotes.
    var (resume, innerLines) = (0, 0)
    var block = start
    while block < end {
      var mask = block &+ 64 <= end ? pacte_delimiters_64(base + block, separator) : tail(base, block, end)
      while mask != 0 {
        let position = block &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        if position < resume { continue }
        let byte = base[position]
        var stop = position
        if byte != separator {
          if byte == UInt8(ascii: "\"") {
            if position == fieldStart { (resume, innerLines) = cells.openQuote(position, innerLines) }
            continue
          }
          if position > fieldStart, base[position &- 1] == UInt8(ascii: "\r") { stop = position &- 1 }
        }
        let slot = column < width ? offsets[column] : Self.skip
        if slot >= 0 {
          let length = stop &- fieldStart
          let cell = numbers + (slot &+ row)
          // The fast path looks at the sixteen bytes before the delimiter.
          if length &- 1 < 8, length > 0, stop >= 16,
            let value = FastNumber.shortInteger(endingAt: base + stop, length: length)
          {
            cell.pointee = Double(value)
          } else if length == 1, base[fieldStart] == UInt8(ascii: "-") {
            cell.pointee = .nan
          } else {
            cells.writeNumber(slot, row: row, fieldStart, stop)
          }
        } else if slot != Self.skip {
          cells.writeText(slot, row: row, fieldStart, stop)
        }
        if byte == separator {
          column &+= 1
        } else {
          if column &+ 1 == width, width > 1 || !cells.isEmptyLine(fieldStart) {
            lines[row] = Int32(truncatingIfNeeded: line)
            row &+= 1
          } else {
            cells.raggedRow(column: column, fieldStart: fieldStart, line: line)
          }
          column = 0
          line &+= 1 &+ innerLines
          innerLines = 0
        }
        fieldStart = position &+ 1
      }
      block &+= 64
    }
    return row
  }

  /// The delimiters of the last block, which is shorter than the others.
  @inline(never)
  private func tail(_ base: UnsafePointer<UInt8>, _ block: Int, _ end: Int) -> UInt64 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { copy in
      for index in 0..<64 { copy[index] = block + index < end ? base[block + index] : 0 }
      return copy.baseAddress.map { pacte_delimiters_64($0, separator) } ?? 0
    }
  }
}
