/// Free criterion: the same for each commune, or for each small commune.
///
/// - *Texte*: CGCT art. L5211-28-4, II, last sentence: complementary criteria.
/// - *Formule*: `s = 1`; with a threshold, `s = 1` if `p < seuil`, else 0.
/// - *Exemple*: populations 1 999, 2 000, 2 001 and a threshold of 2 000: scores 1, 0, 0.
/// - *Bornes et cas limites*: strictly below the threshold; no inhabitants, no weight; no commune below: every score is
///   null, see `PartsCriteres`.
/// - *Voir aussi*: `CritereQuantite`.
public enum CritereForfait {
  public static let regle = Regle(
    "dsc.forfait", libelle: "Part égale par commune", article: "CGCT art. L5211-28-4, II",
    formule: "points = 1 pour chaque commune, ou pour chaque commune sous le seuil d'habitants")

  /// `seuil` infinite: every inhabited commune.
  public static func scores(population p: Span<Double>, seuil: Double, dans scores: inout MutableSpan<Double>) {
    for i in 0..<p.count { scores[i] = p[i] > 0 && p[i] < seuil ? 1 : 0 }
  }
}
