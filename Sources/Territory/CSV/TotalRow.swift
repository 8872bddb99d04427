import Diagnostics

/// A row at the foot of a table that sums the others, or says something of them: it is no commune and no ensemble.
enum TotalRow {
  enum Kind {
    case sum
    /// A mean, a median: no sum to check.
    case statistic
  }

  private static let sums: Set<Substring> = ["total", "totaux", "ensemble", "somme", "cumul", "sous"]
  private static let statistics: Set<Substring> = ["moyenne", "mediane", "minimum", "maximum", "min", "max"]

  /// - Parameter cell: the key of a row, which is no code.
  static func kind(_ cell: String) -> Kind? {
    let words = Folding.fold(cell).split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, !(first == "sous" && words.dropFirst().first != "total") else { return nil }
    return sums.contains(first) || first == "france" ? .sum : statistics.contains(first) ? .statistic : nil
  }

  /// - Parameters:
  ///   - cell: what stands for a code.
  ///   - rows: what it should sum.
  ///   - columns: position and name of the columns of which a sum makes sense.
  static func tell(
    _ cell: String, _ kind: Kind, row: Int, over rows: [Int], in read: ScannedColumns,
    columns: [(position: Int, name: String)], _ table: CSVTable
  ) -> Diagnostic {
    var checked = 0
    var broken: [String] = []
    for column in columns where kind == .sum {
      let written = read.number(column.position, row)
      guard written.isFinite else { continue }
      var sum = 0.0
      for row in rows where read.number(column.position, row).isFinite { sum += read.number(column.position, row) }
      checked += 1
      // A total is often rounded to the euro.
      if abs(sum - written) > max(1, 1e-9 * abs(sum)) {
        broken.append("\(column.name) (\(number(written)), les lignes totalisent \(number(sum)))")
      }
    }
    let what = "la ligne « \(cell.prefix(40)) » n'est pas une commune : elle est laissée de côté"
    let place = table.place(read.line(row))
    guard broken.isEmpty else {
      let more = broken.count > 3 ? " et \(broken.count - 3) autres colonnes" : ""
      return Diagnostic(
        "T0239", .alerte,
        "\(what), et n'est pas la somme des autres pour \(broken.prefix(3).joined(separator: ", "))\(more)",
        place: place, repair: "une ligne manque au fichier, ou son total est faux : comparez avec le fichier d'origine")
    }
    let agreed =
      checked == 0
      ? ""
      : checked == 1
        ? " ; sa somme est celle des autres lignes"
        : " ; ses \(checked) sommes sont celles des autres lignes"
    return Diagnostic("T0239", .remarque, what + agreed, place: place)
  }

  private static func number(_ value: Double) -> String { Typography.shortest(value, maximum: 2) }
}
