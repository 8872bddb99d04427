import Diagnostics

extension Parser {
  static let exigences = [
    "aucune commune ne perd plus de 15 €/hab. DGF par an", "« Montjoie » ne perd pas", "au plus 3 communes perdantes",
    "la DSC de « Montjoie » est au moins de 20 000 € en 2028", "le coût pour l'EPCI ne dépasse pas 500 000 €",
    "le vote des deux tiers du conseil est acquis si les communes perdantes s'abstiennent",
  ]

  static func exigence(_ cursor: inout LineCursor) throws(LineFault) -> Exigence {
    let span = cursor.whole
    cursor.index += 1
    _ = cursor.accept("que") || cursor.accept("qu")
    let condition: Exigence.Condition
    if cursor.accept("aucune commune ne perd") {
      condition = try loss(&cursor, commune: nil)
    } else if cursor.accept("au plus") {
      let count = try cursor.integer("un nombre de communes", example: exigences[2])
      guard cursor.accept(any: ["communes perdantes", "commune perdante"]) else {
        throw cursor.expected("« communes perdantes »", example: exigences[2])
      }
      condition = .nombrePerdantes(count)
    } else if case .texte(let name)? = cursor.current?.kind, let token = cursor.current {
      cursor.index += 1
      let commune = Located(name, cursor.span(token))
      try cursor.expect("ne perd pas", shown: "ne perd pas", example: exigences[1])
      condition = try loss(&cursor, commune: commune)
    } else if cursor.accept("le cout pour l epci") || cursor.accept("le cout de l epci") {
      try cursor.expect("ne depasse pas", shown: "ne dépasse pas", example: exigences[4])
      let montant = try cursor.montant(example: "500 000 €", signed: true)
      _ = cursor.accept("par an")
      condition = .coutEPCI(montant, annee: try year(&cursor))
    } else if cursor.accept("le vote") {
      condition = try vote(&cursor)
    } else if cursor.accept("la majorite qualifiee des communes") {
      condition = .vote(.qualifiee, try losers(&cursor, qualified: true))
    } else if let flux = flux(&cursor) {
      condition = try bound(&cursor, flux)
    } else {
      throw cursor.fault(
        "P0128", "cette exigence n'est pas comprise", at: span,
        repair: "formes possibles : \(exigences.map { "« exiger \($0) »" }.joined(separator: ", "))")
    }
    try cursor.end()
    return Exigence(condition: condition, span: span)
  }

  private static func loss(_ cursor: inout LineCursor, commune: CommuneRef?) throws(LineFault) -> Exigence.Condition {
    guard cursor.accept("plus de") else { return .aucunePerte(commune: commune) }
    let start = cursor.index
    let next = start + 1 < cursor.tokens.count ? cursor.tokens[start + 1].kind : nil
    let seuil: Exigence.Seuil
    if next == .pourcent {
      let rate = try cursor.percent(example: "2 % de ses recettes réelles")
      guard cursor.accept(any: ["de ses recettes reelles", "des recettes reelles", "de leurs recettes reelles"]) else {
        throw cursor.expected("« de ses recettes réelles »", example: "2 % de ses recettes réelles")
      }
      _ = cursor.accept("de fonctionnement")
      seuil = .pourcentageRecettes(rate.value)
    } else {
      seuil = .montant(try cursor.montant(example: "15 €/hab. DGF").value)
    }
    let located = Located(seuil, cursor.span(from: start))
    _ = cursor.accept("par an")
    return .perteMaximale(located, commune: commune)
  }

  private static func vote(_ cursor: inout LineCursor) throws(LineFault) -> Exigence.Condition {
    let majorite: Exigence.MajoriteExigee
    if cursor.accept(any: ["des deux tiers", "aux deux tiers", "a la majorite des deux tiers"]) {
      majorite = .deuxTiers
    } else if cursor.accept("a la majorite simple") {
      majorite = .simple
    } else if cursor.accept("a l unanimite") {
      majorite = .unanimite
    } else {
      throw cursor.expected("« des deux tiers », « à la majorité simple » ou « à l'unanimité »", example: exigences[5])
    }
    _ = cursor.accept("du conseil")
    return .vote(majorite, try losers(&cursor, qualified: false))
  }

  private static func losers(
    _ cursor: inout LineCursor, qualified: Bool
  ) throws(LineFault) -> Exigence.AttitudePerdantes {
    let example =
      qualified ? "la majorité qualifiée des communes est acquise si les communes perdantes refusent" : exigences[5]
    guard cursor.accept(any: ["est acquis", "est acquise"]) else {
      throw cursor.expected(qualified ? "« est acquise »" : "« est acquis »", example: example)
    }
    try cursor.expect("si les communes perdantes", shown: "si les communes perdantes", example: example)
    if cursor.accept(any: qualified ? ["ne deliberent pas", "se taisent"] : ["s abstiennent"]) { return .abstention }
    if cursor.accept(any: qualified ? ["refusent"] : ["votent contre"]) { return .contre }
    throw cursor.expected(
      qualified ? "« refusent » ou « ne délibèrent pas »" : "« s'abstiennent » ou « votent contre »", example: example)
  }

  private static func flux(_ cursor: inout LineCursor) -> Exigence.Flux? {
    let names: [(String, Exigence.Flux)] = [
      ("l ac", .attributionCompensation), ("l attribution de compensation", .attributionCompensation),
      ("la dsc", .dotationSolidarite), ("la dotation de solidarite", .dotationSolidarite),
      ("le prelevement fpic", .prelevementFPIC), ("le reversement fpic", .reversementFPIC),
      ("la prise en charge du fpic", .priseEnChargeFPIC), ("le fonds de concours", .fondsDeConcours),
      ("la taxe d amenagement", .taxeAmenagement), ("le partage de foncier", .partageFoncier),
      ("la dgf territoriale", .dgfTerritoriale), ("la facture des services communs", .servicesCommuns),
      ("la variation du produit fiscal", .fiscalite), ("le net", .net),
      ("le solde net", .net), ("le solde", .net),
    ]
    for (phrase, flux) in names where cursor.accept(phrase) { return flux }
    return nil
  }

  private static func bound(_ cursor: inout LineCursor, _ flux: Exigence.Flux) throws(LineFault) -> Exigence.Condition {
    _ = cursor.accept("de") || cursor.accept("d")
    let commune = try cursor.text("le nom de la commune entre guillemets", example: exigences[3])
    try cursor.expect("est", shown: "est", example: exigences[3])
    let comparaison: Exigence.Comparaison
    if cursor.accept("au moins") {
      comparaison = .auMoins
    } else if cursor.accept("au plus") {
      comparaison = .auPlus
    } else {
      throw cursor.expected("« au moins » ou « au plus »", example: exigences[3])
    }
    _ = cursor.accept("de")
    let montant = try cursor.montant(example: "20 000 €", signed: true)
    return .montant(flux, commune: commune, comparaison, montant, annee: try year(&cursor))
  }

  private static func year(_ cursor: inout LineCursor) throws(LineFault) -> Located<Int>? {
    cursor.accept("en") ? try cursor.year() : nil
  }
}
