import LinearAlgebra

/// How much an entity receives for each inhabitant.
///
/// - *Texte*: CGCT art. L2336-5, I, 1°; L2336-4, II for the overseas departments.
/// - *Formule*: `indice = 20 % × PFIA moyen ÷ PFIA/hab + 60 % × r̄ ÷ revenu/hab + 20 % × effort ÷ effort moyen`.
/// - *Exemple*: PFIA 654,089470 €, revenu 8 900 €, effort 1,30: 1,537381700 with the tests' means.
/// - *Bornes et cas limites*: ratios, without a cap. An entity without effort fiscal is not ranked; it still contributes.
///   In the overseas departments the reference potentiel and revenu are their own.
/// - *Voir aussi*: `EligibiliteReversement`.
public struct IndiceReversement<R: RealArithmetic>: Sendable {
  public var poidsPotentiel: R
  public var poidsRevenu: R
  public var poidsEffort: R

  public init(poidsPotentiel: R, poidsRevenu: R, poidsEffort: R) {
    self.poidsPotentiel = poidsPotentiel
    self.poidsRevenu = poidsRevenu
    self.poidsEffort = poidsEffort
  }

  /// - Parameters: mean ÷ own value for the potentiel and the revenu, own value ÷ mean for the effort.
  @inlinable public func valeur(potentiel: R, revenu: R, effort: R) -> R {
    poidsPotentiel * potentiel + poidsRevenu * revenu + poidsEffort * effort
  }
}

extension IndiceReversement<Double> {
  public static var regle: Regle {
    Regle(
      "fpic_national.indice_reversement", libelle: "Indice synthétique de ressources et de charges",
      article: "CGCT art. L2336-5, I, 1°",
      formule: "20 % × PFIA moyen ÷ PFIA + 60 % × revenu moyen ÷ revenu + 20 % × effort fiscal ÷ effort moyen")
  }
}
