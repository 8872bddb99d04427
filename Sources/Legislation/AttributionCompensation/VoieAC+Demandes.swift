import Diagnostics
import LinearAlgebra

// The requests of the modes that need more than a copy.
extension VoieAC {
  private mutating func fermer(_ reels: [Double], total: Double, _ mode: ModeRevision) -> [Double] {
    var out = [Double](repeating: 0, count: nombre)
    var span = out.mutableSpan
    let unite = entrees.unite
    let closed = (total / unite.centimes).roundedHalfUp * unite.centimes
    do throws(ApportionmentError) {
      try FermetureEnveloppe.fermer(
        reels.span, total: closed, unite: unite, rangs: entrees.rangs.span, dans: &span)
    } catch {
      faits.append(.nonFermee(mode: mode, manque: closed - orderedSum(reels.span)))
    }
    return out
  }

  mutating func demanderServices(_ services: ServicesCommuns) -> [Double] {
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

  mutating func demanderParCriteres(_ libre: LibreParCriteres, _ out: RevisionEvaluee) -> [Double] {
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

  mutating func demanderIndividualisee(
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
      out.minimums[i, scenario] = 0 - bornes[i] - dejaDansLeMode[i]
      out.maximums[i, scenario] = 0 - dejaDansLeMode[i]
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

  mutating func demanderBaisse(_ baisse: BaisseBases, _ ac: [Double]) -> [Double] {
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

  mutating func bornerFusion(_ demandes: [Double], _ out: inout RevisionEvaluee) {
    if entrees.dateFusionInconnue {
      faits.append(.dateFusionInconnue(duree: parametres.dureeFusion))
    } else if (entrees.anneesDepuisFusion.map { $0 < 0 || $0 >= parametres.dureeFusion }) ?? true {
      faits.append(.horsDelaiFusion(annees: entrees.anneesDepuisFusion, duree: parametres.dureeFusion))
    }
    if fusionUtilisee { faits.append(.fusionDejaUtilisee) }
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
        faits.append(.recettesManquantes(mode: .fusion, commune: i))
      }
      out.minimums[i, scenario] = 0 - bornes[i]
      out.maximums[i, scenario] = bornes[i]
    }
  }

  mutating func bornerBaisse(_ baisse: BaisseBases, _ demandes: [Double], _ out: inout RevisionEvaluee) {
    guard let part = baisse.plafondRecettes else { return }
    let missing = [Double](repeating: .nan, count: nombre)
    let recettes = entrees.recettesPrecedentes?.columnArray(scenario) ?? missing
    for i in 0..<nombre where demandes[i] != 0 {
      if recettes[i].isNaN { faits.append(.recettesManquantes(mode: .baisseBases, commune: i)) }
      out.minimums[i, scenario] = 0 - (part * recettes[i]).plafondEntier
    }
  }

  mutating func demanderNeutralisation(_ neutralisation: NeutralisationFiscale) -> [Double] {
    var demandes = [Double](repeating: 0, count: nombre)
    for impot in neutralisation.impots {
      let bases = impot.bases.columnArray(scenario)
      let taux = impot.tauxCommunes.columnArray(scenario)
      let anciens = impot.tauxAncienEPCI.columnArray(scenario)
      for i in 0..<nombre where bases[i].isNaN || (bases[i] != 0 && (taux[i].isNaN || anciens[i].isNaN)) {
        faits.append(.basesManquantes(commune: i, impot: impot.libelle))
      }
      guard !enErreur else { return demandes }
      let moyen = NeutralisationFiscale.tauxMoyenPondere(bases: bases.span, tauxAncienEPCI: anciens.span)
      if moyen.isNaN { continue }
      var span = demandes.mutableSpan
      NeutralisationFiscale.demander(
        bases: bases.span, tauxAncienEPCI: anciens.span, tauxMoyen: moyen, dans: &span)
      for i in 0..<nombre where bases[i] != 0 {
        let compense = NeutralisationFiscale.tauxCompense(
          taux: taux[i], tauxAncienEPCI: anciens[i], tauxMoyen: moyen, bases: bases[i])
        guard compense.residu > 0 else { continue }
        faits.append(
          .tauxCompenseNegatif(
            commune: i, impot: impot.libelle, taux: compense.taux, residu: compense.residu * 100))
      }
    }
    return fermer(demandes, total: 0, .neutralisation)
  }
}
