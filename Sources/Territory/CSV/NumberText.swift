import Glibc

/// What a cell of a numeric column holds.
enum NumberText: Equatable {
  case value(Double)
  /// Empty, `nd`, `n.d`, `n.c`, `-`, `NaN`.
  case missing
  /// `1,234`: a decimal comma or a thousands separator, nothing tells.
  case ambiguous
  case notANumber

  private static let missingMarks: Set<String> = [
    "", "-", "–", "nd", "n.d", "n.d.", "nc", "n.c", "n.c.", "na", "n/a", "#n/a", "null", "nan",
  ]

  static func isMissing(_ cell: String) -> Bool { missingMarks.contains(cell.trimmed.lowercased()) }

  /// Hyphens and dashes that spreadsheets and word processors put for a minus.
  private static let minus: Set<Character> = ["-", "\u{2212}", "\u{2010}", "\u{2011}", "\u{2013}"]

  /// - Parameter decimal: the mark that the table uses.
  static func read(_ cell: String, decimal: Dialect.Decimal) -> NumberText {
    let trimmed = cell.trimmed
    if missingMarks.contains(trimmed.lowercased()) { return .missing }
    guard let bare = Bare(trimmed) else { return .notANumber }
    var body = bare.body
    var power = bare.percent ? -2 : 0
    // Spreadsheets write 1.2E-05.
    if let mark = body.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let written = Int(body[body.index(after: mark)...]), abs(written) < 400 else { return .notANumber }
      power += written
      body = body[..<mark]
    }
    switch Digits(body, decimal: decimal) {
    case nil: return .notANumber
    case .ambiguous: return .ambiguous
    case .plain(let digits): return value(digits, power, isNegative: bare.isNegative)
    }
  }

  /// A percentage is a decimal too, shifted before it is rounded.
  private static func value(_ digits: [UInt8], _ power: Int, isNegative: Bool) -> NumberText {
    let bytes = (isNegative ? [UInt8(ascii: "-")] : []) + digits + (power == 0 ? [] : Array("e\(power)".utf8)) + [0]
    let value = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { chars in chars.baseAddress.map { strtod($0, nil) } ?? .nan }
    }
    return value.isFinite ? .value(value) : .notANumber
  }

  /// A cell without what stands around its digits: one sign (before, or the accountant's parentheses), « % » or « € ».
  private struct Bare {
    var body: Substring
    var isNegative = false
    var percent = false

    init?(_ text: String) {
      body = Substring(text)
      let money = cutMoney()
      if body.first == "(", body.last == ")" {
        body = body.dropFirst().dropLast()
        isNegative = true
        trim()
        if !money { _ = cutMoney() }
      }
      if body.last == "%" {
        body.removeLast()
        percent = true
        trim()
      }
      guard let first = body.first, !(percent && money) else { return nil }
      guard minus.contains(first) || first == "+" else { return }
      // « (-5) » says it twice.
      if isNegative { return nil }
      isNegative = first != "+"
      body.removeFirst()
      trim()
    }

    private mutating func cutMoney() -> Bool {
      for sign in ["€", "EUR"] {
        if body.hasSuffix(sign) {
          body = body.dropLast(sign.count)
        } else if body.hasPrefix(sign) {
          body = body.dropFirst(sign.count)
        } else {
          continue
        }
        trim()
        return true
      }
      return false
    }

    private mutating func trim() {
      while body.first?.isWhitespace == true { body.removeFirst() }
      while body.last?.isWhitespace == true { body.removeLast() }
    }
  }

  /// The digits of a number with one decimal point, its thousands put together.
  private enum Digits {
    case plain([UInt8])
    case ambiguous

    init?(_ body: Substring, decimal: Dialect.Decimal) {
      var groups: [[UInt8]] = [[]]
      // What stands between two groups: « , », « . » or a space of any kind.
      var marks: [Character] = []
      var spaced = false
      for character in body {
        if let byte = character.asciiValue, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
          if spaced {
            marks.append(" ")
            groups.append([])
          }
          groups[groups.count - 1].append(byte)
          spaced = false
        } else if character == "," || character == "." {
          // No space stands beside a decimal mark.
          if spaced { return nil }
          marks.append(character)
          groups.append([])
        } else if character.isWhitespace {
          if groups[groups.count - 1].isEmpty { return nil }
          spaced = true
        } else {
          return nil
        }
      }
      guard groups.contains(where: { !$0.isEmpty }) else { return nil }
      guard let last = marks.last else {
        self = .plain(groups[0])
        return
      }
      let before = marks.dropLast()
      let thousands = Self.areThousands(groups.dropLast())
      if before.isEmpty, last != " " {
        self =
          Self.twoWays(groups[0], groups[1], last, decimal) ? .ambiguous : .plain(groups[0] + [Self.dot] + groups[1])
      } else if marks.allSatisfy({ $0 == last }) {
        // « 1 234 567 », « 1.234.567 »: no decimals.
        guard thousands, groups.last?.count == 3 else { return nil }
        self = .plain(Array(groups.joined()))
      } else {
        // « 1 234,5 », « 1.234,56 », « 1,234.56 »: the last mark is that of the decimals.
        guard last != " ", let first = before.first, first != last, before.allSatisfy({ $0 == first }), thousands else {
          return nil
        }
        self = .plain(Array(groups.dropLast().joined()) + [Self.dot] + (groups.last ?? []))
      }
    }

    /// Groups of three, but the first, which has no leading zero: « 12 34 » is no number.
    private static func areThousands(_ groups: ArraySlice<[UInt8]>) -> Bool {
      guard let first = groups.first else { return false }
      return (1...3).contains(first.count) && first[0] != UInt8(ascii: "0")
        && groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// Three digits after the mark that is not the table's: decimals, or thousands. Nothing has 0 thousand.
    private static func twoWays(
      _ whole: [UInt8], _ decimals: [UInt8], _ mark: Character, _ decimal: Dialect.Decimal
    ) -> Bool {
      guard decimal.character != mark, decimals.count == 3 else { return false }
      return (1...3).contains(whole.count) && whole[0] != UInt8(ascii: "0")
    }

    private static var dot: UInt8 { UInt8(ascii: ".") }
  }
}
