import LinearAlgebra

/// The levy of each contributor, capped, so that the fund is exactly levied.
///
/// - *Texte*: CGCT art. L2336-3, I, 2° and 3°.
/// - *Formule*: `plafond = max(0 ; 14 % × ressources − FSRIF N−1)`, `prélèvement = min(VP × score ; plafond)`, with
///   `VP = (fonds − Σ plafonds atteints) ÷ Σ scores des autres`, until nobody exceeds its cap: what a cap spares falls on
///   the others.
/// - *Exemple*: 10 M€ on the tests' entities: D stops at 2 600 000 €, then G at 476 000 €; VP = 414,971265427.
/// - *Bornes et cas limites*: caps of the entities with a positive score under the amount: the fund cannot be levied, and
///   the shortfall is told. Equal to it: everybody at the cap, no valeur de point. Unknown ressources: no cap. Capped
///   amounts are rounded toward zero, the others half up (decision 45: one less than half a euro under its cap may so be
///   notified above it by less than half a euro), and the sum is not forced.
/// - *Voir aussi*: `IndicePrelevement`, parameter `fpic_national.prelevement.plafond`.
public enum PlafonnementPrelevement {
  public static let regle = Regle(
    "fpic_national.plafonnement", libelle: "Prélèvement plafonné et redistribué", article: "CGCT art. L2336-3, I, 3°",
    formule: "min(valeur de point × score ; 14 % des ressources − FSRIF de l'année précédente)")

  /// The valeur de point, by the rounds of the law: each one solves the fund over the entities under their cap. The cap
  /// makes the levy concave in the valeur de point, so that it only grows and a capped entity stays capped.
  ///
  /// - Returns: euros a point; infinite when everybody is at the cap.
  ///
  /// - Parameters:
  ///   - scores: their sum.
  ///   - somme: caps reached and scores of the others, at a valeur de point.
  @inline(__always)
  static func valeurDePoint(
    scores: Double, nombre: Int, fonds: Double, somme: (Double) -> (limits: Double, weights: Double)
  ) -> ValeurPointPrelevement {
    var valeur = fonds / scores
    for tour in 1...(nombre + 1) {
      let (plafonnes, libres) = somme(valeur)
      guard libres > 0 else { return ValeurPointPrelevement(valeur: .infinity, tours: tour) }
      let suivante = (fonds - plafonnes) / libres
      // Same partition, same sums, same quotient; a last bit lower is the same partition too.
      if suivante <= valeur { return ValeurPointPrelevement(valeur: valeur, tours: tour) }
      valeur = suivante
    }
    return ValeurPointPrelevement(valeur: valeur, tours: nombre + 1)
  }

  /// Whole euros of a levy: a capped one toward zero.
  public static func notifier(_ montant: Double, plafonne: Bool) -> Double {
    // 1e-6: a cap is a product of decimals, its double may lie a hair under the whole euro.
    plafonne ? (montant + 1e-6).rounded(.down) : EuroNotifie.arrondir(montant)
  }
}

/// The valeur de point of the levy and the rounds that it took.
public struct ValeurPointPrelevement: Sendable, Equatable {
  /// Euros a point; infinite when every contributor is at its cap.
  public var valeur: Double
  public var tours: Int
}
