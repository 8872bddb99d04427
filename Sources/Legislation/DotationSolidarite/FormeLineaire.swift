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

  public static func scores(
    richesse x: Span<Double>, moyenne: Double, population p: Span<Double>, pente: Double, sens: SensRepartition,
    dans scores: inout MutableSpan<Double>
  ) {
    for i in 0..<x.count {
      let gap = sens == .direct ? moyenne - x[i] : x[i] - moyenne
      let factor = 1 + pente * (gap / moyenne)
      scores[i] = p[i] > 0 && factor > 0 ? p[i] * factor : 0
    }
  }
}
