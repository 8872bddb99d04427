import Diagnostics

/// A whole published composition: every EPCI with its name and nature, and the EPCI of every commune.
struct CompositionTable {
  var epci: [String: Composition.EPCI] = [:]
  /// SIREN of the EPCI by INSEE code.
  var membre: [String: String] = [:]
  /// INSEE code by SIREN of the commune, where the file has it.
  var sirenMembre: [String: String] = [:]
  let empreinte: String
  private(set) var diagnostics: [Diagnostic] = []

  init(_ path: String) throws(DiagnosedError) {
    let raw = try FileBytes.readRaw(path, lines: true)
    empreinte = SHA256.hexadecimal(raw)
    let table = try CSVTable(bytes: try FileBytes.inflated(raw, path: path, lines: true), file: path)
    let at = try Composition.Columns(table)
    let positions = [at.siren, at.nom, at.insee, at.membre] + [at.nature, at.regime, at.sirenMembre].compactMap { $0 }
    let read = table.columns(numbers: [], texts: positions)
    if let first = read.ragged.first { throw DiagnosedError([TableHeader(table).ragged(first.line, first.count)]) }
    var unreadable: [Int] = []
    var doubled: [(insee: String, line: Int)] = []
    for row in 0..<read.count {
      func text(_ column: Int) -> String { table.text(read.text(column, row)).trimmed }
      let siren = SIREN.cleaned(text(0))
      let insee = CodeINSEE.padded(text(2))
      guard SIREN.isWellFormed(siren), CodeINSEE(insee) != nil else {
        if !(siren.isEmpty && insee.isEmpty), TotalRow.kind(siren) == nil { unreadable.append(read.line(row)) }
        continue
      }
      if let other = membre.updateValue(siren, forKey: insee), other != siren {
        doubled.append((insee, read.line(row)))
      }
      if at.sirenMembre != nil { sirenMembre[SIREN.cleaned(text(positions.count - 1))] = insee }
      if epci[siren] == nil {
        epci[siren] = Composition.EPCI(
          siren: siren, nom: text(1), nature: at.nature == nil ? "EPT" : text(4),
          regime: at.regime == nil ? nil : text(5), membres: [])
      }
    }
    if let first = unreadable.first {
      diagnostics.append(
        Diagnostic(
          "T0289", .alerte,
          "\(unreadable.count) ligne\(unreadable.count > 1 ? "s" : "") de la composition, dès la ligne \(first), n'\(unreadable.count > 1 ? "ont" : "a") pas de SIREN ou de code INSEE lisible",
          place: table.place(first), repair: "corrigez les codes, ou retirez les lignes"))
    }
    if let first = doubled.first {
      diagnostics.append(
        Diagnostic(
          "T0219", .erreur, "la commune \(first.insee) est dans deux EPCI de la composition",
          place: table.place(first.line), repair: "gardez une seule de ses lignes"))
    }
  }

  /// The same as memberships of EPT.
  var ept: [String: EPT.Membership] {
    var found = epci.mapValues { EPT.Membership(nom: $0.nom, communes: []) }
    for (insee, siren) in membre { found[siren]?.communes.append(insee) }
    return found
  }
}
