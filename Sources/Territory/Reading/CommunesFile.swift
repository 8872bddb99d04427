import Diagnostics

/// `communes.csv`: identity and numeric columns, one row a commune.
struct CommunesFile {
  var communes: [Commune]
  var columns: [String: Column]
  var diagnostics: [Diagnostic]
  var empreinte: String

  static let textColumns = ["insee", "nom", "departement", "epci"]
  static let required = ["insee", "nom", "population_insee", "population_dgf"]

  static func read(_ path: String) throws(DiagnosedError) -> CommunesFile {
    let table = try CSVTable.read(path, limit: 1 << 28)
    var reader = try Reader(table)
    try table.forEachRow { line, fields throws(DiagnosedError) in
      reader.add(line, fields)
      return reader.diagnostics.count < 200
    }
    return reader.finish()
  }

  private struct Reader {
    let table: CSVTable
    let header: TableHeader
    var rows: [(commune: Commune, values: [Double])] = []
    var lines: [String: Int] = [:]
    var diagnostics: [Diagnostic] = []
    /// Columns in which text was found where free numeric criteria are read.
    var textual: Set<Int> = []
    let numeric: [Int]

    init(_ table: CSVTable) throws(DiagnosedError) {
      self.table = table
      let header = TableHeader(table)
      self.header = header
      let missing = CommunesFile.required.filter { header.index[$0] == nil }
      var found = header.diagnostics
      for name in missing { found.append(header.missing(name)) }
      if !found.isEmpty { throw DiagnosedError(found) }
      numeric = table.header.indices.filter {
        !table.header[$0].isEmpty && !CommunesFile.textColumns.contains(table.header[$0])
      }
    }

    mutating func add(_ line: Int, _ fields: [CSVField]) {
      guard fields.count == table.header.count else {
        diagnostics.append(header.ragged(line, fields.count))
        return
      }
      func text(_ name: String) -> String { header.index[name].map { table.text(fields[$0]).trimmed } ?? "" }
      guard let code = code(text("insee"), line) else { return }
      if let first = lines[code.texte] {
        diagnostics.append(
          Diagnostic(
            "T0116", .erreur, "la commune \(code.texte) est écrite deux fois",
            place: table.place(line, column: "insee"), repair: "gardez une seule des lignes \(first) et \(line)"))
        return
      }
      lines[code.texte] = line
      let name = text("nom")
      if name.isEmpty {
        diagnostics.append(
          Diagnostic(
            "T0117", .erreur, "la commune \(code.texte) n'a pas de nom", place: table.place(line, column: "nom"),
            repair: "renseignez son nom"))
      }
      let departement = text("departement")
      let epci = text("epci")
      let values = numeric.map { number(fields[$0], column: $0, line) }
      rows.append(
        (
          Commune(
            insee: code, nom: name, departement: departement.isEmpty ? String(code.texte.prefix(2)) : departement,
            epci: epci.isEmpty ? nil : epci), values
        ))
    }

    private mutating func code(_ text: String, _ line: Int) -> CodeINSEE? {
      if let code = CodeINSEE(text) { return code }
      if text.utf8.count == 4, let code = CodeINSEE("0" + text) {
        diagnostics.append(
          Diagnostic(
            "T0114", .erreur, "le code INSEE « \(text) » a perdu son zéro de tête",
            place: table.place(line, column: "insee"),
            repair: "écrivez \(code.texte) ; dans un tableur, mettez la colonne au format texte"))
        return nil
      }
      diagnostics.append(
        Diagnostic(
          "T0115", .erreur, "« \(text) » n'est pas un code INSEE", place: table.place(line, column: "insee"),
          repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004"))
      return nil
    }

    private mutating func number(_ field: CSVField, column: Int, _ line: Int) -> Double {
      let name = table.header[column]
      let text = table.text(field)
      switch NumberText.read(text, decimal: table.dialect.decimal) {
      case .missing: return .nan
      case .value(let value):
        if value < 0, name.hasPrefix("population") {
          diagnostics.append(
            Diagnostic(
              "T0119", .erreur, "une population ne peut pas être négative : « \(text.trimmed) »",
              place: table.place(line, column: name), repair: "corrigez la valeur, ou laissez la case vide"))
        }
        return value
      case .ambiguous:
        let fault = NumberFault(text, ambiguous: true)
        diagnostics.append(
          Diagnostic("T0120", .erreur, fault.message, place: table.place(line, column: name), repair: fault.repair))
        return .nan
      case .notANumber:
        if ColumnDocumentation.entry(for: name) == nil {
          if textual.insert(column).inserted {
            diagnostics.append(
              Diagnostic(
                "T0121", .remarque,
                "la colonne « \(name) » contient du texte (« \(text.trimmed.prefix(30)) ») : elle n'est pas un critère",
                place: table.place(line, column: name)))
          }
          return .nan
        }
        let fault = NumberFault(text, ambiguous: false)
        diagnostics.append(
          Diagnostic("T0118", .erreur, fault.message, place: table.place(line, column: name), repair: fault.repair))
        return .nan
      }
    }

    mutating func finish() -> CommunesFile {
      if rows.isEmpty, diagnostics.isEmpty {
        diagnostics.append(
          Diagnostic(
            "T0122", .erreur, "« \(table.file) » ne contient aucune commune", place: Place(file: table.file),
            repair: "écrivez une ligne par commune sous l'en-tête"))
      }
      rows.sort { $0.commune.insee < $1.commune.insee }
      var columns: [String: Column] = [:]
      for (position, column) in numeric.enumerated() where !textual.contains(column) {
        let name = table.header[column]
        columns[name] = Column(nom: name, values: rows.map { $0.values[position] })
      }
      return CommunesFile(
        communes: rows.map(\.commune), columns: columns, diagnostics: diagnostics,
        empreinte: SHA256.hexadecimal(table.bytes))
    }
  }
}
