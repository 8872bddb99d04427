import Diagnostics
import Language
import Sampling
import Territory

/// A law given by the user as a CSV file: a column of values, and a column of weights if there is a second one.
struct UserTable {
  private let table: CSVTable
  private let unit: SweepAxis.Unit
  private let span: Span

  /// Values are in the unit of the axis: euros, percents or plain numbers.
  /// - Throws: what is wrong in the file, at its line, with the line of the scenario that names it.
  static func read(_ path: String, unit: SweepAxis.Unit, at span: Span) throws(DiagnosedError) -> EmpiricalTable {
    do {
      return try UserTable(table: try CSVTable.read(path), unit: unit, span: span).law()
    } catch {
      var diagnostics = error.diagnostics
      for index in diagnostics.indices {
        if diagnostics[index].place == nil {
          diagnostics[index].place = span.place()
        } else {
          diagnostics[index].related.append(span.place("la table est tirée ici"))
        }
      }
      throw DiagnosedError(diagnostics, missingInput: error.missingInput)
    }
  }

  private func law() throws(DiagnosedError) -> EmpiricalTable {
    try checkHeader()
    var values: [Double] = []
    var weights: [Double] = []
    try table.forEachRow { (line, fields) throws(DiagnosedError) in
      guard fields.contains(where: { !table.text($0).allSatisfy(\.isWhitespace) }) else { return true }
      if let fault = table.ragged(line, fields.count) { throw DiagnosedError([fault]) }
      values.append(try value(fields[0], line))
      weights.append(fields.count > 1 ? try weight(fields[1], line) : 1)
      return true
    }
    guard let out = EmpiricalTable(values: values, weights: weights) else {
      throw fault(
        "« \(table.file) » n'a \(values.isEmpty ? "aucune valeur" : "que des poids nuls")", line: 1,
        "une ligne d'en-tête, puis une valeur par ligne, et son poids positif en deuxième colonne s'il y en a")
    }
    return out
  }

  /// A first line that holds a value would be lost as a header.
  private func checkHeader() throws(DiagnosedError) {
    if let first = table.header.first, table.holdsNumber(first) {
      throw fault(
        "la première ligne, « \(first) », est lue comme l'en-tête", line: 1, "ajoutez au-dessus une ligne « valeur »")
    }
    if table.header.count > 2 {
      throw fault(
        "la table a \(table.header.count) colonnes", line: 1,
        "gardez les valeurs, puis leurs poids s'il y en a ; table lue comme : \(table.dialect.description)")
    }
  }

  /// In steps of the axis.
  private func value(_ field: CSVField, _ line: Int) throws(DiagnosedError) -> Double {
    let text = table.text(field)
    guard let number = try table.number(field, line: line, column: 0) else {
      throw fault("la ligne n'a pas de valeur", line: line, "écrivez la valeur, ou retirez la ligne")
    }
    let (percent, money) = (text.contains("%"), text.contains("€") || text.contains("EUR"))
    switch unit {
    case .montant where percent, .nombre where percent || money, .pourcentage where money:
      throw fault(
        "« \(text) » n'a pas l'unité de ce qui est tiré", line: line,
        "écrivez des \(unit == .pourcentage ? "pourcentages" : unit == .nombre ? "nombres sans unité" : "euros")")
    case .montant: return number * 100
    case .nombre: return number * 1e9
    // « 1,5 % » and « 1,5 » say the same: one percent and a half.
    default: return number * (percent ? 1e8 : 1e6)
    }
  }

  private func weight(_ field: CSVField, _ line: Int) throws(DiagnosedError) -> Double {
    guard let number = try table.number(field, line: line, column: 1), number >= 0 else {
      throw fault(
        "« \(table.text(field)) » n'est pas un poids", line: line,
        "écrivez un nombre positif, ou 0 pour ne pas la tirer")
    }
    return number
  }

  private func fault(_ message: String, line: Int, _ repair: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "S0802", .erreur, message, place: Place(file: table.file, line: line), context: "balayer", repair: repair)
    ])
  }
}
