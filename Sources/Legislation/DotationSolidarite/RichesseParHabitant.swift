import LinearAlgebra

/// Wealth per inhabitant and its mean over the EPCI.
///
/// - *Texte*: CGCT art. L5211-28-4, II: « par rapport au revenu moyen par habitant », « au potentiel … moyen par
///   habitant sur le territoire ».
/// - *Formule*: `X_i = total_i / habitants_i`; `X̄ = Σ total / Σ habitants` (never the mean of the ratios).
/// - *Exemple*: Petite Camargue 2022: `R̄ = 13 608,537585`, `F̄ = 989,750520`.
/// - *Bornes et cas limites*: a commune whose total is missing, or without inhabitants in the population of the
///   denominator, takes the mean; it is out of both sums when its total is missing. All missing: NaN.
/// - *Voir aussi*: `RapportInverse`, `EcartTronque`, `FormeLineaire`.
public enum RichesseParHabitant {
  public static let regle = Regle(
    "dsc.richesse_par_habitant", libelle: "Richesse par habitant et moyenne de l'ensemble",
    article: "CGCT art. L5211-28-4, II",
    formule: "X = total ÷ habitants ; moyenne = somme des totaux ÷ somme des habitants")

  /// Mean of the EPCI, NaN when no commune has a total.
  public static func moyenne(total: Span<Double>, habitants: Span<Double>) -> Double {
    let sum = orderedReduction(total.count) { total[$0].isNaN ? 0 : total[$0] }
    let heads = orderedReduction(total.count) { total[$0].isNaN ? 0 : habitants[$0] }
    return heads > 0 ? sum / heads : .nan
  }

  /// Writes `X_i`; a row that cannot be computed takes `moyenne`.
  public static func colonne(
    total: Span<Double>, habitants: Span<Double>, moyenne: Double, dans richesse: inout MutableSpan<Double>
  ) {
    for i in 0..<total.count {
      let value = total[i] / habitants[i]
      richesse[i] = value.isFinite ? value : moyenne
    }
  }
}
