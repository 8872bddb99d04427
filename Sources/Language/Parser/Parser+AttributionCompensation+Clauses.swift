import Diagnostics

// Clauses of the attribution de compensation beside the transfers and the free revisions.
extension Parser {
  /// A clause that stands alone in the article; false when the line is none of them.
  mutating func articleClause(_ cursor: inout LineCursor) throws(LineFault) -> Bool {
    let clauses = article?.attributionCompensation
    if cursor.accept(any: ["attributions initiales de", "attributions initiales en"]) {
      try once(clauses?.initiales != nil, cursor, "la ligne « attributions initiales »")
      article?.attributionCompensation.initiales = .init(annee: try cursor.year(), span: cursor.whole)
      context = .initiales
      try cursor.end(example: "attributions initiales de 2026")
      return true
    }
    if cursor.accept(any: ["fusion de", "fusion en"]) {
      try once(clauses?.fusion != nil, cursor, "la ligne « fusion de … »")
      article?.attributionCompensation.fusion = try cursor.year()
      try cursor.end(example: "fusion de 2025")
    } else if cursor.accept("hors des bornes") {
      try once(clauses?.horsBornes != nil, cursor, "la ligne « hors des bornes »")
      let choix = try horsBornes(&cursor)
      article?.attributionCompensation.horsBornes = choix
    } else if cursor.accept("notification") {
      try once(clauses?.notification != nil, cursor, "la notification")
      try cursor.expectColon(example: "notification : le 10 février 2026")
      article?.attributionCompensation.notification = try cursor.date()
      try cursor.end(example: "notification : le 10 février 2026")
    } else if cursor.accept("rapport quinquennal de") {
      try once(clauses?.rapportQuinquennal != nil, cursor, "le rapport quinquennal")
      article?.attributionCompensation.rapportQuinquennal = try cursor.year()
      try cursor.end(example: "rapport quinquennal de 2022")
    } else if cursor.accept("arrondi a l euro") {
      try once(clauses?.arrondiALEuro == true, cursor, "la ligne « arrondi à l'euro »")
      article?.attributionCompensation.arrondiALEuro = true
      try cursor.end(example: "arrondi à l'euro")
    } else {
      return false
    }
    context = .none
    return true
  }

  private func horsBornes(
    _ cursor: inout LineCursor
  ) throws(LineFault) -> Located<ClausesAttributionCompensation.HorsBornes> {
    let example = "hors des bornes : ramener à la borne"
    try cursor.expectColon(example: example)
    let start = cursor.index
    let choix: ClausesAttributionCompensation.HorsBornes
    if cursor.accept("signaler") {
      choix = .signaler
    } else if cursor.accept("ramener a la borne") {
      choix = .ramener
    } else if cursor.accept("laisser l attribution inchangee") {
      choix = .ecarter
    } else {
      throw cursor.expected(
        "« ramener à la borne », « laisser l'attribution inchangée » ou « signaler »", example: example)
    }
    try cursor.end(example: example)
    return Located(choix, cursor.span(from: start))
  }

  /// « communes isolées : « A », « B » », « FNGIR transféré à l'EPCI »
  mutating func provenance(_ cursor: inout LineCursor) throws(LineFault) {
    if cursor.accept(any: ["fngir transfere a l epci", "fngir transfere"]) {
      article?.attributionCompensation.initiales?.fngirTransfere = true
      try cursor.end(example: "FNGIR transféré à l'EPCI")
      return
    }
    let example = "communes isolées : « Montjoie », « Val-Fleuri »"
    let cas: ClausesAttributionCompensation.Provenance.Cas
    if cursor.accept("communes isolees") {
      cas = .isolees
    } else if cursor.accept("communes d un epci a fiscalite additionnelle") {
      cas = .fiscaliteAdditionnelle
    } else if cursor.accept("communes d un epci a fiscalite professionnelle unique") {
      cas = .fiscaliteProfessionnelleUnique
    } else {
      throw unknown(
        cursor,
        among: [
          "communes isolées :", "communes d'un EPCI à fiscalité additionnelle :",
          "communes d'un EPCI à fiscalité professionnelle unique :", "FNGIR transféré à l'EPCI",
        ], what: "cette ligne des attributions initiales")
    }
    try cursor.expectColon(example: example)
    var communes: [CommuneRef] = []
    if !cursor.accept(any: ["toutes les autres", "toutes"]) {
      repeat {
        communes.append(try cursor.text("le nom d'une commune entre guillemets", example: example))
        cursor.skipCommas()
        _ = cursor.accept("et")
      } while !cursor.isAtEnd
    }
    try cursor.end(example: example)
    article?.attributionCompensation.initiales?.provenances.append(
      .init(cas: cas, communes: communes, span: cursor.whole))
  }

