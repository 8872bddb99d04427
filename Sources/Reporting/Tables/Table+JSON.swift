extension Table {
  /// `{"titre": …, "colonnes": […], "lignes": [{…}]}`; missing is `null`.
  public func json() -> String {
    let heads = columns.map { column in
      "{\"nom\":\(JSONText.string(column.name)),\"libelle\":\(JSONText.string(column.label)),\"unite\":\(column.kind.unit.map(JSONText.string) ?? "null")}"
    }
    let lines = rows.map { row in
      let cells = row.enumerated().map { index, cell in
        "\(JSONText.string(columns[index].name)):\(value(cell, columns[index].kind))"
      }
      return "{" + cells.joined(separator: ",") + "}"
    }
    return
      "{\"piece\":\(JSONText.string(piece)),\"titre\":\(JSONText.string(title)),\"colonnes\":[\(heads.joined(separator: ","))],\"lignes\":[\n\(lines.joined(separator: ",\n"))\n]}"
  }

  private func value(_ cell: Cell, _ kind: Kind) -> String {
    switch cell {
    case .missing: return "null"
    case .text(let text): return JSONText.string(text)
    case .number(let value):
      var bytes: [UInt8] = []
      kind.append(value, comma: false, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// Strings of JSON.
enum JSONText {
  static func string(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case let control where control.value < 0x20:
        let hex = String(control.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }
}
