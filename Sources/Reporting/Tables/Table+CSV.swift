/// The two dialects of CSV files: one for French spreadsheets, one for programs.
public enum CSVDialect: Sendable {
  /// `;`, decimal comma, BOM, CRLF.
  case french
  /// RFC 4180: `,`, dot, no BOM, CRLF.
  case standard
}

extension Table {
  /// Missing is an empty cell. A text that a spreadsheet would take for a formula gets an apostrophe first.
  public func csv(_ dialect: CSVDialect) -> [UInt8] {
    let separator: UInt8 = dialect == .french ? UInt8(ascii: ";") : UInt8(ascii: ",")
    var out: [UInt8] = dialect == .french ? [0xEF, 0xBB, 0xBF] : []
    out.reserveCapacity(rows.count * columns.count * 10 + 1024)
    for (index, column) in columns.enumerated() {
      if index > 0 { out.append(separator) }
      Self.append(dialect == .french ? column.heading : column.name, to: &out, separator)
    }
    out += [13, 10]
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { out.append(separator) }
        switch cell {
        case .missing: break
        case .text(let text): Self.append(Self.harmless(text), to: &out, separator)
        case .number(let value): columns[index].kind.append(value, comma: dialect == .french, to: &out)
        }
      }
      out += [13, 10]
    }
    return out
  }

  private static func append(_ text: String, to out: inout [UInt8], _ separator: UInt8) {
    let bytes = text.utf8
    let special: [UInt8] = [separator, 34, 10, 13]
    let needsQuotes = bytes.contains { special.contains($0) }
    guard needsQuotes else {
      out += bytes
      return
    }
    out.append(34)
    for byte in bytes {
      if byte == 34 { out.append(34) }
      out.append(byte)
    }
    out.append(34)
  }

  static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
    return "'" + text
  }
}

extension Table.Column {
  /// « Écart (€) »
  var heading: String { kind.unit.map { "\(label) (\($0))" } ?? label }
}

extension Table.Kind {
  /// The shortest decimal that reads back to the same double; a whole number has no decimals.
  static func shortest(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// Plain digits: cents for euros, four decimals for rates per head, whole numbers for counts.
  func append(_ value: Double, comma: Bool, to out: inout [UInt8]) {
    if self == .exact {
      out += Self.shortest(value).replacing(".", with: comma ? "," : ".").utf8
      return
    }
    let decimals =
      switch self {
      case .euros, .eurosPerHead: 2
      case .percent: 4
      case .coefficient: 6
      default: 0
      }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let shown = self == .percent ? value * 100 : value
    let units = (shown.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard units < 9e15 else { return }
    if shown < 0, units > 0 { out.append(UInt8(ascii: "-")) }
    let whole = UInt64(units / scale)
    out += String(whole).utf8
    guard decimals > 0 else { return }
    out.append(comma ? UInt8(ascii: ",") : UInt8(ascii: "."))
    let fraction = String(UInt64(units) - whole * UInt64(scale))
    for _ in 0..<(decimals - fraction.utf8.count) { out.append(UInt8(ascii: "0")) }
    out += fraction.utf8
  }
}
