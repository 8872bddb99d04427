import Diagnostics

extension LoneCheck {
  mutating func check(_ levier: Levier, _ article: Article) {
    switch levier {
    case .fondsDeConcours(let clauses): check(clauses, article)
    case .taxeAmenagement(let clauses): check(clauses, article)
    case .partageFoncier(let clauses): check(clauses, article)
    case .dgfTerritoriale(let clauses): check(clauses, article)
    case .tauxImposition(let clauses): check(clauses, article)
    case .priseEnChargeFPIC(let clauses): check(clauses, article)
    }
  }

  private mutating func lacks(_ sentence: String, _ span: Span, example: String) {
    add("P0115", .erreur, sentence, span, repair: "ajoutez \(example)")
  }

  /// A part in percent stays within 100 %.
  private mutating func part(_ part: Located<Decimal>) {
    if part.value.fraction > 1 {
      add("P0120", .erreur, "cette part dépasse 100 %", part.span, repair: "écrivez 100 % au plus")
    }
  }

  private mutating func parts(_ parts: [PartCommune]) {
    for exception in parts { part(exception.part) }
    repeated(parts.map(\.commune))
  }

  private mutating func sum(_ montant: Located<Montant>?) {
    guard let montant, montant.value.parHabitant != nil else { return }
    add(
      "P0106", .erreur, "il faut ici un montant en euros, non par habitant", montant.span,
      repair: "écrivez la somme entière")
  }

  /// Defaults of a répartition that is not the DSC's.
  private mutating func shapes(_ repartition: [Critere], _ ponderation: Located<ChoixPopulation>?, _ span: Span) {
    weights(repartition)
    let wealth = repartition.filter { $0.grandeur.value.estRichesse }
    if ponderation == nil, !wealth.isEmpty {
      add(
        "P0160", .remarque, "la population de pondération n'est pas écrite : population INSEE totale", span,
        repair: "écrivez « pondération : population INSEE » pour le dire")
    }
    for critere in wealth where critere.forme == nil {
      let shape = critere.grandeur.value == .revenu ? "linéaire" : "écart tronqué"
      add(
        "P0161", .remarque, "la forme du critère n'est pas écrite : \(shape)", critere.grandeur.span,
        repair: "ajoutez « , \(shape) » pour le dire")
    }
  }

  // MARK: - Fonds de concours

  private mutating func check(_ clauses: ClausesFondsDeConcours, _ article: Article) {
    let first = periode.lowerBound
    if clauses.projets.isEmpty, clauses.enveloppe == nil {
      lacks(
        "aucun projet n'est écrit", article.span,
        example: "« projet « École » de « Montjoie » en \(first) : coût 600 000 € TTC, fonds de concours maximal »")
    }
    if clauses.assiette == nil, let projet = clauses.projets.first {
      add(
        "P0162", .remarque, "l'assiette du plafond n'est pas écrite : coût TTC, FCTVA non déduit", projet.span,
        repair: "écrivez « assiette : TTC » pour le dire")
    }
    if let enveloppe = clauses.enveloppe {
      covers(enveloppe)
      if clauses.repartition.isEmpty {
        lacks(
          "la répartition des droits de tirage n'est pas écrite", clauses.repartitionSpan ?? enveloppe.span,
          example: "« droits de tirage répartis », puis une ligne par critère : « \(LineCursor.exempleCritere) »")
      }
      if clauses.solde == nil {
        lacks(
          "le sort des droits non consommés n'est pas écrit", enveloppe.span, example: "« solde des droits : reporté »")
      }
    } else if let span = clauses.repartitionSpan {
      lacks(
        "l'enveloppe des droits de tirage n'est pas écrite", span,
        example: "« enveloppe de 1,5 M€ en \(first), puis constante »")
    } else if let solde = clauses.solde {
      add(
        "P0151", .remarque, "sans droits de tirage, leur solde est sans effet", solde.span, repair: "retirez la ligne")
    }
    if !clauses.repartition.isEmpty {
      shapes(clauses.repartition, clauses.ponderation, clauses.repartitionSpan ?? article.span)
    }
    for projet in clauses.projets {
      started(projet.annee)
      for montant in [projet.coutTTC, projet.coutHT, projet.subventions, projet.montant] { sum(montant) }
      let needsHT = clauses.assiette?.value == .ht
      if needsHT ? projet.coutHT == nil : projet.coutTTC == nil {
        lacks(
          "le coût \(needsHT ? "HT" : "TTC") du projet n'est pas écrit", projet.span,
          example: "« coût 600 000 € \(needsHT ? "HT" : "TTC") », l'assiette du plafond")
      }
    }
  }

