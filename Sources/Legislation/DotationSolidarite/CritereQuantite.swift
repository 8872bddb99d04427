import LinearAlgebra

/// Free criterion: a raw quantity of the commune (dwellings, pupils, metres of road, inhabitants).
///
/// - *Texte*: CGCT art. L5211-28-4, II, last sentence: complementary criteria.
/// - *Formule*: `s = quantité`.
/// - *Exemple*: voirie 81 055 m of 412 212 m: share 19,66 %.
/// - *Bornes et cas limites*: missing takes the mean quantity per inhabitant of the others times its inhabitants;
///   without inhabitants, 0 whatever the quantity (the commune is out of the distribution).
/// - *Voir aussi*: `CritereTauxPondere`, `PartsCriteres`.
public enum CritereQuantite {
  public static let regle = Regle(
    "dsc.quantite", libelle: "Quantité de la commune", article: "CGCT art. L5211-28-4, II",
    formule: "points = quantité de la commune")

  /// Mean per inhabitant over the communes that have the quantity; NaN when none has.
  public static func moyenne(quantite q: Span<Double>, population p: Span<Double>) -> Double {
    RichesseParHabitant.moyenne(total: q, habitants: p)
  }

  public static func scores(
    quantite q: Span<Double>, moyenne: Double, population p: Span<Double>, dans scores: inout MutableSpan<Double>
  ) {
    for i in 0..<q.count {
      guard p[i] > 0 else {
        scores[i] = 0
        continue
      }
      scores[i] = q[i].isNaN ? moyenne * p[i] : q[i]
    }
  }
}
