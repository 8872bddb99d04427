import Diagnostics

extension Writer {
  mutating func attributionCompensation(_ clauses: ClausesAttributionCompensation) {
    if let depart = clauses.depart { line(1, "montants de \(depart.value)") }
    if let initiales = clauses.initiales { self.initiales(initiales) }
    if let fusion = clauses.fusion { line(1, "fusion de \(fusion.value)") }
    if let choix = clauses.horsBornes?.value ?? (complet ? .signaler : nil) {
      line(1, "hors des bornes : \(choix.texte)")
    }
    if let date = clauses.notification { line(1, "notification : le \(date.value.texte)") }
    if let year = clauses.rapportQuinquennal { line(1, "rapport quinquennal de \(year.value)") }
    if clauses.arrondiALEuro { line(1, "arrondi à l'euro") }
    for revision in clauses.revisions { self.revision(revision) }
  }

  private mutating func initiales(_ initiales: ClausesAttributionCompensation.Initiales) {
    line(1, "attributions initiales de \(initiales.annee.value)")
    for provenance in initiales.provenances {
      let names = provenance.communes.map { "« \($0.value) »" }.joined(separator: ", ")
      line(2, "\(provenance.cas.texte) : \(names.isEmpty ? "toutes les autres" : names)")
    }
    if initiales.fngirTransfere { line(2, "FNGIR transféré à l'EPCI") }
  }

  private mutating func revision(_ revision: RevisionAttributionCompensation) {
    let year = "à compter de \(revision.aCompterDe.value)"
    switch revision.genre {
    case .libreMontants(let montants, let refus):
      line(1, "révision libre \(year)")
      communes(montants)
      self.refus(refus)
    case .libreRepartie(let montant, let criteres, let sens, let refus):
      let direction = sens.map { $0.value == .inverse ? ", critères inverses" : ", critères directs" } ?? ""
      line(1, "révision libre \(year) : \(montant.value.texte(signed: true)), répartis\(direction)")
      self.criteres(2, criteres)
      self.refus(refus)
    case .transfert(let nom, let evaluation, let charge, let restitution):
      line(1, "\(restitution ? "restitution" : "transfert") « \(nom.value) » \(year)")
      self.evaluation(evaluation)
      for part in charge {
        line(2, "charge de « \(part.commune.value) »" + (part.part.map { " : \($0.value.texte) %" } ?? ""))
      }
    case .individualisee(let rate): line(1, "révision individualisée \(year) : \(rate.value.texte) %")
    case .individualiseeMontants(let montants):
      line(1, "révision individualisée \(year)")
      communes(montants)
    case .fusion(let montants):
      line(1, "révision après fusion \(year)")
      communes(montants)
    case .accord(let montants, let refus):
      line(1, "réduction d'un commun accord \(year)")
      communes(montants)
      self.refus(refus)
    case .indexation(let rate, let refus):
      line(1, "indexation \(year) : \(rate.value.pourcentSigne) par an")
      self.refus(refus)
    case .serviceCommun(let service):
      line(
        1,
        "service commun « \(service.nom.value) » \(year) : \(service.cout.value.texte())/an, "
          + "part de l'EPCI \(service.partEPCI.value.texte) %\(service.facture ? ", facturé" : ""), réparti")
      criteres(2, service.repartition)
    case .baisseBases(let baisse):
      line(1, "révision pour baisse des bases \(year) : \(baisse.texte)")
      communes(baisse.pertes)
    case .neutralisation(let neutralisation):
      let impots = neutralisation.impots.map(\.value.texte).joined(separator: ", ")
      let fusion = neutralisation.auTitreDeLaFusion ? ", au titre de la fusion" : ""
      line(1, "neutralisation fiscale \(year) : \(impots)\(fusion)")
      refus(neutralisation.refus)
    case .investissementPart(let part):
      line(1, "part en investissement \(year) : \(part.value.texte) % du coût de renouvellement")
    case .investissementMontants(let montants):
      line(1, "part en investissement \(year)")
      communes(montants)
    }
    if let vote = revision.vote { line(2, vote.value.texte) }
    for position in revision.positions { line(2, position.texte) }
  }

