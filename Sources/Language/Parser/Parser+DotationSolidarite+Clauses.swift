import Diagnostics

// Clauses of the dotation de solidarité beside its envelope, its criteria and its smoothing.
extension Parser {
  /// A clause that stands alone in the article; false when the line is none of them.
  mutating func dotationClause(_ cursor: inout LineCursor) throws(LineFault) -> Bool {
    let clauses = article?.dotationSolidarite
    if cursor.accept("fraction") {
      try fraction(&cursor)
      return true
    }
    if cursor.accept("reconduction en") {
      try once(clauses?.reconduction != nil, cursor, "la reconduction")
      article?.dotationSolidarite.reconduction = try cursor.year()
      try cursor.end(example: "reconduction en 2020")
    } else if cursor.accept("contrat de ville") {
      try once(clauses?.contratDeVille != nil, cursor, "la ligne « contrat de ville »")
      let found = try contratDeVille(&cursor)
      article?.dotationSolidarite.contratDeVille = found
    } else if cursor.accept(any: ["fusion de", "fusion en"]) {
      try once(clauses?.fusion != nil, cursor, "la ligne « fusion de … »")
      let example = "fusion de 2025, écart de potentiel financier 45 %"
      let start = cursor.index
      let year = try cursor.year()
      cursor.skipCommas()
      try cursor.expect("ecart de potentiel financier", shown: "écart de potentiel financier", example: example)
      let gap = try cursor.percent(example: "45 %")
      try cursor.end(example: example)
      article?.dotationSolidarite.fusion = Located(
        .init(annee: year.value, ecart: gap.value), cursor.span(from: start))
    } else if cursor.accept(any: ["versement a", "versement au"]) {
      let example = "versement à « CC voisine » : 50 k€ en 2026, puis constant"
      let name = try cursor.text("le nom de l'EPCI voisin entre guillemets", example: example)
      try cursor.expectColon(example: example)
      let amount = try cursor.montantAnnuel(example: example)
      try cursor.end(example: example)
      article?.dotationSolidarite.versements.append(.init(nom: name, montant: amount))
    } else if cursor.accept("arrondi a l euro") {
      try once(clauses?.arrondiALEuro == true, cursor, "la ligne « arrondi à l'euro »")
      article?.dotationSolidarite.arrondiALEuro = true
      try cursor.end(example: "arrondi à l'euro")
    } else {
      return false
    }
    context = .none
    return true
  }

  /// « enveloppe de 10 % des recettes réelles de fonctionnement de l'EPCI »; `nil` when amounts follow.
  func regleEnveloppe(
    _ cursor: inout LineCursor
  ) throws(LineFault) -> Located<ClausesDotationSolidarite.RegleEnveloppe>? {
    let start = cursor.index
    if cursor.accept(any: ["egale au plancher du contrat de ville", "au plancher du contrat de ville"]) {
      try cursor.end(example: "enveloppe égale au plancher du contrat de ville")
      return Located(.plancherContratDeVille, cursor.span(from: start))
    }
    guard cursor.isAtNumber, cursor.index + 1 < cursor.tokens.count, cursor.tokens[cursor.index + 1].kind == .pourcent
    else { return nil }
    let example = "enveloppe de 10 % des recettes réelles de fonctionnement de l'EPCI"
    let part = try cursor.percent(example: example)
    try cursor.expect(
      "des recettes reelles de fonctionnement de l epci", shown: "des recettes réelles de fonctionnement de l'EPCI",
      example: example)
    try cursor.end(example: example)
    return Located(.partRecettes(part.value), cursor.span(from: start))
  }

  private func contratDeVille(
    _ cursor: inout LineCursor
  ) throws(LineFault) -> Located<ClausesDotationSolidarite.ContratDeVille> {
    let example = "contrat de ville : sans pacte"
    try cursor.expectColon(example: example)
    let start = cursor.index
    var adopted: Int?
    if cursor.accept("pacte adopte en") {
      adopted = try cursor.year().value
    } else if !cursor.accept(any: ["sans pacte financier et fiscal", "sans pacte"]) {
      throw cursor.expected("« sans pacte » ou « pacte adopté en 2028 »", example: example)
    }
    try cursor.end(example: example)
    return Located(.init(pacteAdopte: adopted), cursor.span(from: start))
  }

