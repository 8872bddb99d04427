import LinearAlgebra

/// Shape A: inverse ratio to the mean, weighted by population.
///
/// - *Texte*: CGCT art. L5211-28-4, II, 1° and 2°; the function is a practice (métropole de Rennes among others).
/// - *Formule*: `s = p · (X̄/X)^α`, the ratio kept in the interval before the exponent; mirrored: `s = p · (X/X̄)^α`.
/// - *Exemple*: p = 5 770, X = 1 097,0919, X̄ = 989,7505, α = 1: `s = 5 770 × 0,902158 = 5 205,45`.
/// - *Bornes et cas limites*: `X ≤ 0` takes the upper end of the interval; no inhabitants, no weight. Exponents 1 and 2
///   are plain products; the others pass through `2^(α·log₂)` of the kernels, whose bits are the same everywhere.
/// - *Voir aussi*: `EcartTronque`, `FormeLineaire`, parameters `dsc.critere.ecretage_minimum` and `…_maximum`.
public enum RapportInverse {
  public static let regle = Regle(
    "dsc.rapport_inverse", libelle: "Rapport inverse à la moyenne", article: "CGCT art. L5211-28-4, II",
    formule: "points = population × (moyenne ÷ valeur par habitant) élevé à l'exposant, rapport écrêté",
    confiance: .doute)

  /// What does not depend on the exponent: ratio kept in the interval, its binary logarithm, population (0 for a commune
  /// that does not count).
  static func colonnes(
    richesse x: Span<Double>, moyenne: Double, population p: Span<Double>, ecretage: ClosedRange<Double>,
    sens: SensRepartition
  ) -> PaddedColumns {
    var kept = [Double](repeating: 0, count: x.count)
    var logs = kept
    var weights = kept
    for i in 0..<x.count {
      let ratio =
        switch sens {
        case .direct: x[i] > 0 ? moyenne / x[i] : ecretage.upperBound
        case .inverse: x[i] / moyenne
        }
      kept[i] = min(max(ratio, ecretage.lowerBound), ecretage.upperBound)
      // 2^-60 of an inhabitant is nothing, 2^60 everything: a null ratio is null under any positive exponent.
      logs[i] = kept[i] > 0 ? min(max(binaryLogarithm(kept[i]), -60), 60) : -60
      weights[i] = p[i] > 0 ? p[i] : 0
    }
    var columns = PaddedColumns(rows: x.count, columns: 3)
    columns.set(0, kept.span)
    columns.set(1, logs.span)
    columns.set(2, weights.span)
    return columns
  }

  /// - Parameter ratio: the first of `colonnes`; the others follow.
  /// - Returns: the sum of the scores.
  static func scores(
    _ ratio: LanesInput, lanes: Int, exposant: Double, noyaux: KernelSet, dans scores: LanesOutput
  ) -> Double {
    let logs = ratio + lanes
    let weights = logs + lanes
    guard exposant == 1 || exposant == 2 else {
      if exposant.magnitude <= 16 { return noyaux.weightedPower(lanes, logs, weights, exposant, scores) }
      // The powers of such an exponent leave the range of a double where the ratio is far from 1: they stay at its ends.
      let limit = Lanes(repeating: 999 / exposant.magnitude)
      let kept = LaneScratch(rows: lanes * 8, columns: 1)
      for i in 0..<lanes { kept.column(0)[i] = logs[i].clamped(lowerBound: -limit, upperBound: limit) }
      return noyaux.weightedPower(lanes, UnsafePointer(kept.column(0)), weights, exposant, scores)
    }
    for i in 0..<lanes { scores[i] = weights[i] * (exposant == 1 ? ratio[i] : ratio[i] * ratio[i]) }
    return noyaux.sum(lanes, scores)
  }
}
