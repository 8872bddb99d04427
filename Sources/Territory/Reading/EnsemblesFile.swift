import Diagnostics

/// `ensembles.csv`: one row an ensemble intercommunal or a commune isolée.
struct EnsemblesFile {
  var ensembles: [Ensemble]
  var diagnostics: [Diagnostic]
  var empreinte: String

  private static let textColumns: Set<String> = [
    "siren", "nom", "type", "nature", "regime", "zone", "cif_nature", "insee",
  ]

  static func read(_ path: String) throws(DiagnosedError) -> EnsemblesFile {
    let table = try CSVTable.read(path, limit: 1 << 28)
    let header = TableHeader(table)
    var diagnostics = header.diagnostics
    guard header.index["siren"] != nil else { throw DiagnosedError(diagnostics + [header.missing("siren")]) }
    var ensembles: [Ensemble] = []
    try table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == table.header.count else {
        diagnostics.append(header.ragged(line, fields.count))
        return true
      }
      var textes: [String: String] = [:]
      var valeurs: [String: Double] = [:]
      for (position, name) in table.header.enumerated() where !name.isEmpty {
        let text = table.text(fields[position]).trimmed
        if textColumns.contains(name) {
          textes[name] = text
          continue
        }
        let number = NumberText.read(text, decimal: table.dialect.decimal)
        switch number {
        case .value(let value): valeurs[name] = value
        case .missing: break
        case .ambiguous, .notANumber:
          let fault = NumberFault(text, ambiguous: number == .ambiguous)
          diagnostics.append(
            Diagnostic(
              number == .ambiguous ? "T0120" : "T0118", .erreur, fault.message, place: table.place(line, column: name),
              repair: fault.repair))
        }
      }
      ensembles.append(
        Ensemble(
          siren: textes["siren"] ?? "", nom: textes["nom"] ?? "", textes: textes, valeurs: valeurs, ligne: line))
      return diagnostics.count < 200
    }
    return EnsemblesFile(ensembles: ensembles, diagnostics: diagnostics, empreinte: SHA256.hexadecimal(table.bytes))
  }
}
