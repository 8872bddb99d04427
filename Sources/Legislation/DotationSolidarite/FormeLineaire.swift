import LinearAlgebra

/// Shape C: linear in the gap to the mean, weighted by population.
///
/// - *Texte*: CGCT art. L5211-28-4, II, 1° « écart de revenu par habitant … par rapport au revenu moyen ».
/// - *Formule*: `s = p · (1 + λ·(X̄ − X)/X̄)⁺`; with λ = 1, `p · (2 − X/X̄)⁺`; mirrored: `s = p · (1 + λ·(X − X̄)/X̄)⁺`.
/// - *Exemple*: Aubord, p = 2 406, X = 831,5583, X̄ = 989,7505, λ = 1: `s = 2 406 × 1,159830 = 2 790,55`.
/// - *Bornes et cas limites*: twice the mean or more (λ = 1): 0; no inhabitants, no weight.
/// - *Voir aussi*: `RapportInverse`, `EcartTronque`.
public enum FormeLineaire {
  public static let regle = Regle(
    "dsc.lineaire", libelle: "Écart linéaire à la moyenne", article: "CGCT art. L5211-28-4, II",
    formule: "points = population × (1 + pente × (moyenne − valeur par habitant) ÷ moyenne), zéro au minimum",
    confiance: .doute)

  /// What does not depend on the slope: gap relative to the mean, population (0 for a commune that does not count).
  static func colonnes(
    richesse x: Span<Double>, moyenne: Double, population p: Span<Double>, sens: SensRepartition
  ) -> PaddedColumns {
    var gaps = [Double](repeating: 0, count: x.count)
    var weights = gaps
    for i in 0..<x.count {
      gaps[i] = (sens == .direct ? moyenne - x[i] : x[i] - moyenne) / moyenne
      weights[i] = p[i] > 0 ? p[i] : 0
    }
    var columns = PaddedColumns(rows: x.count, columns: 2)
    columns.set(0, gaps.span)
    columns.set(1, weights.span)
    return columns
  }

  /// - Parameter gaps: the first of `colonnes`; the other follows.
  /// - Returns: the sum of the scores.
  static func scores(
    _ gaps: LanesInput, lanes: Int, pente: Double, noyaux: KernelSet, dans scores: LanesOutput
  ) -> Double {
    let weights = gaps + lanes
    for i in 0..<lanes {
      let factor = 1 + pente * gaps[i]
      scores[i] = weights[i] * factor.replacing(with: 0, where: factor .< 0)
    }
    return noyaux.sum(lanes, scores)
  }
}