  // MARK: - Shared taxes

  private mutating func check(_ clauses: ClausesTaxeAmenagement, _ article: Article) {
    if clauses.percepteur == nil {
      lacks(
        "il n'est pas écrit qui perçoit la taxe", article.span,
        example: "« perçue par les communes » ou « perçue par l'EPCI »")
    }
    if clauses.reversements.isEmpty {
      lacks(
        "aucun reversement n'est écrit", article.span,
        example: "« reversement à compter de \(periode.lowerBound) : 20 % du produit »")
    }
    for (index, reversement) in clauses.reversements.enumerated() {
      started(reversement.aCompterDe)
      if let twin = clauses.reversements[..<index].first(where: { $0.replaces(reversement) }) {
        add(
          "P0116", .erreur, "ce reversement est écrit deux fois pour \(reversement.aCompterDe.value)", reversement.span,
          related: [twin.span.place("la première fois")], repair: "gardez une seule des deux lignes")
      }
      switch reversement.mesure {
      case .produit(let value), .zones(let value): part(value)
      case .charges:
        if let first = reversement.exceptions.first {
          add(
            "P0131", .erreur, "la charge des équipements fixe déjà la part de chaque commune", first.commune.span,
            related: [reversement.span.place("la mesure")], repair: "retirez la ligne")
        }
      }
      parts(reversement.exceptions)
    }
  }

  private mutating func check(_ clauses: ClausesPartageFoncier, _ article: Article) {
    if clauses.partages.isEmpty {
      lacks(
        "aucun partage n'est écrit", article.span,
        example: "« foncier bâti des zones à compter de \(periode.lowerBound) : 50 % du produit »")
    }
    for (index, partage) in clauses.partages.enumerated() {
      started(partage.aCompterDe)
      let twin = clauses.partages[..<index].first {
        $0.impot == partage.impot && $0.aCompterDe.value == partage.aCompterDe.value
      }
      if let twin {
        add(
          "P0116", .erreur, "ce partage est écrit deux fois pour \(partage.aCompterDe.value)", partage.span,
          related: [twin.span.place("la première fois")], repair: "gardez une seule des deux lignes")
      }
      part(partage.part)
      parts(partage.exceptions)
      if let since = partage.depuis, since.value >= partage.aCompterDe.value {
        add(
          "P0113", .erreur,
          "la hausse se mesure depuis \(since.value), le partage commence en "
            + "\(partage.aCompterDe.value)", since.span,
          repair: "prenez une année antérieure à \(partage.aCompterDe.value)")
      }
    }
  }

  private mutating func check(_ clauses: ClausesDGFTerritoriale, _ article: Article) {
    if let mise = clauses.mise {
      started(mise.aCompterDe)
      switch mise.apport {
      case .totale: break
      case .pourcentageDGF(let value), .pourcentageRecettes(let value): part(value)
      case .montants(let montants):
        if montants.isEmpty { lacks("aucun apport n'est écrit", mise.span, example: "« « Montjoie » : + 20 000 € »") }
        repeated(montants.map(\.commune))
        for montant in montants {
          sum(montant.montant)
          if montant.montant.value.centimes < 0 {
            add(
              "P0106", .erreur, "un apport est positif ou nul", montant.montant.span, repair: "retirez le signe moins")
          }
        }
      }
    } else {
      lacks(
        "la mise en commun n'est pas écrite", article.span,
        example: "« mise en commun partielle à compter de \(periode.lowerBound) : 1 % des recettes réelles »")
    }
    if clauses.repartition.isEmpty {
      lacks(
        "la répartition n'est pas écrite", clauses.repartitionSpan ?? article.span,
        example: "« répartie », puis une ligne par critère : « \(LineCursor.exempleCritere) »")
    } else {
      shapes(clauses.repartition, clauses.ponderation, clauses.repartitionSpan ?? article.span)
    }
  }

  // MARK: - Rates and FPIC

