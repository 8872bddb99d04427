/// The texts of a territory folder, in the one dialect that is written: comma, dot, LF, UTF-8.
enum FolderText {
  static func communes(_ territory: ImportedTerritory) -> String {
    var lines = [(["insee", "nom", "departement", "epci"] + territory.columns.map(\.nom)).joined(separator: ",")]
    for (row, commune) in territory.communes.enumerated() {
      let identity = [commune.insee.texte, commune.nom, commune.departement, commune.epci ?? ""].map(quoted)
      lines.append((identity + territory.columns.map { number($0.values[row]) }).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func ensembles(_ territory: ImportedTerritory) -> String {
    let ensemble = territory.ensemble
    let texts = ["type", "nature", "regime", "zone"]
    let figures = ensemble.valeurs.keys.sorted()
    let header = ["siren", "nom"] + texts + figures
    let row =
      [ensemble.siren, quoted(ensemble.nom)] + texts.map { quoted(ensemble.textes[$0] ?? "") }
      + figures.map { number(ensemble.valeurs[$0] ?? .nan) }
    return header.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n"
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

  /// Shortest text that reads back as the same number; empty for a missing one.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String(value)
  }

  private static func quoted(_ text: String) -> String {
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
