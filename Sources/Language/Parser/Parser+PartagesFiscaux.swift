import Diagnostics

extension Parser {
  // MARK: - Taxe d'aménagement

  mutating func taxeAmenagement(
    _ cursor: inout LineCursor, _ clauses: inout ClausesTaxeAmenagement
  ) throws(LineFault) {
    let example = "reversement à compter de 2026 : 20 % du produit"
    if cursor.accept("percue par") {
      try once(clauses.percepteur != nil, cursor, "la ligne « perçue par … »")
      let start = cursor.index
      if cursor.accept("les communes") {
        clauses.percepteur = Located(.communes, cursor.span(from: start))
      } else if cursor.accept("l epci") {
        clauses.percepteur = Located(.epci, cursor.span(from: start))
      } else {
        throw cursor.expected("« les communes » ou « l'EPCI »", example: "perçue par les communes")
      }
      context = .none
      try cursor.end(example: "perçue par les communes")
    } else if cursor.accept("reversement") {
      let whole = cursor.whole
      let year = try depuis(&cursor, example: example)
      try cursor.expectColon(example: example)
      let mesure: ClausesTaxeAmenagement.Reversement.Mesure
      if cursor.accept("selon la charge des equipements publics") || cursor.accept("selon la charge des equipements") {
        mesure = .charges
      } else {
        let part = try cursor.percent(example: "20 %")
        guard cursor.accept("du produit") else { throw cursor.expected("« du produit »", example: example) }
        if cursor.accept(any: ["des zones d activites", "des zones"]) {
          mesure = .zones(part)
        } else {
          mesure = .produit(part)
        }
      }
      clauses.reversements.append(.init(aCompterDe: year, mesure: mesure, span: whole))
      context = .revision
      try cursor.end(example: example)
    } else if isAtText(cursor), context == .revision, let last = clauses.reversements.indices.last {
      clauses.reversements[last].exceptions.append(try partCommune(&cursor))
    } else {
      throw unknown(
        cursor, among: ["perçue par …", "reversement à compter de …", "vote :", "en connaissance de cause"],
        what: "cette ligne de l'article")
    }
  }

  // MARK: - Foncier

  mutating func partageFoncier(_ cursor: inout LineCursor, _ clauses: inout ClausesPartageFoncier) throws(LineFault) {
    let example = "foncier bâti des zones à compter de 2026 : 50 % du produit"
    var impot: ClausesPartageFoncier.Impot?
    if cursor.accept(any: ["foncier bati des zones d activites", "foncier bati des zones"]) {
      impot = .foncierBati
    } else if cursor.accept(any: ["cotisation fonciere des zones d activites", "cotisation fonciere des zones"]) {
      impot = .cfe
    }
    if let impot {
      let whole = cursor.whole
      let year = try depuis(&cursor, example: example)
      try cursor.expectColon(example: example)
      let part = try cursor.percent(example: "50 %")
      var since: Located<Int>?
      if cursor.accept("de la hausse depuis") {
        since = try cursor.year()
      } else if !cursor.accept("du produit") {
        throw cursor.expected("« du produit » ou « de la hausse depuis 2025 »", example: example)
      }
      clauses.partages.append(.init(impot: impot, aCompterDe: year, part: part, depuis: since, span: whole))
      context = .revision
      try cursor.end(example: example)
    } else if isAtText(cursor), context == .revision, let last = clauses.partages.indices.last {
      clauses.partages[last].exceptions.append(try partCommune(&cursor))
    } else {
      throw unknown(
        cursor,
        among: [
          "foncier bâti des zones à compter de …", "cotisation foncière des zones à compter de …", "vote :",
          "en connaissance de cause",
        ], what: "cette ligne de l'article")
    }
  }

  // MARK: - DGF territoriale

  mutating func dgfTerritoriale(_ cursor: inout LineCursor, _ clauses: inout ClausesDGFTerritoriale) throws(LineFault) {
    if cursor.accept("mise en commun") {
      try once(clauses.mise != nil, cursor, "la mise en commun")
      clauses.mise = try mise(&cursor)
      context = .revision
    } else if cursor.accept("ponderation") {
      try once(clauses.ponderation != nil, cursor, "la pondération")
      clauses.ponderation = try choixPopulation(&cursor)
      context = .none
    } else if cursor.accept(any: ["repartie", "repartition"]) {
      try once(clauses.repartitionSpan != nil, cursor, "la répartition")
      clauses.repartitionSpan = cursor.whole
      context = .repartition
      _ = cursor.accept(.deuxPoints)
      if !cursor.isAtEnd { clauses.repartition += try cursor.criteres() }
      try cursor.end(example: LineCursor.exempleCritere)
    } else if cursor.isAtCriterion, context == .repartition {
      clauses.repartition += try cursor.criteres()
      try cursor.end(example: LineCursor.exempleCritere)
    } else if cursor.accept("notification") {
      try once(clauses.notification != nil, cursor, "la notification")
      try cursor.expectColon(example: "notification : le 5 mai 2026")
      clauses.notification = try cursor.date()
      context = .none
      try cursor.end(example: "notification : le 5 mai 2026")
    } else if isAtText(cursor), context == .revision, case .montants(let before)? = clauses.mise?.apport {
      clauses.mise?.apport = .montants(before + [try montantCommune(&cursor)])
    } else {
      throw unknown(
        cursor,
        among: [
          "mise en commun totale", "mise en commun partielle", "pondération :", "répartie", "notification :", "vote :",
        ],
        what: "cette ligne de l'article")
    }
  }

  private func mise(_ cursor: inout LineCursor) throws(LineFault) -> ClausesDGFTerritoriale.Mise {
    let example = "mise en commun partielle à compter de 2026 : 1 % des recettes réelles"
    let whole = cursor.whole
    if cursor.accept("totale") {
      let year = try depuis(&cursor, example: "mise en commun totale à compter de 2026")
      try cursor.end(example: "mise en commun totale à compter de 2026")
      return .init(apport: .totale, aCompterDe: year, span: whole)
    }
    guard cursor.accept("partielle") else {
      throw cursor.expected("« totale » ou « partielle »", example: example)
    }
    let year = try depuis(&cursor, example: example)
    guard cursor.accept(.deuxPoints) else {
      try cursor.end(example: example)
      return .init(apport: .montants([]), aCompterDe: year, span: whole)
    }
    let part = try cursor.percent(example: "1 %")
    let apport: ClausesDGFTerritoriale.Mise.Apport
    if cursor.accept("des recettes reelles de fonctionnement") || cursor.accept("des recettes reelles") {
      apport = .pourcentageRecettes(part)
    } else if cursor.accept("de la dgf") {
      apport = .pourcentageDGF(part)
    } else {
      throw cursor.expected("« des recettes réelles » ou « de la DGF »", example: example)
    }
    try cursor.end(example: example)
    return .init(apport: apport, aCompterDe: year, span: whole)
  }
}
