/// French typography of everything a user reads: no-break spaces, thousands, decimal comma, minus sign.
///
/// Documents use U+00A0 before `€ % : ; ! ? »` and after `«`, U+202F between thousands, U+2212 for minus.
/// Data files never pass through here.
public enum Typography {
  public static let noBreak: Character = "\u{00A0}"
  public static let thin: Character = "\u{202F}"
  public static let minus: Character = "\u{2212}"

  /// Replaces the ordinary spaces that French wants unbreakable. Idempotent.
  public static func apply(_ text: String) -> String {
    var out = ""
    out.reserveCapacity(text.utf8.count + 8)
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      guard character == " " else {
        out.append(character)
        continue
      }
      let next = index + 1 < characters.count ? characters[index + 1] : nil
      let previous = index > 0 ? characters[index - 1] : nil
      let afterDigit = previous?.isNumber ?? false
      let breaksBefore = next.map { "€%:;!?»".contains($0) } ?? false
      let unitFollows =
        afterDigit && (next == "M" || next == "k") && index + 2 < characters.count
        && characters[index + 2] == "€"
      out.append(breaksBefore || previous == "«" || unitFollows ? noBreak : " ")
    }
    return out
  }

  /// `1234567.5` → `1 234 567,50` with `decimals` = 2. Rounds half away from zero on the printed decimals.
  public static func number(_ value: Double, decimals: Int = 0, signed: Bool = false) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
    guard scaled < 9e18 else { return value < 0 ? "\(minus)∞" : "∞" }
    let units = Int64(scaled)
    let divisor = Int64(scale)
    let whole = grouped(String(units / divisor))
    var text = whole
    if decimals > 0 {
      let fraction = String(units % divisor)
      text += "," + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    if units == 0 { return text }
    if value < 0 { return "\(minus)" + text }
    return signed ? "+" + text : text
  }

  private static func grouped(_ digits: String) -> String {
    var out: [Character] = []
    for (index, digit) in digits.reversed().enumerated() {
      if index > 0, index % 3 == 0 { out.append(thin) }
      out.append(digit)
    }
    return String(out.reversed())
  }

  /// `12 345 €`, or with cents when `decimals` is 2.
  public static func euros(_ value: Double, decimals: Int = 0, signed: Bool = false) -> String {
    number(value, decimals: decimals, signed: signed) + "\(noBreak)€"
  }

  /// Amount held as integral centimes in a `Double`: `12 345,67 €`.
  public static func centimes(_ value: Double, signed: Bool = false) -> String {
    euros(value / 100, decimals: 2, signed: signed)
  }

  /// `0.362514` → `36,25 %`.
  public static func percent(_ fraction: Double, decimals: Int = 2, signed: Bool = false) -> String {
    number(fraction * 100, decimals: decimals, signed: signed) + "\(noBreak)%"
  }

  public static func eurosPerHead(_ value: Double, decimals: Int = 2, signed: Bool = false) -> String {
    number(value, decimals: decimals, signed: signed) + "\(noBreak)€/hab."
  }

  /// `number` without useless trailing zeros, for rates and quantities typed by the user: `0.95` → `0,95`.
  public static func shortest(_ value: Double, maximum decimals: Int = 6) -> String {
    var text = number(value, decimals: decimals)
    guard text.contains(",") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(",") { text.removeLast() }
    return text
  }
}
