import Diagnostics

/// How the published table spells its columns, year by year: `Data/entetes.csv`.
struct HeaderTable {
  /// What a column is for.
  enum Usage: String {
    /// Who the commune is.
    case identite
    /// Year of the file.
    case exercice
    /// A figure without which no territory is written.
    case requise
    /// A figure that a territory may lack.
    case critere
    /// A rank: 0 means not ranked.
    case rang
    /// A total that cannot be null where people live: 0 means not published (the income of the smallest communes).
    case nonNul = "non_nul"
    /// Read to check the others, not written.
    case controle

    var estNombre: Bool { self != .identite && self != .exercice }
  }

  struct Entry {
    /// Name in the territory, with `{N-1}` or `{N-2}` for a vintage.
    var colonne: String
    var usage: Usage
    /// Spelling by year of the file.
    var spellings: [Int: String]
    /// Every known spelling, the latest first.
    var known: [String]

    /// Name in the territory imported from the file of `annee`.
    func name(annee: Int) -> String {
      guard let open = colonne.firstIndex(of: "{"), let lag = colonne.dropLast().last?.wholeNumberValue else {
        return colonne
      }
      return colonne[..<open] + String(annee - lag)
    }
  }

  var years: [Int]
  var entries: [Entry]

  static func embedded() throws(DiagnosedError) -> HeaderTable {
    let table = try CSVTable(bytes: PackageResources.entetes_csv, file: "entetes.csv")
    let years = table.header.enumerated().compactMap { position, name in Int(name).map { (position, $0) } }
    var entries: [Entry] = []
    try table.forEachRow { _, fields throws(DiagnosedError) in
      let texts = fields.map { table.text($0) }
      guard texts.count == table.header.count, let usage = Usage(rawValue: texts[1]) else { return true }
      let spellings = Dictionary(uniqueKeysWithValues: years.map { ($0.1, texts[$0.0]) })
      var known = texts[2...].reversed().filter { !$0.isEmpty }
      known = known.enumerated().filter { !known[..<$0.offset].contains($0.element) }.map(\.element)
      entries.append(Entry(colonne: texts[0], usage: usage, spellings: spellings, known: known))
      return true
    }
    return HeaderTable(years: years.map(\.1), entries: entries)
  }
}
