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
  /// - Parameter tampon, tamponPopulations: room for as many rows.
  static func trier(
    _ valeurs: RowsOutput, _ populations: RowsOutput, nombre: Int, egales: [Range<Int>], tampon: RowsOutput,
    tamponPopulations: RowsOutput
  ) -> Int {
    let rows = Rows(values: valeurs, people: populations, spare: tampon, sparePeople: tamponPopulations)
    for group in egales { rows.sortTied(group) }
    return rows.sort(nombre)
  }

  /// Values and populations that move together, and room for them.
  private struct Rows {
    let values: UnsafeMutablePointer<Double>
    let people: UnsafeMutablePointer<Double>
    let spare: UnsafeMutablePointer<Double>
    let sparePeople: UnsafeMutablePointer<Double>

    func sort(_ count: Int) -> Int {
      var inversions = 0
      var width = 1
      while width < count {
        var start = 0
        while start + width < count {
          let middle = start + width
          let end = min(middle + width, count)
          if values[middle - 1] > values[middle] { inversions += merge(start, middle, end) }
          start = end
        }
        width *= 2
      }
      return inversions
    }

    /// Communes of equal wealth before: whatever their order after, no inversion.
    func sortTied(_ group: Range<Int>) {
      for i in group.dropFirst() {
        var j = i
        while j > group.lowerBound, values[j - 1] > values[j] {
          (values[j - 1], values[j]) = (values[j], values[j - 1])
          (people[j - 1], people[j]) = (people[j], people[j - 1])
          j -= 1
        }
      }
    }

    /// Pairs in the wrong order. What is already in its place at either end does not move.
    func merge(_ start: Int, _ middle: Int, _ end: Int) -> Int {
      var first = start
      while values[first] <= values[middle] { first += 1 }
      spare.update(from: values + first, count: middle - first)
      sparePeople.update(from: people + first, count: middle - first)
      let length = middle - first
      var (left, right, out, count) = (0, middle, first, 0)
      while left < length {
        if right < end, values[right] < spare[left] {
          values[out] = values[right]
          people[out] = people[right]
          count += length - left
          right += 1
        } else {
          values[out] = spare[left]
          people[out] = sparePeople[left]
          left += 1
        }
        out += 1
      }
      return count
    }
  }
}
