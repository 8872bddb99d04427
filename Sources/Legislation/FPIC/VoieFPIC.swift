import LinearAlgebra

/// What a scenario gets of one side of the FPIC. The column of the next scenario takes the place of this one.
public struct RepartitionCalculee {
  /// False when the amounts of the communes are not numbers.
  public var connu = false
  /// Whole euros of the EPCI, with what it takes over from its communes; NaN when unknown.
  public var epci = Double.nan
  /// Whole euros notified to the communes, padded.
  public var communes: LanesInput
  /// Of a padded column.
  public var lanes: Int
  public var comptes = ComptesFaits()
}

/// One side of the FPIC in the droit commun, for one year, one scenario after another: only the amount of the ensemble
/// and the CIF move. Weights, tie-break, ranks and FSRIF are settled once, and the loop of a sweep allocates nothing.
///
/// The same rules as `RepartitionInterne`, in the same order, to the same bits.
public struct VoieFPIC {
  private let nature: NatureFPIC
  private let poids: [Double]
  private let somme: Double
  private let ordre: [Int32]?
  /// Facts that every scenario has.
  private let communs: [FaitFPIC]
  /// `nil` where nothing is deducted from anybody.
  private let deductions: (fsrif: [Double], partLaissee: [Double])?
  /// Real amounts, whole euros decided, deductions, exemptions, whole euros notified.
  private let scratch: LaneScratch
  /// Facts of the last scenario.
  private(set) var faits: [FaitFPIC] = []

  /// `nil` when more than the amount and the CIF decides the split: another decision, an EPT, several columns.
  public init?(_ entrees: RepartitionInterneEntrees, parametres: ParametresRepartitionInterne) {
    guard parametres.partageParCIF, entrees.decision == .droitCommun, entrees.statut == .fiscalitePropre else {
      return nil
    }
    let columns = [entrees.populationDGF, entrees.potentielFinancier, entrees.prelevementFSRIF].compactMap { $0 }
    guard columns.allSatisfy({ $0.columns == 1 && $0.rows == entrees.codesINSEE.count }) else { return nil }
    var calcul = CalculRepartition(entrees, parametres)
    calcul.controlerCommunes()
    let weights = calcul.poidsDroitCommun().poids.columnArray(0)
    poids = weights
    somme = orderedSum(weights.span)
    nature = entrees.nature
    ordre = KernelSet.order(calcul.departage(0).span)
    var taken: (fsrif: [Double], partLaissee: [Double])?
    if entrees.nature == .prelevement {
      let (part, fsrif) = (calcul.partLaissee().columnArray(0), calcul.fsrifDeductible().columnArray(0))
      if part.contains(where: { $0 != 1 }) || fsrif.contains(where: { $0 > 0 }) { taken = (fsrif, part) }
    }
    deductions = taken
    communs = calcul.faits.map(\.fait)
    scratch = LaneScratch(rows: weights.count, columns: 5)
  }

  /// Whole euros notified to the communes in the last scenario, padded.
  private var notifies: LanesInput { UnsafePointer(scratch.column(deductions == nil ? 1 : 4)) }

  public mutating func repartir(montant ecrit: Double, cif brut: Double) -> RepartitionCalculee {
    faits.removeAll(keepingCapacity: true)
    faits += communs
    let montant = CalculRepartition.retenir(montant: ecrit, nature)
    let cif = CalculRepartition.retenir(cif: brut, nature)
    if let fait = montant.fait { faits.append(fait) }
    if let fait = cif.fait { faits.append(fait) }
    var epci = PartageParCIF.partager(montant: montant.retenu, cif: cif.retenu).epci
    let bloc = montant.retenu - epci
    let reparti = RepartitionEnEuros.repartir(
      total: bloc, poids: poids.span, somme: somme, ordre: ordre, scratch: scratch)
    if !reparti {
      if bloc.isFinite, !somme.isNaN { faits.append(.sansPoids(nature)) }
      epci = .nan
    }
    if let deductions { epci += deduire(deductions.fsrif, deductions.partLaissee) }
    return RepartitionCalculee(
      connu: reparti, epci: epci, communes: notifies, lanes: scratch.lanes, comptes: ComptesFaits(faits))
  }

  /// - Returns: what the EPCI takes over.
  private func deduire(_ fsrif: [Double], _ partLaissee: [Double]) -> Double {
    let dus = UnsafeBufferPointer(scratch.rows(1)).span
    var deduits = scratch.rows(2).mutableSpan
    DeductionFSRIF.deduire(prelevement: dus, fsrif: fsrif.span, into: &deduits)
    var exoneres = scratch.rows(3).mutableSpan
    Exonerations.exonerer(
      prelevement: dus, deduction: deduits.span, partLaissee: partLaissee.span, into: &exoneres)
    let out = scratch.rows(4)
    for i in 0..<dus.count { out[i] = dus[i] - deduits[i] - exoneres[i] }
    return orderedSum(deduits.span) + orderedSum(exoneres.span)
  }
}
