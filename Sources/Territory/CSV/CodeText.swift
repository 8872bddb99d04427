/// A code that a spreadsheet took for a number, or protected from that.
enum CodeText {
  /// Without spaces of any kind, decimals that are zeros (`1004.0`, `243000593,00`), nor the apostrophe that stands before
  /// a text.
  static func withoutDamage(_ cell: String) -> String {
    var packed = cell.filter { !$0.isWhitespace }
    if packed.hasPrefix("'") || packed.hasPrefix("’") { packed.removeFirst() }
    guard let mark = packed.lastIndex(where: { $0 == "." || $0 == "," }) else { return packed }
    let decimals = packed[packed.index(after: mark)...]
    return !decimals.isEmpty && decimals.allSatisfy({ $0 == "0" }) ? String(packed[..<mark]) : packed
  }
}
