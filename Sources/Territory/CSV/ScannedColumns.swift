import Diagnostics

/// The wanted columns of a table, read in one pass over its bytes.
///
/// Numbers are doubles (NaN where a value is missing), texts stay ranges of the bytes. What could not be read is told
/// apart, so that a fault in a row that nobody wants stops nobody.
public struct ScannedColumns: Sendable {
  /// A cell of a numeric column that holds no number.
  struct Defect: Sendable, Equatable {
    var row: Int
    /// Position among the numeric columns asked.
    var number: Int
    var range: Range<Int>
    /// `1,234` reads both ways.
    var ambiguous: Bool
  }

  /// A row that has not as many fields as the header.
  struct Ragged: Sendable, Equatable {
    var line: Int
    var count: Int
  }

  /// Start of a text, its length in bytes, and whether it was between quotes.
  struct Text: Sendable {
    var start: UInt32
    var length: UInt32
    var quoted: Bool

    static let none = Text(start: 0, length: 0, quoted: false)
  }

  /// Rows of the right width.
  public let count: Int
  /// Rows for which `storage` and `texts` have room in each column.
  let capacity: Int
  let storage: [Double]
  let texts: [Text]
  let lines: [Int32]
  let defects: [Defect]
  let ragged: [Ragged]

  /// More than these are counted as hopeless and not kept.
  static let mostDefects = 100_000

  /// A numeric column, in the order of the rows; `column` is its position among those asked.
  public func number(_ column: Int) -> ArraySlice<Double> { storage[column * capacity..<column * capacity + count] }

  func number(_ column: Int, _ row: Int) -> Double { storage[column * capacity + row] }

  /// The bytes of a text cell.
  func text(_ column: Int, _ row: Int) -> CSVField {
    let text = texts[column * capacity + row]
    return CSVField(range: Int(text.start)..<Int(text.start) + Int(text.length), quoted: text.quoted)
  }

  /// What is wrong in a cell.
  func fault(_ defect: Defect, in table: CSVTable, column: String?) -> Diagnostic {
    let text = table.text(CSVField(range: defect.range, quoted: false))
    let fault = NumberFault(text, ambiguous: defect.ambiguous)
    return Diagnostic(
      "T0220", .erreur, fault.message, place: table.place(line(defect.row), column: column), repair: fault.repair)
  }

  /// Line of the file, counted from 1.
  func line(_ row: Int) -> Int { Int(lines[row]) }
}
