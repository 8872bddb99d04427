import Diagnostics

extension Parser {
  static let clausesDSC = [
    "enveloppe de …", "fraction « … »", "pondération :", "répartie", "garantie :", "tunnel :", "lissage :",
    "contrat de ville :", "fusion de 2025", "reconduction en 2020", "versement à « … »", "arrondi à l'euro", "vote :",
    "en connaissance de cause",
  ]

  mutating func dotationSolidarite(_ cursor: inout LineCursor) throws(LineFault) {
    if try motif(&cursor) { return }
    if cursor.accept(any: ["enveloppe de", "enveloppe"]) {
      let written = article?.dotationSolidarite
      try once(written?.enveloppe != nil || written?.regleEnveloppe != nil, cursor, "l'enveloppe")
      _ = cursor.accept(.deuxPoints)
      context = .none
      if let rule = try regleEnveloppe(&cursor) {
        article?.dotationSolidarite.regleEnveloppe = rule
        return
      }
      let example = "enveloppe de 3,5 M€ en 2026, puis indexée de 1 % par an"
      article?.dotationSolidarite.enveloppe = try cursor.montantAnnuel(example: example)
      context = .none
      try cursor.end(example: example)
    } else if cursor.accept(any: ["ponderation", "population de ponderation"]) {
      try ponderation(&cursor)
    } else if context == .fraction,
      cursor.isAtCriterion || ["repartie", "repartis", "repartition"].contains(where: { cursor.starts(with: $0) })
    {
      try fractionLine(&cursor)
    } else if cursor.accept(any: ["repartie", "repartis", "repartition"]) {
      try once(article?.dotationSolidarite.repartitionSpan != nil, cursor, "la répartition")
      article?.dotationSolidarite.repartitionSpan = cursor.whole
      context = .repartition
      _ = cursor.accept(.deuxPoints)
      if !cursor.isAtEnd { article?.dotationSolidarite.repartition += try cursor.criteres() }
      try cursor.end(example: LineCursor.exempleCritere)
    } else if cursor.accept("garantie") {
      try garantie(&cursor)
    } else if cursor.accept("tunnel") {
      try tunnel(&cursor)
    } else if cursor.accept("lissage") {
      try lissage(&cursor)
    } else if cursor.accept("vote") {
      try once(article?.dotationSolidarite.vote != nil, cursor, "la ligne « vote »")
      try cursor.expectColon(example: "vote : 40 pour, 12 contre")
      article?.dotationSolidarite.vote = try cursor.vote()
      context = .none
      try cursor.end(example: "vote : 40 pour, 12 contre, le 20 juin 2026")
    } else if try dotationClause(&cursor) {
      return
    } else if cursor.isAtCriterion {
      guard context == .repartition else {
        throw cursor.fault(
          "P0115", "ce critère n'est pas sous une ligne « répartie »", at: cursor.whole,
          repair: "écrivez « répartie » au-dessus des critères")
      }
      article?.dotationSolidarite.repartition += try cursor.criteres()
      try cursor.end(example: LineCursor.exempleCritere)
    } else {
      throw unknown(cursor, among: Self.clausesDSC, what: "cette ligne de l'article")
    }
  }

  private mutating func ponderation(_ cursor: inout LineCursor) throws(LineFault) {
    try once(article?.dotationSolidarite.ponderation != nil, cursor, "la pondération")
    try cursor.expectColon(example: "pondération : population INSEE")
    let start = cursor.index
    let choix: ChoixPopulation
    if cursor.accept(any: ["population insee", "population totale insee", "insee"]) {
      choix = .insee
    } else if cursor.accept(any: ["population dgf", "dgf"]) {
      choix = .dgf
    } else {
      throw cursor.expected("« population INSEE » ou « population DGF »", example: "pondération : population INSEE")
    }
    article?.dotationSolidarite.ponderation = Located(choix, cursor.span(from: start))
    context = .none
    try cursor.end(example: "pondération : population INSEE")
  }

