import Diagnostics

/// Names in which a conversion lost or changed letters: « C?UR DE LOIRE », « BÃ©ZIERS ».
enum DamagedNames {
  private static let signs = Set<Unicode.Scalar>(" '’-‐‑–().,/&+°ºª\u{A0}\u{202F}".unicodeScalars)
  /// Letters that begin every accented letter of UTF-8 read as Windows-1252, and that no French name has.
  private static let strangers: Set<Unicode.Scalar> = ["Ã", "ã", "ˆ", "˜"]

  static func isDamaged(_ name: String) -> Bool {
    name.unicodeScalars.contains { scalar in
      let isKnown =
        scalar.isASCII ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) : scalar.properties.isAlphabetic
      let isAccent = scalar.properties.generalCategory == .nonspacingMark
      return strangers.contains(scalar) || !(isKnown || isAccent || signs.contains(scalar))
    }
  }

  /// What is told of the names of a file; `nil` when they are sound.
  static func tell(_ names: [(nom: String, line: Int)], _ table: CSVTable) -> Diagnostic? {
    guard let first = names.first else { return nil }
    let count = names.count
    return Diagnostic(
      "T0225", .alerte,
      "\(count) nom\(count > 1 ? "s ont" : " a") perdu des lettres dans une conversion, dont « \(first.nom) »",
      place: table.place(first.line),
      repair: "reprenez le fichier d'origine, ou enregistrez-le en UTF-8 ; les montants n'en dépendent pas")
  }
}

extension PublishedFile {
  /// The damaged names of the communes and of their EPCI, each once.
  var damagedNames: Diagnostic? {
    var seen: Set<String> = []
    var found: [(nom: String, line: Int)] = []
    for row in 0..<count {
      for name in ["nom", "nom_epci"] {
        guard let slot = texts[name] else { continue }
        let bytes = table.bytes[columns.text(slot, row).range]
        // Nearly all names are plain capitals.
        guard bytes.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "?") }) else { continue }
        let text = text(name, row)
        if DamagedNames.isDamaged(text), seen.insert(text).inserted { found.append((text, columns.line(row))) }
      }
    }
    return DamagedNames.tell(found, table)
  }
}
