import Diagnostics

extension Parser {
  private static let exemple = "enveloppe de l'article 2 : de 3 M€ à 5 M€ par pas de 250 k€"

  static let ciblesBalayables = [
    "enveloppe de l'article", "indexation de l'article", "poids de l'article", "plancher de l'article",
    "plafond de l'article", "part de l'EPCI du prélèvement de l'article",
    "montant de l'ensemble du prélèvement de l'article",
    "coefficient d'intégration fiscale de l'article", "révision de 2028 de l'article", "paramètre", "hypothèse",
    "colonne", "tirages", "corrélation", "groupe",
  ]

  mutating func ouvreBalayage(_ cursor: inout LineCursor) throws(LineFault) {
    let start = cursor.index
    cursor.index += 1
    _ = cursor.accept(.deuxPoints)
    try cursor.end(example: "balayer")
    let span = cursor.span(from: start)
    context = .balayage
    if let first = file.balayage {
      context = .skipped
      var diagnostic = cursor.fault(
        "P0116", "le bloc « balayer » est écrit deux fois", at: span, repair: "réunissez-les")
      diagnostic.diagnostic.related = [first.span.place("le premier")]
      throw diagnostic
    }
    file.balayage = Balayage(span: span)
  }

  /// A line of the block « balayer ».
  mutating func balayage(_ cursor: inout LineCursor) throws(LineFault) {
    if cursor.accept("tirages") || cursor.accept("tirage") {
      guard file.balayage?.tirages == nil else {
        throw cursor.fault(
          "P0116", "les tirages sont déjà écrits dans ce bloc", at: cursor.whole,
          repair: "gardez une seule des deux lignes")
      }
      let tirages = try tirages(&cursor)
      file.balayage?.tirages = tirages
    } else if cursor.accept("correlation entre") || cursor.accept("correlation") {
      let correlation = try correlation(&cursor)
      file.balayage?.correlations.append(correlation)
    } else if cursor.accept("groupe") {
      let groupe = try groupe(&cursor)
      file.balayage?.groupes.append(groupe)
    } else {
      let cible = try cible(&cursor)
      try cursor.expectColon(example: Self.exemple)
      let valeurs = try cursor.valeursBalayees()
      try cursor.end(example: Self.exemple)
      file.balayage?.axes.append(Balayage.Axe(cible: cible, valeurs: valeurs))
    }
  }

  private func tirages(_ cursor: inout LineCursor) throws(LineFault) -> Located<Balayage.Tirages> {
    let example = "tirages : 10 000 par suite de Sobol', graine 42"
    let start = cursor.index
    try cursor.expectColon(example: example)
    let nombre = try cursor.integer("un nombre de tirages", example: example)
    guard nombre.value > 0 else {
      throw cursor.fault("P0106", "il faut au moins un tirage", at: nombre.span, repair: "par exemple « \(example) »")
    }
    cursor.skipCommas()
    let suite: Balayage.Tirages.Suite
    if cursor.accept(any: ["par suite de sobol", "suite de sobol"]) {
      suite = .sobol
    } else if cursor.accept(any: ["par hypercube latin", "hypercube latin"]) {
      suite = .hypercubeLatin
    } else if cursor.accept("au hasard") {
      suite = .hasard
    } else {
      throw cursor.expected("« au hasard », « par hypercube latin » ou « par suite de Sobol' »", example: example)
    }
    cursor.skipCommas()
    try cursor.expect("graine", shown: "graine", example: example)
    let graine = try cursor.integer("la graine des tirages", example: example)
    try cursor.end(example: example)
    return Located(
      Balayage.Tirages(nombre: nombre.value, suite: suite, graine: graine.value), cursor.span(from: start))
  }

