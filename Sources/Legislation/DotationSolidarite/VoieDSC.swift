import Diagnostics
import LinearAlgebra

/// What a scenario gets in a year of DSC. Columns are padded, and those of the next scenario take their place.
public struct PaiementDSC {
  /// False when an error leaves the scenario without amounts.
  public var paye: Bool
  /// Whole centimes.
  public var total: Double
  /// Whole centimes by commune, all zero where the territory has no DSC; and the same before they are closed.
  public var montants: LanesInput
  public var reels: LanesInput
  public var comptes: ComptesFaits
}

/// A year of DSC, one scenario after another: amounts stay in the columns of the atelier and facts in one list, both
/// used again, so that the loop of a sweep allocates nothing.
public struct VoieDSC {
  /// What depends on the scenario may be rewritten between two blocks: see `EvaluationDSC`.
  public var entrees: DotationSolidariteEntrees
  let atelier: AtelierDSC
  private let criteres: [CritereEvalue]
  private let population: Matrix
  private let noyaux: KernelSet
  private let parametres: ParametresDSC
  /// Facts of the last scenario.
  private(set) var faits: [FaitDSC] = []
  /// Whole centimes paid by the last scenario.
  private var total = Double.nan
  private var partLegale = Double.nan
  private var partEffective = Double.nan
  private var scenario = 0
  /// Where the arithmetic of the last scenario ended; `nil` when it did not start.
  private var issue: IssueDSC?

  public init(_ evaluation: EvaluationDSC, parametres: ParametresDSC) {
    entrees = evaluation.entrees
    atelier = AtelierDSC(evaluation)
    criteres = evaluation.criteres
    population = evaluation.entrees.communes.population(evaluation.entrees.ponderation)
    noyaux = evaluation.noyaux
    self.parametres = parametres
  }

  private var enErreur: Bool { faits.contains { $0.severity == .erreur } }

  /// - Parameter anneePrecedente: padded column of the centimes paid the year before in this scenario; `nil` for the
  ///   one of `entrees`.
  public mutating func evaluer(_ scenario: Int, anneePrecedente: LanesInput? = nil) -> PaiementDSC {
    let paye = calculer(scenario, anneePrecedente)
    return PaiementDSC(
      paye: paye, total: total, montants: UnsafePointer(atelier.montants), reels: UnsafePointer(reels),
      comptes: faits.isEmpty ? ComptesFaits() : ComptesFaits(faits))
  }

  private mutating func calculer(_ scenario: Int, _ anneePrecedente: LanesInput?) -> Bool {
    self.scenario = scenario
    faits.removeAll(keepingCapacity: true)
    (total, partLegale, partEffective, issue) = (.nan, .nan, .nan, nil)
    let lue = lane(entrees.enveloppes, scenario)
    if entrees.cadre.etablissementPublicTerritorial {
      // No DSC: zeros, and a remarque.
      if lue != 0 { faits.append(.sansObjetPourUnEPT) }
      total = 0
      return true
    }
    if entrees.mode == .reconduction {
      reconduire(anneePrecedente)
    } else {
      if !(lue >= 0 && lue.isFinite) { faits.append(.enveloppeInvalide(lue)) }
      controlerCriteres()
      if !enErreur { repartir(lue.roundedHalfUp, anneePrecedente) }
    }
    if enErreur { return false }
    controlerMontants()
    return true
  }

  private mutating func controlerCriteres() {
    for critere in criteres {
      for fait in critere.faits(scenario: scenario) { faits.append(.critere(fait)) }
    }
    let found = faitsDesPoids()
    faits += found
  }

  private func faitsDesPoids() -> [FaitDSC] {
    let poids = entrees.poids.values.span.extracting(entrees.poids.column(scenario))
    var out = controlerPoids(poids, entrees.criteres).map(FaitDSC.critere)
    if parametres.partMinimale == nil { out.append(.anneeSansRegle(parametres.annee)) }
    if parametres.reconductionOuverte { out.append(.reconductionOuverte(annee: parametres.annee)) }
    out += CriteresLegaux.controler(entrees.criteres, poids: poids, parametres: parametres)
    return out
  }

