import Diagnostics

extension Parser {
  private static let exempleParametre = "paramètre fpic.derogation.ecart_maximal_commune : 40 % à compter de 2027"

  /// « paramètre CHEMIN : VALEUR à compter de ANNÉE »
  static func parametre(_ cursor: inout LineCursor) throws(LineFault) -> RemplacementParametre {
    cursor.index += 1
    let start = cursor.index
    var parts: [String] = []
    while case .mot(let word)? = cursor.current?.kind, !cursor.starts(with: "a compter de") {
      parts.append(word)
      cursor.index += 1
    }
    guard !parts.isEmpty else {
      throw cursor.expected("le chemin d'un paramètre du droit", example: exempleParametre)
    }
    let chemin = Located(parts.joined(separator: "."), cursor.span(from: start))
    try cursor.expectColon(example: exempleParametre)
    let valeur = try valeur(&cursor)
    guard cursor.accept(any: ["a compter de", "des", "en"]) else {
      throw cursor.expected("« à compter de » et une année", example: exempleParametre)
    }
    let annee = try cursor.year()
    try cursor.end(example: exempleParametre)
    return RemplacementParametre(chemin: chemin, valeur: valeur, aCompterDe: annee)
  }

  private static func valeur(_ cursor: inout LineCursor) throws(LineFault) -> Located<RemplacementParametre.Valeur> {
    let start = cursor.index
    if cursor.accept("oui") { return Located(.ouiNon(true), cursor.span(from: start)) }
    if cursor.accept("non") { return Located(.ouiNon(false), cursor.span(from: start)) }
    guard let token = cursor.current, case .nombre(let number) = token.kind else {
      throw cursor.expected("une valeur", example: exempleParametre)
    }
    let next = start + 1 < cursor.tokens.count ? cursor.tokens[start + 1].kind : nil
    switch next {
    case .pourcent: return Located(.pourcentage(try cursor.percent(example: "40 %").value), cursor.span(from: start))
    case .euro: return Located(.montant(try cursor.montant(example: "5 €").value), cursor.span(from: start))
    case .barre:
      cursor.index += 2
      let denominator = try cursor.integer("un dénominateur", example: "2/3")
      guard number.decimals == 0, denominator.value > 0 else {
        throw cursor.fault(
          "P0106", "cette fraction n'est pas possible", at: cursor.span(from: start), repair: "par exemple « 2/3 »")
      }
      return Located(.rapport(Int(number.mantissa), denominator.value), cursor.span(from: start))
    default:
      cursor.index += 1
      return Located(.nombre(number), cursor.span(from: start))
    }
  }

  mutating func retroaction(_ cursor: inout LineCursor) throws(LineFault) {
    let start = cursor.index
    let without = cursor.accept("sans retroaction")
    if !without { cursor.index += 2 }
    try cursor.end(example: "sans rétroaction")
    file.sansRetroaction = Located(without, cursor.span(from: start))
    context = .none
  }

  /// A line of the section « hypothèses »: « revenus : + 1,5 % par an ».
  func hypothese(_ cursor: inout LineCursor) throws(LineFault) -> Hypothese {
    let start = cursor.index
    guard let grandeur = cursor.grandeurHypothese() else {
      throw unknown(cursor, among: Hypothese.Grandeur.allCases.map(\.texte), what: "Cette hypothèse")
    }
    let located = Located(grandeur, cursor.span(from: start))
    let example = "\(grandeur.texte) : + 1,5 % par an"
    try cursor.expectColon(example: example)
    let taux = try cursor.evolution(example: example)
    try cursor.expect("par an", shown: "par an", example: example)
    try cursor.end(example: example)
    return Hypothese(grandeur: located, taux: taux)
  }
}

extension LineCursor {
  /// The figure that a hypothesis names; `nil` when no known one is written here.
  mutating func grandeurHypothese() -> Hypothese.Grandeur? {
    for (phrase, value) in Hypothese.phrases where accept(phrase) { return value }
    return nil
  }
}

extension Hypothese {
  /// Folded openings, the longest first where one begins another.
  fileprivate static let phrases: [(String, Grandeur)] = [
    ("moyenne nationale du potentiel financier agrege", .potentielMoyen), ("moyenne nationale du revenu", .revenuMoyen),
    ("population", .population), ("populations", .population), ("revenus", .revenus), ("revenu", .revenus),
    ("valeurs de point du fpic", .valeursDePoint), ("montants du fpic", .montantsFPIC), ("fpic", .montantsFPIC),
    ("potentiel financier", .potentielFinancier), ("potentiels financiers", .potentielFinancier),
    ("potentiel fiscal", .potentielFiscal), ("potentiels fiscaux", .potentielFiscal),
    ("recettes reelles de fonctionnement", .recettesReelles), ("recettes reelles", .recettesReelles),
    ("fiscalite economique", .fiscaliteEconomique), ("fiscalite professionnelle", .fiscaliteEconomique),
    ("recettes fiscales", .recettesFiscales), ("dotation d intercommunalite", .dotationIntercommunalite),
  ]
}

extension Hypothese.Grandeur {
  /// As the formatter writes it.
  public var texte: String {
    switch self {
    case .population: "population"
    case .revenus: "revenus"
    case .potentielFinancier: "potentiel financier"
    case .potentielFiscal: "potentiel fiscal"
    case .recettesReelles: "recettes réelles de fonctionnement"
    case .fiscaliteEconomique: "fiscalité économique"
    case .recettesFiscales: "recettes fiscales"
    case .dotationIntercommunalite: "dotation d'intercommunalité"
    case .montantsFPIC: "montants du FPIC"
    case .potentielMoyen: "moyenne nationale du potentiel financier agrégé"
    case .revenuMoyen: "moyenne nationale du revenu"
    case .valeursDePoint: "valeurs de point du FPIC"
    }
  }
}