  private func correlation(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Correlation {
    let example = "corrélation entre hypothèse revenus et hypothèse population : 0,5"
    let premiere = try cible(&cursor)
    try cursor.expect("et", shown: "et", example: example)
    let seconde = try cible(&cursor)
    try cursor.expectColon(example: example)
    let start = cursor.index
    let negative = cursor.accept(.moins)
    if !negative { _ = cursor.accept(.plus) }
    guard let token = cursor.current, case .nombre(let value) = token.kind else {
      throw cursor.expected("un coefficient de corrélation", example: example)
    }
    cursor.index += 1
    let valeur = Located(
      Decimal(negative ? -value.mantissa : value.mantissa, decimals: value.decimals), cursor.span(from: start))
    guard value.value < 1 else {
      throw cursor.fault(
        "P0106", "une corrélation est strictement entre − 1 et 1", at: valeur.span, repair: "par exemple « 0,5 »")
    }
    try cursor.end(example: example)
    return Balayage.Correlation(premiere: premiere, seconde: seconde, valeur: valeur)
  }

  private func groupe(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Groupe {
    let example = "groupe « conjoncture » : hypothèse revenus, hypothèse population"
    let nom = try cursor.text("le nom du groupe entre guillemets", example: example)
    try cursor.expectColon(example: example)
    var cibles = [try cible(&cursor)]
    while cursor.accept(.virgule) || cursor.accept("et") { cibles.append(try cible(&cursor)) }
    try cursor.end(example: example)
    return Balayage.Groupe(nom: nom, cibles: cibles)
  }

  /// What varies: « enveloppe de l'article 2 », « hypothèse revenus »…
  private func cible(_ cursor: inout LineCursor) throws(LineFault) -> Located<Balayage.Cible> {
    let start = cursor.index
    let found: Balayage.Cible
    if cursor.accept("enveloppe") {
      found = .enveloppe(article: try article(&cursor), annee: try annee(&cursor))
    } else if cursor.accept("indexation") {
      _ = cursor.accept("de l enveloppe")
      found = .indexation(article: try article(&cursor))
    } else if cursor.accept("poids") {
      let volet = volet(&cursor)
      found = .poids(article: try article(&cursor), volet: volet)
    } else if cursor.accept("plancher") {
      found = .plancher(article: try article(&cursor))
    } else if cursor.accept("plafond") {
      found = .plafond(article: try article(&cursor))
    } else if cursor.accept("part de l epci") {
      let volet = try expectVolet(&cursor)
      found = .partEPCI(article: try article(&cursor), volet: volet)
    } else if cursor.accept("montant de l ensemble") {
      let volet = try expectVolet(&cursor)
      found = .montantEnsemble(article: try article(&cursor), volet: volet, annee: try annee(&cursor))
    } else if cursor.accept("coefficient d integration fiscale") {
      found = .coefficientIntegrationFiscale(article: try article(&cursor))
    } else if cursor.accept("revision") {
      guard cursor.accept(any: ["de", "a compter de"]) else {
        throw cursor.expected("l'année de la révision", example: "révision de 2028 de l'article 1 : …")
      }
      let annee = try cursor.year().value
      found = .revision(article: try article(&cursor), annee: annee)
    } else if cursor.accept("parametre") {
      found = try parametreBalaye(&cursor)
    } else if cursor.accept("hypothese") {
      _ = cursor.accept("de")
      guard let grandeur = cursor.grandeurHypothese() else {
        throw unknown(cursor, among: Hypothese.Grandeur.allCases.map(\.texte), what: "Cette hypothèse")
      }
      found = .hypothese(grandeur)
    } else if cursor.accept("colonne") {
      found = .colonne(
        try cursor.text("le nom d'une colonne entre guillemets", example: "colonne « revenu » : erreur normale …").value
      )
    } else {
      throw unknown(cursor, among: Self.ciblesBalayables, what: "Cette ligne de « balayer »")
    }
    return Located(found, cursor.span(from: start))
  }

  private func parametreBalaye(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Cible {
    let example = "paramètre fpic.derogation.ecart_maximal_commune à compter de 2027 : 20 %, 30 %, 40 %"
    var parts: [String] = []
    while case .mot(let word)? = cursor.current?.kind, !cursor.starts(with: "a compter de") {
      parts.append(word)
      cursor.index += 1
    }
    guard !parts.isEmpty else { throw cursor.expected("le chemin d'un paramètre du droit", example: example) }
    try cursor.expect("a compter de", shown: "à compter de", example: example)
    return .parametre(chemin: parts.joined(separator: "."), aCompterDe: try cursor.year().value)
  }

  private func article(_ cursor: inout LineCursor) throws(LineFault) -> Int {
    guard cursor.accept(any: ["de l article", "article"]) else {
      throw cursor.expected("« de l'article » et son numéro", example: Self.exemple)
    }
    return try cursor.integer("le numéro de l'article", example: Self.exemple).value
  }

  private func annee(_ cursor: inout LineCursor) throws(LineFault) -> Int? {
    cursor.accept("en") ? try cursor.year().value : nil
  }

  private func volet(_ cursor: inout LineCursor) -> Balayage.Volet? {
    if cursor.accept("du prelevement") { return .prelevement }
    if cursor.accept("du reversement") { return .reversement }
    return nil
  }

  private func expectVolet(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Volet {
    if let volet = volet(&cursor) { return volet }
    throw cursor.expected(
      "« du prélèvement » ou « du reversement »", example: "part de l'EPCI du prélèvement de l'article 3 : 20 %, 40 %")
  }
}
