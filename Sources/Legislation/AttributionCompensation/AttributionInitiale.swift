import LinearAlgebra

/// Where a commune comes from when the EPCI begins its life in fiscalité professionnelle unique.
public enum ProvenanceCommune: String, Sendable, Codable, CaseIterable {
  /// Case A, V-2°: out of any EPCI, or in an EPCI born with the fiscalité professionnelle unique.
  case isolee
  /// Case B, V-3°: member of an EPCI with additional taxation.
  case fiscaliteAdditionnelle
  /// Case C, V-5°: member of an EPCI that already paid an AC.
  case fiscaliteProfessionnelleUnique
}

/// What the first AC of each commune is computed from; centimes of the year before, one column a block.
public struct AttributionInitialeEntrees: Sendable {
  public var provenances: [ProvenanceCommune]
  /// CFE, CVAE or its fraction of TVA, IFER, TAFNB and TASCOM received by the commune.
  public var produits: Matrix?
  /// Compensation part salaires (art. 44 LF 1999); the old DCTP is not in it.
  public var compensationPartSalaires: Matrix?
  public var compensationsZonesFranches: Matrix?
  /// Part of the contribution of art. L302-8 of the CCH, weighted by the taxe professionnelle in the potentiel fiscal.
  public var contributionSRU: Matrix?
  /// Signed; `nil` when it stays with the communes.
  public var fngir: Matrix?
  /// Household taxes that the EPCI levied on the commune, and their compensations.
  public var fiscaliteMenages: Matrix?
  public var compensationsMenages: Matrix?
  /// Reversements of communal tax to the EPCI (loi 80-10, art. 11).
  public var reversements: Matrix?
  /// AC paid by the former EPCI.
  public var ancienEPCI: Matrix?
  /// `ac.initiale.deduction_menages`
  public var deduireMenages: Bool

  public init(provenances: [ProvenanceCommune], deduireMenages: Bool = false) {
    self.provenances = provenances
    self.deduireMenages = deduireMenages
  }
}

/// AC of the first year, before the charges of that year.
///
/// - *Texte*: CGI art. 1609 nonies C, V-2° (commune isolée, EPCI born in FPU), V-3° (passage from additional taxation),
///   V-5° (fusion, change of perimeter).
/// - *Formule*: A, `FP + CPS + ZF + SRU`; B, `FP + CPS + ZF − reversements`, less, if the option is open, the household
///   taxes of the former EPCI and their compensations; C, the AC of the former EPCI. FNGIR moved to the EPCI is added,
///   signed. All of N−1.
/// - *Exemple*: FP 320 000 €, CPS 45 000 €, FNGIR −12 000 € moved to the EPCI: 353 000 €, from which the charges of the
///   report of the CLECT are then deducted.
/// - *Bornes et cas limites*: the charges are revisions `transfert` of the same year; no FCTVA enters the AC; V-3° is read
///   in its text of 2002 and the deduction of household taxes is closed since the communes and the EPCI share them
///   (2011): see the parameter.
/// - *Voir aussi*: `Transfert`, `RevisionFusion`, parameter `ac.initiale.deduction_menages`.
public enum AttributionInitiale {
  public static let regle = Regle(
    "ac.initiale", libelle: "Attribution de compensation initiale", article: "CGI art. 1609 nonies C, V-2°, 3° et 5°",
    formule: "fiscalité professionnelle et compensations de l'année précédente, moins ce que l'EPCI prélevait déjà",
    confiance: .memoire)

  /// One term of the sum: what it is, and its signed centimes by commune (0 where it does not apply).
  public struct Terme: Sendable {
    public var libelle: String
    public var montants: [Double]
  }

  /// Whole centimes by commune, NaN where a term is missing, and the terms in the order of the formula.
  public static func calculer(_ entrees: AttributionInitialeEntrees) -> (montants: [Double], termes: [Terme]) {
    let n = entrees.provenances.count
    var termes: [Terme] = []
    func add(_ libelle: String, _ block: Matrix?, _ sign: Double, _ cases: Set<ProvenanceCommune>) {
      guard let block else { return }
      termes.append(
        Terme(
          libelle: libelle,
          montants: (0..<n).map { cases.contains(entrees.provenances[$0]) ? sign * block[$0, 0] : 0 }))
    }
    let nouvelles: Set<ProvenanceCommune> = [.isolee, .fiscaliteAdditionnelle]
    add("Fiscalité professionnelle de l'année précédente", entrees.produits, 1, nouvelles)
    add("Compensation part salaires", entrees.compensationPartSalaires, 1, nouvelles)
    add("Compensations de zones franches", entrees.compensationsZonesFranches, 1, nouvelles)
    add("Contribution pour logements sociaux", entrees.contributionSRU, 1, [.isolee])
    if entrees.deduireMenages {
      add("Fiscalité des ménages levée par l'EPCI", entrees.fiscaliteMenages, -1, [.fiscaliteAdditionnelle])
      add(
        "Compensations d'exonérations des ménages reçues par l'EPCI", entrees.compensationsMenages, -1,
        [.fiscaliteAdditionnelle])
    }
    add("Reversements de fiscalité à l'EPCI", entrees.reversements, -1, [.fiscaliteAdditionnelle])
    add("Attribution versée par l'ancien EPCI", entrees.ancienEPCI, 1, [.fiscaliteProfessionnelleUnique])
    add("FNGIR transféré à l'EPCI", entrees.fngir, 1, Set(ProvenanceCommune.allCases))
    let sums = (0..<n).map { row in termes.reduce(0.0) { $0 + $1.montants[row] }.roundedHalfUp }
    return (sums, termes)
  }
}
