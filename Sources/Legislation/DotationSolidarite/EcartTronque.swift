import LinearAlgebra

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

  /// The scores: nothing in this shape differs from one scenario to another.
  static func colonnes(
    richesse x: Span<Double>, moyenne: Double, population p: Span<Double>, sens: SensRepartition
  ) -> PaddedColumns {
    var scores = [Double](repeating: 0, count: x.count)
    for i in 0..<x.count {
      let gap = sens == .direct ? moyenne - x[i] : x[i] - moyenne
      scores[i] = p[i] > 0 && gap > 0 ? p[i] * (gap / moyenne) : 0
    }
    var columns = PaddedColumns(rows: x.count, columns: 1)
    columns.set(0, scores.span)
    return columns
  }

  /// - Returns: the sum of the scores.
  static func scores(
    _ computed: LanesInput, lanes: Int, noyaux: KernelSet, dans scores: LanesOutput
  ) -> Double {
    for i in 0..<lanes { scores[i] = computed[i] }
    return noyaux.sum(lanes, computed)
  }
}
