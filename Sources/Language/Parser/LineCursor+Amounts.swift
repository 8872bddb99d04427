import Diagnostics

extension LineCursor {
  /// `3,5 M€`, `− 400 k€`, `25 €/hab. INSEE`, `40 k€/an`.
  /// - Parameter signed: a sign may come first.
  mutating func montant(example: String, signed: Bool = false) throws(LineFault) -> Located<Montant> {
    let start = index
    var sign: Int64 = 1
    if signed {
      if accept(.moins) { sign = -1 } else { _ = accept(.plus) }
    } else {
      try refuseMinus("un montant négatif n'a pas de sens ici")
    }
    guard let token = current, case .nombre(let value) = token.kind else {
      throw expected("un montant", example: example)
    }
    index += 1
    guard let unitToken = current, case .euro(let unite) = unitToken.kind else {
      throw fault(
        "P0104", "ce montant n'a pas d'unité", at: span(token),
        repair: "écrivez « \(token.text) € », « \(token.text) k€ » ou « \(token.text) M€ »")
    }
    index += 1
    guard let centimes = Self.centimes(value, unite) else {
      throw fault(
        "P0106", "ce montant est plus fin que le centime, ou trop grand", at: span(from: start),
        repair: "deux décimales d'euro au plus")
    }
    var montant = Montant(centimes: sign * centimes, unite: unite)
    if accept(.barre) {
      if accept(any: ["hab", "habitant"]) {
        montant.parHabitant = try population(after: span(from: start))
      } else if !accept(any: ["an", "ans"]) {
        throw expected("« hab. » ou « an » après la barre", example: example)
      }
    } else if accept("par habitant") {
      montant.parHabitant = try population(after: span(from: start))
    }
    return Located(montant, span(from: start))
  }

  private mutating func population(after amount: Span) throws(LineFault) -> ChoixPopulation {
    if accept("dgf") { return .dgf }
    if accept("insee") { return .insee }
    throw fault(
      "P0117", "par habitant de quelle population ?", at: amount,
      repair: "précisez « €/hab. DGF » ou « €/hab. INSEE »")
  }

  /// Exact centimes, or `nil` when the amount is finer than a centime or beyond a hundred billion euros.
  private static func centimes(_ value: Decimal, _ unite: Montant.Unite) -> Int64? {
    let powers: [Montant.Unite: Int] = [.euro: 2, .millier: 5, .million: 8]
    let shift = (powers[unite] ?? 2) - value.decimals
    var amount = value.mantissa
    if shift >= 0 {
      for _ in 0..<shift {
        let (product, overflow) = amount.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        amount = product
      }
    } else {
      for _ in 0..<(-shift) {
        guard amount % 10 == 0 else { return nil }
        amount /= 10
      }
    }
    return amount <= 10_000_000_000_000 ? amount : nil
  }

  /// `3,5 M€ en 2026, 3,6 M€ en 2027, puis indexée de 1 % par an`
  mutating func montantAnnuel(example: String) throws(LineFault) -> Located<MontantAnnuel> {
    let start = index
    var paliers: [MontantAnnuel.Palier] = []
    var suite: Located<MontantAnnuel.Suite>?
    repeat {
      let montant = try montant(example: example)
      guard accept(any: ["en", "a compter de", "des"]) else {
        throw expected("l'année du montant", example: example)
      }
      paliers.append(MontantAnnuel.Palier(annee: try year(), montant: montant))
      skipCommas()
    } while isAtNumber
    _ = accept("et")
    if accept("puis") {
      let from = index
      if accept(any: ["constante", "constant", "stable"]) {
        suite = Located(.constante, span(from: from))
      } else if accept(any: ["indexee de", "indexe de"]) {
        let rate = try evolution(example: "1 %")
        try expect("par an", shown: "par an", example: "puis indexée de 1 % par an")
        suite = Located(.indexee(rate.value), span(from: from))
      } else if accept(any: ["augmentee de", "augmente de"]) {
        let long = "puis augmentée de 50 % de la hausse de la fiscalité professionnelle"
        let part = try percent(example: long)
        try expect(
          "de la hausse de la fiscalite professionnelle", shown: "de la hausse de la fiscalité professionnelle",
          example: long)
        suite = Located(.partHausse(part.value), span(from: from))
      } else {
        throw expected("« constante » ou « indexée de … % par an »", example: "puis indexée de 1 % par an")
      }
    }
    for (before, after) in zip(paliers, paliers.dropFirst()) where after.annee.value <= before.annee.value {
      throw fault(
        "P0119", "l'année \(after.annee.value) est écrite après \(before.annee.value)", at: after.annee.span,
        repair: "écrivez les années dans l'ordre croissant")
    }
    return Located(MontantAnnuel(paliers: paliers, suite: suite), span(from: start))
  }

  var isAtNumber: Bool { if case .nombre? = current?.kind { true } else { false } }

  private static let mois = [
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
  ]

  /// `20 juin 2026`, `1er juillet 2026`, with an optional « le ».
  mutating func date() throws(LineFault) -> Located<DateEcrite> {
    _ = accept("le")
    let start = index
    let jour = try integer("une date", example: "20 juin 2026")
    _ = accept("er")
    guard let token = current, case .mot(let word) = token.kind, let month = Self.mois.firstIndex(of: word) else {
      throw expected("le nom d'un mois", example: "20 juin 2026")
    }
    index += 1
    let annee = try year()
    let date = DateEcrite(jour: jour.value, mois: month + 1, annee: annee.value)
    guard (1...date.joursDuMois).contains(jour.value) else {
      throw fault(
        "P0118", "cette date n'existe pas : ce mois a \(date.joursDuMois) jours", at: span(from: start),
        repair: "corrigez le jour")
    }
    return Located(date, span(from: start))
  }

  /// `40 pour, 12 contre, 3 abstentions, le 20 juin 2026`
  mutating func vote() throws(LineFault) -> Located<Vote> {
    let start = index
    let example = "vote : 40 pour, 12 contre, le 20 juin 2026"
    let pour = try integer("le nombre de voix pour", example: example)
    try expect("pour", shown: "pour", example: example)
    skipCommas()
    let contre = try integer("le nombre de voix contre", example: example)
    try expect("contre", shown: "contre", example: example)
    skipCommas()
    var abstentions = 0
    let next = index + 1 < tokens.count ? tokens[index + 1].kind : nil
    if isAtNumber, next == .mot("abstentions") || next == .mot("abstention") {
      abstentions = try integer("le nombre d'abstentions", example: example).value
      _ = accept(any: ["abstentions", "abstention"])
      skipCommas()
    }
    let date = isAtEnd ? nil : try date().value
    return Located(
      Vote(pour: pour.value, contre: contre.value, abstentions: abstentions, date: date), span(from: start))
  }
}

extension DateEcrite {
  /// Days of its month in its year.
  public var joursDuMois: Int {
    switch mois {
    case 4, 6, 9, 11: 30
    case 2: annee % 4 == 0 && (annee % 100 != 0 || annee % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
