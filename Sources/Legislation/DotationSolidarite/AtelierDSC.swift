import LinearAlgebra

/// How the arithmetic of one scenario ended.
public enum IssueDSC: Sendable, Equatable {
  case payee
  /// The floors exceed the envelope by this many centimes.
  case planchersAuDessus(manque: Double)
  /// Even at the ceilings this many centimes are left.
  case plafondsSous(surplus: Double)
  /// The reals miss the total by this many centimes.
  case nonFermee(manque: Double)
  /// The guarantee or the smoothing refers to amounts that nobody gave.
  case originesAbsentes
}

/// Where one thread computes the DSC of one scenario after another: every column is allocated once, none in the loop.
///
/// The columns of the last scenario stay readable, padded, until the next one.
public final class AtelierDSC {
  /// One criterion: where its shared column is, or what computes it.
  private struct Source {
    var colonne: LanesInput
    var somme: Double
    /// The clefs differ by scenario and are copied.
    var parScenario: Bool
    var nature: FormePreparee.Nature?
    var coefficient: Double
    var ecrite: LanesOutput
  }

  private let evaluation: EvaluationDSC
  private let noyaux: KernelSet
  private let scratch: LaneScratch
  public let lanes: Int
  public let lignes: Int
  private let sources: UnsafeMutableBufferPointer<Source>
  private let adresses: UnsafeMutablePointer<LanesInput>
  /// Centimes that one point of each criterion brings.
  let valeurs: UnsafeMutablePointer<Double>
  public let bruts: LanesOutput
  public let planchers: LanesOutput
  public let plafonds: LanesOutput
  public let garantis: LanesOutput
  public let lisses: LanesOutput
  public let montants: LanesOutput
  private let reference: LanesOutput
  private let origine: LanesOutput
  /// Figures of the last scenario, apart so that no access of theirs is checked at run time.
  private struct Chiffres {
    var theta = Double.nan
    var total = Double.nan
    var croisement = 0.0
  }
  private let chiffres: UnsafeMutablePointer<Chiffres>

  /// Common factor of the tunnel, NaN elsewhere.
  public var theta: Double { chiffres.pointee.theta }
  /// Whole centimes paid.
  public var total: Double { chiffres.pointee.total }
  /// By how many centimes a ceiling was below its floor, at most.
  var croisement: Double { chiffres.pointee.croisement }

  public init(_ evaluation: EvaluationDSC) {
    self.evaluation = evaluation
    noyaux = evaluation.noyaux
    lignes = evaluation.lignes
    let count = evaluation.criteres.count
    let fixed = evaluation.criteres.indices.reduce(0) { $0 + 1 + (evaluation.formes[$1]?.colonnes.columns ?? 0) }
    let scratch = LaneScratch(rows: lignes, columns: 8 + fixed)
    self.scratch = scratch
    lanes = scratch.lanes
    bruts = scratch.column(0)
    planchers = scratch.column(1)
    plafonds = scratch.column(2)
    garantis = scratch.column(3)
    lisses = scratch.column(4)
    montants = scratch.column(5)
    reference = scratch.column(6)
    origine = scratch.column(7)
    adresses = .allocate(capacity: max(count, 1))
    valeurs = .allocate(capacity: max(count, 1))
    chiffres = .allocate(capacity: 1)
    chiffres.initialize(to: Chiffres())
    sources = .allocate(capacity: count)
    var next = 8
    for (c, critere) in evaluation.criteres.enumerated() {
      var source = Source(
        colonne: UnsafePointer(scratch.column(next)), somme: critere.sommes[0],
        parScenario: critere.clefs.columns > 1, nature: nil, coefficient: .nan, ecrite: scratch.column(next))
      next += 1
      if let forme = evaluation.formes[c] {
        source.nature = forme.nature
        source.coefficient = evaluation.entrees.criteres[c].nature.forme?.coefficient ?? .nan
        source.colonne = UnsafePointer(scratch.column(next))
        for k in 0..<forme.colonnes.columns {
          Self.copier(forme.colonnes, k, scratch.column(next))
          next += 1
        }
      } else {
        Self.copier(critere.clefs, 0, source.ecrite)
      }
      sources.initializeElement(at: c, to: source)
    }
    if let block = evaluation.anneePrecedente, block.columns == 1 { Self.copier(block, 0, reference) }
    if let block = evaluation.origine { Self.copier(block, 0, origine) }
  }