  private mutating func reconduire(_ anneePrecedente: LanesInput?) {
    if !parametres.reconductionOuverte { faits.append(.reconductionFermee(annee: parametres.annee)) }
    guard controlerReference(false, anneePrecedente), let h = atelier.passe(false, scenario, anneePrecedente) else {
      return
    }
    let anterieurs = UnsafeRawPointer(h).assumingMemoryBound(to: Double.self)
    for column in [atelier.bruts, atelier.garantis, atelier.lisses] {
      let out = atelier.lignes(column)
      for i in out.indices { out[i] = anterieurs[i].isNaN ? 0 : anterieurs[i] }
    }
    let reels = UnsafeBufferPointer(atelier.lignes(atelier.lisses)).span
    let somme = orderedSum(reels)
    do throws(ApportionmentError) {
      var montants = atelier.lignes(atelier.montants).mutableSpan
      try FermetureEnveloppe.fermer(reels, total: somme, rangs: entrees.rangs.span, dans: &montants)
      total = somme
      issue = .payee
    } catch {
      faits.append(.nonFermee(manque: 0))
    }
  }

  private mutating func repartir(_ enveloppe: Double, _ anneePrecedente: LanesInput?) {
    partLegale = CriteresLegaux.part(
      entrees.criteres, poids: entrees.poids.values.span.extracting(entrees.poids.column(scenario)))
    let found = atelier.repartir(entrees, scenario: scenario, anneePrecedente: anneePrecedente)
    issue = found
    if found == .payee { total = atelier.total }
    guard controlerReferences(anneePrecedente) else { return }
    switch found {
    case .payee, .originesAbsentes: break
    case .planchersAuDessus(let manque):
      faits.append(.planchersAuDessusDeLEnveloppe(planchers: enveloppe + manque, enveloppe: enveloppe))
    case .plafondsSous(let surplus):
      faits.append(.plafondsSousLEnveloppe(plafonds: enveloppe - surplus, enveloppe: enveloppe))
    case .nonFermee(let manque): faits.append(.nonFermee(manque: manque))
    }
  }

  /// The facts of past amounts and of bounds that cross.
  /// - Returns: false when one of them forbids the rest.
  private mutating func controlerReferences(_ anneePrecedente: LanesInput?) -> Bool {
    if entrees.garantie.methode != .aucune {
      let deLOrigine = entrees.garantie.reference == .origine
      guard controlerReference(deLOrigine, anneePrecedente) else { return false }
      let plafond = lane(entrees.garantie.plafonds, scenario)
      if entrees.garantie.methode != .tunnel, !plafond.isNaN {
        faits.append(.plafondSansEffet(entrees.garantie.methode))
      }
      if atelier.croisement > 1, let h = atelier.passe(deLOrigine, scenario, anneePrecedente) {
        let rows = UnsafeBufferPointer(
          start: UnsafeRawPointer(h).assumingMemoryBound(to: Double.self), count: atelier.lignes)
        let found =
          entrees.garantie.ecrites?.conflits
          ?? BornesGarantie.conflits(
            reference: rows.span, plancher: lane(entrees.garantie.planchers, scenario), plafond: plafond)
        for commune in found { faits.append(.plancherAuDessusDuPlafond(commune: commune)) }
      }
    }
    return entrees.lissage == nil || controlerReference(true, nil)
  }

