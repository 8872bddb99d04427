import Diagnostics

/// Cuts a line into tokens. Kinds of space, of apostrophe, of minus, case and accents do not matter.
struct Lexer {
  private let characters: [Character]
  private let span: (Int, Int) -> Span
  private var position = 0
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ line: String, source: SourceFile, number: Int) {
    characters = Array(line)
    span = { Span(source, line: number, column: $0, length: $1) }
  }

  /// Tokens of a line; a comment (`#`) ends it.
  static func run(_ line: String, source: SourceFile, number: Int) -> (tokens: [Token], diagnostics: [Diagnostic]) {
    var lexer = Lexer(line, source: source, number: number)
    while lexer.step() {}
    return (lexer.tokens, lexer.diagnostics)
  }

  private mutating func step() -> Bool {
    guard position < characters.count, characters[position] != "#" else { return false }
    let character = characters[position]
    if character.isWhitespace {
      position += 1
    } else if character.isNumber, character.isASCII {
      number()
    } else if character.isLetter {
      word()
    } else if "«\"“".contains(character) {
      quoted(closing: character == "«" ? "»" : character == "“" ? "”" : "\"")
    } else {
      symbol(character)
    }
    return true
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(
      Token(kind: kind, column: start + 1, length: position - start, text: String(characters[start..<position])))
  }

  private func at(_ index: Int) -> Character? { index < characters.count ? characters[index] : nil }

  private func isDigit(_ index: Int) -> Bool { at(index).map { $0.isASCII && $0.isNumber } ?? false }

  /// `1 200 000`, `3,5`; groups of thousands have exactly three digits after a first one of one to three.
  private mutating func number() {
    let start = position
    var digits = ""
    while isDigit(position) {
      digits.append(characters[position])
      position += 1
    }
    if digits.count <= 3 {
      while let space = at(position), space.isWhitespace, isDigit(position + 1), isDigit(position + 2),
        isDigit(position + 3), !isDigit(position + 4)
      {
        digits += String(characters[position + 1...position + 3])
        position += 4
      }
    }
    var decimals = 0
    if let mark = at(position), mark == "," || mark == ".", isDigit(position + 1) {
      position += 1
      while isDigit(position) {
        digits.append(characters[position])
        decimals += 1
        position += 1
      }
      if mark == "." {
        let written = String(characters[start..<position])
        diagnostics.append(
          Diagnostic(
            "P0105", .erreur, "les décimales s'écrivent après une virgule, non un point",
            place: span(start + 1, position - start).place(),
            repair: "écrivez \(written.replacing(".", with: ","))"))
      }
    }
    guard digits.count <= 15, let mantissa = Int64(digits) else {
      diagnostics.append(
        Diagnostic(
          "P0106", .erreur, "ce nombre a trop de chiffres", place: span(start + 1, position - start).place(),
          repair: "quinze chiffres au plus"))
      add(.inconnu, from: start)
      return
    }
    add(.nombre(Decimal(mantissa, decimals: decimals)), from: start)
  }

  private mutating func word() {
    let start = position
    if let letter = at(position), at(position + 1) == "€", letter == "k" || letter == "K" || letter == "M" {
      position += 2
      add(.euro(letter == "M" ? .million : .millier), from: start)
      return
    }
    while let character = at(position),
      character.isLetter || character == "_" || (character.isASCII && character.isNumber)
    {
      position += 1
    }
    let text = String(characters[start..<position])
    add(.mot(Folding.fold(text).replacing(" ", with: "_")), from: start)
  }

  private mutating func quoted(closing: Character) {
    let start = position
    position += 1
    var text = ""
    while let character = at(position), character != closing {
      text.append(character)
      position += 1
    }
    if at(position) == closing {
      position += 1
    } else {
      diagnostics.append(
        Diagnostic(
          "P0107", .erreur, "ce nom entre guillemets n'est pas fermé",
          place: span(start + 1, max(1, position - start)).place(),
          repair: "ajoutez \(closing == "\"" ? "un guillemet" : "« \(closing) »") à la fin du nom"))
    }
    let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    add(.texte(String(trimmed)), from: start)
  }

  private mutating func symbol(_ character: Character) {
    let start = position
    position += 1
    switch character {
    case "%": add(.pourcent, from: start)
    case "€": add(.euro(.euro), from: start)
    case "+": add(.plus, from: start)
    case ",": add(.virgule, from: start)
    case ";": add(.virgule, from: start)
    case ":": add(.deuxPoints, from: start)
    case "/": add(.barre, from: start)
    case "-", "−", "–", "‑":
      // Between two letters it is a hyphen, elsewhere a minus.
      let joins = (start > 0 && characters[start - 1].isLetter) && (at(position)?.isLetter ?? false)
      if !joins { add(.moins, from: start) }
    case ".", "'", "’", "ʼ": break
    default:
      diagnostics.append(
        Diagnostic(
          "P0108", .erreur, "ce caractère n'a pas de sens ici", place: span(start + 1, 1).place(),
          repair: "retirez-le ; un commentaire commence par « # »"))
      add(.inconnu, from: start)
    }
  }
}
