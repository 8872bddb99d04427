import Diagnostics

extension PublishedFile {
  /// A row that is no commune and that nobody misses.
  enum Foreign {
    case total(String, TotalRow.Kind)
    /// A text alone, such as a source or a date of extraction.
    case note(String)
    case blank
  }

  /// What a row is whose code is not that of a commune; `nil` for a damaged commune.
  func foreign(_ row: Int) -> Foreign? {
    let code = text("insee", row)
    let named = code.isEmpty ? text("nom", row) : code
    if let kind = TotalRow.kind(named) { return .total(named, kind) }
    let isEmpty = numbers.indices.allSatisfy { columns.number($0, row).isNaN } && defects[row] == nil
    let others = texts.keys.filter { $0 != "insee" }.allSatisfy { text($0, row).isEmpty }
    guard isEmpty, others else { return nil }
    return code.isEmpty ? .blank : .note(code)
  }

  /// Tells the rows passed over.
  /// - Parameter communes: the rows that are communes.
  func tell(_ foreign: [(row: Int, what: Foreign)], communes: [Int]) -> [Diagnostic] {
    let sums = numbers.enumerated().filter { $1.usage != .rang }.map { ($0, $1.name(annee: annee)) }
    var found: [Diagnostic] = []
    var blank: [Int] = []
    for (row, what) in foreign {
      switch what {
      case .blank: blank.append(row)
      case .note(let text):
        found.append(
          Diagnostic(
            "T0239", .remarque, "la ligne « \(text.prefix(60)) » n'a aucune valeur : elle est laissée de côté",
            place: place(row)))
      case .total(let cell, let kind):
        found.append(
          TotalRow.tell(cell, kind, row: row, over: communes, in: columns, columns: sums, table))
      }
    }
    if let first = blank.first {
      found.append(
        Diagnostic(
          "T0239", .remarque,
          blank.count == 1
            ? "une ligne est vide : elle est laissée de côté"
            : "\(blank.count) lignes sont vides : elles sont laissées de côté", place: place(first)))
    }
    return found
  }
}
