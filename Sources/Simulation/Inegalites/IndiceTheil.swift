import Legislation
import LinearAlgebra

/// Entropy of a quantity per inhabitant: more sensitive than Gini to the very rich.
///
/// - *Texte*: convention (no article). Theil-T.
/// - *Formule*: `T = Σ w_i (x_i ÷ x̄) ln(x_i ÷ x̄) ÷ W`, weights = population, natural logarithm.
/// - *Exemple*: two communes of the same size at 50 and 150 € per inhabitant: (0,5 ln 0,5 + 1,5 ln 1,5) ÷ 2 = 0,130812.
/// - *Bornes et cas limites*: a null value counts for 0; NaN when a value is negative or the mean not positive.
/// - *Voir aussi*: `IndiceGini`.
public enum IndiceTheil {
  public static let regle = Regle(
    "inegalites.theil", libelle: "Indice de Theil", article: "convention",
    formule: "Σ population × (valeur ÷ moyenne) × ln(valeur ÷ moyenne) ÷ population totale", confiance: .derive)

  /// - Parameter valeurs: per inhabitant, any order.
  public static func calculer(populations: Span<Double>, valeurs: Span<Double>) -> Double {
    populations.withUnsafeBufferPointer { weights in
      valeurs.withUnsafeBufferPointer { values in
        guard let weight = weights.baseAddress, let value = values.baseAddress else { return .nan }
        return calculer(
          populations: weight, valeurs: value, nombre: values.count, population: orderedSum(populations),
          total: orderedDot(populations, valeurs))
      }
    }
  }

  /// - Parameter total: `Σ population × valeur`.
  static func calculer(
    populations: RowsInput, valeurs: RowsInput, nombre: Int, population: Double, total: Double
  ) -> Double {
    let mean = total / population
    guard mean > 0 else { return .nan }
    let found = KernelSet.selected.entropy(nombre, populations, valeurs, mean)
    return found.least >= 0 ? found.sum / population : .nan
  }
}
