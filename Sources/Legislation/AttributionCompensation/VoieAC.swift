import Diagnostics
import LinearAlgebra

/// One scenario of a block on its way through the revisions of the AC.
struct VoieAC {
  let entrees: AttributionCompensationEntrees
  let parametres: ParametresAC
  let scenario: Int
  var faits: [FaitAC] = []

  init(entrees: AttributionCompensationEntrees, parametres: ParametresAC, scenario: Int) {
    self.entrees = entrees
    self.parametres = parametres
    self.scenario = scenario
  }

  private var enErreur: Bool { faits.contains { $0.severity == .erreur } }
  private var nombre: Int { entrees.attributions.rows }

  mutating func evaluer(_ revisions: [RevisionAC], _ out: inout AttributionCompensationResultat) {
    let initiales = entrees.attributions.columnArray(scenario)
    controlerCadre(initiales, revisions)
    var ac = initiales
    for (k, revision) in revisions.enumerated() where !enErreur {
      for i in 0..<nombre { out.revisions[k].avant[i, scenario] = ac[i] }
      evaluer(revision, ac, &out.revisions[k])
      guard !enErreur else { break }
      for i in 0..<nombre { ac[i] += out.revisions[k].deltas[i, scenario] }
    }
    guard !enErreur else {
      for i in 0..<nombre {
        out.attributions[i, scenario] = .nan
        out.fonctionnement[i, scenario] = .nan
        out.investissement[i, scenario] = .nan
      }
      return
    }
    for i in 0..<nombre {
      out.attributions[i, scenario] = ac[i]
      if initiales[i] >= 0, ac[i] < 0 {
        faits.append(.devientContributrice(commune: i, avant: initiales[i], apres: ac[i]))
      }
    }
    partagerInvestissement(ac, &out)
  }

  private mutating func controlerCadre(_ ac: [Double], _ revisions: [RevisionAC]) {
    let verse = !revisions.isEmpty || ac.contains { $0 != 0 }
    if verse, entrees.etablissementPublicTerritorial {
      faits.append(.sansObjetPourUnEPT)
    } else if verse, !entrees.fiscaliteProfessionnelleUnique {
      faits.append(.sansFiscaliteProfessionnelleUnique)
    }
    for i in 0..<nombre where ac[i].isNaN { faits.append(.attributionManquante(commune: i)) }
  }

  private mutating func evaluer(_ revision: RevisionAC, _ ac: [Double], _ out: inout RevisionEvaluee) {
    var demandes = [Double](repeating: 0, count: nombre)
    var refus: Matrix?
    switch revision {
    case .transfert(let charges):
      let c = charges.columnArray(scenario)
      guard complets(c, .transfert) else { return }
      var span = demandes.mutableSpan
      Transfert.demander(charges: c.span, dans: &span)
    case .servicesCommuns(let services):
      demandes = demanderServices(services)
    case .libre(let montants, let refusees):
      let m = montants.columnArray(scenario)
      guard complets(m, .libre) else { return }
      var span = demandes.mutableSpan
      RevisionLibre.demander(montants: m.span, dans: &span)
      refus = refusees
    case .libreParCriteres(let libre):
      demandes = demanderParCriteres(libre, out)
      refus = libre.refus
    case .indexation(let taux, let refusees):
      let rate = lane(taux, scenario)
      guard complets([rate], .libre) else { return }
      if rate != 0 { faits.append(.indexation(taux: rate)) }
      var span = demandes.mutableSpan
      Indexation.demander(taux: rate, ac: ac.span, dans: &span)
      refus = refusees
    case .individualisee(let demande):
      demandes = demanderIndividualisee(demande, ac, &out)
    case .baisseBases(let baisse):
      demandes = demanderBaisse(baisse, ac)
    case .fusion(let montants):
      let m = montants.columnArray(scenario)
      guard complets(m, .fusion) else { return }
      var span = demandes.mutableSpan
      RevisionLibre.demander(montants: m.span, dans: &span)
      bornerFusion(demandes, &out)
    }
    guard !enErreur else { return }
    appliquer(demandes, refus: refus, &out)
  }

