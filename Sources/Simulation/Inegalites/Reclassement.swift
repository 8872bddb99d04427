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
  /// Fours without a branch, then each row goes back over the few that it must pass, as transfers change few ranks; where
  /// they change many, bottom-up merges.
  /// - Parameters:
  ///   - lues, populationsLues: in the order of before.
  ///   - valeurs, populations: receive them sorted.
  ///   - tampon, tamponPopulations: room for as many rows.
  static func trier(
    _ lues: RowsInput, _ populationsLues: RowsInput, nombre: Int, egales: [Range<Int>], dans valeurs: RowsOutput,
    populations: RowsOutput, tampon: RowsOutput, tamponPopulations: RowsOutput
  ) -> Int {
    let rows = Rows(values: valeurs, people: populations, spare: tampon, sparePeople: tamponPopulations)
    if egales.isEmpty { return rows.sort(nombre, values: lues, people: populationsLues) }
    valeurs.update(from: lues, count: nombre)
    populations.update(from: populationsLues, count: nombre)
    for group in egales { rows.sortTied(group) }
    return rows.sort(nombre, values: valeurs, people: populations)
  }

  /// Values and populations that move together, and room for them.
  private struct Rows {
    let values: UnsafeMutablePointer<Double>
    let people: UnsafeMutablePointer<Double>
    let spare: UnsafeMutablePointer<Double>
    let sparePeople: UnsafeMutablePointer<Double>

    /// - Parameter before, peopleBefore: elsewhere, or already here.
    func sort(_ count: Int, values before: RowsInput, people peopleBefore: RowsInput) -> Int {
      var inversions = 0
      var first = 0
      while first + 4 <= count {
        inversions += sortFour(first, before, peopleBefore)
        first += 4
      }
      if first < count { inversions += sortRest(first, count, before, peopleBefore) }
      let inserted = insertAll(count)
      return inversions + inserted.moves + (inserted.isSorted ? 0 : mergeAll(count))
    }

    /// Pairs put in order, until they are too many for this way.
    private func insertAll(_ count: Int) -> (moves: Int, isSorted: Bool) {
      let most = 4 * count
      var moves = 0
      for i in 1..<max(count, 1) where values[i - 1] > values[i] {
        let (value, head) = (values[i], people[i])
        var j = i
        repeat {
          (values[j], people[j]) = (values[j - 1], people[j - 1])
          j -= 1
        } while j > 0 && values[j - 1] > value
        (values[j], people[j]) = (value, head)
        moves += i - j
        // Between two fours only: those that follow are in order.
        if moves > most, i % 4 == 3 { return (moves, false) }
      }
      return (moves, true)
    }

    /// From runs of four in order.
    private func mergeAll(_ count: Int) -> Int {
      var inversions = 0
      var width = 4
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

    /// Four rows through a network of five exchanges.
    @inline(__always)
    private func sortFour(_ first: Int, _ before: RowsInput, _ peopleBefore: RowsInput) -> Int {
      var (a, b, c, d) = (before[first], before[first + 1], before[first + 2], before[first + 3])
      var (m, n, o, p) = (
        peopleBefore[first], peopleBefore[first + 1], peopleBefore[first + 2], peopleBefore[first + 3]
      )
      let near = (a > b ? 1 : 0) + (b > c ? 1 : 0) + (c > d ? 1 : 0)
      let far = (a > c ? 1 : 0) + (b > d ? 1 : 0) + (a > d ? 1 : 0)
      Self.exchange(&a, &b, &m, &n)
      Self.exchange(&c, &d, &o, &p)
      Self.exchange(&a, &c, &m, &o)
      Self.exchange(&b, &d, &n, &p)
      Self.exchange(&b, &c, &n, &o)
      (values[first], values[first + 1], values[first + 2], values[first + 3]) = (a, b, c, d)
      (people[first], people[first + 1], people[first + 2], people[first + 3]) = (m, n, o, p)
      return near + far
    }

    @inline(__always)
    private static func exchange(_ a: inout Double, _ b: inout Double, _ m: inout Double, _ n: inout Double) {
      let wrong = a > b
      (a, b) = (wrong ? b : a, wrong ? a : b)
      (m, n) = (wrong ? n : m, wrong ? m : n)
    }

    /// The last rows, fewer than four.
    private func sortRest(_ first: Int, _ count: Int, _ before: RowsInput, _ peopleBefore: RowsInput) -> Int {
      var inversions = 0
      for i in first..<count {
        let (value, head) = (before[i], peopleBefore[i])
        var j = i
        while j > first, values[j - 1] > value {
          (values[j], people[j]) = (values[j - 1], people[j - 1])
          j -= 1
        }
        inversions += i - j
        (values[j], people[j]) = (value, head)
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
