import Diagnostics

/// `groupements.csv`: which communes belong to which bassin de vie, pôle…
struct GroupementsFile {
  var groupements: [Groupement]
  var diagnostics: [Diagnostic]
  var empreinte: String

  /// - Parameter rows: row of each commune by INSEE code.
  static func read(_ path: String, rows: [String: Int]) throws(DiagnosedError) -> GroupementsFile {
    let table = try CSVTable.read(path, limit: 1 << 28)
    let header = TableHeader(table)
    var diagnostics = header.diagnostics
    guard let code = header.index["insee"], let family = header.index["groupement"], let value = header.index["valeur"]
    else {
      let missing = ["insee", "groupement", "valeur"].filter { header.index[$0] == nil }
      throw DiagnosedError(diagnostics + missing.map(header.missing))
    }
    var groups: [Groupement] = []
    try table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == table.header.count else {
        diagnostics.append(header.ragged(line, fields.count))
        return true
      }
      let insee = table.text(fields[code]).trimmed
      guard let row = rows[insee] else {
        let padded = rows["0" + insee] == nil ? nil : "écrivez 0\(insee) : le code a perdu son zéro de tête"
        diagnostics.append(
          Diagnostic(
            "T0124", .erreur, "la commune « \(insee) » n'est pas dans communes.csv",
            place: table.place(line, column: "insee"), repair: padded ?? "corrigez le code, ou retirez la ligne"))
        return diagnostics.count < 200
      }
      let names = (table.text(fields[family]).trimmed, table.text(fields[value]).trimmed)
      if let index = groups.firstIndex(where: { $0.nom == names.0 && $0.valeur == names.1 }) {
        if !groups[index].communes.contains(row) { groups[index].communes.append(row) }
      } else {
        groups.append(Groupement(nom: names.0, valeur: names.1, communes: [row]))
      }
      return true
    }
    for index in groups.indices { groups[index].communes.sort() }
    return GroupementsFile(groupements: groups, diagnostics: diagnostics, empreinte: SHA256.hexadecimal(table.bytes))
  }
}