  private mutating func garantie(_ cursor: inout LineCursor) throws(LineFault) {
    let example =
      "garantie : au moins 95 % du montant de l'année précédente, financée par les communes en hausse, jusqu'en 2028 inclus"
    try cursor.expectColon(example: example)
    let found = try bornes(&cursor, plafonds: false, example: example)
    let base = try base(&cursor, found.plancher != nil || found.habitant.baisse != nil, example: example)
    cursor.skipCommas()
    guard cursor.accept(any: ["financee par", "payee par"]) else {
      throw cursor.expected("« financée par l'EPCI » ou « financée par les communes en hausse »", example: example)
    }
    let financement: ClausesDotationSolidarite.Garantie.Financement
    if cursor.accept("l epci") {
      financement = .epci
    } else if cursor.accept(any: ["les communes en hausse", "les communes gagnantes"]) {
      financement = .communesEnHausse
    } else {
      throw cursor.expected("« l'EPCI » ou « les communes en hausse »", example: example)
    }
    let until = try jusquEn(&cursor, example: example)
    add(
      .init(
        plancher: found.plancher, plafond: nil, habitant: found.habitant, base: base, financement: financement,
        jusquEn: until), cursor)
    try cursor.end(example: example)
  }

  private mutating func tunnel(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "tunnel : au moins 95 % et au plus 110 % du montant de l'année précédente, jusqu'en 2028 inclus"
    try cursor.expectColon(example: example)
    let found = try bornes(&cursor, plafonds: true, example: example)
    let heads = found.habitant
    let refers = found.plancher != nil || found.plafond != nil || heads.baisse != nil || heads.hausse != nil
    let base = try base(&cursor, refers, example: example)
    let until = try jusquEn(&cursor, example: example)
    add(
      .init(
        plancher: found.plancher, plafond: found.plafond, habitant: heads, base: base, financement: .tunnel,
        jusquEn: until), cursor)
    try cursor.end(example: example)
  }

  private mutating func add(_ garantie: ClausesDotationSolidarite.Garantie, _ cursor: LineCursor) {
    article?.dotationSolidarite.garanties.append(Located(garantie, cursor.whole))
    context = .none
  }

  /// - Parameter refers: false when no bound is measured against a past amount, which is then not written.
  private func base(
    _ cursor: inout LineCursor, _ refers: Bool, example: String
  ) throws(LineFault) -> ClausesDotationSolidarite.Garantie.Base {
    guard refers else { return .anneePrecedente }
    guard cursor.accept(any: ["du montant de", "des montants de"]) else {
      throw cursor.expected("« du montant de l'année précédente » ou « du montant de 2025 »", example: example)
    }
    if cursor.accept("l annee precedente") { return .anneePrecedente }
    return .annee(try cursor.year().value)
  }

  private func jusquEn(_ cursor: inout LineCursor, example: String) throws(LineFault) -> Located<Int>? {
    cursor.skipCommas()
    guard cursor.accept(any: ["jusqu en", "jusqu a"]) else { return nil }
    let year = try cursor.year()
    guard cursor.accept(any: ["inclus", "inclue", "compris"]) else {
      throw cursor.expected("« inclus » après l'année", example: example)
    }
    return year
  }

  private mutating func lissage(_ cursor: inout LineCursor) throws(LineFault) {
    try once(article?.dotationSolidarite.lissage != nil, cursor, "le lissage")
    let example = "lissage : linéaire sur 4 ans depuis les montants de 2025"
    try cursor.expectColon(example: example)
    if cursor.accept("lineaire sur") {
      let years = try cursor.integer("un nombre d'années", example: example)
      guard cursor.accept(any: ["ans", "an"]) else {
        throw cursor.fault(
          "P0104", "cette durée n'a pas d'unité", at: years.span, repair: "écrivez « \(years.value) ans »")
      }
      guard (1...30).contains(years.value) else {
        throw cursor.fault("P0106", "un lissage dure de 1 à 30 ans", at: years.span, repair: "corrigez la durée")
      }
      try cursor.expect("depuis les montants de", shown: "depuis les montants de", example: example)
      let from = try cursor.year()
      article?.dotationSolidarite.lissage = Located(.lineaire(ans: years.value, depuis: from.value), cursor.whole)
    } else if cursor.accept("garantie degressive de") {
      var steps: [Decimal] = []
      while cursor.isAtNumber {
        steps.append(try cursor.percent(example: "75 %").value)
        cursor.skipCommas()
        _ = cursor.accept("puis") || cursor.accept("et")
      }
      let example = "lissage : garantie dégressive de 100 %, 75 %, 50 %, 25 % des montants de 2025"
      guard !steps.isEmpty else { throw cursor.expected("des pourcentages", example: example) }
      try cursor.expect("des montants de", shown: "des montants de", example: example)
      let from = try cursor.year()
      article?.dotationSolidarite.lissage = Located(.degressif(steps, depuis: from.value), cursor.whole)
    } else {
      throw cursor.expected("« linéaire sur … ans » ou « garantie dégressive de … »", example: example)
    }
    context = .none
    try cursor.end(example: example)
  }
}