  /// The facts of new communes and of impossible past amounts.
  private mutating func controlerReference(_ deLOrigine: Bool, _ anneePrecedente: LanesInput?) -> Bool {
    guard let h = atelier.passe(deLOrigine, scenario, anneePrecedente) else {
      faits.append(.originesAbsentes)
      return false
    }
    if noyaux.countReaching(atelier.lanes, h, 0) == Double(8 * atelier.lanes) { return !enErreur }
    let montants = UnsafeRawPointer(h).assumingMemoryBound(to: Double.self)
    for commune in 0..<atelier.lignes where !(montants[commune] >= 0) {
      let montant = montants[commune]
      if montant.isNaN {
        let fait = FaitDSC.communeSansHistorique(commune: commune)
        if !faits.contains(fait) { faits.append(fait) }
      } else {
        faits.append(.montantAnterieurNegatif(commune: commune, montant: montant))
      }
    }
    return !enErreur
  }

  private mutating func controlerMontants() {
    faits += ObligationDSC.controler(entrees.cadre, enveloppe: total, scenario: scenario, parametres: parametres)
    let montants = UnsafePointer(atelier.montants)
    if total > 0, noyaux.countReaching(atelier.lanes, montants, 1) < Double(atelier.lignes) {
      let people = population.column(scenario).lowerBound
      let rows = atelier.lignes(atelier.montants)
      for i in rows.indices where rows[i] == 0 && population.values[people + i] > 0 {
        faits.append(.communeSansDotation(commune: i))
      }
    }
    guard entrees.mode == .criteres, let minimum = parametres.partMinimale else { return }
    let effective = PartEffective.mesurer(
      atelier.lanes, montants: montants, bruts: UnsafePointer(atelier.bruts), paye: total, partLegale: partLegale,
      noyaux: noyaux)
    partEffective = effective.part
    // Below by weights already: said once, by the weights. A cent of rounding is not a guarantee.
    let deplaceParArrondi = Double(atelier.lignes)
    if partLegale >= minimum - 1e-9, effective.part < minimum, effective.deplace > deplaceParArrondi {
      faits.append(
        .partEffectiveInsuffisante(part: effective.part, minimum: minimum, deplace: effective.deplace))
    }
  }

  /// Copies the columns of the last scenario, up to where it stopped; no amount after an error.
  func garder(dans out: inout DotationSolidariteResultat, paye: Bool) {
    func copier(_ column: LanesOutput, _ block: inout Matrix) {
      let rows = atelier.lignes(column)
      block.updateColumn(scenario) { out in for i in 0..<out.count { out[i] = rows[i] } }
    }
    out.faits[scenario] = faits
    out.totaux[scenario] = total
    out.partLegale[scenario] = partLegale
    out.partEffective[scenario] = partEffective
    if entrees.mode == .criteres, let issue {
      for c in criteres.indices {
        let clefs = criteres[c].clefs.array(scenario)
        out.contributions[c].updateColumn(scenario) {
          MontantsBruts.contribution(valeurDuPoint: atelier.valeurs[c], clefs: clefs.span, dans: &$0)
        }
      }
      copier(atelier.bruts, &out.bruts)
      out.theta[scenario] = atelier.theta
      if entrees.garantie.methode != .aucune, issue != .originesAbsentes {
        copier(atelier.planchers, &out.planchers)
        copier(atelier.plafonds, &out.plafonds)
      }
    }
    if issue == .payee {
      if entrees.mode == .reconduction { copier(atelier.bruts, &out.bruts) }
      let garantis =
        entrees.mode == .criteres && entrees.garantie.methode == .aucune ? atelier.bruts : atelier.garantis
      copier(garantis, &out.garantis)
      copier(reels, &out.lisses)
      copier(atelier.montants, &out.montants)
    }
    if !paye { out.montants.fillColumn(scenario, with: .nan) }
  }

  /// Padded column of the amounts of the last scenario before the closing to the centime.
  private var reels: LanesOutput {
    if entrees.mode == .reconduction || entrees.lissage != nil { return atelier.lisses }
    return entrees.garantie.methode == .aucune ? atelier.bruts : atelier.garantis
  }
}