  private mutating func check(_ clauses: ClausesTauxImposition, _ article: Article) {
    if clauses.mesures.isEmpty {
      lacks(
        "aucun taux n'est écrit", article.span,
        example: "« taux de l'EPCI à compter de \(periode.lowerBound) : foncier bâti + 1 point »")
    }
    for (index, mesure) in clauses.mesures.enumerated() {
      started(mesure.aCompterDe)
      let twin = clauses.mesures[..<index].first { mesure.decides(sameAs: $0) }
      if let twin {
        add(
          "P0116", .erreur, "ce taux est écrit deux fois pour \(mesure.aCompterDe.value)", mesure.span,
          related: [twin.span.place("la première fois")], repair: "gardez une seule des deux lignes")
      }
      if case .vote(_, .taux(let rate)) = mesure.genre { part(rate) }
      if case .echange(let points, let restitution) = mesure.genre { check(mesure, points, restitution) }
    }
  }

  private mutating func check(
    _ mesure: MesureTaux, _ points: Located<Decimal>, _ restitution: Located<MesureTaux.Restitution>
  ) {
    if points.value.mantissa <= 0 {
      add("P0106", .erreur, "un échange donne des points à l'EPCI", points.span, repair: "écrivez un nombre positif")
    }
    if mesure.impot.value == .cfe {
      add(
        "P0131", .erreur, "la cotisation foncière ne s'échange pas : un seul de l'EPCI et des communes la vote",
        mesure.impot.span, repair: "échangez des points de foncier bâti")
    }
    switch restitution.value {
    case .attributionCompensation where !scenario.articles.contains { $0.objet.libelle.hasPrefix("attribution") }:
      add(
        "P0131", .erreur, "aucun article ne traite l'attribution de compensation qui restitue le produit",
        restitution.span, repair: "ajoutez « article 1 : attribution de compensation »")
    case .dotationSolidarite where !scenario.articles.contains { $0.objet.libelle.hasPrefix("dotation de solidarité") }:
      add(
        "P0131", .erreur, "aucun article n'institue la dotation de solidarité qui restitue le produit",
        restitution.span, repair: "ajoutez l'article, ou restituez par l'attribution de compensation")
    case .fondsDeConcours where !scenario.articles.contains { $0.hasDrawingRights }:
      add(
        "P0131", .erreur, "aucun article n'ouvre les droits de tirage qui restituent le produit", restitution.span,
        repair: "ajoutez un article « fonds de concours » avec une enveloppe de droits de tirage")
    default: break
    }
  }

  private mutating func check(_ clauses: ClausesPriseEnCharge, _ article: Article) {
    if clauses.prises.isEmpty {
      lacks(
        "la part prise en charge n'est pas écrite", article.span,
        example: "« 50 % du prélèvement des communes à compter de \(periode.lowerBound) »")
    }
    for (index, prise) in clauses.prises.enumerated() {
      started(prise.aCompterDe)
      part(prise.part)
      sum(prise.limite)
      if let twin = clauses.prises[..<index].first(where: { $0.aCompterDe.value == prise.aCompterDe.value }) {
        add(
          "P0116", .erreur, "la part prise en charge est écrite deux fois pour \(prise.aCompterDe.value)", prise.span,
          related: [twin.span.place("la première fois")], repair: "gardez une seule des deux lignes")
      }
    }
  }
}

extension Article {
  fileprivate var hasDrawingRights: Bool {
    if case .levier(.fondsDeConcours(let clauses)) = objet { clauses.enveloppe != nil } else { false }
  }
}

extension ClausesTaxeAmenagement.Reversement {
  /// Both measure the same product from the same year.
  fileprivate func replaces(_ other: Self) -> Bool {
    guard aCompterDe.value == other.aCompterDe.value else { return false }
    func isZones(_ mesure: Mesure) -> Bool { if case .zones = mesure { true } else { false } }
    return isZones(mesure) == isZones(other.mesure)
  }
}

extension MesureTaux {
  /// Same council, same tax, same year.
  fileprivate func decides(sameAs other: MesureTaux) -> Bool {
    guard impot.value == other.impot.value, aCompterDe.value == other.aCompterDe.value else { return false }
    switch (genre, other.genre) {
    case (.vote(let a, _), .vote(let b, _)): return a == b
    case (.echange, .echange): return true
    default: return false
    }
  }
}
