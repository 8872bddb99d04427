import Legislation
import LinearAlgebra

/// Communes that overtake others because of the transfers.
///
/// - *Texte*: convention (no article). Index after Atkinson and Plotnick.
/// - *Formule*: `inversions` = pairs of communes of which one was strictly poorer before and is strictly richer after;
///   `indice = Gini après − concentration de l'après selon le rang moyen d'avant`, zero when every rank stands.
/// - *Exemple*: values 1, 2, 3 that become 1,5 · 1 · 3: one inversion.
/// - *Bornes et cas limites*: equal before or equal after is no inversion; communes without inhabitants are in no pair. The
///   count does not weigh populations, the index does.
/// - *Voir aussi*: `IndiceGini`, `ClassementRichesse`.
public enum Reclassement {
  public static let regle = Regle(
    "inegalites.reclassement", libelle: "Inversions de rang et indice de reclassement", article: "convention",
    formule: "Gini après − concentration de l'après selon le rang d'avant ; nombre de paires de communes inversées",
    confiance: .derive)

  /// Sorts values and their populations, ascending, and counts the pairs that were in the other order.
  ///
  /// Bottom-up merges that skip runs already in order: linear where the transfers change few ranks.
  static func trier(
    _ valeurs: inout [Double], _ populations: inout [Double], egales: [Range<Int>], tampon: inout [Double],
    tamponPopulations: inout [Double]
  ) -> Int {
    for group in egales { sortTied(&valeurs, &populations, group) }
    let n = valeurs.count
    var inversions = 0
    var width = 1
    while width < n {
      var start = 0
      while start + width < n {
        let middle = start + width
        let end = min(middle + width, n)
        if valeurs[middle - 1] > valeurs[middle] {
          inversions += merge(&valeurs, &populations, start, middle, end, &tampon, &tamponPopulations)
        }
        start = end
      }
      width *= 2
    }
    return inversions
  }

  /// Communes of equal wealth before: whatever their order after, no inversion.
  private static func sortTied(_ valeurs: inout [Double], _ populations: inout [Double], _ group: Range<Int>) {
    for i in group.dropFirst() {
      var j = i
      while j > group.lowerBound, valeurs[j - 1] > valeurs[j] {
        valeurs.swapAt(j - 1, j)
        populations.swapAt(j - 1, j)
        j -= 1
      }
    }
  }

  private static func merge(
    _ valeurs: inout [Double], _ populations: inout [Double], _ start: Int, _ middle: Int, _ end: Int,
    _ tampon: inout [Double], _ tamponPopulations: inout [Double]
  ) -> Int {
    for i in start..<middle {
      tampon[i] = valeurs[i]
      tamponPopulations[i] = populations[i]
    }
    var (left, right, out, count) = (start, middle, start, 0)
    while left < middle {
      if right < end, valeurs[right] < tampon[left] {
        valeurs[out] = valeurs[right]
        populations[out] = populations[right]
        count += middle - left
        right += 1
      } else {
        valeurs[out] = tampon[left]
        populations[out] = tamponPopulations[left]
        left += 1
      }
      out += 1
    }
    return count
  }
}
