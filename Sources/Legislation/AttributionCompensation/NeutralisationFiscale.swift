import LinearAlgebra

/// One tax of the communes and of the EPCI that are merged. Bases in euros, rates as fractions, by commune.
public struct ImpotNeutralise: Sendable {
  /// « la taxe foncière sur les propriétés bâties »
  public var libelle: String
  public var impot: Impot
  public var bases: Matrix
  public var tauxCommunes: Matrix
  /// Rate of the former EPCI of the commune.
  public var tauxAncienEPCI: Matrix

  public init(libelle: String, impot: Impot, bases: Matrix, tauxCommunes: Matrix, tauxAncienEPCI: Matrix) {
    self.libelle = libelle
    self.impot = impot
    self.bases = bases
    self.tauxCommunes = tauxCommunes
    self.tauxAncienEPCI = tauxAncienEPCI
  }
}

/// Neutralisation of the harmonised rates of an EPCI born of a fusion.
///
/// - *Texte*: convention, carried by a free revision (CGI art. 1609 nonies C, V-1° bis) or within the bounds of V-5°.
/// - *Formule*: `t* = Σ t_e·B / ΣB` (taux moyen pondéré); `t_i' = t_i + (t_e(i) − t*)`, so that the taxpayer pays the
///   same; the commune gains `G_i = Σ_impôts B_i·(t_e(i) − t*)` and `ΔAC_i = −G_i`, closed to the centime on 0.
/// - *Exemple*: TV-14: bases of 1 M€ at 4 % and 3 M€ at 1 %: t* = 1,75 %; +2,25 and −0,75 points; −22 500 and +22 500 €.
/// - *Bornes et cas limites*: `t_i' < 0` cannot be voted: the amounts stand and the residual `−t_i'·B_i`, which stays with
///   the taxpayers, is a fact; rules of link, abatements and ceilings of rates are checked elsewhere.
/// - *Voir aussi*: `RevisionLibre`, `RevisionFusion`.
public struct NeutralisationFiscale: Sendable {
  public var impots: [ImpotNeutralise]
  /// Decided as the one revision of the fusion, within its bounds, rather than as a free revision.
  public var auTitreDeLaFusion: Bool
  /// 1 for a commune that refuses a free revision.
  public var refus: Matrix?

  public static let regle = Regle(
    "ac.neutralisation", libelle: "Neutralisation fiscale à la fusion", article: ModeRevision.neutralisation.article,
    formule: "variation = − bases × (taux de l'ancien EPCI − taux moyen pondéré), impôt par impôt", confiance: .derive)

  public init(impots: [ImpotNeutralise], auTitreDeLaFusion: Bool = false, refus: Matrix? = nil) {
    self.impots = impots
    self.auTitreDeLaFusion = auTitreDeLaFusion
    self.refus = refus
  }

  /// `t*`, NaN without bases.
  public static func tauxMoyenPondere(bases: Span<Double>, tauxAncienEPCI: Span<Double>) -> Double {
    let product = orderedReduction(bases.count) { bases[$0] == 0 ? 0 : bases[$0] * tauxAncienEPCI[$0] }
    let total = orderedSum(bases)
    return total > 0 ? product / total : .nan
  }

  /// Adds `−B·(t_e − t*)` in centimes to `demandes`.
  public static func demander(
    bases: Span<Double>, tauxAncienEPCI: Span<Double>, tauxMoyen: Double, dans demandes: inout MutableSpan<Double>
  ) {
    for i in 0..<bases.count where bases[i] != 0 {
      demandes[i] -= bases[i] * (tauxAncienEPCI[i] - tauxMoyen) * 100
    }
  }

  /// `t_i'`, and what the taxpayers of the commune bear when it should be negative, in euros.
  public static func tauxCompense(
    taux: Double, tauxAncienEPCI: Double, tauxMoyen: Double, bases: Double
  ) -> (taux: Double, residu: Double) {
    let rate = taux + (tauxAncienEPCI - tauxMoyen)
    // Within a billionth of a point, zero is zero.
    return rate < -1e-11 ? (rate, -rate * bases) : (max(rate, 0), 0)
  }
}
