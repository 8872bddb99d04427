import LinearAlgebra

/// How much an entity contributes for each inhabitant.
///
/// - *Texte*: CGCT art. L2336-3, I, 1° and 2°.
/// - *Formule*: contributor when `PFIA/hab > 0,9 × moyenne`, strictly; `indice = w₁ × (PFIA/hab − 0,9 m) ÷ 0,9 m +
///   w₂ × (revenu/hab − r̄) ÷ r̄`; `score = max(0, indice) × population DGF`.
/// - *Exemple*: PFIA 992,225804 € against 713,149535, revenu 20 000 € against 16 126,505276: 0,469489612.
/// - *Bornes et cas limites*: a contributor whose index is negative pays nothing. Single-commune islands are exempt from
///   2013. The threshold is strict: within the rounding of doubles, it is decided on twice the digits. The population
///   that multiplies the index is not weighted by the coefficient.
/// - *Voir aussi*: `PlafonnementPrelevement`.
public enum IndicePrelevement {
  public static let regle = Regle(
    "fpic_national.indice_prelevement", libelle: "Indice synthétique de prélèvement",
    article: "CGCT art. L2336-3, I, 2°",
    formule: "75 % de l'écart de PFIA par habitant à 0,9 fois la moyenne + 25 % de l'écart de revenu à la moyenne")

  /// Relative gap to the threshold under which doubles do not decide.
  static let doute = 1e-9

  @inlinable static func ecart<R: RealArithmetic>(_ valeur: R, a reference: R) -> R { (valeur - reference) / reference }

  /// Whether an entity is so near the threshold that doubles do not decide.
  static func douteux(_ potentiel: Double, _ seuil: Double) -> Bool { ecart(potentiel, a: seuil).magnitude < doute }

  /// The index of one entity, as the trace shows it; not-a-number when it does not contribute.
  static func indice(
    potentiel: Double, revenu: Double, seuil: Double, revenuMoyen: Double, poidsPotentiel: Double, poidsRevenu: Double
  ) -> Double {
    poidsPotentiel * ecart(potentiel, a: seuil) + poidsRevenu * ecart(revenu, a: revenuMoyen)
  }
}
