import Diagnostics

/// The rows of the published table that are communes of the territory.
struct PublishedRows {
  struct Row {
    /// Row of the table.
    var row: Int
    var line: Int
    var insee: CodeINSEE
    var nom: String
    var departement: String
    var nomEPCI: String
    var regime: String
    /// In the order of `columns`; NaN is missing.
    var values: [Double]
  }

  /// What the numeric columns are: names in `entetes.csv`, and what they are for.
  let columns: [HeaderTable.Entry]
  /// In ascending INSEE order.
  var rows: [Row] = []
  /// Communes with the SIREN of the EPCI that its composition does not name.
  var leftOut: [String] = []
  var diagnostics: [Diagnostic] = []

  init(_ file: PublishedFile, _ perimeter: Perimeter) {
    columns = file.numbers
    diagnostics = file.raggedRows
    let target = Array(perimeter.siren.utf8)
    var foreign: [(row: Int, what: PublishedFile.Foreign)] = []
    for row in 0..<file.count {
      let bearsSIREN = file.bears(target, row)
      guard perimeter.membres != nil || bearsSIREN else { continue }
      let text = file.text("insee", row)
      let code = CodeINSEE.padded(text)
      if CodeINSEE(code) == nil, let what = file.foreign(row) {
        foreign.append((row, what))
        continue
      }
      if let membres = perimeter.membres, membres[code] == nil {
        if bearsSIREN { leftOut.append(file.text("nom", row)) }
        continue
      }
      add(row, code, written: text, file, published: perimeter.membres?[code] ?? "")
    }
    rows.sort { $0.insee < $1.insee }
    diagnostics += file.tell(foreign, communes: rows.map(\.row))
    checkDoubles(file.table)
  }

  private mutating func add(
    _ row: Int, _ code: String, written: String, _ file: PublishedFile, published: String
  ) {
    guard let insee = CodeINSEE(code) else {
      diagnostics.append(
        Diagnostic(
          "T0219", .erreur, "« \(written) » n'est pas un code INSEE", place: file.place(row, column: "Code INSEE"),
          repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004"))
      return
    }
    if code != written {
      let damage = written.hasSuffix(".0") ? "porte des décimales" : "a perdu son zéro de tête"
      diagnostics.append(
        Diagnostic(
          "T0228", .remarque, "le code INSEE « \(written) » \(damage) : il est lu \(code)",
          place: file.place(row, column: "Code INSEE")))
    }
    diagnostics += file.faults(row)
    rows.append(
      Row(
        row: row, line: file.columns.line(row), insee: insee,
        nom: published.isEmpty ? file.text("nom", row) : published,
        departement: file.departement(row, insee),
        nomEPCI: file.text("nom_epci", row), regime: file.text("regime", row),
        values: columns.indices.map { file.number($0, row) }))
  }

  private mutating func checkDoubles(_ table: CSVTable) {
    for (first, second) in zip(rows, rows.dropFirst()) where first.insee == second.insee {
      diagnostics.append(
        Diagnostic(
          "T0219", .erreur, "la commune \(second.insee.texte) est écrite deux fois",
          place: table.place(max(first.line, second.line), column: "Code INSEE"),
          repair: "gardez une seule des lignes \(min(first.line, second.line)) et \(max(first.line, second.line))"))
    }
  }

  /// The values of a column, in the order of the rows.
  func values(_ colonne: String) -> [Double]? {
    columns.firstIndex { $0.colonne == colonne }.map { position in rows.map { $0.values[position] } }
  }
}
