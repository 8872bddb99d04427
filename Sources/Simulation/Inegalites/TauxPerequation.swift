import Legislation

/// The share of the inequality that the transfers remove.
///
/// - *Texte*: convention (no article).
/// - *Formule*: `κ = 1 − Gini après ÷ Gini avant`.
/// - *Exemple*: Petite Camargue, DSC of 500 000 € by the inverse of wealth: 1 − 0,0667912660 ÷ 0,0682732802 = 2,1707 %.
/// - *Bornes et cas limites*: negative when the gaps widen; NaN when there was no inequality. A DSC corrects a few per
///   cent, against some forty for all the State's transfers.
/// - *Voir aussi*: `IndiceGini`, `Reclassement`.
public enum TauxPerequation {
  public static let regle = Regle(
    "inegalites.perequation", libelle: "Taux de péréquation", article: "convention",
    formule: "1 − Gini après transferts ÷ Gini avant", confiance: .derive)

  public static func calculer(giniAvant: Double, giniApres: Double) -> Double {
    giniAvant > 0 ? 1 - giniApres / giniAvant : .nan
  }
}