  private mutating func fraction(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "fraction « Charges » : 34 % de l'enveloppe"
    let name = try cursor.text("le nom de la fraction entre guillemets", example: example)
    try cursor.expectColon(example: example)
    let start = cursor.index
    let part: ClausesDotationSolidarite.Fraction.Part
    if cursor.accept("le reste") {
      part = .reste
    } else if cursor.isAtNumber, cursor.index + 1 < cursor.tokens.count,
      cursor.tokens[cursor.index + 1].kind == .pourcent
    {
      let share = try cursor.percent(example: "34 %").value
      try cursor.expect("de l enveloppe", shown: "de l'enveloppe", example: example)
      if cursor.accept(any: ["de", "en"]) {
        let long = "fraction « Charges » : 34 % de l'enveloppe de 2026, puis indexée de 14 % par an"
        let year = try cursor.year()
        cursor.skipCommas()
        try cursor.expect("puis indexee de", shown: "puis indexée de", example: long)
        let rate = try cursor.evolution(example: "14 %")
        try cursor.expect("par an", shown: "par an", example: long)
        part = .partIndexee(share, annee: year.value, taux: rate.value)
      } else {
        part = .part(share)
      }
    } else {
      part = .annuel(try cursor.montantAnnuel(example: "1,2 M€ en 2026, puis indexée de 14 % par an").value)
    }
    let span = cursor.span(from: start)
    try cursor.end(example: example)
    article?.dotationSolidarite.fractions.append(
      .init(nom: name, part: Located(part, span), span: cursor.whole))
    context = .fraction
  }

  /// « répartie » and the criteria under a fraction.
  mutating func fractionLine(_ cursor: inout LineCursor) throws(LineFault) {
    guard var fraction = article?.dotationSolidarite.fractions.popLast() else { return }
    defer { article?.dotationSolidarite.fractions.append(fraction) }
    if cursor.accept(any: ["repartie", "repartis", "repartition"]) {
      _ = cursor.accept(.deuxPoints)
      if cursor.isAtEnd { return }
    }
    fraction.repartition += try cursor.criteres()
    try cursor.end(example: LineCursor.exempleCritere)
  }

  /// The bounds of a guarantee: percentages of the base, euros per inhabitant, in any order.
  func bornes(
    _ cursor: inout LineCursor, plafonds: Bool, example: String
  ) throws(LineFault) -> (
    plancher: Located<Decimal>?, plafond: Located<Decimal>?, habitant: ClausesDotationSolidarite.BornesHabitant
  ) {
    var floor: Located<Decimal>?
    var ceiling: Located<Decimal>?
    var heads = ClausesDotationSolidarite.BornesHabitant()
    repeat {
      if cursor.accept("au moins") {
        if cursor.isAtPercent {
          floor = try cursor.percent(example: "95 %")
        } else {
          heads.plancher = try parHabitant(&cursor)
        }
      } else if cursor.accept("baisse d au plus") {
        heads.baisse = try parHabitant(&cursor)
      } else if plafonds, cursor.accept("au plus") {
        if cursor.isAtPercent {
          ceiling = try cursor.percent(example: "110 %")
        } else {
          heads.plafond = try parHabitant(&cursor)
        }
      } else if plafonds, cursor.accept("hausse d au plus") {
        heads.hausse = try parHabitant(&cursor)
      } else {
        let what =
          plafonds
          ? "« au moins », « au plus », « baisse d'au plus » ou « hausse d'au plus »"
          : "« au moins … » ou « baisse d'au plus … »"
        throw cursor.expected(what, example: example)
      }
      cursor.skipCommas()
    } while cursor.accept("et") || cursor.starts(with: "au moins") || cursor.starts(with: "au plus")
      || cursor.starts(with: "baisse") || cursor.starts(with: "hausse")
    return (floor, ceiling, heads)
  }

  private func parHabitant(_ cursor: inout LineCursor) throws(LineFault) -> Located<Montant> {
    let amount = try cursor.montant(example: "20 €/hab. DGF")
    guard amount.value.parHabitant != nil else {
      throw cursor.fault(
        "P0104", "cette borne est un montant par habitant", at: amount.span, repair: "écrivez « 20 €/hab. DGF »")
    }
    return amount
  }
}

extension LineCursor {
  /// A number followed by a per cent sign.
  var isAtPercent: Bool { isAtNumber && index + 1 < tokens.count && tokens[index + 1].kind == .pourcent }
}
