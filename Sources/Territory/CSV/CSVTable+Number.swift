import Diagnostics

extension CSVTable {
  /// The number of a cell, however it is written; `nil` where the value is missing.
  /// - Throws: `T0118` or `T0120` at the cell, when it is no number or reads both ways.
  public func number(_ field: CSVField, line: Int, column: Int) throws(DiagnosedError) -> Double? {
    let cell = text(field)
    let ambiguous: Bool
    switch NumberText.read(cell, decimal: dialect.decimal) {
    case .value(let value): return value
    case .missing: return nil
    case .ambiguous: ambiguous = true
    case .notANumber: ambiguous = false
    }
    let fault = NumberFault(cell, ambiguous: ambiguous)
    throw DiagnosedError([
      Diagnostic(
        ambiguous ? "T0120" : "T0118", .erreur, fault.message, place: place(line, column: header[column]),
        repair: fault.repair)
    ])
  }

  /// A row is not as wide as the header; `nil` when it is.
  public func ragged(_ line: Int, _ count: Int) -> Diagnostic? {
    count == header.count ? nil : TableHeader(self).ragged(line, count)
  }

  public func holdsNumber(_ text: String) -> Bool {
    if case .value = NumberText.read(text, decimal: dialect.decimal) { true } else { false }
  }
}
