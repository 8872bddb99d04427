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

  /// - Parameter transferts: euros, in the order of the ranking.
  public static func calculer(_ classement: ClassementRichesse, transferts: Span<Double>) -> Double {
    let total = orderedSum(transferts)
    guard total != 0 else { return .nan }
    return orderedReduction(transferts.count) { transferts[$0] * (2 * classement.rangs[$0] - 1) } / total
  }
}
