import Legislation
import LinearAlgebra

/// How unequally a quantity per inhabitant is spread.
///
/// - *Texte*: convention (no article).
/// - *Formule*: `G = Σ_i Σ_j w_i w_j |x_i − x_j| ÷ (2 W² x̄)`, weights = population; computed on the sorted values as
///   `Σ w_i x_i (2 F_i − 1) ÷ (W x̄)` with the mean rank `F_i`.
/// - *Exemple*: Petite Camargue 2022, potentiel financier per inhabitant DGF: 0,0682732802.
/// - *Bornes et cas limites*: 0 when all are equal; NaN when the mean is not positive. On real amounts, before any
///   rounding.
/// - *Voir aussi*: `ClassementRichesse`, `TauxPerequation`.
public enum IndiceGini {
  public static let regle = Regle(
    "inegalites.gini", libelle: "Indice de Gini", article: "convention",
    formule: "Σ population × valeur × (2 × rang moyen − 1) ÷ (population totale × moyenne)", confiance: .derive)

  public static func calculer(_ classement: ClassementRichesse) -> Double {
    calculer(
      populations: classement.populations.span, valeurs: classement.richesses.span, population: classement.population)
  }

  /// - Parameter valeurs: per inhabitant, ascending.
  static func calculer(populations: Span<Double>, valeurs: Span<Double>, population: Double) -> Double {
    var below = 0.0
    var spread = 0.0
    var total = 0.0
    for i in 0..<valeurs.count {
      let amount = populations[i] * valeurs[i]
      // Within a group of equal values the sum of these terms is that of the mean rank.
      spread += amount * (2 * below + populations[i] - population)
      below += populations[i]
      total += amount
    }
    return total > 0 ? spread / (population * total) : .nan
  }
}
