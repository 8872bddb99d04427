/// Once since 2019, what brings the dotation of the year before up to five euros per inhabitant.
///
/// - *Texte*: CGCT art. L5211-28, III.
/// - *Formule*: `complément = 5 € × population DGF − dotation N−1`, when the dotation per inhabitant is under 5 €.
/// - *Exemple*: 9 000 inhabitants and 27 000 € (3 €/hab.): 18 000 €.
/// - *Bornes et cas limites*: not due when the potentiel fiscal per inhabitant exceeds twice its category's mean, nor a
///   second time. It joins the dotation of the year before: bounds are counted from the sum.
/// - *Voir aussi*: `DotationIntercommunalite`.
public enum ComplementDotation {
  public static let regle = Regle(
    "dotation_intercommunalite.complement", libelle: "Complément de la dotation d'intercommunalité",
    article: "CGCT art. L5211-28, III", formule: "5 € × population DGF − dotation de l'année précédente")

  /// Euros per inhabitant; 0 when it is not due.
  /// - Parameter potentielExclu: potentiel fiscal per inhabitant over the multiple of the mean that excludes.
  public static func parHabitant(
    dotationParHabitant: Double, potentielExclu: Bool, dejaVerse: Bool, minimum: Double
  ) -> Double {
    guard !dejaVerse, dotationParHabitant < minimum, !potentielExclu else { return 0 }
    return minimum - dotationParHabitant
  }
}
