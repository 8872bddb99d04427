import Diagnostics

/// ASCII names for files and columns.
enum Slug {
  /// « CA du Val d'Exemple » → `ca-du-val-d-exemple`
  static func make(_ text: String) -> String {
    var out = ""
    for character in Folding.fold(text) {
      if character.isASCII, character.isLetter || character.isNumber {
        out.append(character)
      } else if !out.isEmpty, !out.hasSuffix("-") {
        out.append("-")
      }
    }
    while out.hasSuffix("-") { out.removeLast() }
    return out.isEmpty ? "sans-nom" : String(out.prefix(60))
  }
}
