import Glibc

/// What a cell of a numeric column holds.
enum NumberText: Equatable {
  case value(Double)
  /// Empty, `nd`, `n.d`, `n.c`, `-`.
  case missing
  /// `1,234`: a decimal comma or a thousands separator, nothing tells.
  case ambiguous
  case notANumber

  private static let missingMarks: Set<String> = [
    "", "-", "–", "nd", "n.d", "n.d.", "nc", "n.c", "n.c.", "na", "n/a", "#n/a", "null",
  ]

  static func isMissing(_ cell: String) -> Bool { missingMarks.contains(cell.trimmed.lowercased()) }

  /// - Parameter decimalComma: what the table uses.
  static func read(_ cell: String, decimalComma: Bool) -> NumberText {
    let text = cell.trimmed
    if missingMarks.contains(text.lowercased()) { return .missing }
    var digits: [UInt8] = []
    var mark: Character?
    var integerDigits = 0
    var decimals = 0
    var percent = false
    var spaced = false
    var rest = Substring(text)
    while let character = rest.first {
      let first = digits.isEmpty && mark == nil
      rest.removeFirst()
      if percent || (spaced && character != "%" && !character.isWhitespace) { return .notANumber }
      switch character {
      case "0"..."9":
        guard let byte = character.asciiValue else { return .notANumber }
        digits.append(byte)
        if mark == nil { integerDigits += 1 } else { decimals += 1 }
      case "-", "\u{2212}":
        if !first { return .notANumber }
        digits.append(UInt8(ascii: "-"))
      case "+": if !first { return .notANumber }
      case ",", ".":
        if mark != nil { return .notANumber }
        mark = character
        digits.append(UInt8(ascii: "."))
      case "e", "E":
        // Spreadsheets write 1.2E-05.
        guard integerDigits + decimals > 0, !spaced, let power = Int(rest), abs(power) < 400 else {
          return .notANumber
        }
        digits += Array("e\(power)".utf8)
        rest = ""
      case "%": percent = true
      default:
        // Thousands may be set apart by any space in the integer part; after decimals only « % » may follow one.
        guard character.isWhitespace else { return .notANumber }
        spaced = mark != nil
      }
    }
    guard integerDigits + decimals > 0 else { return .notANumber }
    if let mark, (mark == ",") != decimalComma {
      // The other mark with exactly three digits after it reads both ways; a point after a lone zero does not.
      let thousands = mark == "," || digits.first { $0 != UInt8(ascii: "-") } != UInt8(ascii: "0")
      if decimals == 3, integerDigits > 0, integerDigits <= 3, thousands { return .ambiguous }
    }
    // A percentage is a decimal too, shifted before it is rounded.
    if percent { digits += Array("e-2".utf8) }
    digits.append(0)
    let value = digits.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { chars in chars.baseAddress.map { strtod($0, nil) } ?? .nan }
    }
    return value.isFinite ? .value(value) : .notANumber
  }
}
