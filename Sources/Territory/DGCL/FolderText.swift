/// The texts of a territory folder, in the one dialect that is written: comma, dot, LF, UTF-8.
enum FolderText {
  static func communes(_ territory: ImportedTerritory) -> [UInt8] {
    let columns = territory.columns.map(\.values)
    var out: [UInt8] = []
    out.reserveCapacity(territory.communes.count * (40 + columns.count * 7))
    out += Array((["insee", "nom", "departement", "epci"] + territory.columns.map(\.nom)).joined(separator: ",").utf8)
    out.append(UInt8(ascii: "\n"))
    for (row, commune) in territory.communes.enumerated() {
      out += Array(commune.insee.texte.utf8)
      for text in [commune.nom, commune.departement, commune.epci ?? ""] {
        out.append(UInt8(ascii: ","))
        out += Array(quoted(text).utf8)
      }
      for column in columns {
        out.append(UInt8(ascii: ","))
        append(column[row], to: &out)
      }
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  static let ensembleTexts = ["type", "insee", "nature", "regime", "zone", "cif_nature"]

  static func ensembles(_ territory: ImportedTerritory) -> [UInt8] {
    let ensembles = territory.ensembles
    let texts = ensembleTexts.filter { name in ensembles.contains { $0.textes[name]?.isEmpty == false } }
    let figures = Set(ensembles.flatMap { Array($0.valeurs.keys) }).sorted()
    var lines = [(["siren", "nom"] + texts + figures).joined(separator: ",")]
    for ensemble in ensembles {
      let row =
        [ensemble.siren, quoted(ensemble.nom)] + texts.map { quoted(ensemble.textes[$0] ?? "") }
        + figures.map { number(ensemble.valeurs[$0] ?? .nan) }
      lines.append(row.joined(separator: ","))
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  static func national(_ territory: ImportedTerritory) -> String {
    territory.national.sorted { $0.key < $1.key }.map { "\($0.key): \(number($0.value))\n" }.joined()
  }

  static func description(_ territory: ImportedTerritory) -> String {
    var lines = [
      "nom: \(scalar(territory.nom))", "siren: \"\(territory.siren)\"", "nature: \(territory.nature.rawValue)",
      "regime: \(territory.regime.rawValue)", "annee: \(territory.annee)", "sources:",
    ]
    for source in territory.sources {
      lines.append("  - fichier: \(scalar(source.fichier))")
      if let sha256 = source.sha256 { lines.append("    sha256: \(sha256)") }
      if let date = source.date { lines.append("    date: \(scalar(date))") }
      if let colonnes = source.colonnes { lines.append("    colonnes: \(scalar(colonnes))") }
    }
    if !territory.aCompleter.isEmpty {
      lines.append("# Ce que le fichier national ne contient pas ; documentez ici la source de ce que vous ajoutez.")
      lines.append("a_completer:")
      lines += territory.aCompleter.map { "  - \(scalar($0))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func append(_ value: Double, to out: inout [UInt8]) {
    if value.isNaN { return }
    if value == value.rounded(), value >= 0, value < 1e15 {
      var digits: UInt64 = UInt64(value)
      let start = out.count
      repeat {
        out.append(UInt8(ascii: "0") + UInt8(digits % 10))
        digits /= 10
      } while digits > 0
      out[start...].reverse()
    } else {
      out += Array(number(value).utf8)
    }
  }

  /// Shortest text that reads back as the same number; empty for a missing one.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String(value)
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe first.
  static func quoted(_ text: String) -> String {
    let text = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true ? "'" + text : text
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  /// A YAML scalar between double quotes, in which any text is safe.
  private static func scalar(_ text: String) -> String {
    var out = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n", "\r", "\t": out += " "
      default: out.unicodeScalars.append(character)
      }
    }
    return out + "\""
  }
}
