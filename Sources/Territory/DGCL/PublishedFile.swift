import Diagnostics

/// The published table, opened: its year, and which of its columns is what.
struct PublishedFile {
  let table: CSVTable
  let headers: HeaderTable
  let match: HeaderMatch
  let annee: Int
  /// SHA-256 of the file as it is on the disk, compressed or not.
  let empreinte: String
  var diagnostics: [Diagnostic]
  /// Every column that `entetes.csv` knows, read in one pass.
  let columns: ScannedColumns
  /// What the numeric columns are, in their order in `columns`.
  let numbers: [HeaderTable.Entry]
  /// Position of the text columns in `columns`, by name of `entetes.csv`.
  let texts: [String: Int]
  /// Cells that hold no number, by row.
  let defects: [Int: [ScannedColumns.Defect]]

  /// - Parameter annee: the year, for a file that does not say it.
  init(
    _ path: String, annee: Int?, confirme: Bool = false, feuille: String? = nil
  ) throws(DiagnosedError) {
    let source = try SourceTable(path, feuille: feuille) { header in
      header.contains { HeaderMatch.key($0).hasPrefix("informations generales") }
    }
    table = source.table
    empreinte = source.empreinte
    headers = try HeaderTable.embedded()
    self.annee = try Self.year(table, headers, asked: annee)
    match = HeaderMatch(table, headers, annee: self.annee)
    diagnostics = source.diagnostics + match.diagnostics
    for (colonne, positions) in match.doubles {
      diagnostics.append(try DoubledColumns.check(positions, readAs: colonne, in: table))
    }
    guard !diagnostics.hasErrors else { throw DiagnosedError(diagnostics.filter { $0.severity == .erreur }) }
    if !headers.years.contains(self.annee) {
      diagnostics.append(
        Diagnostic(
          "T0208", .remarque,
          "les en-têtes de \(self.annee) ne sont pas connus : ils sont rapprochés de ceux de \(headers.years.map(String.init).joined(separator: ", "))",
          place: Place(file: path, line: 1)))
    }
    try match.check(table, self.annee)
    if !confirme { try match.confirm(table, self.annee) }
    let index = match.index
    numbers = headers.entries.filter { $0.usage.estNombre && index[$0.colonne] != nil }
    let identities = headers.entries.filter { !$0.usage.estNombre && index[$0.colonne] != nil }
    texts = Dictionary(uniqueKeysWithValues: identities.enumerated().map { ($1.colonne, $0) })
    columns = table.columns(
      numbers: numbers.compactMap { index[$0.colonne] }, texts: identities.compactMap { index[$0.colonne] })
    defects = Dictionary(grouping: columns.defects, by: \.row)
    try checkYears()
    damagedNames.map { diagnostics.append($0) }
  }

  /// Rows of the file that are as wide as its header.
  var count: Int { columns.count }

  /// A text cell of a row, without spaces at its ends; empty when the file lacks the column.
  func text(_ name: String, _ row: Int) -> String {
    texts[name].map { table.text(columns.text($0, row)).trimmed } ?? ""
  }

  /// The SIREN of the EPCI of a row, `nil` where there is none.
  /// - Returns: `broken`, the text of a cell that holds something else.
  func siren(_ row: Int) -> (code: String?, broken: String?) {
    let text = text("siren_epci", row)
    if SIREN.isWellFormed(text) { return (text, nil) }
    let code = SIREN.cleaned(text)
    if SIREN.isWellFormed(code) { return (code, nil) }
    return NumberText.isMissing(text) || code == "0" ? (nil, nil) : (nil, text)
  }

  /// Whether the EPCI of a row has this SIREN, however a spreadsheet wrote it.
  func bears(_ target: [UInt8], _ row: Int) -> Bool {
    guard let slot = texts["siren_epci"] else { return false }
    let cell = columns.text(slot, row)
    if cell.range.count == target.count { return table.holds(cell, target) }
    return siren(row).code.map { Array($0.utf8) == target } ?? false
  }

  /// The département of a row: that of the code of the commune where the cell says nothing, or what a spreadsheet made
  /// of it. The zone of the FPIC comes from it.
  func departement(_ row: Int, _ insee: CodeINSEE) -> String {
    let written = text("departement", row)
    let expected = insee.departement
    if written == expected { return written }
    let cleaned = CodeText.withoutDamage(written)
    let padded = cleaned.utf8.count == 1 ? "0" + cleaned : cleaned
    // Corsica and Alsace have codes of their own: 20A, 67A.
    let isCode = (2...3).contains(padded.utf8.count) && padded.first?.isNumber == true
    return isCode && Zones.zone(padded) == Zones.zone(expected) ? padded : expected
  }

  /// Whether a text cell is exactly these bytes.
  func holds(_ name: String, _ row: Int, _ text: [UInt8]) -> Bool {
    texts[name].map { table.holds(columns.text($0, row), text) } ?? false
  }

  /// A figure of a row; NaN is missing.
  ///
  /// 0 would be the best of ranks, and the poorest of incomes, where the table only means that there is none.
  func number(_ column: Int, _ row: Int) -> Double {
    let value = columns.number(column, row)
    let usage = numbers[column].usage
    return value == 0 && (usage == .rang || usage == .nonNul) ? .nan : value
  }

  func place(_ row: Int, column: String? = nil) -> Place { table.place(columns.line(row), column: column) }

  /// Rows of another width than the header, told up to twenty.
  var raggedRows: [Diagnostic] {
    let header = TableHeader(table)
    return columns.ragged.prefix(20).map { header.ragged($0.line, $0.count) }
  }

  /// What is wrong in the cells of a row.
  func faults(_ row: Int) -> [Diagnostic] {
    (defects[row] ?? []).map { columns.fault($0, in: table, column: numbers[$0.number].known.first) }
  }

  private static func year(_ table: CSVTable, _ headers: HeaderTable, asked: Int?) throws(DiagnosedError) -> Int {
    let spellings = headers.entries.first { $0.usage == .exercice }?.known ?? []
    let keys = Set(spellings.map(HeaderMatch.key))
    var written: Int?
    if let column = table.header.firstIndex(where: { keys.contains(HeaderMatch.key($0)) }) {
      try table.forEachRow { _, fields throws(DiagnosedError) in
        if column < fields.count { written = SourceReading.year(table.text(fields[column])) }
        return written == nil
      }
    }
    if written == nil, let told = HeaderMatch.unreadable(table, headers) { throw DiagnosedError([told]) }
    if let written, let asked, written != asked {
      throw FileBytes.fault(
        "T0207", "« \(table.file) » est de l'exercice \(written), et l'année demandée est \(asked)",
        "donnez le fichier de \(asked), ou retirez l'année", table.file)
    }
    guard let annee = written ?? asked, (1990...2100).contains(annee) else {
      throw FileBytes.fault(
        "T0206", "« \(table.file) » ne dit pas son année",
        "donnez l'année ; le fichier publié porte une colonne « \(spellings.first ?? "") »", table.file)
    }
    return annee
  }

  /// A file in which two years were put end to end has each commune twice.
  private func checkYears() throws(DiagnosedError) {
    guard texts["exercice"] != nil, count > 0 else { return }
    let usual = Array(text("exercice", 0).utf8)
    for row in 0..<count where !holds("exercice", row, usual) {
      guard let other = SourceReading.year(text("exercice", row)), other != annee else { continue }
      throw DiagnosedError([
        Diagnostic(
          "T0207", .erreur, "« \(table.file) » mêle les exercices \(annee) et \(other)", place: place(row),
          repair: "gardez les lignes d'une seule année")
      ])
    }
  }
}
