import Diagnostics

extension Levier.Genre {
  /// First words of the clauses that stand on their own.
  var openings: [String] {
    switch self {
    case .fondsDeConcours: ["assiette", "enveloppe", "ponderation", "droits", "solde", "projet", "vote", "en"]
    case .taxeAmenagement: ["percue", "reversement", "vote", "en"]
    case .partageFoncier: ["foncier", "cotisation", "vote", "en"]
    case .dgfTerritoriale: ["mise", "ponderation", "repartie", "notification", "vote", "en"]
    case .tauxImposition: ["taux", "echange", "vote", "en"]
    case .priseEnChargeFPIC: ["notification", "vote", "en"]
    }
  }

  /// Folded headings.
  static let entetes: [(String, Levier.Genre)] = [
    ("fonds de concours", .fondsDeConcours), ("taxe d amenagement", .taxeAmenagement),
    ("partage du foncier", .partageFoncier), ("partage de foncier", .partageFoncier),
    ("partage de la taxe fonciere", .partageFoncier), ("dgf territoriale", .dgfTerritoriale),
    ("dotation globale de fonctionnement territoriale", .dgfTerritoriale), ("taux d imposition", .tauxImposition),
    ("taux", .tauxImposition), ("prise en charge du fpic", .priseEnChargeFPIC),
  ]
}

extension Parser {
  /// A line of an article that is neither AC, DSC nor FPIC.
  mutating func levier(_ cursor: inout LineCursor) throws(LineFault) {
    if try motif(&cursor) { return }
    guard let current = article?.levier else { return }
    if cursor.starts(with: "vote") {
      try levierVote(&cursor)
      return
    }
    switch current {
    case .fondsDeConcours(var clauses):
      try fondsDeConcours(&cursor, &clauses)
      article?.levier = .fondsDeConcours(clauses)
    case .taxeAmenagement(var clauses):
      try taxeAmenagement(&cursor, &clauses)
      article?.levier = .taxeAmenagement(clauses)
    case .partageFoncier(var clauses):
      try partageFoncier(&cursor, &clauses)
      article?.levier = .partageFoncier(clauses)
    case .dgfTerritoriale(var clauses):
      try dgfTerritoriale(&cursor, &clauses)
      article?.levier = .dgfTerritoriale(clauses)
    case .tauxImposition(var clauses):
      try tauxImposition(&cursor, &clauses)
      article?.levier = .tauxImposition(clauses)
    case .priseEnChargeFPIC(var clauses):
      try priseEnCharge(&cursor, &clauses)
      article?.levier = .priseEnChargeFPIC(clauses)
    }
  }

  private mutating func levierVote(_ cursor: inout LineCursor) throws(LineFault) {
    try once(article?.levier?.vote != nil, cursor, "la ligne « vote »")
    cursor.index += 1
    let example = "vote : 40 pour, 12 contre, le 20 juin 2026"
    try cursor.expectColon(example: example)
    let vote = try cursor.vote()
    try cursor.end(example: example)
    context = .none
    switch article?.levier {
    case .fondsDeConcours(var clauses):
      clauses.vote = vote
      article?.levier = .fondsDeConcours(clauses)
    case .taxeAmenagement(var clauses):
      clauses.vote = vote
      article?.levier = .taxeAmenagement(clauses)
    case .partageFoncier(var clauses):
      clauses.vote = vote
      article?.levier = .partageFoncier(clauses)
    case .dgfTerritoriale(var clauses):
      clauses.vote = vote
      article?.levier = .dgfTerritoriale(clauses)
    case .tauxImposition(var clauses):
      clauses.vote = vote
      article?.levier = .tauxImposition(clauses)
    case .priseEnChargeFPIC(var clauses):
      clauses.vote = vote
      article?.levier = .priseEnChargeFPIC(clauses)
    case nil: break
    }
  }

  /// « à compter de 2027 », « en 2027 », « dès 2027 ».
  func depuis(_ cursor: inout LineCursor, example: String) throws(LineFault) -> Located<Int> {
    guard cursor.accept(any: ["a compter de", "en", "des"]) else {
      throw cursor.expected("« à compter de » et une année", example: example)
    }
    return try cursor.year()
  }

  /// « « Montjoie » : 30 % »
  func partCommune(_ cursor: inout LineCursor) throws(LineFault) -> PartCommune {
    let example = "« Montjoie » : 30 %"
    let commune = try cursor.text("le nom de la commune entre guillemets", example: example)
    try cursor.expectColon(example: example)
    let part = try cursor.percent(example: "30 %")
    try cursor.end(example: example)
    return PartCommune(commune: commune, part: part)
  }

  /// « population INSEE », after « pondération : ».
  func choixPopulation(_ cursor: inout LineCursor) throws(LineFault) -> Located<ChoixPopulation> {
    let example = "pondération : population INSEE"
    try cursor.expectColon(example: example)
    let start = cursor.index
    let choix: ChoixPopulation
    if cursor.accept(any: ["population insee", "population totale insee", "insee"]) {
      choix = .insee
    } else if cursor.accept(any: ["population dgf", "dgf"]) {
      choix = .dgf
    } else {
      throw cursor.expected("« population INSEE » ou « population DGF »", example: example)
    }
    try cursor.end(example: example)
    return Located(choix, cursor.span(from: start))
  }

  var isAtText: (LineCursor) -> Bool { { if case .texte? = $0.current?.kind { true } else { false } } }
}
