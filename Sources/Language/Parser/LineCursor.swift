import Diagnostics

/// What stopped the reading of a line: one diagnostic, and the line is given up.
struct LineFault: Error {
  var diagnostic: Diagnostic
}

/// The tokens of one line and how far they have been read.
struct LineCursor {
  let source: SourceFile
  let line: Int
  let tokens: [Token]
  var index = 0
  /// Heading of the article around the line.
  var context: String?

  var current: Token? { index < tokens.count ? tokens[index] : nil }
  var isAtEnd: Bool { index >= tokens.count }

  func span(_ token: Token) -> Span { Span(source, line: line, column: token.column, length: token.length) }

  /// From a token to the last one read.
  func span(from start: Int) -> Span {
    guard start < tokens.count else { return endSpan }
    let first = tokens[start]
    let last = tokens[max(start, min(index, tokens.count) - 1)]
    return Span(source, line: line, column: first.column, length: last.column + last.length - first.column)
  }

  /// Just after the last token.
  var endSpan: Span {
    let last = tokens.last
    return Span(source, line: line, column: last.map { $0.column + $0.length } ?? 1, length: 1)
  }

  var whole: Span {
    guard let first = tokens.first, let last = tokens.last else { return endSpan }
    return Span(source, line: line, column: first.column, length: last.column + last.length - first.column)
  }

  /// Folded words from the cursor on, up to the first token that is not a word.
  func words(_ count: Int = 4) -> [String] {
    var out: [String] = []
    for token in tokens[min(index, tokens.count)...].prefix(count) {
      guard case .mot(let word) = token.kind else { break }
      out.append(word)
    }
    return out
  }

  /// True when the next words are these, with « de la », « l' » and the like as written in `phrase`.
  func starts(with phrase: String) -> Bool {
    let expected = phrase.split(separator: " ").map(String.init)
    return words(expected.count) == expected
  }

  mutating func accept(_ phrase: String) -> Bool {
    guard starts(with: phrase) else { return false }
    index += phrase.split(separator: " ").count
    return true
  }

  mutating func accept(any phrases: [String]) -> Bool {
    for phrase in phrases where accept(phrase) { return true }
    return false
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard current?.kind == kind else { return false }
    index += 1
    return true
  }

  mutating func skipCommas() { while accept(.virgule) {} }

  // MARK: - Expectations

  func fault(_ code: String, _ message: String, at span: Span? = nil, repair: String?) -> LineFault {
    let place = span ?? current.map { self.span($0) } ?? endSpan
    return LineFault(
      diagnostic: Diagnostic(code, .erreur, message, place: place.place(), context: context, repair: repair))
  }

  /// `P0102`: something else was expected here.
  func expected(_ what: String, example: String) -> LineFault {
    let found = current.map { " ; lu : « \($0.text) »" } ?? " ; la ligne s'arrête"
    return fault("P0102", "il faut ici \(what)\(found)", repair: "par exemple « \(example) »")
  }

  mutating func expect(_ phrase: String, shown: String, example: String) throws(LineFault) {
    guard accept(phrase) else { throw expected("« \(shown) »", example: example) }
  }

  mutating func expectColon(example: String) throws(LineFault) {
    guard accept(.deuxPoints) else { throw expected("deux-points", example: example) }
  }

  mutating func text(_ what: String, example: String) throws(LineFault) -> Located<String> {
    guard let token = current, case .texte(let value) = token.kind else { throw expected(what, example: example) }
    index += 1
    if value.isEmpty { throw fault("P0102", "ce nom est vide", at: span(token), repair: "par exemple « \(example) »") }
    return Located(value, span(token))
  }

  mutating func integer(_ what: String, example: String) throws(LineFault) -> Located<Int> {
    guard let token = current, case .nombre(let value) = token.kind, value.decimals == 0 else {
      throw expected(what, example: example)
    }
    index += 1
    return Located(Int(value.mantissa), span(token))
  }

  mutating func year() throws(LineFault) -> Located<Int> {
    let found = try integer("une année", example: "2027")
    guard (1990...2100).contains(found.value) else {
      throw fault(
        "P0113", "\(found.value) n'est pas une année", at: found.span,
        repair: "écrivez quatre chiffres, par exemple 2027")
    }
    return found
  }

  /// `36,25 %`, with an optional sign.
  mutating func percent(example: String, signed: Bool = false) throws(LineFault) -> Located<Decimal> {
    let start = index
    var sign: Int64 = 1
    if signed {
      if accept(.moins) { sign = -1 } else { _ = accept(.plus) }
    } else {
      try refuseMinus("un pourcentage négatif n'a pas de sens ici")
    }
    guard let token = current, case .nombre(let value) = token.kind else {
      throw expected("un pourcentage", example: example)
    }
    index += 1
    guard accept(.pourcent) else {
      throw fault(
        "P0104", "ce nombre n'a pas d'unité, il faut un pourcentage", at: span(token),
        repair: "écrivez « \(token.text) % »")
    }
    return Located(Decimal(sign * value.mantissa, decimals: value.decimals), span(from: start))
  }

  func refuseMinus(_ message: String) throws(LineFault) {
    guard current?.kind == .moins else { return }
    throw fault("P0106", message, repair: "retirez le signe moins")
  }

  /// `+ 1,5 %`, `− 2 %`: a change from one year to the next, by which nothing becomes negative.
  mutating func evolution(example: String) throws(LineFault) -> Located<Decimal> {
    let rate = try percent(example: example, signed: true)
    guard rate.value.value > -100 else {
      throw fault(
        "P0106", "une baisse n'atteint pas 100 %", at: rate.span, repair: "écrivez un taux plus grand que − 100 %")
    }
    return rate
  }

  /// Nothing may follow.
  func end(example: String? = nil) throws(LineFault) {
    guard let token = current else { return }
    var rest = span(token)
    if let last = tokens.last { rest.length = last.column + last.length - token.column }
    throw fault(
      "P0111", "la fin de la ligne n'est pas comprise", at: rest,
      repair: example.map { "la forme attendue est « \($0) »" } ?? "retirez ce qui suit")
  }
}
