extension Levier {
  mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch self {
    case .fondsDeConcours(var clauses):
      clauses.change(cible, body)
      self = .fondsDeConcours(clauses)
    case .taxeAmenagement(var clauses):
      for index in clauses.reversements.indices { clauses.reversements[index].change(cible, body) }
      self = .taxeAmenagement(clauses)
    case .partageFoncier(var clauses):
      for index in clauses.partages.indices { clauses.partages[index].change(cible, body) }
      self = .partageFoncier(clauses)
    case .dgfTerritoriale(var clauses):
      if case .poids(_, nil) = cible { clauses.repartition.change(body) }
      if case .forme(let forme, let rang, _) = cible { clauses.repartition.change(forme, rang, body) }
      clauses.mise?.change(cible, body)
      self = .dgfTerritoriale(clauses)
    case .tauxImposition(var clauses):
      for index in clauses.mesures.indices { clauses.mesures[index].change(cible, body) }
      self = .tauxImposition(clauses)
    case .priseEnChargeFPIC(var clauses):
      for index in clauses.prises.indices { clauses.prises[index].change(cible, body) }
      self = .priseEnChargeFPIC(clauses)
    }
  }
}

extension ClausesFondsDeConcours {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .enveloppe(_, let annee): enveloppe?.value.change(annee: annee, body)
    case .indexation: enveloppe?.value.changeSuite(body)
    case .poids(_, nil): repartition.change(body)
    case .forme(let forme, let rang, _): repartition.change(forme, rang, body)
    case .poste(let poste, let nom, _, let annee):
      for index in projets.indices where nom.nomme(projets[index].nom) {
        guard annee ?? projets[index].annee.value == projets[index].annee.value else { continue }
        switch poste {
        case .cout:
          projets[index].coutTTC?.value.change(body)
          projets[index].coutHT?.value.change(body)
        case .subventions: projets[index].subventions?.value.change(body)
        case .fondsDeConcours: projets[index].montant?.value.change(body)
        default: break
        }
      }
    default: break
    }
  }
}

extension [PartCommune] {
  fileprivate mutating func change(_ nom: String, _ body: Change) {
    for index in indices where nom.nomme(self[index].commune) { self[index].part.value.change(body) }
  }
}

extension ClausesTaxeAmenagement.Reversement {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    guard case .taux(let sujet, let qui, _, let annee) = cible, annee ?? aCompterDe.value == aCompterDe.value else {
      return
    }
    switch mesure {
    case .produit(var rate) where sujet ?? .produit == .produit:
      if qui == nil { rate.value.change(body) }
      mesure = .produit(rate)
    case .zones(var rate) where sujet ?? .zones == .zones:
      if qui == nil { rate.value.change(body) }
      mesure = .zones(rate)
    default: return
    }
    if case .commune(let nom)? = qui { exceptions.change(nom, body) }
  }
}

extension ClausesPartageFoncier.Partage {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    let own: Balayage.Sujet = impot == .foncierBati ? .foncierBati : .cfe
    guard case .taux(let sujet, let qui, _, let annee) = cible, annee ?? aCompterDe.value == aCompterDe.value,
      sujet ?? own == own
    else { return }
    switch qui {
    case nil: part.value.change(body)
    case .commune(let nom)?: exceptions.change(nom, body)
    case .epci?, .communes?: break
    }
  }
}

extension ClausesDGFTerritoriale.Mise {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch (cible, apport) {
    case (.taux(nil, nil, _, let annee), .pourcentageDGF(var rate)) where annee ?? aCompterDe.value == aCompterDe.value:
      rate.value.change(body)
      apport = .pourcentageDGF(rate)
    case (.taux(nil, nil, _, let annee), .pourcentageRecettes(var rate))
    where annee ?? aCompterDe.value == aCompterDe.value:
      rate.value.change(body)
      apport = .pourcentageRecettes(rate)
    case (.montant(let nom, nil, _, let annee), .montants(var montants))
    where annee ?? aCompterDe.value == aCompterDe.value:
      montants.change(nom, body)
      apport = .montants(montants)
    default: break
    }
  }
}

extension MesureTaux {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    let own = Balayage.Sujet(impot.value)
    guard case .taux(let sujet, let whose, _, let annee) = cible, annee ?? aCompterDe.value == aCompterDe.value,
      sujet ?? own == own
    else { return }
    switch genre {
    case .echange(var points, let restitution):
      if whose == nil { points.value.changeNumber(body) }
      genre = .echange(points: points, restitution: restitution)
    case .vote(let qui, var change):
      guard whose.map(qui.est) ?? true else { return }
      switch change {
      case .points(var points):
        points.value.changeNumber(body)
        change = .points(points)
      case .taux(var rate):
        rate.value.change(body)
        change = .taux(rate)
      }
      genre = .vote(qui, change)
    }
  }
}

extension MesureTaux.Qui {
  fileprivate func est(_ named: Balayage.Qui) -> Bool {
    switch (self, named) {
    case (.epci, .epci), (.communes, .communes): true
    case (.commune(let own), .commune(let nom)): nom.nomme(own)
    default: false
    }
  }
}

extension ClausesPriseEnCharge.Prise {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .taux(nil, nil, _, let annee) where annee ?? aCompterDe.value == aCompterDe.value: part.value.change(body)
    case .borne(.limite, _, let annee) where annee ?? aCompterDe.value == aCompterDe.value: limite?.value.change(body)
    default: break
    }
  }
}
