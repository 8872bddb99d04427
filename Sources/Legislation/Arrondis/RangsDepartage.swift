/// Who takes the unit left over when two remainders are equal.
///
/// - *Texte*: convention.
/// - *Formule*: AC and DSC, ascending INSEE code; FPIC, the larger population, then ascending INSEE code.
/// - *Exemple*: populations 200, 900, 900 with codes 30006, 30020, 30033: ranks 2, 0, 1.
/// - *Bornes et cas limites*: codes are compared as text, so that `2A004` comes after `29…`.
/// - *Voir aussi*: `FermetureEnveloppe`.
public enum RangsDepartage {
  /// Rows already in ascending INSEE order: `0, 1, 2…`.
  public static func ordreDesLignes(_ nombre: Int) -> [Int32] { (0..<Int32(nombre)).map { $0 } }

  /// Position of each row in ascending order of `codes`.
  public static func parCode(_ codes: [String]) -> [Int32] {
    positions(codes.indices.sorted { (codes[$0], $0) < (codes[$1], $1) })
  }

  /// The larger population first, then the smaller `rangsINSEE`.
  public static func parPopulation(_ populations: Span<Double>, rangsINSEE: Span<Int32>) -> [Int32] {
    precondition(populations.count == rangsINSEE.count, "columns of different lengths")
    var keys = [(population: Double, rang: Int32, row: Int)]()
    keys.reserveCapacity(populations.count)
    for i in 0..<populations.count { keys.append((-populations[i], rangsINSEE[i], i)) }
    keys.sort { ($0.population, $0.rang) < ($1.population, $1.rang) }
    return positions(keys.map(\.row))
  }

  private static func positions(_ order: [Int]) -> [Int32] {
    var rangs = [Int32](repeating: 0, count: order.count)
    for (position, row) in order.enumerated() { rangs[row] = Int32(position) }
    return rangs
  }
}
