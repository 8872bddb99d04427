import Diagnostics

extension LineCursor {
  static let exempleCritere = "35 % selon l'insuffisance de potentiel financier par habitant"

  /// True at the start of a criterion line: a percentage, then « selon ».
  var isAtCriterion: Bool {
    guard case .nombre? = current?.kind else { return false }
    let rest = tokens[index...].prefix(3)
    return rest.contains { $0.kind == .mot("selon") } || rest.contains { $0.kind == .pourcent }
  }

  /// One criterion, or several separated by commas and « et »; a lone one may leave out its 100 %.
  mutating func criteres() throws(LineFault) -> [Critere] {
    if starts(with: "selon") {
      let start = index
      let hundred = Located(Decimal(100), span(from: index))
      return [try critere(poids: hundred, from: start)]
    }
    var out: [Critere] = []
    repeat {
      let start = index
      out.append(try critere(poids: try percent(example: Self.exempleCritere), from: start))
      skipCommas()
      _ = accept("et")
      skipCommas()
    } while isAtCriterion
    return out
  }

  private mutating func critere(poids: Located<Decimal>, from start: Int) throws(LineFault) -> Critere {
    try expect("selon", shown: "selon", example: Self.exempleCritere)
    let grandeur = try grandeur()
    var forme: Located<FormeCritere>?
    let before = index
    skipCommas()
    if let found = try self.forme() { forme = found } else { index = before }
    return Critere(poids: poids, grandeur: grandeur, forme: forme, span: span(from: start))
  }

  private mutating func forme() throws(LineFault) -> Located<FormeCritere>? {
    let start = index
    if accept(any: ["ecart tronque"]) { return Located(.ecartTronque, span(from: start)) }
    if accept("rapport inverse") {
      let exponent = try option("exposant", default: Decimal(1))
      return Located(.rapportInverse(exposant: exponent), span(from: start))
    }
    if accept(any: ["lineaire", "forme lineaire"]) {
      let slope = try option("pente", default: Decimal(1))
      return Located(.lineaire(pente: slope), span(from: start))
    }
    return nil
  }

  private mutating func option(_ word: String, default value: Decimal) throws(LineFault) -> Decimal {
    _ = accept("d") || accept("de")
    guard accept(word) else { return value }
    guard let token = current, case .nombre(let number) = token.kind else {
      throw expected("un nombre", example: "\(word) 2")
    }
    index += 1
    guard number.mantissa > 0 else {
      throw fault("P0106", "il faut ici un nombre positif", at: span(token), repair: "par exemple « \(word) 1 »")
    }
    return number
  }

  /// The quantity, up to a comma, an « et » before another criterion, or the end of the line.
  private mutating func grandeur() throws(LineFault) -> Located<Grandeur> {
    let start = index
    if let token = current, case .texte(let name) = token.kind {
      index += 1
      return Located(.colonne(name), span(token))
    }
    while let token = current, token.kind != .virgule {
      if token.kind == .mot("et"), nextIsCriterion { break }
      index += 1
    }
    let taken = Array(tokens[start..<index])
    guard let first = taken.first, let last = taken.last else {
      throw expected("ce que mesure le critère", example: Self.exempleCritere)
    }
    let words = taken.compactMap { if case .mot(let word) = $0.kind { word } else { nil } }
    let span = span(from: start)
    if let known = try Self.known(words, taken, self, span) { return Located(known, span) }
    let written = source.lines[line - 1]
    let characters = Array(written)
    let text = String(characters[first.column - 1..<last.column + last.length - 1])
    return Located(.colonne(text), span)
  }

  private var nextIsCriterion: Bool {
    guard index + 1 < tokens.count, case .nombre = tokens[index + 1].kind else { return false }
    return tokens[(index + 1)...].prefix(4).contains { $0.kind == .pourcent }
  }

  private static func known(
    _ words: [String], _ tokens: [Token], _ cursor: LineCursor, _ span: Span
  ) throws(LineFault) -> Grandeur? {
    let texts = tokens.compactMap { if case .texte(let text) = $0.kind { text } else { nil } }
    if texts.count == 2, words.contains("part"), words.contains("dans") { return .rapport(texts[0], texts[1]) }
    if texts.count == 1, words.contains("taux") { return .taux(texts[0]) }
    let small: Set<String> = ["le", "la", "les", "l", "un", "une", "de", "du", "des", "d", "par", "habitant", "hab"]
    let key = words.filter { !small.contains($0) }.joined(separator: " ")
    switch key {
    case "insuffisance potentiel financier", "potentiel financier", "ecart potentiel financier":
      return .potentielFinancier
    case "insuffisance potentiel fiscal", "potentiel fiscal", "ecart potentiel fiscal": return .potentielFiscal
    case "ecart revenu", "revenu", "ecart revenus", "insuffisance revenu": return .revenu
    case "population insee", "population totale", "population totale insee": return .population(.insee)
    case "population dgf": return .population(.dgf)
    case "part logements sociaux": return .rapport("logements_sociaux", "logements")
    case "effort fiscal": return .effortFiscal
    case "forfait commune", "forfait": return .forfait
    case "forfait commune moins habitants":
      let number = tokens.compactMap { if case .nombre(let value) = $0.kind { value } else { nil } }.first
      guard let number, number.decimals == 0 else {
        throw cursor.fault(
          "P0102", "il faut ici un nombre d'habitants", at: span,
          repair: "par exemple « un forfait par commune de moins de 1 000 habitants »")
      }
      return .petiteCommune(seuil: Int(number.mantissa))
    case "population":
      throw cursor.fault(
        "P0117", "quelle population ?", at: span, repair: "écrivez « la population INSEE » ou « la population DGF »")
    case "":
      throw cursor.fault("P0102", "le critère n'est pas nommé", at: span, repair: "par exemple « \(exempleCritere) »")
    default: return nil
    }
  }
}
