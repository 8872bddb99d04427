import Legislation
import LinearAlgebra

/// The share of the transfers that reaches the poorer communes.
///
/// - *Texte*: convention (no article).
/// - *Formule*: `part ciblée = Σ T_i des communes sous la moyenne ÷ ΣT`; `moitié pauvre`: transfers to the poorest
///   communes that hold half of the population, the commune that straddles the half counted pro rata.
/// - *Exemple*: four communes of 100 inhabitants that receive 40, 30, 20 and 10 €: the poorer half gets 70 %.
/// - *Bornes et cas limites*: under the mean, strictly. Communes of equal wealth across the half share it in proportion of
///   what they receive. NaN when the transfers add up to nothing.
/// - *Voir aussi*: `IndiceConcentration`.
public enum PartCiblee {
  public static let regle = Regle(
    "inegalites.part_ciblee", libelle: "Part des transferts vers les communes les moins riches", article: "convention",
    formule: "Σ transferts des communes sous la moyenne (ou de la moitié pauvre de la population) ÷ Σ transferts",
    confiance: .derive)

  /// - Parameter transferts: euros, in the order of the ranking.
  public static func sousLaMoyenne(_ classement: ClassementRichesse, transferts: Span<Double>) -> Double {
    let total = orderedSum(transferts)
    guard total != 0 else { return .nan }
    return orderedReduction(transferts.count) {
      classement.richesses[$0] < classement.moyenne ? transferts[$0] : 0
    } / total
  }

  /// Part of each ranked commune's transfer that goes to the poorer half: 1, 0, or what is missing to the half.
  static func moitiePauvre(_ classement: ClassementRichesse) -> [Double] {
    var parts = [Double](repeating: 0, count: classement.nombre)
    var left = classement.population / 2
    var start = 0
    while start < parts.count, left > 0 {
      var end = start
      var people = 0.0
      while end < parts.count, classement.richesses[end] == classement.richesses[start] {
        people += classement.populations[end]
        end += 1
      }
      for i in start..<end { parts[i] = people <= left ? 1 : left / people }
      left -= people
      start = end
    }
    return parts
  }
}
