import Legislation
import LinearAlgebra

/// How far the rich end stands from the poor end.
///
/// - *Texte*: convention (no article).
/// - *Formule*: `P90 ÷ P10`, where `Pq` is the smallest value whose communes and the poorer ones hold at least q % of the
///   population (inverse of the cumulative distribution).
/// - *Exemple*: ten communes of the same size at 1, 2 … 10 € per inhabitant: 9 ÷ 1 = 9.
/// - *Bornes et cas limites*: a value of the data, never an interpolation; thresholds are compared without division, so
///   that exactly 10 % of the population is reached. NaN when P10 is not positive.
/// - *Voir aussi*: `IndiceGini`.
public enum RapportInterdecile {
  public static let regle = Regle(
    "inegalites.interdecile", libelle: "Rapport interdécile P90/P10", article: "convention",
    formule: "valeur atteinte par 90 % de la population ÷ valeur atteinte par 10 %", confiance: .derive)

  /// - Parameters:
  ///   - valeurs: per inhabitant, ascending; at least one.
  ///   - cumul: population of each row and of those before it.
  static func calculer(valeurs: RowsInput, cumul: RowsInput, nombre: Int, population: Double) -> Double {
    let low = quantile(1, sur: 10, valeurs, cumul, nombre, population)
    let high = quantile(9, sur: 10, valeurs, cumul, nombre, population)
    return low > 0 ? high / low : .nan
  }

  /// The smallest value reached by `part`/`total` of the population.
  private static func quantile(
    _ part: Double, sur total: Double, _ valeurs: RowsInput, _ cumul: RowsInput, _ nombre: Int, _ population: Double
  ) -> Double {
    let bound = population * part
    var (low, high) = (0, nombre - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumul[middle] * total >= bound { high = middle } else { low = middle + 1 }
    }
    return valeurs[low]
  }
}
