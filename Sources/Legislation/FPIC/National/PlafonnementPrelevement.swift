import LinearAlgebra

/// The levy of each contributor, capped, so that the fund is exactly levied.
///
/// - *Texte*: CGCT art. L2336-3, I, 2° and 3°.
/// - *Formule*: `plafond = max(0 ; 14 % × ressources − FSRIF N−1)`, `prélèvement = min(VP × score ; plafond)`, with the
///   valeur de point that levies the amount of the fund: what a cap spares falls on the others.
/// - *Exemple*: 10 M€ on the tests' entities: D stops at 2 600 000 €, then G at 476 000 €; VP = 414,971265427.
/// - *Bornes et cas limites*: caps of the entities with a positive score under the amount: the fund cannot be levied, and
///   the shortfall is told. Equal to it: everybody at the cap, no valeur de point. Capped amounts are rounded toward zero,
///   the others half up, and the sum is not forced.
/// - *Voir aussi*: `IndicePrelevement`, `boundedScaling`.
public enum PlafonnementPrelevement {
  public static let regle = Regle(
    "fpic_national.plafonnement", libelle: "Prélèvement plafonné et redistribué", article: "CGCT art. L2336-3, I, 3°",
    formule: "min(valeur de point × score ; 14 % des ressources − FSRIF de l'année précédente)")

  @inlinable public static func plafond(ressources: Double, fsrif: Double, taux: Double) -> Double {
    max(0, taux * ressources - fsrif)
  }

  /// Whole euros of a levy.
  @inlinable public static func notifier(_ montant: Double, plafond: Double) -> Double {
    montant >= plafond ? (plafond + 1e-6).rounded(.down) : (montant + 0.5).rounded(.down)
  }
}
