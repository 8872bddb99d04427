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

  /// - Parameter annee: the year, for a file that does not say it.
  init(_ path: String, annee: Int?) throws(DiagnosedError) {
    let raw = try FileBytes.readRaw(path)
    table = try CSVTable(bytes: try FileBytes.inflated(raw, path: path), file: path)
    headers = try HeaderTable.embedded()
    self.annee = try Self.year(table, headers, asked: annee)
    match = HeaderMatch(table, headers, annee: self.annee)
    diagnostics = match.diagnostics
    if !headers.years.contains(self.annee) {
      diagnostics.append(
        Diagnostic(
          "T0208", .remarque,
          "les en-têtes de \(self.annee) ne sont pas connus : ils sont rapprochés de ceux de \(headers.years.map(String.init).joined(separator: ", "))",
          place: Place(file: path, line: 1)))
    }
    try Self.check(match.missing, path, self.annee)
    empreinte = SHA256.hexadecimal(raw)
  }

  /// Position in the file of a column of `entetes.csv`.
  func position(_ name: String) -> Int? { match.index[name] }

  private static func year(_ table: CSVTable, _ headers: HeaderTable, asked: Int?) throws(DiagnosedError) -> Int {
    let spellings = headers.entries.first { $0.usage == .exercice }?.known ?? []
    var written: Int?
    if let column = table.header.firstIndex(where: { spellings.contains($0) }) {
      try table.forEachRow { _, fields throws(DiagnosedError) in
        if column < fields.count { written = Int(table.text(fields[column]).trimmed) }
        return false
      }
    }
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

  private static func check(_ missing: [HeaderTable.Entry], _ path: String, _ annee: Int) throws(DiagnosedError) {
    let needed = missing.filter { $0.usage == .requise || $0.usage == .identite }
    guard !needed.isEmpty else { return }
    let list = needed.map { "\($0.name(annee: annee)) (« \($0.known.first ?? "") »)" }.joined(separator: ", ")
    throw DiagnosedError([
      Diagnostic(
        "T0204", .erreur,
        needed.count == 1
          ? "une colonne du fichier national manque : \(list)"
          : "\(needed.count) colonnes du fichier national manquent : \(list)",
        place: Place(file: path, line: 1),
        repair: "donnez le fichier « critères de répartition des dotations – communes » de la DGCL, en CSV")
    ])
  }
}
