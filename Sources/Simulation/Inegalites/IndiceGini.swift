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
    let colonnes = LaneScratch(rows: classement.nombre, columns: 3)
    colonnes.fill(0, classement.populations)
    colonnes.fill(1, classement.richesses)
    return calculer(
      populations: colonnes.address(0), valeurs: colonnes.address(1), nombre: classement.nombre,
      population: classement.population, total: orderedDot(classement.populations.span, classement.richesses.span),
      cumul: colonnes.address(2))
  }

  /// - Parameters:
  ///   - valeurs: per inhabitant, ascending.
  ///   - total: `Σ population × valeur`.
  ///   - cumul: receives the population of each row and of those before it.
  static func calculer(
    populations: RowsInput, valeurs: RowsInput, nombre: Int, population: Double, total: Double, cumul: RowsOutput
  ) -> Double {
    // Within a group of equal values the sum of the terms is that of the mean rank.
    let ecarts = KernelSet.selected.dispersion(nombre, populations, valeurs, population, cumul)
    return total > 0 ? ecarts / (population * total) : .nan
  }
}
