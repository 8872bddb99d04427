import Diagnostics
import LinearAlgebra

/// One scenario of a block on its way through the rules of the DSC.
struct VoieDSC {
  let entrees: DotationSolidariteEntrees
  let parametres: ParametresDSC
  let scenario: Int
  var faits: [FaitDSC] = []

  init(entrees: DotationSolidariteEntrees, parametres: ParametresDSC, scenario: Int) {
    self.entrees = entrees
    self.parametres = parametres
    self.scenario = scenario
  }

  private var enErreur: Bool { faits.contains { $0.severity == .erreur } }

  mutating func evaluer(_ out: inout DotationSolidariteResultat) {
    let lue = lane(entrees.enveloppes, scenario)
    let enveloppe = lue.roundedHalfUp
    if entrees.cadre.etablissementPublicTerritorial, lue != 0 { faits.append(.sansObjetPourUnEPT) }
    if entrees.mode == .reconduction {
      reconduire(&out)
    } else {
      if !(lue >= 0 && lue.isFinite) { faits.append(.enveloppeInvalide(lue)) }
      controlerCriteres(out.criteres)
      if !enErreur { repartir(enveloppe, &out) }
    }
    if enErreur {
      out.montants.updateColumn(scenario) { montants in
        for i in 0..<montants.count { montants[i] = .nan }
      }
      return
    }
    controlerMontants(&out)
  }

  private mutating func controlerCriteres(_ criteres: [CritereEvalue]) {
    for critere in criteres { faits += critere.faits(scenario: scenario).map(FaitDSC.critere) }
    let matrice = entrees.poids
    let poids = matrice.values.span.extracting(matrice.column(scenario))
    faits += controlerPoids(poids, entrees.criteres).map(FaitDSC.critere)
    if parametres.partMinimale == nil { faits.append(.anneeSansRegle(parametres.annee)) }
    if parametres.reconductionOuverte { faits.append(.reconductionOuverte(annee: parametres.annee)) }
    faits += CriteresLegaux.controler(entrees.criteres, poids: poids, parametres: parametres)
  }

  private mutating func reconduire(_ out: inout DotationSolidariteResultat) {
    if !parametres.reconductionOuverte { faits.append(.reconductionFermee(annee: parametres.annee)) }
    guard let anterieurs = reference(entrees.anneePrecedente) else { return }
    for i in 0..<out.montants.rows {
      let montant = anterieurs[i].isNaN ? 0 : anterieurs[i]
      out.bruts[i, scenario] = montant
      out.garantis[i, scenario] = montant
      out.lisses[i, scenario] = montant
    }
    fermer(total: orderedSum(out.lisses.values.span.extracting(out.lisses.column(scenario))), &out)
  }

  private mutating func repartir(_ enveloppe: Double, _ out: inout DotationSolidariteResultat) {
    let matrice = entrees.poids
    let poids = matrice.values.span.extracting(matrice.column(scenario))
    for c in out.criteres.indices {
      let parts = out.criteres[c].parts
      out.contributions[c].updateColumn(scenario) {
        MontantsBruts.contribution(
          enveloppe: enveloppe, poids: poids[c], parts: parts.values.span.extracting(parts.column(scenario)),
          dans: &$0)
      }
      let contribution = out.contributions[c]
      out.bruts.updateColumn(scenario) {
        MontantsBruts.ajouter(contribution.values.span.extracting(contribution.column(scenario)), a: &$0)
      }
    }
    out.partLegale[scenario] = CriteresLegaux.part(entrees.criteres, poids: poids)
    guard let cible = garantir(enveloppe, &out) else { return }
    guard let total = lisser(cible, &out) else { return }
    fermer(total: total, &out)
  }

