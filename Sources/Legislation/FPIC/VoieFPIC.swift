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
public final class VoieFPIC {
  private let nature: NatureFPIC
  private let somme: Double
  private let ordre: [Int32]?
  /// Facts that every scenario has.
  private let communs: ComptesFaits
  /// Something may be deducted from somebody.
  private let deduit: Bool
  private let scratch: LaneScratch
  private let noyaux = KernelSet.selected

  private enum Column {
    static let reel = 0
    static let du = 1
    static let notifie = 2
    static let poids = 3
    static let fsrif = 4
    static let partLaissee = 5
    static let count = 6
  }

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
    scratch = LaneScratch(rows: weights.count, columns: Column.count)
    scratch.fill(Column.poids, weights)
    somme = orderedSum(weights.span)
    nature = entrees.nature
    ordre = KernelSet.order(calcul.departage(0).span)
    if entrees.nature == .prelevement {
      let (part, fsrif) = (calcul.partLaissee().columnArray(0), calcul.fsrifDeductible().columnArray(0))
      deduit = part.contains(where: { $0 != 1 }) || fsrif.contains(where: { $0 > 0 })
      scratch.fill(Column.partLaissee, part)
      scratch.fill(Column.fsrif, fsrif.map(DeductionFSRIF.verse))
    } else {
      deduit = false
    }
    communs = ComptesFaits(calcul.faits.map(\.fait))
  }

  public func repartir(montant ecrit: Double, cif brut: Double) -> RepartitionCalculee {
    var comptes = communs
    let montant = CalculRepartition.retenir(montant: ecrit, nature)
    let cif = CalculRepartition.retenir(cif: brut, nature)
    if let fait = montant.fait { comptes.ajouter(fait) }
    if let fait = cif.fait { comptes.ajouter(fait) }
    var epci = PartageParCIF.partager(montant: montant.retenu, cif: cif.retenu).epci
    let bloc = montant.retenu - epci
    let reparti = RepartitionEnEuros.repartir(
      total: bloc, poids: UnsafePointer(scratch.column(Column.poids)), somme: somme, ordre: ordre, scratch: scratch,
      noyaux: noyaux)
    if !reparti {
      if bloc.isFinite, !somme.isNaN { comptes.ajouter(FaitFPIC.sansPoids(nature)) }
      epci = .nan
    }
    if deduit {
      // What the FSRIF and the exemptions take off: the EPCI bears it.
      epci += noyaux.deductions(
        scratch.lanes, UnsafePointer(scratch.column(Column.du)), UnsafePointer(scratch.column(Column.fsrif)),
        UnsafePointer(scratch.column(Column.partLaissee)), scratch.column(Column.notifie))
    }
    return RepartitionCalculee(
      connu: reparti, epci: epci, communes: UnsafePointer(scratch.column(deduit ? Column.notifie : Column.du)),
      lanes: scratch.lanes, comptes: comptes)
  }
}
