/// Reads the arithmetic printed in a trace as its reader does: figures with their units, `+ − × ÷ ^`, parentheses,
/// « le plus petit de », « arrondi à l'euro de »… It knows nothing of the program's own operations.
struct PocketCalculator {
  struct Unreadable: Error { var rest: String }
  private var text: Substring

  static func evaluate(_ printed: String) throws -> Double {
    var reader = PocketCalculator(text: printed[...])
    let value = try reader.sum()
    reader.skip()
    guard reader.text.isEmpty else { throw Unreadable(rest: String(reader.text)) }
    return value
  }

  /// Operands printed, in order.
  static func operands(_ printed: String) throws -> [Double] {
    var reader = PocketCalculator(text: printed[...])
    var out: [Double] = []
    while !reader.text.isEmpty {
      if reader.text.first?.isNumber == true {
        out.append(try reader.number())
      } else {
        reader.text.removeFirst()
      }
    }
    return out
  }

  private static let blanks: Set<Character> = [" ", "\u{A0}"]

  private mutating func skip() { text = text.drop { Self.blanks.contains($0) } }

  private mutating func take(_ word: String) -> Bool {
    skip()
    guard text.hasPrefix(word) else { return false }
    text = text.dropFirst(word.count)
    return true
  }

  private mutating func sum() throws -> Double {
    var value = try product()
    while true {
      if take("+") {
        value += try product()
      } else if take("−") {
        value -= try product()
      } else {
        return value
      }
    }
  }

  private mutating func product() throws -> Double {
    var value = try power()
    while true {
      if take("×") {
        value *= try power()
      } else if take("÷") {
        value /= try power()
      } else {
        return value
      }
    }
  }

  private mutating func power() throws -> Double {
    let base = try operand()
    guard take("^") else { return base }
    let exponent = try operand()
    var out = 1.0
    for _ in 0..<Int(exponent) { out *= base }
    guard exponent == exponent.rounded() else { throw Unreadable(rest: "^ \(exponent)") }
    return out
  }

  private mutating func operand() throws -> Double {
    if take("le plus petit de") { return try list().min() ?? .nan }
    if take("le plus grand de") { return try list().max() ?? .nan }
    let roundings: [(String, Double, FloatingPointRoundingRule)] = [
      ("arrondi au centime de", 100, .toNearestOrAwayFromZero), ("arrondi à l'euro de", 1, .toNearestOrAwayFromZero),
      ("arrondi à l'unité de", 1, .toNearestOrAwayFromZero), ("centime inférieur de", 100, .down),
      ("centime supérieur de", 100, .up), ("euro inférieur de", 1, .down),
    ]
    for (words, scale, rule) in roundings where take(words) {
      let value = try list()[0] * scale
      // A pocket calculator shows 12,30 where the binary product is a hair off.
      let near = value.rounded()
      // A half that binary leaves a hair short is a half.
      let half = rule == .toNearestOrAwayFromZero ? (value < 0 ? -1e-6 : 1e-6) : 0
      return ((value - near).magnitude < 1e-4 ? near : (value + half).rounded(rule)) / scale
    }
    if take("(") {
      let value = try sum()
      guard take(")") else { throw Unreadable(rest: String(text)) }
      return value
    }
    if take("−") { return -(try operand()) }
    skip()
    return try number()
  }

  private mutating func list() throws -> [Double] {
    guard take("(") else { throw Unreadable(rest: String(text)) }
    var out = [try sum()]
    while take(";") { out.append(try sum()) }
    guard take(")") else { throw Unreadable(rest: String(text)) }
    return out
  }

  private mutating func number() throws -> Double {
    var digits = ""
    while let next = text.first, next.isASCII && next.isNumber || next == "," || next == "\u{202F}" {
      if next == "," { digits.append(".") } else if next != "\u{202F}" { digits.append(next) }
      text.removeFirst()
    }
    guard let value = Double(digits) else { throw Unreadable(rest: String(text)) }
    for unit in ["€/hab.", "€", "hab.", "m"] where take(unit) { return value }
    return take("%") ? value / 100 : value
  }
}
