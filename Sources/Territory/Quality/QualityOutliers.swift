import Diagnostics
import Glibc

/// A figure per inhabitant that few communes have, or that stands far from the others of its territory.
struct QualityOutlier: Sendable, Equatable {
  var commune: String
  var grandeur: String
  var valeur: Double
  var motif: String
  /// Larger is further.
  var distance: Double
}

enum QualityOutliers {
  /// A figure over another, and what all but one commune in two thousand at each end had in 2022, in the national table
  /// of the DGCL.
  private struct Range {
    var column: String
    var base: String
    var libelle: String
    var low: Double
    var high: Double
  }

  private static let ranges = [
    Range(column: "revenu", base: "population_insee", libelle: "revenu par habitant", low: 3_247, high: 44_474),
    Range(
      column: "potentiel_financier", base: "population_dgf", libelle: "potentiel financier par habitant", low: 164,
      high: 6_702),
    Range(
      column: "potentiel_fiscal", base: "population_dgf", libelle: "potentiel fiscal par habitant", low: 118,
      high: 6_801),
    Range(column: "ac_", base: "population_dgf", libelle: "attribution par habitant", low: -324, high: 2_501),
    Range(
      column: "rrf_", base: "population_dgf", libelle: "recettes réelles par habitant", low: 254, high: 6_092),
    Range(
      column: "effort_fiscal_numerateur", base: "effort_fiscal_denominateur", libelle: "effort fiscal", low: 0.37,
      high: 2.45),
    Range(
      column: "population_dgf", base: "population_insee", libelle: "population DGF par habitant INSEE", low: 1,
      high: 6.35),
  ]

  /// The furthest first.
  static func find(_ territory: ImportedTerritory) -> [QualityOutlier] {
    var found: [QualityOutlier] = []
    for column in territory.columns {
      guard
        let range = ranges.first(where: {
          $0.column.hasSuffix("_") ? isDated(column.nom, $0.column) : $0.column == column.nom
        }), let base = territory.columns.first(where: { $0.nom == range.base })?.values
      else { continue }
      let values = zip(column.values, base).map { $1 > 0 ? $0 / $1 : .nan }
      let far = range.low > 0 ? deviations(values) : []
      for (row, value) in values.enumerated() where value.isFinite {
        let outside = value < range.low || value > range.high
        guard outside || (!far.isEmpty && abs(far[row]) > 6) else { continue }
        found.append(
          QualityOutlier(
            commune: "\(territory.communes[row].nom) (\(territory.communes[row].insee.texte))",
            grandeur: column.nom.hasSuffix(range.column) ? range.libelle : "\(range.libelle) (\(column.nom))",
            valeur: value,
            motif: outside
              ? "hors de \(Typography.shortest(range.low, maximum: 2)) à \(Typography.shortest(range.high, maximum: 2))"
              : "à \(Typography.number(abs(far[row]), decimals: 1)) écarts types de la médiane",
            distance: distance(value, range)))
      }
    }
    return found.sorted { ($1.distance, $0.commune) < ($0.distance, $1.commune) }
  }

  /// `ac_2021`, and no `ac_investissement_2021`.
  private static func isDated(_ name: String, _ family: String) -> Bool {
    name.hasPrefix(family) && name.utf8.count == family.utf8.count + 4 && Int(name.suffix(4)) != nil
  }

  private static func distance(_ value: Double, _ range: Range) -> Double {
    let middle = (range.low + range.high) / 2
    return abs(value - middle) / (range.high - middle)
  }

  /// Distance of each logarithm to the median, in robust standard deviations; empty below twenty communes.
  private static func deviations(_ values: [Double]) -> [Double] {
    let logs = values.map { $0 > 0 ? log($0) : .nan }
    let known = logs.filter(\.isFinite)
    guard known.count >= 20 else { return [] }
    let middle = median(known)
    // 1.4826 makes the median deviation that of a normal law.
    let spread = 1.4826 * median(known.map { abs($0 - middle) })
    return spread > 0 ? logs.map { $0.isFinite ? ($0 - middle) / spread : 0 } : []
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
