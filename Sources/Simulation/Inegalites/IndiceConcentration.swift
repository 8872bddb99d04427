import Legislation
import LinearAlgebra

/// Whether transfers go to the rich or to the poor.
///
/// - *Texte*: convention (no article). Progressivity after Kakwani.
/// - *Formule*: `C = Σ T_i (2 F_i − 1) ÷ ΣT`, `F_i` the mean rank of the commune by wealth per inhabitant before
///   transfers; `progressivité K = C − G avant`: negative when the transfers narrow the gaps.
/// - *Exemple*: everything to the poorest of two communes of the same size: C = −1/2.
/// - *Bornes et cas limites*: the same amount per inhabitant everywhere: C = 0. NaN when the transfers add up to nothing:
///   then only the Gini after transfers tells.
/// - *Voir aussi*: `ClassementRichesse`, `IndiceGini`.
public enum IndiceConcentration {
  public static let regle = Regle(
    "inegalites.concentration", libelle: "Concentration et progressivité des transferts", article: "convention",
    formule: "Σ transfert × (2 × rang moyen − 1) ÷ Σ transferts ; progressivité = concentration − Gini avant",
    confiance: .derive)

  /// What each ranked commune's transfer is multiplied by.
  static func facteurs(_ classement: ClassementRichesse) -> [Double] { classement.rangs.map { 2 * $0 - 1 } }
}
