import Diagnostics

extension Parser {
  static let exempleBalayage = "enveloppe de l'article 2 : de 3 M€ à 5 M€ par pas de 250 k€"

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
      let cible = try cibleBalayee(&cursor)
      try cursor.expectColon(example: Self.exempleBalayage)
      let valeurs = try cursor.valeursBalayees()
      try cursor.end(example: Self.exempleBalayage)
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
    let premiere = try cibleBalayee(&cursor)
    try cursor.expect("et", shown: "et", example: example)
    let seconde = try cibleBalayee(&cursor)
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
    var cibles = [try cibleBalayee(&cursor)]
    while cursor.accept(.virgule) || cursor.accept("et") { cibles.append(try cibleBalayee(&cursor)) }
    try cursor.end(example: example)
    return Balayage.Groupe(nom: nom, cibles: cibles)
  }
}
