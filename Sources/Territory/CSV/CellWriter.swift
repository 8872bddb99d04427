/// What a pass of `ColumnScanner` does out of its fast paths: texts, quotes, numbers that are not short integers, rows of
/// a wrong width.
struct CellWriter {
  let base: UnsafePointer<UInt8>
  let end: Int
  let decimal: Dialect.Decimal
  /// Its byte, looked at in each cell.
  private let mark: UInt8
  /// Rows for which there is room in each column.
  let capacity: Int
  let numbers: UnsafeMutablePointer<Double>
  let texts: UnsafeMutablePointer<ScannedColumns.Text>
  var defects: [ScannedColumns.Defect] = []
  var ragged: [ScannedColumns.Ragged] = []
  /// Start of the last field between quotes, and end of its text.
  private var quotedField = -1
  private var quotedEnd = 0

  init(
    base: UnsafePointer<UInt8>, end: Int, decimal: Dialect.Decimal, capacity: Int,
    numbers: UnsafeMutablePointer<Double>,
    texts: UnsafeMutablePointer<ScannedColumns.Text>
  ) {
    (self.base, self.end, self.decimal, self.capacity) = (base, end, decimal, capacity)
    mark = decimal.byte
    (self.numbers, self.texts) = (numbers, texts)
  }

  /// - Parameter text: -2 minus the position of the text.
  @inline(never)
  mutating func writeText(_ text: Int, row: Int, _ from: Int, _ to: Int) {
    let quoted = quotedField == from
    let start = quoted ? from + 1 : from
    let length = (quoted ? quotedEnd : to) - start
    texts[(-2 - text) * capacity + row] = ScannedColumns.Text(
      start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length), quoted: quoted)
  }

  /// - Parameter column: where the column begins among the numbers.
  @inline(never)
  mutating func writeNumber(_ column: Int, row: Int, _ from: Int, _ to: Int) {
    let quoted = quotedField == from
    let start = quoted ? from + 1 : from
    let length = (quoted ? quotedEnd : to) - start
    let cell = column + row
    if length == 0 || (length == 2 && base[start] == UInt8(ascii: "n") && base[start + 1] == UInt8(ascii: "d")) {
      numbers[cell] = .nan
      return
    }
    if !quoted, to >= 24 {
      if length > 8, length <= 15, let value = FastNumber.longInteger(endingAt: base + to, length: length) {
        numbers[cell] = Double(value)
        return
      }
      if let value = FastNumber.shortDecimal(endingAt: base + to, length: length, decimal: mark) {
        numbers[cell] = value
        return
      }
    }
    numbers[cell] =
      FastNumber.general(base + start, length, decimal: mark)
      ?? unusual(column / capacity, row, start..<start + length)
  }

  /// Spaces between thousands, marks of a missing value, percentages, or no number at all.
  private mutating func unusual(_ slot: Int, _ row: Int, _ range: Range<Int>) -> Double {
    let text =
      range.count > 200
      ? "…" : String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    let read = NumberText.read(text, decimal: decimal)
    switch read {
    case .value(let value): return value
    case .missing: return .nan
    case .ambiguous, .notANumber:
      if defects.count < ScannedColumns.mostDefects {
        defects.append(.init(row: row, number: slot, range: range, ambiguous: read == .ambiguous))
      }
      return .nan
    }
  }

  /// Finds the closing quote of a field.
  /// - Returns: where delimiters count again, and the line feeds met so far inside the quotes of the row.
  @inline(never)
  mutating func openQuote(_ position: Int, _ innerLines: Int) -> (resume: Int, innerLines: Int) {
    var lines = innerLines
    var cursor = position + 1
    while cursor < end {
      let byte = base[cursor]
      if byte == UInt8(ascii: "\"") {
        if cursor + 1 < end, base[cursor + 1] == UInt8(ascii: "\"") {
          cursor += 2
          continue
        }
        break
      }
      if byte == UInt8(ascii: "\n") { lines += 1 }
      cursor += 1
    }
    quotedField = position
    quotedEnd = min(cursor, end)
    return (cursor + 1, lines)
  }

  /// A row of another width than the header; an empty line is passed over.
  @inline(never)
  mutating func raggedRow(column: Int, fieldStart: Int, line: Int) {
    if column == 0, isEmptyLine(fieldStart) { return }
    if ragged.count < ScannedColumns.mostDefects { ragged.append(.init(line: line, count: column + 1)) }
  }

  func isEmptyLine(_ start: Int) -> Bool {
    start >= end || base[start] == UInt8(ascii: "\n") || base[start] == UInt8(ascii: "\r")
  }
}
