/// Turns diagnostics into what a person reads on a terminal, or into JSON lines for editors.
public struct DiagnosticRenderer: Sendable {
  public var colour: Bool

  public init(colour: Bool = false) { self.colour = colour }

  /// Renders the list in reading order, one blank line between two diagnostics.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.sortedForReading.map(render).joined(separator: "\n")
  }

  /// ```
  /// erreur P0112 : les parts totalisent 95 %, il en faut 100 %
  ///    ╭ scenario-b.pacte:22:5 · article 2 : dotation de solidarité communautaire
  /// 22 │     30 % selon l'insuffisance de potentiel financier par habitant
  ///    │     ^^^^ 30 %
  ///    ╰ il manque 5 % ; par exemple 35 % à la ligne 22
  /// ```
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines: [String] = []
    let heading = "\(label(diagnostic.severity)) \(diagnostic.code)"
    lines.append(paint(heading, diagnostic.severity) + Typography.apply(" : " + diagnostic.message))
    guard let place = diagnostic.place else {
      let context = diagnostic.context.map { "   · " + Typography.apply($0) }
      let repair = diagnostic.repair.map { "   ╰ " + Typography.apply($0) }
      return (lines + [context, repair].compactMap { $0 }).joined(separator: "\n") + "\n"
    }
    let places = [place] + diagnostic.related
    let width = places.compactMap { $0.line.map { String($0).count } }.max() ?? 1
    let margin = String(repeating: " ", count: width + 1)
    let context = diagnostic.context.map { " · " + Typography.apply($0) } ?? ""
    lines.append("\(margin)╭ \(location(place))\(context)")
    lines += excerpt(place, width: width, severity: diagnostic.severity)
    for other in diagnostic.related {
      if other.file != place.file { lines.append("\(margin)├ \(location(other))") }
      lines += excerpt(other, width: width, severity: diagnostic.severity)
    }
    if let repair = diagnostic.repair {
      lines.append("\(margin)╰ " + Typography.apply(repair))
    } else {
      lines.append("\(margin)╰")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func excerpt(_ place: Place, width: Int, severity: Severity) -> [String] {
    let margin = String(repeating: " ", count: width + 1)
    let note = place.note.map { Typography.apply($0) }
    guard let line = place.line, let source = place.sourceLine else {
      return note.map { ["\(margin)│ \($0)"] } ?? []
    }
    let number = String(line)
    let padding = String(repeating: " ", count: width - number.count)
    let window = Self.window(source, column: place.column ?? 1, length: place.length)
    var lines = ["\(padding)\(number) │ \(window.text)"]
    if place.column != nil {
      let carets =
        String(repeating: " ", count: window.column - 1)
        + paint(
          String(repeating: "^", count: window.length), severity)
      lines.append("\(margin)│ \(carets)" + (note.map { " " + $0 } ?? ""))
    } else if let note {
      lines.append("\(margin)│ \(note)")
    }
    return lines
  }

  /// Long source lines are cut around the place; control characters are shown as `·` so that a hostile file
  /// cannot drive the terminal.
  static func window(_ source: String, column: Int, length: Int) -> (text: String, column: Int, length: Int) {
    let limit = 110
    let characters = source.map { character -> Character in
      if character == "\t" { return " " }
      let control = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      return control ? "·" : character
    }
    let clamped = max(1, min(column, characters.count + 1))
    guard characters.count > limit else {
      return (String(characters), clamped, max(1, min(length, max(1, characters.count - clamped + 1))))
    }
    let start = max(0, min(clamped - 1 - limit / 3, characters.count - limit))
    let end = min(characters.count, start + limit)
    let text = (start > 0 ? "…" : "") + String(characters[start..<end]) + (end < characters.count ? "…" : "")
    let shifted = clamped - start + (start > 0 ? 1 : 0)
    return (text, shifted, max(1, min(length, end - clamped + 1)))
  }

  private func location(_ place: Place) -> String {
    var text = place.file
    if let line = place.line {
      text += ":\(line)"
      if let column = place.column { text += ":\(column)" }
    }
    return text
  }

  private func label(_ severity: Severity) -> String {
    switch severity {
    case .erreur: "erreur"
    case .alerte: "alerte"
    case .remarque: "remarque"
    }
  }

  private func paint(_ text: String, _ severity: Severity) -> String {
    guard colour else { return text }
    let code =
      switch severity {
      case .erreur: "1;31"
      case .alerte: "1;33"
      case .remarque: "1;36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
