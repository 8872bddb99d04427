import Diagnostics

/// A table of text read in place: the bytes stay where they are, fields are ranges of them.
public struct CSVTable: Sendable {
  public let file: String
  public let dialect: Dialect
  public private(set) var header: [String]
  let bytes: [UInt8]
  /// First byte after the header line.
  private let start: Int
  /// Line of that byte.
  private let firstLine: Int
  private let lineFeeds: Int

  static let longestField = 1 << 20
  static let longestLine = 1 << 24
  static let mostColumns = 100_000
  /// The largest published tables, accounts and taxes of every commune, have a few million.
  static let mostRows = 10_000_000

  /// Reads a file and sniffs its dialect.
  /// - Throws: what makes it no table: missing, empty, binary, unreadable header.
  public static func read(_ path: String, limit: Int = FileBytes.limit) throws(DiagnosedError) -> CSVTable {
    try CSVTable(
      bytes: try FileBytes.inflated(
        try FileBytes.readRaw(path, limit: limit, lines: true), path: path, limit: limit, lines: true), file: path)
  }

  /// - Parameters:
  ///   - headerLine: line of the header, when titles come before it.
  ///   - dialect: how the table is written, when it is known.
  init(
    bytes raw: [UInt8], file: String, headerLine: Int = 1, dialect known: Dialect? = nil
  ) throws(DiagnosedError) {
    self.file = file
    let decoded = try DecodedText(raw, file: file)
    bytes = decoded.bytes
    lineFeeds = decoded.lineFeeds
    guard lineFeeds <= Self.mostRows + headerLine else {
      throw FileBytes.fault(
        "T0129",
        "« \(file) » a \(Typography.number(Double(lineFeeds))) lignes, plus que la limite de \(Typography.number(Double(Self.mostRows)))",
        "ne gardez à l'export que l'année, ou les départements, dont vous avez besoin", file)
    }
    var origin = decoded.start
    for _ in 1..<max(1, headerLine) {
      guard let title = Self.headerEnd(bytes, from: origin), title.next < bytes.count else { break }
      origin = title.next
    }
    guard let scan = Self.headerEnd(bytes, from: origin) else {
      throw FileBytes.fault(
        "T0108",
        "la première ligne de « \(file) » dépasse \(Self.longestLine >> 20) Mo : ce n'est pas une ligne d'en-tête",
        "exportez la table en CSV, une commune par ligne", file)
    }
    let separator = known?.separator ?? Dialect.separator(ofHeader: bytes[origin..<scan.end])
    start = scan.next
    firstLine = 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }
    dialect =
      known
      ?? Dialect(
        encodage: decoded.encodage, separator: separator,
        decimal: Dialect.decimal(bytes[scan.next...], separator))
    var first: [CSVField] = []
    var scanner = CSVScanner(bytes: bytes, from: origin, separator: separator)
    _ = scanner.row { first.append($0) }
    header = []
    header = first.map { text($0).trimmed }
    guard header.count <= Self.mostColumns else {
      throw FileBytes.fault(
        "T0109", "« \(file) » a \(header.count) colonnes, plus que la limite de \(Self.mostColumns)",
        "vérifiez le séparateur", file)
    }
  }

  private static func headerEnd(_ bytes: [UInt8], from origin: Int) -> (end: Int, next: Int)? {
    bytes.withUnsafeBufferPointer { buffer in
      var quoted = false
      var index = origin
      let limit = min(buffer.count, origin + longestLine)
      while index < limit {
        let byte = buffer[index]
        if byte == UInt8(ascii: "\"") { quoted.toggle() }
        if !quoted, byte == UInt8(ascii: "\n") {
          let carriage = index > origin && buffer[index - 1] == UInt8(ascii: "\r")
          return (carriage ? index - 1 : index, index + 1)
        }
        index += 1
      }
      return limit == buffer.count ? (buffer.count, buffer.count) : nil
    }
  }

  /// Whole columns, read in one pass.
  /// - Parameters:
  ///   - numbers: positions in the header of the numeric columns wanted.
  ///   - texts: positions of the text columns wanted; none of them is in `numbers`.
  public func columns(numbers: [Int], texts: [Int]) -> ScannedColumns {
    var plan = [Int](repeating: ColumnScanner.skip, count: header.count)
    for (slot, position) in numbers.enumerated() { plan[position] = slot }
    for (slot, position) in texts.enumerated() { plan[position] = -2 - slot }
    let scanner = ColumnScanner(
      separator: dialect.separator, decimal: dialect.decimal, plan: plan)
    // Each row but the last ends with a line feed, and the header has one too. A whole row has a byte a column at
    // least: empty lines by the million cost no memory.
    let most = (bytes.count - start) / max(1, header.count) + 1
    return scanner.scan(
      bytes, from: start, line: firstLine, rows: min(lineFeeds + 1, most), numbers: numbers.count,
      texts: texts.count)
  }

  /// Calls `body` for each row with its 1-based line and its fields in order; an empty line is passed over.
  /// - Parameter body: false stops.
  public func forEachRow(_ body: (_ line: Int, _ fields: [CSVField]) throws(DiagnosedError) -> Bool)
    throws(DiagnosedError)
  {
    var scanner = CSVScanner(bytes: bytes, from: start, separator: dialect.separator)
    scanner.line = firstLine
    var fields: [CSVField] = []
    while true {
      fields.removeAll(keepingCapacity: true)
      let line = scanner.line
      var oversize = false
      guard
        scanner.row({ field in
          if field.range.count > Self.longestField { oversize = true }
          fields.append(field)
        })
      else { return }
      if oversize || fields.count > Self.mostColumns {
        throw FileBytes.fault(
          "T0108", "la ligne \(line) de « \(file) » est démesurée", "vérifiez le séparateur et les guillemets", file)
      }
      if fields.count == 1, fields[0].range.isEmpty { continue }
      if try !body(line, fields) { return }
    }
  }

  func place(_ line: Int, column: String? = nil) -> Place {
    Place(file: file, line: line, note: column.map { "colonne « \($0) »" })
  }
}

/// One field: a range of its table's bytes; `CSVTable.text` makes it a text.
///
/// It holds no reference to the bytes, so that passing over a field of a large file costs no count of references.
public struct CSVField: Sendable {
  public let range: Range<Int>
  let quoted: Bool
}

extension CSVTable {
  /// The text of a field, with its doubled quotes made single.
  public func text(_ field: CSVField) -> String {
    let raw = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.quoted, raw.contains("\"\"") else { return raw }
    var out = ""
    var previousWasQuote = false
    for character in raw {
      if character == "\"", previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = character == "\""
      out.append(character)
    }
    return out
  }

  /// Whether a field is exactly these bytes, without making a text of it.
  func holds(_ field: CSVField, _ text: [UInt8]) -> Bool {
    field.range.count == text.count && bytes[field.range].elementsEqual(text)
  }
}

extension String {
  /// Without spaces of any kind at the ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
