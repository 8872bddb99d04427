import LinearAlgebra

/// Free criterion: a rate (effort fiscal, rate of social housing) weighted by population.
///
/// - *Texte*: CGCT art. L5211-28-4, II, last sentence: complementary criteria.
/// - *Formule*: `s = p · t / t̄`, with `t̄ = Σ(p·t) / Σp`; a ratio of two quantities gives `t = a / b`.
/// - *Exemple*: p = 1 000 and 3 000, effort fiscal 1,2 and 0,8: t̄ = 0,9; s = 1 333,33 and 2 666,67; shares 1/3, 2/3.
/// - *Bornes et cas limites*: the share does not depend on `t̄`, which only makes the points readable and fills a missing
///   rate; no inhabitants, no weight; all rates null: every score is null.
/// - *Voir aussi*: `CritereQuantite`, `PartsCriteres`.
public enum CritereTauxPondere {
  public static let regle = Regle(
    "dsc.taux_pondere", libelle: "Taux pondéré par la population", article: "CGCT art. L5211-28-4, II",
    formule: "points = population × taux ÷ taux moyen pondéré")

  /// Population-weighted mean over the communes that have a rate; NaN when none has.
  public static func moyenne(taux t: Span<Double>, population p: Span<Double>) -> Double {
    let sum = orderedReduction(t.count) { t[$0].isNaN ? 0 : p[$0] * t[$0] }
    let heads = orderedReduction(t.count) { t[$0].isNaN ? 0 : p[$0] }
    return heads > 0 ? sum / heads : .nan
  }

  public static func scores(
    taux t: Span<Double>, moyenne: Double, population p: Span<Double>, dans scores: inout MutableSpan<Double>
  ) {
    for i in 0..<t.count {
      guard p[i] > 0, moyenne != 0 else {
        scores[i] = 0
        continue
      }
      scores[i] = t[i].isNaN ? p[i] : p[i] * (t[i] / moyenne)
    }
  }
}
