import Diagnostics

/// A whole published composition: every EPCI with its name and nature, and the EPCI of every commune.
struct CompositionTable {
  var epci: [String: Composition.EPCI] = [:]
  /// SIREN of the EPCI by INSEE code.
  var membre: [String: String] = [:]
  /// INSEE code by SIREN of the commune, where the file has it.
  var sirenMembre: [String: String] = [:]
  let empreinte: String

  init(_ path: String) throws(DiagnosedError) {
    let raw = try FileBytes.readRaw(path, lines: true)
    empreinte = SHA256.hexadecimal(raw)
    let table = try CSVTable(bytes: try FileBytes.inflated(raw, path: path, lines: true), file: path)
    let at = try Composition.Columns(table)
    let member = table.header.firstIndex(of: "siren_membre")
    let positions = [at.siren, at.nom, at.insee, at.membre] + [at.nature, at.regime, member].compactMap { $0 }
    let read = table.columns(numbers: [], texts: positions)
    if let first = read.ragged.first { throw DiagnosedError([TableHeader(table).ragged(first.line, first.count)]) }
    for row in 0..<read.count {
      func text(_ column: Int) -> String { table.text(read.text(column, row)).trimmed }
      let siren = text(0)
      let insee = CodeINSEE.padded(text(2))
      membre[insee] = siren
      if member != nil { sirenMembre[text(positions.count - 1)] = insee }
      if epci[siren] == nil {
        epci[siren] = Composition.EPCI(
          siren: siren, nom: text(1), nature: at.nature == nil ? "EPT" : text(4),
          regime: at.regime == nil ? nil : text(5), membres: [])
      }
    }
  }

  /// The same as memberships of EPT.
  var ept: [String: EPT.Membership] {
    var found = epci.mapValues { EPT.Membership(nom: $0.nom, communes: []) }
    for (insee, siren) in membre { found[siren]?.communes.append(insee) }
    return found
  }
}