  private mutating func appliquer(_ demandes: [Double], refus: Matrix?, _ out: inout RevisionEvaluee) {
    let low = out.minimums.columnArray(scenario)
    let high = out.maximums.columnArray(scenario)
    var deltas = demandes
    var span = deltas.mutableSpan
    let beyond = BornesRevision.appliquer(
      demandes: demandes.span, minimums: low.span, maximums: high.span, horsBornes: entrees.horsBornes, dans: &span)
    // A rise, or a commune that may not be reduced, already has its own fact.
    for i in beyond where out.mode != .individualisee || (low[i] < 0 && demandes[i] < 0) {
      let borne = min(max(demandes[i], low[i]), high[i])
      faits.append(.borneDepassee(mode: out.mode, commune: i, demande: demandes[i], borne: borne))
    }
    if let refus {
      let mask = refus.columnArray(scenario)
      let rows = RevisionLibre.appliquerRefus(mask.span, a: &span)
      for i in rows { faits.append(.refus(commune: i, montant: demandes[i])) }
      if !rows.isEmpty {
        faits.append(.accordPartiel(demande: orderedSum(demandes.span), applique: orderedSum(deltas.span)))
      }
    }
    for i in 0..<nombre {
      out.demandes[i, scenario] = demandes[i]
      out.deltas[i, scenario] = deltas[i]
    }
    out.coutsDemandes[scenario] = orderedSum(demandes.span)
    out.couts[scenario] = orderedSum(deltas.span)
  }

  private mutating func partagerInvestissement(_ ac: [Double], _ out: inout AttributionCompensationResultat) {
    guard let block = entrees.renouvellement else {
      for i in 0..<nombre { out.fonctionnement[i, scenario] = ac[i] }
      return
    }
    let renouvellement = block.columnArray(scenario)
    let part = lane(entrees.partsInvestissement, scenario)
    out.investissement.updateColumn(scenario) { investissement in
      out.fonctionnement.updateColumn(scenario) { fonctionnement in
        PartInvestissement.partager(
          ac: ac.span, renouvellement: renouvellement.span, part: part, investissement: &investissement,
          fonctionnement: &fonctionnement)
      }
    }
    for i in 0..<nombre where -out.investissement[i, scenario] > renouvellement[i] {
      faits.append(
        .investissementExcessif(
          commune: i, investissement: out.investissement[i, scenario], renouvellement: renouvellement[i]))
    }
  }

  /// Refuses NaN and infinite requests: a missing amount is never zero.
  private mutating func complets(_ montants: [Double], _ mode: ModeRevision) -> Bool {
    for (i, montant) in montants.enumerated() where !montant.isFinite {
      faits.append(.montantInvalide(mode: mode, commune: montants.count == nombre && nombre > 1 ? i : nil))
    }
    return !enErreur
  }
}

// The requests of the modes that need more than a copy.
extension VoieAC {
  private mutating func fermer(_ reels: [Double], total: Double, _ mode: ModeRevision) -> [Double] {
    var out = [Double](repeating: 0, count: nombre)
    var span = out.mutableSpan
    do throws(ApportionmentError) {
      try FermetureEnveloppe.fermer(reels.span, total: total, rangs: entrees.rangs.span, dans: &span)
    } catch {
      faits.append(.nonFermee(mode: mode, manque: total - orderedSum(reels.span)))
    }
    return out
  }

  private mutating func demanderServices(_ services: ServicesCommuns) -> [Double] {
    let cles = services.cles.columnArray(scenario)
    let part = lane(services.partsEPCI, scenario)
    let cout = lane(services.couts, scenario)
    var demandes = [Double](repeating: 0, count: nombre)
    if !cles.allSatisfy({ $0 >= 0 && $0.isFinite }) || orderedSum(cles.span) <= 0 { faits.append(.clesInvalides) }
    if !(part >= 0 && part <= 1) { faits.append(.partEPCIInvalide(part)) }
    guard complets([cout], .servicesCommuns) else { return demandes }
    var span = demandes.mutableSpan
    let total = ImputationServicesCommuns.demander(cout: cout, partEPCI: part, cles: cles.span, dans: &span)
    return fermer(demandes, total: total, .servicesCommuns)
  }

  private mutating func demanderParCriteres(_ libre: LibreParCriteres, _ out: RevisionEvaluee) -> [Double] {
    let montant = lane(libre.montants, scenario)
    var demandes = [Double](repeating: 0, count: nombre)
    guard complets([montant], .libre) else { return demandes }
    let criteres = libre.sens(montant: montant) == .direct ? out.criteresDirects : out.criteresInverses
    for critere in criteres { faits += critere.faits(scenario: scenario).map(FaitAC.critere) }
    let poids = libre.poids.columnArray(scenario)
    faits += controlerPoids(poids.span, libre.criteres).map(FaitAC.critere)
    guard !enErreur else { return demandes }
    var span = demandes.mutableSpan
    RevisionParCriteres.demander(
      montant: montant, poids: poids.span, criteres: criteres, scenario: scenario, dans: &span)
    return fermer(demandes, total: montant.roundedHalfUp, .libre)
  }

