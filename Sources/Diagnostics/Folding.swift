/// Accent-, case-, hyphen- and apostrophe-blind forms of names, and the nearest name to a misspelt one.
public enum Folding {
  /// « Bourg-d’Exemple » → `bourg d exemple`; « Œuf » → `oeuf`. Runs of separators become one space.
  public static func fold(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      let piece = fold(scalar)
      if piece == " " {
        pendingSpace = !out.isEmpty
      } else if !piece.isEmpty {
        if pendingSpace { out.append(" ") }
        pendingSpace = false
        out.append(piece)
      }
    }
    return out
  }

  private static func fold(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "a"..."z", "0"..."9": return String(scalar)
    case "A"..."Z": return String(scalar).lowercased()
    case "à", "â", "ä", "á", "ã", "å", "À", "Â", "Ä", "Á", "Ã", "Å": return "a"
    case "é", "è", "ê", "ë", "É", "È", "Ê", "Ë": return "e"
    case "î", "ï", "í", "ì", "Î", "Ï", "Í", "Ì": return "i"
    case "ô", "ö", "ó", "ò", "õ", "Ô", "Ö", "Ó", "Ò", "Õ": return "o"
    case "ù", "û", "ü", "ú", "Ù", "Û", "Ü", "Ú": return "u"
    case "ÿ", "ý", "Ÿ", "Ý": return "y"
    case "ç", "Ç": return "c"
    case "ñ", "Ñ": return "n"
    case "œ", "Œ": return "oe"
    case "æ", "Æ": return "ae"
    case "-", "'", "’", "ʼ", "‐", "‑", "–", "—", "_", "\u{2212}", "/": return " "
    default:
      if scalar.properties.isWhitespace { return " " }
      // Combining accents of a decomposed text disappear with their letter kept.
      if scalar.properties.generalCategory == .nonspacingMark { return "" }
      return String(scalar).lowercased()
    }
  }

  /// The candidate nearest to `name` by edit distance on folded forms, when it is near enough to be a slip:
  /// at most one error for every three characters, and at most four.
  public static func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let target = Array(fold(name).unicodeScalars)
    guard !target.isEmpty else { return nil }
    let limit = min(4, max(1, target.count / 3))
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let other = Array(fold(candidate).unicodeScalars)
      guard abs(other.count - target.count) <= limit else { continue }
      let distance = editDistance(target, other)
      guard distance <= limit else { continue }
      if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true { best = (distance, candidate) }
    }
    return best?.name
  }

  /// Edit distance in which swapping two neighbours counts for one.
  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var twoBack = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 0..<a.count {
      current[0] = i + 1
      for j in 0..<b.count {
        let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
        current[j + 1] = min(substitution, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          current[j + 1] = min(current[j + 1], twoBack[j - 1] + 1)
        }
      }
      (twoBack, previous, current) = (previous, current, twoBack)
    }
    return previous[b.count]
  }
}
