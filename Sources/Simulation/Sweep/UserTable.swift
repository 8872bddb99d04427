import Diagnostics
import Language
import Sampling
import Territory

/// A law given by the user as a CSV file: a column of values, and a column of weights if there is a second one.
enum UserTable {
  /// Values are in the unit of the axis: euros, percents or plain numbers.
  static func read(_ path: String, unit: SweepAxis.Unit, at span: Span) throws(DiagnosedError) -> EmpiricalTable {
    let table: CSVTable
    do {
      table = try CSVTable.read(path)
    } catch {
      var diagnostics = error.diagnostics
      for index in diagnostics.indices where diagnostics[index].place == nil {
        diagnostics[index].place = span.place()
      }
      throw DiagnosedError(diagnostics, missingInput: error.missingInput)
    }
    var values: [Double] = []
    var weights: [Double] = []
    try table.forEachRow { (_, fields) throws(DiagnosedError) in
      let cells = fields.map { table.text($0) }
      guard cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return true }
      values.append(number(cells.first, table.dialect) * scale(unit))
      weights.append(cells.count > 1 ? number(cells[1], table.dialect) : 1)
      return true
    }
    guard let out = EmpiricalTable(values: values, weights: weights) else {
      throw DiagnosedError([
        Diagnostic(
          "S0802", .erreur, "« \(path) » n'est pas une table de valeurs", place: span.place(), context: "balayer",
          repair: "une ligne d'en-tête, puis une valeur par ligne, et son poids positif en deuxième colonne s'il y en a"
        )
      ])
    }
    return out
  }

  /// NaN, which the table refuses, for what is not a number.
  private static func number(_ cell: String?, _ dialect: Dialect) -> Double {
    let plain = (cell ?? "").filter { !$0.isWhitespace && $0 != "%" && $0 != "€" }.replacing("\u{2212}", with: "-")
    return Double(dialect.decimal == .comma ? plain.replacing(",", with: ".") : plain) ?? .nan
  }

  private static func scale(_ unit: SweepAxis.Unit) -> Double {
    switch unit {
    case .montant: 100
    case .nombre: 1e9
    default: 1e6
    }
  }
}