  private mutating func demanderIndividualisee(
    _ demande: DemandeIndividualisee, _ ac: [Double], _ out: inout RevisionEvaluee
  ) -> [Double] {
    var demandes = [Double](repeating: 0, count: nombre)
    let missing = [Double](repeating: .nan, count: nombre)
    let potentiel = entrees.potentielFinancier?.columnArray(scenario) ?? missing
    let population = entrees.populationDGF?.columnArray(scenario) ?? missing
    for i in 0..<nombre where potentiel[i].isNaN || population[i].isNaN {
      faits.append(.richesseManquante(commune: i))
    }
    guard !enErreur else { return demandes }
    var eligibles = [Double](repeating: 0, count: nombre)
    var bornes = eligibles
    var eligibleSpan = eligibles.mutableSpan
    RevisionIndividualisee.eligibilite(
      potentiel: potentiel.span, population: population.span, parametres: parametres, dans: &eligibleSpan)
    var borneSpan = bornes.mutableSpan
    RevisionIndividualisee.bornes(ac: ac.span, eligibles: eligibles.span, parametres: parametres, dans: &borneSpan)
    for i in 0..<nombre {
      out.minimums[i, scenario] = 0 - bornes[i]
      out.maximums[i, scenario] = 0
    }
    if !(0..<nombre).contains(where: { eligibles[$0] != 0 && ac[$0] > 0 }) {
      faits.append(.aucuneCommuneEligible(seuil: parametres.seuilIndividualisee))
    }
    switch demande {
    case .taux(let taux):
      let rate = lane(taux, scenario)
      guard complets([rate], .individualisee) else { return demandes }
      var span = demandes.mutableSpan
      RevisionIndividualisee.demander(taux: rate, ac: ac.span, eligibles: eligibles.span, dans: &span)
    case .montants(let montants):
      let m = montants.columnArray(scenario)
      guard complets(m, .individualisee) else { return demandes }
      var span = demandes.mutableSpan
      RevisionLibre.demander(montants: m.span, dans: &span)
      let moyenne = orderedSum(potentiel.span) / orderedSum(population.span)
      for i in 0..<nombre where demandes[i] != 0 {
        if demandes[i] > 0 {
          faits.append(.reductionSeulement(commune: i, hausse: demandes[i]))
        } else if eligibles[i] == 0 {
          faits.append(
            .nonEligible(
              commune: i, rapport: potentiel[i] / population[i] / moyenne, seuil: parametres.seuilIndividualisee))
        } else if ac[i] <= 0 {
          faits.append(.nonReductible(commune: i, attribution: ac[i]))
        }
      }
    }
    return demandes
  }

  private mutating func demanderBaisse(_ baisse: BaisseBases, _ ac: [Double]) -> [Double] {
    var demandes = [Double](repeating: 0, count: nombre)
    let perte = lane(baisse.pertes, scenario)
    guard complets([perte], .baisseBases) else { return demandes }
    guard perte > 0 else {
      faits.append(.sansPerte)
      return demandes
    }
    var span = demandes.mutableSpan
    switch baisse.portee {
    case .proportionnelle:
      let total = RevisionBaisseBases.proportionnelle(perte: perte, ac: ac.span, dans: &span)
      return fermer(demandes, total: total, .baisseBases)
    case .communesPerdantes:
      guard let pertes = baisse.pertesLocalisees?.columnArray(scenario) else {
        faits.append(.pertesLocaliseesManquantes)
        return demandes
      }
      guard complets(pertes, .baisseBases) else { return demandes }
      RevisionBaisseBases.communesPerdantes(
        perte: perte, pertesLocalisees: pertes.span, ac: ac.span, dans: &span)
      return demandes
    }
  }

  private mutating func bornerFusion(_ demandes: [Double], _ out: inout RevisionEvaluee) {
    if (entrees.anneesDepuisFusion.map { $0 >= parametres.dureeFusion }) ?? true {
      faits.append(.horsDelaiFusion(annees: entrees.anneesDepuisFusion, duree: parametres.dureeFusion))
    }
    if entrees.fusionDejaUtilisee { faits.append(.fusionDejaUtilisee) }
    let missing = [Double](repeating: .nan, count: nombre)
    let origine = entrees.attributionsOrigine?.columnArray(scenario) ?? missing
    let recettes = entrees.recettesPrecedentes?.columnArray(scenario) ?? missing
    var bornes = missing
    var span = bornes.mutableSpan
    RevisionFusion.bornes(origine: origine.span, recettes: recettes.span, parametres: parametres, dans: &span)
    for i in 0..<nombre {
      // Only a commune whose AC changes needs its bound.
      if demandes[i] != 0, origine[i].isNaN { faits.append(.origineManquante(commune: i)) }
      if demandes[i] != 0, recettes[i].isNaN, parametres.partRecettesFusion != nil {
        faits.append(.recettesManquantes(commune: i))
      }
      out.minimums[i, scenario] = 0 - bornes[i]
      out.maximums[i, scenario] = bornes[i]
    }
  }
}
