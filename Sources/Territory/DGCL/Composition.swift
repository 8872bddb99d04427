import Diagnostics

/// Which communes make an EPCI, from a published composition (BANATIC, or the EPT of the Grand Paris).
struct Composition {
  struct Member {
    var insee: String
    var nom: String
  }

  struct EPCI {
    var siren: String
    var nom: String
    /// `CC`, `CA`, `CU`, `METRO`, `MET69`; `EPT` for a file of EPT.
    var nature: String
    var regime: String?
    var membres: [Member]
  }

  var epci: EPCI?
  /// Name and SIREN of every EPCI of the file, for the suggestion of a misspelt one.
  var names: [(siren: String, nom: String)] = []
  var empreinte: String

  /// - Parameter wanted: a SIREN.
  static func read(_ path: String, wanted: String) throws(DiagnosedError) -> Composition {
    let raw = try FileBytes.readRaw(path, lines: true)
    let table = try CSVTable(bytes: try FileBytes.inflated(raw, path: path, lines: true), file: path)
    let columns = try Columns(table)
    var found: EPCI?
    var names: [String: String] = [:]
    try table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == table.header.count else {
        throw DiagnosedError([TableHeader(table).ragged(line, fields.count)])
      }
      let siren = SIREN.cleaned(table.text(fields[columns.siren]).trimmed)
      if names[siren] == nil { names[siren] = table.text(fields[columns.nom]).trimmed }
      guard siren == wanted else { return true }
      func text(_ column: Int?) -> String? { column.map { table.text(fields[$0]).trimmed } }
      if found == nil {
        found = EPCI(
          siren: siren, nom: text(columns.nom) ?? "", nature: text(columns.nature) ?? "EPT",
          regime: text(columns.regime), membres: [])
      }
      found?.membres.append(Member(insee: CodeINSEE.padded(text(columns.insee) ?? ""), nom: text(columns.membre) ?? ""))
      return true
    }
    return Composition(
      epci: found, names: names.map { ($0.key, $0.value) }.sorted { $0.siren < $1.siren },
      empreinte: SHA256.hexadecimal(raw))
  }

  /// The columns of the two published formats.
  struct Columns {
    var siren: Int, nom: Int, insee: Int, membre: Int
    var nature: Int?, regime: Int?, sirenMembre: Int?

    init(_ table: CSVTable) throws(DiagnosedError) {
      let keys = table.header.map { HeaderMatch.key($0) }
      func at(_ name: String) throws(DiagnosedError) -> Int? {
        let positions = keys.indices.filter { keys[$0] == name }
        if positions.count > 1 {
          let told = try DoubledColumns.check(positions, readAs: "« \(name) »", in: table)
          if told.severity == .erreur { throw DiagnosedError([told]) }
        }
        return positions.first
      }
      if let siren = try at("siren"), let nom = try at("raison sociale"), let insee = try at("insee"),
        let membre = try at("nom membre")
      {
        (self.siren, self.nom, self.insee, self.membre) = (siren, nom, insee, membre)
        (nature, regime) = (try at("nature juridique"), try at("mode financ"))
      } else if let siren = try at("ept"), let nom = try at("libept"), let insee = try at("codgeo"),
        let membre = try at("libgeo")
      {
        (self.siren, self.nom, self.insee, self.membre) = (siren, nom, insee, membre)
      } else {
        throw FileBytes.fault(
          "T0218", "« \(table.file) » n'est pas une composition d'EPCI connue",
          "il faut les colonnes siren, raison_sociale, nature_juridique, mode_financ, insee et nom_membre (BANATIC), ou CODGEO, LIBGEO, EPT et LIBEPT (INSEE)",
          table.file)
      }
      sirenMembre = try at("siren membre")
    }
  }
}
