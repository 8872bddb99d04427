/// How much an entity contributes for each inhabitant.
///
/// - *Texte*: CGCT art. L2336-3, I, 1° and 2°.
/// - *Formule*: contributor when `PFIA/hab > 0,9 × moyenne`, strictly; `indice = w₁ × (PFIA/hab − 0,9 m) ÷ 0,9 m +
///   w₂ × (revenu/hab − r̄) ÷ r̄`; `score = max(0, indice) × population DGF`.
/// - *Exemple*: PFIA 992,225804 € against 713,149535, revenu 20 000 € against 16 126,505276: 0,469489612.
/// - *Bornes et cas limites*: a contributor whose index is negative pays nothing. Single-commune islands are exempt from
///   2013. Equality at the threshold, to 1e-12 relatively, is not above it.
/// - *Voir aussi*: `PlafonnementPrelevement`.
public struct IndicePrelevement: Sendable, Equatable {
  public static let regle = Regle(
    "fpic_national.indice_prelevement", libelle: "Indice synthétique de prélèvement",
    article: "CGCT art. L2336-3, I, 2°",
    formule: "75 % de l'écart de PFIA par habitant à 0,9 fois la moyenne + 25 % de l'écart de revenu à la moyenne")

  /// Euros per weighted inhabitant: the threshold times the mean.
  public var seuil: Double
  public var revenuMoyen: Double
  public var poidsPotentiel: Double
  public var poidsRevenu: Double

  public init(seuil: Double, revenuMoyen: Double, poidsPotentiel: Double, poidsRevenu: Double) {
    self.seuil = seuil
    self.revenuMoyen = revenuMoyen
    self.poidsPotentiel = poidsPotentiel
    self.poidsRevenu = poidsRevenu
  }

  @inlinable public func contribue(_ potentielParHabitant: Double) -> Bool {
    potentielParHabitant - seuil > 1e-12 * seuil
  }

  @inlinable public func valeur(potentielParHabitant: Double, revenuParHabitant: Double) -> Double {
    poidsPotentiel * ((potentielParHabitant - seuil) / seuil)
      + poidsRevenu * ((revenuParHabitant - revenuMoyen) / revenuMoyen)
  }
}
