import LinearAlgebra

/// Communes in ascending order of their wealth per inhabitant: what every measure of inequality needs, sorted once.
///
/// Communes without inhabitants, or whose wealth is unknown, weigh nothing and are left out of the ranking.
///
/// - *Texte*: convention.
/// - *Formule*: `rang moyen = (population des plus pauvres + moitié de la population des égales) ÷ population totale`.
/// - *Exemple*: three communes of 100 inhabitants at 5, 5 and 9 € per inhabitant: ranks 1/3, 1/3 and 5/6.
/// - *Bornes et cas limites*: ranks are between 0 and 1 and their weighted mean is 1/2; equal wealth, equal rank, so that
///   no measure depends on the order of the file.
/// - *Voir aussi*: `IndiceGini`, `IndiceConcentration`, `Reclassement`.
public struct ClassementRichesse: Sendable {
  /// Row in the territory of each ranked commune, poorest first; ties by row.
  public let lignes: [Int]
  /// In the order of `lignes`: inhabitants, wealth per inhabitant, mean rank.
  public let populations: [Double]
  public let richesses: [Double]
  public let rangs: [Double]
  /// Positions where several communes have the same wealth.
  let egales: [Range<Int>]
  public let population: Double
  /// Σ population × wealth per inhabitant ÷ Σ population.
  public let moyenne: Double

  /// - Parameters:
  ///   - richesse: euros per inhabitant.
  ///   - population: inhabitants; NaN or zero leaves the commune out.
  public init(richesse: [Double], population: [Double]) {
    let ranked = richesse.indices.filter { population[$0] > 0 && richesse[$0].isFinite }
      .sorted { (richesse[$0], $0) < (richesse[$1], $1) }
    let people = ranked.map { population[$0] }
    let wealth = ranked.map { richesse[$0] }
    lignes = ranked
    populations = people
    richesses = wealth
    let total = orderedSum(people.span)
    self.population = total
    moyenne = orderedDot(people.span, wealth.span) / total
    var ranks = [Double](repeating: 0, count: ranked.count)
    var ties: [Range<Int>] = []
    var below = 0.0
    var start = 0
    while start < ranked.count {
      var end = start
      var group = 0.0
      while end < ranked.count, wealth[end] == wealth[start] {
        group += people[end]
        end += 1
      }
      for i in start..<end { ranks[i] = (below + group / 2) / total }
      if end - start > 1 { ties.append(start..<end) }
      below += group
      start = end
    }
    rangs = ranks
    egales = ties
  }

  public var nombre: Int { lignes.count }
}
