import Language
import Sampling

/// What one axis takes in one scenario.
public enum SweepValue: Sendable, Hashable {
  /// Whole steps of the unit of the axis: centimes, millionths of a percent, billionths.
  case scalar(Int64)
  /// Millionths of a percent; they total 100 %.
  case weights([Int64])
  /// Number of the draw of a column's errors.
  case noise(UInt64)
}

/// One line of the block « balayer », ready to give values.
///
/// Every value that it gives can be written in a scenario: a draw is rounded to the centime, to the millionth of a
/// percent or to nine decimals. So any scenario of a sweep can be printed and run alone, with the same result.
public struct SweepAxis: Sendable {
  public enum Unit: Sendable, Equatable {
    /// Centimes, in total or per inhabitant.
    case montant(ChoixPopulation?)
    case pourcentage
    case nombre
    case poids([String])
    /// Relative errors by commune.
    case erreur
  }

  enum Source: Sendable {
    case grid([SweepValue])
    case drawn(Law)
    case simplex(parts: Int)
    case noise(column: String, law: Law, stream: UInt32)
  }

  public let cible: Balayage.Cible
  public let unit: Unit
  let source: Source
  let span: Span

  /// « enveloppe de l'article 2 »
  public var name: String { cible.texte }

  public var isDrawn: Bool { if case .grid = source { false } else { true } }

  /// Points of the grid; 1 for a drawn axis.
  var gridCount: Int { if case .grid(let values) = source { values.count } else { 1 } }

  /// Coordinates of the unit cube that a draw uses.
  var dimensions: Int {
    switch source {
    case .grid, .noise: 0
    case .drawn: 1
    case .simplex(let parts): parts
    }
  }

  /// Coordinates that a sensitivity analysis moves: a grid is then a discrete uniform draw.
  var sensitivityDimensions: Int { if case .grid = source { 1 } else { dimensions } }

  /// Steps of the unit between two values that differ: a year, where years are counted.
  var quantum: Int64 { cible.estEntiere ? Self.oneNumber : 1 }

  static let oneNumber: Int64 = 1_000_000_000
  static let percentDecimals = 6
  static let numberDecimals = 9
  /// 100 %, in millionths of a percent.
  static let whole: Int64 = 100_000_000

  /// The value at some coordinates of the unit cube.
  /// - Parameter draw: what the errors of a column are drawn from.
  func value(_ coordinates: ArraySlice<Double>, draw: UInt64) -> SweepValue {
    let first = coordinates.first ?? 0.5
    switch source {
    case .grid(let values): return values[min(Int(first * Double(values.count)), values.count - 1)]
    case .drawn(let law): return .scalar(Self.steps(law.quantile(first)))
    case .simplex: return .weights(Simplex.units(Simplex.weights(Array(coordinates)), total: Self.whole))
    case .noise: return .noise(draw)
    }
  }

  /// Laws are in steps already; a draw beyond what a scenario can write stops at its limit.
  static func steps(_ value: Double) -> Int64 {
    Int64(min(max(value.rounded(), -0x1p52), 0x1p52))
  }

  /// The value as a scenario writes it; `nil` for the errors of a column.
  func written(_ value: SweepValue) -> Balayage.Valeur? {
    switch (value, unit) {
    case (.scalar(let steps), .montant(let population)):
      .quantite(.montant(Montant(centimes: steps, parHabitant: population)))
    case (.scalar(let steps), .pourcentage): .quantite(.pourcentage(Decimal(steps, decimals: Self.percentDecimals)))
    case (.scalar(let steps), _): .quantite(.nombre(Decimal(steps, decimals: Self.numberDecimals)))
    case (.weights(let parts), _): .poids(parts.map { Decimal($0, decimals: Self.percentDecimals) })
    case (.noise, _): nil
    }
  }

  /// Numbers for the table of the design: euros, percents; one by weight; the draw of a column's errors.
  public func numbers(_ value: SweepValue) -> [Double] {
    switch (value, unit) {
    case (.scalar(let steps), .montant): [Double(steps) / 100]
    case (.scalar(let steps), .pourcentage): [Double(steps) / 1e6]
    case (.scalar(let steps), _): [Double(steps) / 1e9]
    case (.weights(let parts), _): parts.map { Double($0) / 1e6 }
    case (.noise(let draw), _): [Double(draw)]
    }
  }
}