  /// A revision whose amounts come in the lines below.
  mutating func opening(
    _ genre: RevisionAttributionCompensation.Genre, _ example: String, _ cursor: inout LineCursor
  ) throws(LineFault) {
    let year = try aCompterDe(&cursor, example: example)
    try cursor.end(example: example)
    add(genre, year, cursor)
  }

  mutating func individualisee(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "révision individualisée à compter de 2028 : 5 %"
    let year = try aCompterDe(&cursor, example: example)
    if cursor.isAtEnd {
      add(.individualiseeMontants([]), year, cursor)
      return
    }
    try cursor.expectColon(example: example)
    add(.individualisee(try cursor.percent(example: "5 %")), year, cursor)
    try cursor.end(example: example)
  }

  mutating func indexation(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "indexation à compter de 2027 : + 1,5 % par an"
    let year = try aCompterDe(&cursor, example: example)
    try cursor.expectColon(example: example)
    let rate = try cursor.evolution(example: "+ 1,5 %")
    try cursor.expect("par an", shown: "par an", example: example)
    try cursor.end(example: example)
    add(.indexation(rate, refus: []), year, cursor)
  }

  mutating func investissement(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "part en investissement à compter de 2027 : 60 % du coût de renouvellement"
    let year = try aCompterDe(&cursor, example: example)
    if cursor.isAtEnd {
      add(.investissementMontants([]), year, cursor)
      return
    }
    try cursor.expectColon(example: example)
    let part = try cursor.percent(example: "60 %")
    try cursor.expect("du cout de renouvellement", shown: "du coût de renouvellement", example: example)
    try cursor.end(example: example)
    add(.investissementPart(part), year, cursor)
  }

  mutating func baisseBases(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "révision pour baisse des bases à compter de 2027 : perte de 90 k€, en proportion des attributions"
    let year = try aCompterDe(&cursor, example: example)
    try cursor.expectColon(example: example)
    var baisse: RevisionAttributionCompensation.Baisse
    if cursor.accept("perte constatee") {
      baisse = .init(perte: nil)
    } else if cursor.accept("perte de") {
      baisse = .init(perte: try cursor.montant(example: "90 k€"))
    } else {
      throw cursor.expected("« perte de … » ou « perte constatée »", example: example)
    }
    cursor.skipCommas()
    if cursor.accept(any: ["compensation de", "compensation"]) {
      baisse.compensation = try cursor.montant(example: "compensation 10 k€")
      cursor.skipCommas()
    }
    if cursor.accept("sur les communes perdantes") {
      baisse.communesPerdantes = true
    } else {
      try cursor.expect("en proportion des attributions", shown: "en proportion des attributions", example: example)
    }
    cursor.skipCommas()
    if cursor.accept("dans la limite de") {
      baisse.limite = try cursor.percent(example: "5 %")
      try cursor.expect("des recettes reelles", shown: "des recettes réelles", example: example)
      _ = cursor.accept("de fonctionnement")
    }
    try cursor.end(example: example)
    add(.baisseBases(baisse), year, cursor)
  }

  mutating func neutralisation(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "neutralisation fiscale à compter de 2027 : foncier bâti, foncier non bâti, résidences secondaires"
    let year = try aCompterDe(&cursor, example: example)
    try cursor.expectColon(example: example)
    var neutralisation = RevisionAttributionCompensation.Neutralisation(impots: [])
    while !cursor.isAtEnd {
      let start = cursor.index
      if cursor.accept("au titre de la fusion") {
        neutralisation.auTitreDeLaFusion = true
        break
      }
      let impot: RevisionAttributionCompensation.Neutralisation.Impot
      if cursor.accept("foncier non bati") {
        impot = .foncierNonBati
      } else if cursor.accept("foncier bati") {
        impot = .foncierBati
      } else if cursor.accept("residences secondaires") {
        impot = .residencesSecondaires
      } else {
        throw cursor.expected("« foncier bâti », « foncier non bâti » ou « résidences secondaires »", example: example)
      }
      neutralisation.impots.append(Located(impot, cursor.span(from: start)))
      cursor.skipCommas()
      _ = cursor.accept("et")
    }
    guard !neutralisation.impots.isEmpty else { throw cursor.expected("un impôt au moins", example: example) }
    try cursor.end(example: example)
    add(.neutralisation(neutralisation), year, cursor)
  }
}