  /// Writes the guaranteed amounts and returns their total in whole centimes; `nil` when a fact stops the scenario.
  private mutating func garantir(_ enveloppe: Double, _ out: inout DotationSolidariteResultat) -> Double? {
    let garantie = entrees.garantie
    let d = out.bruts
    let bruts = d.values.span.extracting(d.column(scenario))
    guard garantie.methode != .aucune else {
      out.garantis.updateColumn(scenario) { garantis in
        for i in 0..<bruts.count { garantis[i] = bruts[i] }
      }
      return enveloppe
    }
    guard let h = reference(garantie.reference == .origine ? entrees.origine : entrees.anneePrecedente) else {
      return nil
    }
    let plafond = garantie.methode == .tunnel ? lane(garantie.plafonds, scenario) : .nan
    if garantie.methode != .tunnel, !lane(garantie.plafonds, scenario).isNaN {
      faits.append(.plafondSansEffet(garantie.methode))
    }
    let plancher = lane(garantie.planchers, scenario)
    var conflits: [Int] = []
    out.planchers.updateColumn(scenario) { planchers in
      out.plafonds.updateColumn(scenario) { plafonds in
        conflits = BornesGarantie.bornes(
          reference: h.span, plancher: plancher, plafond: plafond, planchers: &planchers, plafonds: &plafonds)
      }
    }
    faits += conflits.map { .plancherAuDessusDuPlafond(commune: $0) }
    let f = out.planchers
    let c = out.plafonds
    let planchers = f.values.span.extracting(f.column(scenario))
    let plafonds = c.values.span.extracting(c.column(scenario))
    do throws(BoundedScalingError) {
      switch garantie.methode {
      case .aucune: break
      case .complement:
        out.garantis.updateColumn(scenario) {
          GarantieComplement.repartir(bruts: bruts, planchers: planchers, dans: &$0)
        }
      case .gagnants:
        try out.garantis.updateColumn(scenario) { (garantis) throws(BoundedScalingError) in
          try GarantieGagnants.repartir(bruts: bruts, planchers: planchers, enveloppe: enveloppe, dans: &garantis)
        }
      case .tunnel:
        var theta = Double.nan
        try out.garantis.updateColumn(scenario) { (garantis) throws(BoundedScalingError) in
          theta = try Tunnel.repartir(
            bruts: bruts, planchers: planchers, plafonds: plafonds, enveloppe: enveloppe, dans: &garantis)
        }
        out.theta[scenario] = theta
      }
    } catch {
      switch error {
      case .floorsExceedTotal(let shortfall):
        faits.append(.planchersAuDessusDeLEnveloppe(planchers: enveloppe + shortfall, enveloppe: enveloppe))
      case .ceilingsBelowTotal(let surplus):
        faits.append(.plafondsSousLEnveloppe(plafonds: enveloppe - surplus, enveloppe: enveloppe))
      }
      return nil
    }
    guard garantie.methode == .complement else { return enveloppe }
    return orderedSum(out.garantis.values.span.extracting(out.garantis.column(scenario))).roundedHalfUp
  }

  private mutating func lisser(_ cible: Double, _ out: inout DotationSolidariteResultat) -> Double? {
    let g = out.garantis
    let garantis = g.values.span.extracting(g.column(scenario))
    guard let lissage = entrees.lissage else {
      out.lisses.updateColumn(scenario) { lisses in
        for i in 0..<garantis.count { lisses[i] = garantis[i] }
      }
      return cible
    }
    guard let h = reference(entrees.origine) else { return nil }
    out.lisses.updateColumn(scenario) {
      LissageLineaire.lisser(
        cible: garantis, origine: h.span, rang: lissage.rang, duree: lissage.duree, dans: &$0)
    }
    let before = orderedReduction(h.count) { h[$0].isNaN ? 0 : h[$0] }
    return LissageLineaire.total(origine: before, cible: cible, rang: lissage.rang, duree: lissage.duree)
  }

  private mutating func fermer(total: Double, _ out: inout DotationSolidariteResultat) {
    let l = out.lisses
    do throws(ApportionmentError) {
      try out.montants.updateColumn(scenario) { (montants) throws(ApportionmentError) in
        try FermetureEnveloppe.fermer(
          l.values.span.extracting(l.column(scenario)), total: total, rangs: entrees.rangs.span, dans: &montants)
      }
      out.totaux[scenario] = total
    } catch {
      let reel = orderedSum(l.values.span.extracting(l.column(scenario)))
      faits.append(.nonFermee(manque: total - reel))
    }
  }

  private mutating func controlerMontants(_ out: inout DotationSolidariteResultat) {
    let paye = out.totaux[scenario]
    faits += ObligationDSC.controler(entrees.cadre, enveloppe: paye, scenario: scenario, parametres: parametres)
    let m = out.montants
    let montants = m.values.span.extracting(m.column(scenario))
    let population = entrees.communes.population(entrees.ponderation)
    let p = population.values.span.extracting(population.column(scenario))
    if paye > 0 {
      for i in 0..<montants.count where montants[i] == 0 && p[i] > 0 {
        faits.append(.communeSansDotation(commune: i))
      }
    }
    guard entrees.mode == .criteres, let minimum = parametres.partMinimale else { return }
    let d = out.bruts
    let effective = PartEffective.mesurer(
      montants: montants, bruts: d.values.span.extracting(d.column(scenario)), partLegale: out.partLegale[scenario])
    out.partEffective[scenario] = effective.part
    // Below by weights already: said once, by the weights. A cent of rounding is not a guarantee.
    let deplaceParArrondi = Double(montants.count)
    if out.partLegale[scenario] >= minimum - 1e-9, effective.part < minimum, effective.deplace > deplaceParArrondi {
      faits.append(
        .partEffectiveInsuffisante(part: effective.part, minimum: minimum, deplace: effective.deplace))
    }
  }

  /// The column of past amounts of this scenario, with the facts of new communes and of impossible amounts.
  private mutating func reference(_ block: Matrix?) -> [Double]? {
    guard let block else {
      faits.append(.originesAbsentes)
      return nil
    }
    let h = block.columnArray(scenario)
    for (commune, montant) in h.enumerated() {
      if montant.isNaN {
        let fait = FaitDSC.communeSansHistorique(commune: commune)
        if !faits.contains(fait) { faits.append(fait) }
      }
      if montant < 0 { faits.append(.montantAnterieurNegatif(commune: commune, montant: montant)) }
    }
    return enErreur ? nil : h
  }
}
