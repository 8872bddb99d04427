extension ClausesAttributionCompensation {
  mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    for index in revisions.indices { revisions[index].change(cible, body) }
  }
}

extension RevisionAttributionCompensation {
  fileprivate mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    let first = aCompterDe.value
    switch cible {
    case .revision(_, let annee): if annee == first { changeMeasure(body) }
    case .montant(let nom, nil, _, let annee): if annee ?? first == first { changeAmount(nom, body) }
    case .poste(let poste, let nom, _, let annee): changePoste(poste, nom, annee, body)
    case .borne(let borne, _, let annee):
      guard annee ?? first == first, case .baisseBases(var baisse) = genre else { return }
      if borne == .limite { baisse.limite?.value.change(body) }
      if borne == .compensation { baisse.compensation?.value.change(body) }
      genre = .baisseBases(baisse)
    case .poidsRevision(let annee, _):
      guard annee == first, case .libreRepartie(let montant, var repartition, let sens, let refus) = genre else {
        return
      }
      repartition.change(body)
      genre = .libreRepartie(montant, repartition: repartition, sens: sens, refus: refus)
    case .poidsNommes(let nom, _): changeWeights(nom, body)
    default: break
    }
  }

  /// Its amount, its cost or its rate.
  private mutating func changeMeasure(_ body: Change) {
    switch genre {
    case .libreRepartie(var montant, let repartition, let sens, let refus):
      montant.value.change(body)
      genre = .libreRepartie(montant, repartition: repartition, sens: sens, refus: refus)
    case .individualisee(var rate):
      rate.value.change(body)
      genre = .individualisee(rate)
    case .serviceCommun(var service):
      service.cout.value.change(body)
      genre = .serviceCommun(service)
    case .indexation(var rate, let refus):
      rate.value.change(body)
      genre = .indexation(rate, refus: refus)
    case .baisseBases(var baisse):
      baisse.perte?.value.change(body)
      genre = .baisseBases(baisse)
    case .investissementPart(var part):
      part.value.change(body)
      genre = .investissementPart(part)
    case .libreMontants, .transfert, .fusion, .accord, .individualiseeMontants, .neutralisation,
      .investissementMontants:
      break
    }
  }

  /// What it writes for a commune.
  private mutating func changeAmount(_ nom: String, _ body: Change) {
    switch genre {
    case .libreMontants(var montants, let refus):
      montants.change(nom, body)
      genre = .libreMontants(montants, refus: refus)
    case .accord(var montants, let refus):
      montants.change(nom, body)
      genre = .accord(montants, refus: refus)
    case .individualiseeMontants(var montants):
      montants.change(nom, body)
      genre = .individualiseeMontants(montants)
    case .fusion(var montants):
      montants.change(nom, body)
      genre = .fusion(montants)
    case .investissementMontants(var montants):
      montants.change(nom, body)
      genre = .investissementMontants(montants)
    case .baisseBases(var baisse):
      baisse.pertes.change(nom, body)
      genre = .baisseBases(baisse)
    case .libreRepartie, .transfert, .individualisee, .serviceCommun, .indexation, .neutralisation,
      .investissementPart:
      break
    }
  }

  private mutating func changePoste(_ poste: Balayage.Poste, _ nom: String, _ annee: Int?, _ body: Change) {
    switch genre {
    case .transfert(let name, var charges, let parts, let restitution) where nom.nomme(name):
      charges.change(poste, annee, body)
      genre = .transfert(nom: name, charges, charge: parts, restitution: restitution)
    case .serviceCommun(var service) where nom.nomme(service.nom) && annee ?? aCompterDe.value == aCompterDe.value:
      if poste == .cout { service.cout.value.change(body) }
      if poste == .partEPCI { service.partEPCI.value.change(body) }
      genre = .serviceCommun(service)
    default: break
    }
  }

  private mutating func changeWeights(_ nom: String, _ body: Change) {
    switch genre {
    case .transfert(let name, let charges, var parts, let restitution) where nom.nomme(name):
      parts.change(body)
      genre = .transfert(nom: name, charges, charge: parts, restitution: restitution)
    case .serviceCommun(var service) where nom.nomme(service.nom):
      service.repartition.change(body)
      genre = .serviceCommun(service)
    default: break
    }
  }
}

extension [PartCharge] {
  /// The shares of a charge that several communes bear.
  fileprivate mutating func change(_ body: Change) {
    let shares = compactMap(\.part?.value)
    guard count > 1, shares.count == count, case .poids(let values)? = body(.poids(shares)), values.count == count
    else { return }
    for index in indices { self[index].part?.value = values[index] }
  }
}

extension EvaluationCharges {
  fileprivate mutating func change(_ poste: Balayage.Poste, _ annee: Int?, _ body: Change) {
    switch poste {
    case .fonctionnement: fonctionnement?.change(annee, body)
    case .investissement: investissement?.change(annee, body)
    case .ressources: if annee == nil { ressources?.value.change(body) }
    case .cout, .interets, .entretien, .duree, .subventions:
      for index in equipements.indices { equipements[index].change(poste, annee, body) }
    case .fondsDeConcours, .partEPCI: break
    }
  }
}

extension EvaluationCharges.Comptes {
  fileprivate mutating func change(_ annee: Int?, _ body: Change) {
    let premier: Int? =
      switch methode {
      case .dernierBudget: nil
      case .moyenneComptes(let premier, _), .prefet(let premier, _, _): premier
      }
    montants.change(annee, premier: premier, body)
  }
}

extension EvaluationCharges.Equipement {
  fileprivate mutating func change(_ poste: Balayage.Poste, _ annee: Int?, _ body: Change) {
    guard annee == nil else { return }
    switch poste {
    case .cout: cout.value.change(body)
    case .interets: interets?.value.change(body)
    case .entretien: entretien.change(nil, premier: nil, body)
    case .subventions: subventions?.value.change(body)
    case .duree: dureeAns.value.changeNumber(body)
    default: break
    }
  }
}
