import Diagnostics

/// Columns of a table that would feed the same datum: harmless where they say the same, else nobody knows which is right.
enum DoubledColumns {
  /// - Parameters:
  ///   - positions: at least two, the one that is read first.
  ///   - datum: what they are read as.
  static func check(
    _ positions: [Int], readAs datum: String, in table: CSVTable
  ) throws(DiagnosedError) -> Diagnostic {
    var different: (line: Int, texts: [String])?
    try table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == table.header.count else { return true }
      let texts = positions.map { table.text(fields[$0]).trimmed }
      guard texts.contains(where: { $0 != texts[0] }) else { return true }
      different = (line, texts)
      return false
    }
    let numbers = positions.map { String($0 + 1) }
    let list = numbers.dropLast().joined(separator: ", ") + " et " + (numbers.last ?? "")
    let spellings = Set(positions.map { table.header[$0] })
    let names = spellings.count == 1 ? "" : " (\(positions.map { "« \(table.header[$0]) »" }.joined(separator: ", ")))"
    let what = "les colonnes \(list)\(names) sont toutes lues comme \(datum)"
    guard let different else {
      return Diagnostic(
        "T0234", .alerte, "\(what) et disent la même chose : la \(numbers[0])e est gardée", place: table.place(1),
        repair: "retirez celle qui est en trop")
    }
    let values = different.texts.map { "« \($0.prefix(40)) »" }.joined(separator: " et ")
    return Diagnostic(
      "T0234", .erreur, "\(what) et ne disent pas la même chose, dès la ligne \(different.line) : \(values)",
      place: table.place(1), repair: "renommez ou retirez celle qui est en trop")
  }
}
