/// Shape B: truncated gap to the mean, weighted by population.
///
/// - *Texte*: CGCT art. L5211-28-4, II, 2° « insuffisance du potentiel … par habitant de la commune au regard du
///   potentiel … moyen par habitant sur le territoire ».
/// - *Formule*: `s = p · (X̄ − X)⁺ / X̄`; mirrored: `s = p · (X − X̄)⁺ / X̄`.
/// - *Exemple*: Aubord, p = 2 406, X = 831,5583, X̄ = 989,7505: `s = 2 406 × 0,159830 = 384,55`; Aimargues, above the
///   mean, 0.
/// - *Bornes et cas limites*: all communes equal: every score is null, see `PartsCriteres`; no inhabitants, no weight.
/// - *Voir aussi*: `RapportInverse`, `FormeLineaire`.
public enum EcartTronque {
  public static let regle = Regle(
    "dsc.ecart_tronque", libelle: "Insuffisance par rapport à la moyenne", article: "CGCT art. L5211-28-4, II",
    formule: "points = population × (moyenne − valeur par habitant) ÷ moyenne, zéro au-dessus de la moyenne",
    confiance: .doute)

  public static func scores(
    richesse x: Span<Double>, moyenne: Double, population p: Span<Double>, sens: SensRepartition,
    dans scores: inout MutableSpan<Double>
  ) {
    for i in 0..<x.count {
      let gap = sens == .direct ? moyenne - x[i] : x[i] - moyenne
      scores[i] = p[i] > 0 && gap > 0 ? p[i] * (gap / moyenne) : 0
    }
  }
}
