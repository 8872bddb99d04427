/// A CSV file (RFC 4180, dot, no BOM): what R, Python and databases read.
public struct CSVFile: TableSink {
  private let file: FileWriter

  public init(_ table: StoredTable, path: String) throws(StorageError) {
    file = try FileWriter(path)
    try file.write((table.columns.map { Self.quoted($0.name) }.joined(separator: ",") + "\r\n").utf8)
  }

  public mutating func append(_ run: [StoredValues]) throws(StorageError) {
    for row in 0..<(run.first?.count ?? 0) {
      var line = ""
      for (index, values) in run.enumerated() {
        if index > 0 { line += "," }
        switch values {
        case .integer(let numbers): line += String(numbers[row])
        case .real(let numbers): line += Self.number(numbers[row])
        case .text(let texts): line += Self.quoted(texts[row])
        }
      }
      line += "\r\n"
      try file.write(line.utf8)
    }
  }

  public mutating func finish() throws(StorageError) { try file.flush() }

  /// The shortest text that reads back as the same number; whole numbers without a decimal point.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
