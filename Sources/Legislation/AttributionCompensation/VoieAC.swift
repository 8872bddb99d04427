import Diagnostics
import LinearAlgebra

/// One scenario of a block on its way through the revisions of the AC.
struct VoieAC {
  let entrees: AttributionCompensationEntrees
  let parametres: ParametresAC
  let scenario: Int
  var faits: [FaitAC] = [] {
    didSet { origines += [Int?](repeating: revision, count: faits.count - oldValue.count) }
  }
  private(set) var origines: [Int?] = []
  /// The revision that is being evaluated.
  private var revision: Int?
  /// Changes already made this year by the mode that is being evaluated.
  var dejaDansLeMode: [Double]
  var fusionUtilisee: Bool

  init(entrees: AttributionCompensationEntrees, parametres: ParametresAC, scenario: Int) {
    self.entrees = entrees
    self.parametres = parametres
    self.scenario = scenario
    dejaDansLeMode = [Double](repeating: 0, count: entrees.attributions.rows)
    fusionUtilisee = entrees.fusionDejaUtilisee
  }

  var enErreur: Bool { faits.contains { $0.severity == .erreur } }
  var nombre: Int { entrees.attributions.rows }

  mutating func evaluer(_ revisions: [RevisionAC], _ out: inout AttributionCompensationResultat) {
    if entrees.etablissementPublicTerritorial {
      let amounts = entrees.attributions.columnArray(scenario)
      if !revisions.isEmpty || amounts.contains(where: { $0 != 0 && !$0.isNaN }) { faits.append(.sansObjetPourUnEPT) }
      return
    }
    let initiales = entrees.attributions.columnArray(scenario)
    controlerCadre(initiales, revisions)
    var ac = initiales
    var avant = initiales
    var mode: ModeRevision?
    for (k, revision) in revisions.enumerated() where !enErreur {
      // Every revision of a mode, and its bounds, start from the AC before the first of them.
      if revision.mode != mode {
        mode = revision.mode
        avant = ac
      }
      for i in 0..<nombre {
        out.revisions[k].avant[i, scenario] = avant[i]
        dejaDansLeMode[i] = ac[i] - avant[i]
      }
      self.revision = k
      evaluer(revision, avant, &out.revisions[k])
      self.revision = nil
      guard !enErreur else { break }
      if revision.mode == .fusion { fusionUtilisee = true }
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
    if verse, !entrees.fiscaliteProfessionnelleUnique {
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
    case .accord(let montants, let refusees):
      let m = montants.columnArray(scenario)
      guard complets(m, .accord) else { return }
      var span = demandes.mutableSpan
      RevisionLibre.demander(montants: m.span, dans: &span)
      for i in 0..<nombre { out.maximums[i, scenario] = 0 }
      refus = refusees
    case .neutralisation(let neutralisation):
      demandes = demanderNeutralisation(neutralisation)
      guard !enErreur else { return }
      refus = neutralisation.refus
      if neutralisation.auTitreDeLaFusion { bornerFusion(demandes, &out) }
    case .individualisee(let demande):
      demandes = demanderIndividualisee(demande, ac, &out)
    case .baisseBases(let baisse):
      demandes = demanderBaisse(baisse, ac)
      guard !enErreur else { return }
      bornerBaisse(baisse, demandes, &out)
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
      if entrees.horsBornes == .signaler {
        let borne = min(max(demandes[i], low[i]), high[i])
        faits.append(.borneDepassee(mode: out.mode, commune: i, demande: demandes[i], borne: borne))
      } else {
        faits.append(.borneAppliquee(mode: out.mode, commune: i, demande: demandes[i], applique: deltas[i]))
      }
    }
    if let refus {
      let mask = refus.columnArray(scenario)
      var remaining = deltas.mutableSpan
      let rows = RevisionLibre.appliquerRefus(mask.span, a: &remaining)
      for i in rows { faits.append(.refus(mode: out.mode, commune: i, montant: demandes[i])) }
      if !rows.isEmpty {
        faits.append(
          .accordPartiel(mode: out.mode, demande: orderedSum(demandes.span), applique: orderedSum(deltas.span)))
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
    let zero = [Double](repeating: 0, count: nombre)
    let anterieur = entrees.investissementAnterieur?.columnArray(scenario).map { $0.isNaN ? 0 : $0 } ?? zero
    let decide = entrees.investissementDecide?.columnArray(scenario) ?? zero
    let renouvellement = entrees.renouvellement?.columnArray(scenario) ?? zero
    let part = lane(entrees.partsInvestissement, scenario)
    out.investissement.updateColumn(scenario) { investissement in
      out.fonctionnement.updateColumn(scenario) { fonctionnement in
        PartInvestissement.partager(
          ac: ac.span, anterieur: anterieur.span, decide: decide.span, renouvellement: renouvellement.span, part: part,
          investissement: &investissement, fonctionnement: &fonctionnement)
      }
    }
    for i in 0..<nombre {
      let added = out.investissement[i, scenario] - anterieur[i]
      guard added.magnitude > max(renouvellement[i], 0) + 1e-6 else { continue }
      faits.append(
        .investissementExcessif(commune: i, investissement: added, renouvellement: max(renouvellement[i], 0)))
    }
  }

  /// Refuses NaN and infinite requests: a missing amount is never zero.
  mutating func complets(_ montants: [Double], _ mode: ModeRevision) -> Bool {
    for (i, montant) in montants.enumerated() where !montant.isFinite {
      faits.append(.montantInvalide(mode: mode, commune: montants.count == nombre && nombre > 1 ? i : nil))
    }
    return !enErreur
  }
}
