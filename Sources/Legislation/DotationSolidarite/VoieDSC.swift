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

  mutating func evaluer(_ atelier: AtelierDSC, _ out: inout DotationSolidariteResultat) {
    let lue = lane(entrees.enveloppes, scenario)
    let enveloppe = lue.roundedHalfUp
    if entrees.cadre.etablissementPublicTerritorial {
      // No DSC: zeros, and a remarque.
      if lue != 0 { faits.append(.sansObjetPourUnEPT) }
      out.totaux[scenario] = 0
      return
    }
    if entrees.mode == .reconduction {
      reconduire(&out)
    } else {
      if !(lue >= 0 && lue.isFinite) { faits.append(.enveloppeInvalide(lue)) }
      controlerCriteres(out.criteres)
      if !enErreur { repartir(atelier, enveloppe, &out) }
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
    let reels = out.lisses
    let colonne = reels.values.span.extracting(reels.column(scenario))
    let total = orderedSum(colonne)
    do throws(ApportionmentError) {
      try out.montants.updateColumn(scenario) { (montants) throws(ApportionmentError) in
        try FermetureEnveloppe.fermer(colonne, total: total, rangs: entrees.rangs.span, dans: &montants)
      }
      out.totaux[scenario] = total
    } catch {
      faits.append(.nonFermee(manque: 0))
    }
  }

  private mutating func repartir(
    _ atelier: AtelierDSC, _ enveloppe: Double, _ out: inout DotationSolidariteResultat
  ) {
    let matrice = entrees.poids
    out.partLegale[scenario] = CriteresLegaux.part(
      entrees.criteres, poids: matrice.values.span.extracting(matrice.column(scenario)))
    let issue = atelier.repartir(entrees, scenario: scenario)
    garder(atelier, issue, &out)
    guard controlerReferences(atelier) else { return }
    switch issue {
    case .payee, .originesAbsentes: break
    case .planchersAuDessus(let manque):
      faits.append(.planchersAuDessusDeLEnveloppe(planchers: enveloppe + manque, enveloppe: enveloppe))
    case .plafondsSous(let surplus):
      faits.append(.plafondsSousLEnveloppe(plafonds: enveloppe - surplus, enveloppe: enveloppe))
    case .nonFermee(let manque): faits.append(.nonFermee(manque: manque))
    }
  }

  /// Copies the columns of the scenario, up to where it stopped.
  private func garder(_ atelier: AtelierDSC, _ issue: IssueDSC, _ out: inout DotationSolidariteResultat) {
    func copier(_ column: LanesOutput, _ block: inout Matrix) {
      let rows = atelier.lignes(column)
      block.updateColumn(scenario) { out in for i in 0..<out.count { out[i] = rows[i] } }
    }
    for c in out.criteres.indices {
      let clefs = out.criteres[c].clefs.array(scenario)
      out.contributions[c].updateColumn(scenario) {
        MontantsBruts.contribution(valeurDuPoint: atelier.valeurs[c], clefs: clefs.span, dans: &$0)
      }
    }
    copier(atelier.bruts, &out.bruts)
    let garantie = entrees.garantie.methode != .aucune
    if garantie, issue != .originesAbsentes {
      copier(atelier.planchers, &out.planchers)
      copier(atelier.plafonds, &out.plafonds)
    }
    out.theta[scenario] = atelier.theta
    guard issue == .payee else { return }
    let garantis = garantie ? atelier.garantis : atelier.bruts
    copier(garantis, &out.garantis)
    copier(entrees.lissage == nil ? garantis : atelier.lisses, &out.lisses)
    copier(atelier.montants, &out.montants)
    out.totaux[scenario] = atelier.total
  }

  /// The facts of past amounts and of bounds that cross.
  /// - Returns: false when one of them forbids the rest.
  private mutating func controlerReferences(_ atelier: AtelierDSC) -> Bool {
    let garantie = entrees.garantie
    if garantie.methode != .aucune {
      guard let h = reference(garantie.reference == .origine ? entrees.origine : entrees.anneePrecedente) else {
        return false
      }
      let plafond = lane(garantie.plafonds, scenario)
      if garantie.methode != .tunnel, !plafond.isNaN { faits.append(.plafondSansEffet(garantie.methode)) }
      if atelier.croisement > 1 {
        let rows =
          garantie.ecrites?.conflits
          ?? BornesGarantie.conflits(
            reference: h.span, plancher: lane(garantie.planchers, scenario), plafond: plafond)
        faits += rows.map { .plancherAuDessusDuPlafond(commune: $0) }
      }
    }
    return entrees.lissage == nil || reference(entrees.origine) != nil
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