  private mutating func evaluation(_ evaluation: EvaluationCharges) {
    if let running = evaluation.fonctionnement { line(2, "fonctionnement : \(running.texte)") }
    if let investment = evaluation.investissement { line(2, "investissement : \(investment.texte)") }
    for equipement in evaluation.equipements { line(2, "équipement : " + equipement.texte) }
    if let value = evaluation.ressources { line(2, "ressources : \(value.value.texte())/an") }
    if let date = evaluation.rapport { line(2, "rapport de la CLECT : le \(date.value.texte)") }
    if let date = evaluation.deliberations { line(2, "délibérations des communes : le \(date.value.texte)") }
  }
}

extension ClausesAttributionCompensation.HorsBornes {
  var texte: String {
    switch self {
    case .signaler: "signaler"
    case .ramener: "ramener à la borne"
    case .ecarter: "laisser l'attribution inchangée"
    }
  }
}

extension ClausesAttributionCompensation.Provenance.Cas {
  var texte: String {
    switch self {
    case .isolees: "communes isolées"
    case .fiscaliteAdditionnelle: "communes d'un EPCI à fiscalité additionnelle"
    case .fiscaliteProfessionnelleUnique: "communes d'un EPCI à fiscalité professionnelle unique"
    }
  }
}

extension RevisionAttributionCompensation.Baisse {
  var texte: String {
    var text = perte.map { "perte de \($0.value.texte())" } ?? "perte constatée"
    if let compensation { text += ", compensation \(compensation.value.texte())" }
    text += communesPerdantes ? ", sur les communes perdantes" : ", en proportion des attributions"
    if let limite { text += ", dans la limite de \(limite.value.texte) % des recettes réelles" }
    return text
  }
}

extension RevisionAttributionCompensation.Neutralisation.Impot {
  var texte: String {
    switch self {
    case .foncierBati: "foncier bâti"
    case .foncierNonBati: "foncier non bâti"
    case .residencesSecondaires: "résidences secondaires"
    }
  }
}

extension EvaluationCharges.Comptes {
  var texte: String {
    let amounts = montants.map { $0.value.texte() }.joined(separator: ", ")
    switch methode {
    case .dernierBudget: return "\(amounts), dernier budget"
    case .moyenneComptes(let first, let last): return "\(amounts), moyenne des comptes \(first) à \(last)"
    case .prefet(let first, let last, let prices):
      return "\(amounts), évaluation du préfet sur les comptes \(first) à \(last), prix \(prices.pourcentSigne) par an"
    }
  }
}

extension EvaluationCharges.Equipement {
  var texte: String {
    var parts = ["\(renouvellement ? "renouvellement" : "coût") \(cout.value.texte())"]
    if let interets { parts.append("intérêts \(interets.value.texte())") }
    if entretien.count == 1 {
      parts.append("entretien \(entretien[0].value.texte())/an")
    } else if !entretien.isEmpty {
      parts.append("entretien " + entretien.map { $0.value.texte() }.joined(separator: ", "))
    }
    parts.append("durée \(dureeAns.value) ans")
    if let subventions { parts.append("subventions \(subventions.value.texte())") }
    switch fctva?.value {
    case .deduit: parts.append("FCTVA déduit")
    case .taux(let rate): parts.append("FCTVA \(rate.texte) %")
    case nil: break
    }
    return parts.joined(separator: ", ")
  }
}

extension Decimal {
  /// « + 1,5 % », « − 1,5 % »
  var pourcentSigne: String {
    "\(mantissa < 0 ? "−" : "+") \(Decimal(Int64(mantissa.magnitude), decimals: decimals).texte) %"
  }
}
