import Diagnostics

extension SourceReading {
  /// Rows that are of no commune and of no ensemble: totals, and codes or years that cannot be read.
  struct SkippedRows {
    private var totals: [(row: Int, cell: String, kind: TotalRow.Kind)] = []
    private var codes: [(row: Int, cell: String)] = []
    private var years: [(row: Int, cell: String)] = []

    mutating func add(_ row: Int, key: String, isBlank: Bool) {
      if isBlank { return }
      if let kind = TotalRow.kind(key) { totals.append((row, key, kind)) } else { codes.append((row, key)) }
    }

    mutating func add(_ row: Int, year: String) { years.append((row, year)) }

    /// - Parameter kept: the rows that were read.
    func told(
      _ read: ScannedColumns, _ plan: Plan, kept: [Int], _ table: CSVTable, _ format: SourceFormat
    ) -> [Diagnostic] {
      // In a long table, a total sums rows of several figures: there is nothing to compare it with.
      let sums = format.longue ? [] : plan.cibles.map { ($0.number, $0.cible.libelle) }
      var found = totals.prefix(5).map { total in
        TotalRow.tell(total.cell, total.kind, row: total.row, over: kept, in: read, columns: sums, table)
      }
      for (rows, what) in [(codes, "de code lisible"), (years, "d'année lisible")] {
        guard let first = rows.first else { continue }
        let count = rows.count
        found.append(
          Diagnostic(
            "T0289", .alerte,
            "\(count) ligne\(count > 1 ? "s n'ont" : " n'a") pas \(what), dont « \(first.cell.prefix(40)) » : \(count > 1 ? "elles sont laissées" : "elle est laissée") de côté",
            place: table.place(read.line(first.row)),
            repair: "corrigez la case, ou retirez la ligne si elle ne parle d'aucune commune ni ensemble"))
      }
      return found
    }
  }
}
