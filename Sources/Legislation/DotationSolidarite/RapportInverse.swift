import Glibc

/// Shape A: inverse ratio to the mean, weighted by population.
///
/// - *Texte*: CGCT art. L5211-28-4, II, 1° and 2°; the function is a practice (métropole de Rennes among others).
/// - *Formule*: `s = p · (X̄/X)^α`, the ratio kept in the interval before the exponent; mirrored: `s = p · (X/X̄)^α`.
/// - *Exemple*: p = 5 770, X = 1 097,0919, X̄ = 989,7505, α = 1: `s = 5 770 × 0,902158 = 5 205,45`.
/// - *Bornes et cas limites*: `X ≤ 0` takes the upper end of the interval; no inhabitants, no weight.
/// - *Voir aussi*: `EcartTronque`, `FormeLineaire`, parameters `dsc.critere.ecretage_minimum` and `…_maximum`.
public enum RapportInverse {
  public static let regle = Regle(
    "dsc.rapport_inverse", libelle: "Rapport inverse à la moyenne", article: "CGCT art. L5211-28-4, II",
    formule: "points = population × (moyenne ÷ valeur par habitant) élevé à l'exposant, rapport écrêté",
    confiance: .doute)

  public static func scores(
    richesse x: Span<Double>, moyenne: Double, population p: Span<Double>, exposant: Double,
    ecretage: ClosedRange<Double>, sens: SensRepartition, dans scores: inout MutableSpan<Double>
  ) {
    for i in 0..<x.count {
      let ratio =
        switch sens {
        case .direct: x[i] > 0 ? moyenne / x[i] : ecretage.upperBound
        case .inverse: x[i] / moyenne
        }
      let kept = min(max(ratio, ecretage.lowerBound), ecretage.upperBound)
      scores[i] = p[i] > 0 ? p[i] * puissance(kept, exposant) : 0
    }
  }

  /// The two usual exponents by plain products, so that they owe nothing to a mathematics library.
  static func puissance(_ base: Double, _ exposant: Double) -> Double {
    if exposant == 1 { return base }
    if exposant == 2 { return base * base }
    return pow(base, exposant)
  }
}
