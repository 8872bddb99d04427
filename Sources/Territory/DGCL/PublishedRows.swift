import Diagnostics

/// The rows of the published table that are communes of the territory.
struct PublishedRows {
  struct Row {
    var line: Int
    var insee: CodeINSEE
    var nom: String
    var departement: String
    var nomEPCI: String
    var regime: String
    /// In the order of `columns`; NaN is missing.
    var values: [Double]
  }

  /// Numeric columns that the file has: name in `entetes.csv`, and what it is for.
  var columns: [(entry: HeaderTable.Entry, position: Int)] = []
  /// In ascending INSEE order.
  var rows: [Row] = []
  /// Communes with the SIREN of the EPCI that its composition does not name.
  var leftOut: [String] = []
  var diagnostics: [Diagnostic] = []

  init(_ file: PublishedFile, _ perimeter: Perimeter) throws(DiagnosedError) {
    guard let insee = file.position("insee"), let siren = file.position("siren_epci") else { return }
    columns = file.headers.entries.compactMap { entry in
      guard entry.usage != .identite, entry.usage != .exercice else { return nil }
      return file.position(entry.colonne).map { (entry, $0) }
    }
    let table = file.table
    let width = table.header.count
    let target = Array(perimeter.siren.utf8)
    try table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == width else {
        diagnostics.append(TableHeader(table).ragged(line, fields.count))
        return diagnostics.count < 20
      }
      let bearsSIREN = table.holds(fields[siren], target)
      guard perimeter.membres != nil || bearsSIREN else { return true }
      let text = table.text(fields[insee]).trimmed
      let code = text.utf8.count == 4 ? "0" + text : text
      if let membres = perimeter.membres, membres[code] == nil {
        if bearsSIREN { leftOut.append(name(fields, file)) }
        return true
      }
      add(line, fields, code, written: text, file, perimeter)
      return true
    }
    rows.sort { $0.insee < $1.insee }
    checkDoubles(table)
  }

  private func name(_ fields: [CSVField], _ file: PublishedFile) -> String {
    file.position("nom").map { file.table.text(fields[$0]).trimmed } ?? ""
  }

  private mutating func add(
    _ line: Int, _ fields: [CSVField], _ code: String, written: String, _ file: PublishedFile, _ perimeter: Perimeter
  ) {
    let table = file.table
    guard let insee = CodeINSEE(code) else {
      diagnostics.append(
        Diagnostic(
          "T0219", .erreur, "« \(written) » n'est pas un code INSEE", place: table.place(line, column: "Code INSEE"),
          repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004"))
      return
    }
    if code != written {
      diagnostics.append(
        Diagnostic(
          "T0228", .remarque, "le code INSEE « \(written) » a perdu son zéro de tête : il est lu \(code)",
          place: table.place(line, column: "Code INSEE")))
    }
    func text(_ column: String) -> String { file.position(column).map { table.text(fields[$0]).trimmed } ?? "" }
    let published = perimeter.membres?[code] ?? ""
    let departement = text("departement")
    let values = columns.map { number(table.text(fields[$0.position]), $0.entry, line, table) }
    rows.append(
      Row(
        line: line, insee: insee, nom: published.isEmpty ? text("nom") : published,
        departement: departement.utf8.count == 1 ? "0" + departement : departement, nomEPCI: text("nom_epci"),
        regime: text("regime"), values: values))
  }

  private mutating func number(
    _ text: String, _ entry: HeaderTable.Entry, _ line: Int, _ table: CSVTable
  ) -> Double {
    switch NumberText.read(text, decimalComma: table.dialect.decimalComma) {
    case .missing: return .nan
    // 0 would be the best of ranks, and the poorest of incomes, where the table only means that there is none.
    case .value(let value): return value == 0 && (entry.usage == .rang || entry.usage == .nonNul) ? .nan : value
    case .ambiguous, .notANumber:
      diagnostics.append(
        Diagnostic(
          "T0220", .erreur, "« \(text.trimmed.prefix(40)) » n'est pas un nombre",
          place: table.place(line, column: entry.known.first),
          repair: "corrigez la valeur, ou videz la case si elle manque"))
      return .nan
    }
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
    columns.firstIndex { $0.entry.colonne == colonne }.map { position in rows.map { $0.values[position] } }
  }
}
