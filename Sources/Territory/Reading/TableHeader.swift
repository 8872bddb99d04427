import Diagnostics

/// The columns of a table by name, and what is wrong with them.
struct TableHeader {
  let table: CSVTable
  private(set) var index: [String: Int] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ table: CSVTable) {
    self.table = table
    for (position, name) in table.header.enumerated() where !name.isEmpty {
      if let first = index[name] {
        diagnostics.append(
          Diagnostic(
            "T0113", .erreur, "la colonne « \(name) » est écrite deux fois (colonnes \(first + 1) et \(position + 1))",
            place: table.place(1), repair: "renommez ou retirez l'une des deux"))
      } else {
        index[name] = position
      }
    }
  }

  func missing(_ name: String) -> Diagnostic {
    let nearest = Folding.nearest(name, among: table.header).map { " ; « \($0) » lui ressemble" } ?? ""
    let what = ColumnDocumentation.entry(for: name).map { " (\($0.libelle), en \($0.unite))" } ?? ""
    return Diagnostic(
      "T0112", .erreur, "la colonne « \(name) » manque\(what)", place: table.place(1),
      repair: "ajoutez-la à l'en-tête\(nearest) ; table lue comme : \(table.dialect.description)")
  }

  func ragged(_ line: Int, _ count: Int) -> Diagnostic {
    Diagnostic(
      "T0123", .erreur, "la ligne a \(count) valeur\(count > 1 ? "s" : ""), l'en-tête en annonce \(table.header.count)",
      place: table.place(line),
      repair: "vérifiez les séparateurs et les guillemets de la ligne ; table lue comme : \(table.dialect.description)")
  }
}
