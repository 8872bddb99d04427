import Diagnostics

/// A table of text read in place: the bytes stay where they are, fields are ranges of them.
public struct CSVTable: Sendable {
  public let file: String
  public let dialect: Dialect
  public private(set) var header: [String]
  let bytes: [UInt8]
  /// First byte after the header line.
  private let start: Int

  static let longestField = 1 << 20
  static let longestLine = 1 << 24
  static let mostColumns = 100_000

  /// Reads a file and sniffs its dialect.
  /// - Throws: what makes it no table: missing, empty, binary, unreadable header.
  public static func read(_ path: String, limit: Int = FileBytes.limit) throws(DiagnosedError) -> CSVTable {
    try CSVTable(bytes: try FileBytes.read(path, limit: limit), file: path)
  }

  init(bytes raw: [UInt8], file: String) throws(DiagnosedError) {
    self.file = file
    if raw.prefix(1 << 16).contains(0) {
      throw FileBytes.fault(
        "T0107", "« \(file) » n'est pas un fichier de texte : il contient des octets nuls",
        "exportez la table en CSV (UTF-8)", file)
    }
    var encodage = Dialect.Encodage.utf8
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) {
      encodage = .utf8BOM
      bytes = Array(raw[3...])
    } else if Dialect.isUTF8(raw[...]) {
      bytes = raw
    } else {
      encodage = .windows1252
      bytes = Dialect.utf8(fromWindows1252: raw[...])
    }
    guard let scan = Self.headerEnd(bytes), scan.end <= Self.longestLine else {
      throw FileBytes.fault(
        "T0108",
        "la première ligne de « \(file) » dépasse \(Self.longestLine >> 20) Mo : ce n'est pas une ligne d'en-tête",
        "exportez la table en CSV, une commune par ligne", file)
    }
    let separator = Dialect.separator(ofHeader: bytes[..<scan.end])
    start = scan.next
    dialect = Dialect(
      encodage: encodage, separator: separator,
      decimalComma: separator != UInt8(ascii: ",") && Self.usesDecimalComma(bytes[scan.next...], separator))
    var first: [CSVField] = []
    var scanner = CSVScanner(bytes: bytes, from: 0, separator: separator)
    _ = scanner.row { first.append($0) }
    header = []
    header = first.map { text($0).trimmed }
    guard header.count <= Self.mostColumns else {
      throw FileBytes.fault(
        "T0109", "« \(file) » a \(header.count) colonnes, plus que la limite de \(Self.mostColumns)",
        "vérifiez le séparateur", file)
    }
  }

  private static func headerEnd(_ bytes: [UInt8]) -> (end: Int, next: Int)? {
    var quoted = false
    for index in bytes.indices.prefix(longestLine + 1) {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      guard !quoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      let pair = byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      return (index, index + (pair ? 2 : 1))
    }
    return bytes.count <= longestLine ? (bytes.count, bytes.count) : nil
  }

  /// Looks for `digit , digit` against `digit . digit` in the first rows.
  private static func usesDecimalComma(_ rows: ArraySlice<UInt8>, _ separator: UInt8) -> Bool {
    var comma = 0
    var dot = 0
    func digit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    let sample = rows.prefix(1 << 18)
    var index = sample.startIndex + 1
    while index + 1 < sample.endIndex {
      if digit(sample[index - 1]), digit(sample[index + 1]) {
        if sample[index] == UInt8(ascii: ",") { comma += 1 }
        if sample[index] == UInt8(ascii: ".") { dot += 1 }
      }
      index += 1
    }
    return comma > dot
  }

  /// Calls `body` for each row with its 1-based line and its fields in order; an empty line is passed over.
  /// - Parameter body: false stops.
  public func forEachRow(_ body: (_ line: Int, _ fields: [CSVField]) throws(DiagnosedError) -> Bool)
    throws(DiagnosedError)
  {
    var scanner = CSVScanner(bytes: bytes, from: start, separator: dialect.separator)
    // A header line that ends with a lone CR is a line too.
    scanner.line = 1 + max(1, bytes[..<start].count { $0 == UInt8(ascii: "\n") })
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