  deinit {
    adresses.deallocate()
    valeurs.deallocate()
    sources.deallocate()
    chiffres.deallocate()
  }

  private static func copier(_ block: PaddedColumns, _ column: Int, _ out: LanesOutput) {
    block.withColumn(column) { lanes in for i in 0..<block.lanes { out[i] = lanes[i] } }
  }

  /// Rows of a column of this atelier, without the padding.
  public func lignes(_ column: LanesOutput) -> UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(
      start: UnsafeMutableRawPointer(column).assumingMemoryBound(to: Double.self), count: lignes)
  }

  /// Copies the whole centimes of the last scenario, padded, to a column that nobody reads again soon.
  public func deposer(a place: LanesOutput) { noyaux.stream(lanes, UnsafePointer(montants), place) }

  /// Raw amounts → guarantee → smoothing → whole centimes.
  ///
  /// - Parameters:
  ///   - entrees: those of the evaluation, or the same with other lists by scenario.
  ///   - anneePrecedente: padded column of the centimes paid the year before in this scenario; `nil` for the one of
  ///     `entrees`.
  public func repartir(
    _ entrees: borrowing DotationSolidariteEntrees, scenario: Int, anneePrecedente: LanesInput? = nil
  ) -> IssueDSC {
    chiffres.pointee = Chiffres()
    let enveloppe = lane(entrees.enveloppes, scenario).roundedHalfUp
    reunir(entrees, scenario, enveloppe)
    var cible = enveloppe
    var paye = UnsafePointer(bruts)
    if entrees.garantie.methode != .aucune {
      guard let h = passe(entrees.garantie.reference == .origine, scenario, anneePrecedente) else {
        return .originesAbsentes
      }
      do throws(BoundedScalingError) {
        cible = try garantir(entrees.garantie, scenario, h, enveloppe)
      } catch {
        switch error {
        case .floorsExceedTotal(let shortfall): return .planchersAuDessus(manque: shortfall)
        case .ceilingsBelowTotal(let surplus): return .plafondsSous(surplus: surplus)
        }
      }
      paye = UnsafePointer(garantis)
    }
    if let lissage = entrees.lissage {
      guard let h = passe(true, scenario, nil) else { return .originesAbsentes }
      cible = lisser(lissage, paye, h, cible)
      paye = UnsafePointer(lisses)
    }
    do throws(ApportionmentError) {
      try noyaux.largestRemainder(paye, total: cible, order: evaluation.ordre, scratch: scratch, into: montants)
    } catch {
      return .nonFermee(manque: cible - noyaux.sum(lanes, paye))
    }
    chiffres.pointee.total = cible
    return .payee
  }

  private func reunir(_ entrees: borrowing DotationSolidariteEntrees, _ scenario: Int, _ enveloppe: Double) {
    let premier = entrees.poids.column(scenario).lowerBound
    for c in sources.indices {
      let source = sources[c]
      var somme = source.somme
      adresses[c] = source.colonne
      if let nature = source.nature {
        var coefficient = source.coefficient
        if let block = entrees.coefficients {
          let moved = block.values[block.column(scenario).lowerBound + c]
          if !moved.isNaN { coefficient = moved }
        }
        somme = FormePreparee.scores(
          nature, lues: source.colonne, lanes: lanes, coefficient: coefficient, noyaux: noyaux, dans: source.ecrite)
        adresses[c] = UnsafePointer(source.ecrite)
      } else if source.parScenario {
        Self.copier(evaluation.criteres[c].clefs, scenario, source.ecrite)
        somme = evaluation.criteres[c].sommes[scenario]
      }
      valeurs[c] = MontantsBruts.valeurDuPoint(
        enveloppe: enveloppe, poids: entrees.poids.values[premier + c], somme: somme)
    }
    MontantsBruts.reunir(
      lanes, clefs: adresses, valeurs: valeurs, nombre: sources.count, noyaux: noyaux, dans: bruts)
  }

  /// The past amounts of this scenario, padded; `nil` when nobody gave them.
  func passe(_ deLOrigine: Bool, _ scenario: Int, _ anneePrecedente: LanesInput?) -> LanesInput? {
    if !deLOrigine, let anneePrecedente { return anneePrecedente }
    guard let block = deLOrigine ? evaluation.origine : evaluation.anneePrecedente else { return nil }
    let place = deLOrigine ? origine : reference
    if block.columns > 1 { Self.copier(block, scenario, place) }
    return UnsafePointer(place)
  }

  /// Writes the guaranteed amounts and returns their total in whole centimes.
  private func garantir(
    _ garantie: Garantie, _ scenario: Int, _ h: LanesInput, _ enveloppe: Double
  ) throws(BoundedScalingError) -> Double {
    let plafond = garantie.methode == .tunnel ? lane(garantie.plafonds, scenario) : .nan
    let bornes = BornesGarantie.bornes(
      lanes, reference: h, bruts: UnsafePointer(bruts), plancher: lane(garantie.planchers, scenario),
      plafond: plafond, noyaux: noyaux, planchers: planchers, plafonds: plafonds)
    chiffres.pointee.croisement = bornes.croisement
    var portee: KernelSet.Reach? = bornes.portee
    if let ecrites = garantie.ecrites {
      for i in 0..<lignes {
        lignes(planchers)[i] = ecrites.planchers[i]
        lignes(plafonds)[i] = garantie.methode == .tunnel ? ecrites.plafonds[i] : .infinity
      }
      chiffres.pointee.croisement = ecrites.conflits.isEmpty ? 0 : 2
      portee = nil
    }
    switch garantie.methode {
    case .aucune: break
    case .tunnel:
      chiffres.pointee.theta = try Tunnel.repartir(
        lanes, bruts: bruts, planchers: planchers, plafonds: plafonds, enveloppe: enveloppe, portee: portee,
        noyaux: noyaux, dans: garantis)
    case .gagnants:
      var out = lignes(garantis).mutableSpan
      try GarantieGagnants.repartir(
        bruts: lignes(bruts).span, planchers: lignes(planchers).span, enveloppe: enveloppe, dans: &out)
    case .complement:
      var out = lignes(garantis).mutableSpan
      GarantieComplement.repartir(bruts: lignes(bruts).span, planchers: lignes(planchers).span, dans: &out)
      return noyaux.sum(lanes, garantis).roundedHalfUp
    }
    return enveloppe
  }

  private func lisser(_ lissage: LissageDSC, _ cible: LanesInput, _ h: LanesInput, _ total: Double) -> Double {
    let x = UnsafeBufferPointer(
      start: UnsafeRawPointer(cible).assumingMemoryBound(to: Double.self), count: lignes)
    let before = UnsafeBufferPointer(start: UnsafeRawPointer(h).assumingMemoryBound(to: Double.self), count: lignes)
    var out = lignes(lisses).mutableSpan
    LissageLineaire.lisser(
      cible: x.span, origine: before.span, rang: lissage.rang, duree: lissage.duree, dans: &out)
    let paid = orderedReduction(lignes) { before[$0].isNaN ? 0 : before[$0] }
    return LissageLineaire.total(origine: paid, cible: total, rang: lissage.rang, duree: lissage.duree)
  }
}
