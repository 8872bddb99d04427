import Diagnostics
import Language
import LinearAlgebra
import Sampling

/// The scenarios of a sweep, numbered: every combination of the grids, each with every draw.
///
/// Scenario `i` is draw `i mod draws` at point `i / draws` of the grids, of which the last axis moves fastest. Any
/// scenario is found from its number alone.
public struct SweepDesign: Sendable {
  public let axes: [SweepAxis]
  public let draws: Int
  public let spread: Spread
  public let seed: UInt64
  public let count: Int
  private let design: Design
  private let correlation: (matrix: Correlation, axes: [Int])?

  init(
    axes: [SweepAxis], balayage: Balayage, draws wanted: Int?, seed chosen: UInt64?
  ) throws(DiagnosedError) {
    self.axes = axes
    let written = balayage.tirages?.value
    let drawn = axes.contains(where: \.isDrawn)
    draws = drawn ? wanted ?? written?.nombre ?? 1 : 1
    seed = chosen ?? UInt64(written?.graine ?? 0)
    spread =
      switch written?.suite {
      case .sobol: .sobol
      case .hypercubeLatin: .latin
      default: .random
      }
    var total = draws
    for axis in axes {
      let (product, overflow) = total.multipliedReportingOverflow(by: axis.gridCount)
      guard !overflow, product < 1 << 52 else {
        throw DiagnosedError([
          Diagnostic(
            "S0803", .erreur, "ce balayage a trop de scénarios pour être numérotés", place: balayage.span.place(),
            repair: "réduisez les grilles ou le nombre de tirages")
        ])
      }
      total = product
    }
    count = total
    let dimensions = axes.reduce(0) { $0 + $1.dimensions }
    guard let design = Design(spread, draws: draws, dimensions: dimensions, seed: seed) else {
      throw DiagnosedError([
        Diagnostic(
          "S0804", .erreur,
          "la suite de Sobol' a \(SobolSequence.maximalDimension) dimensions, ce balayage en demande \(dimensions)",
          place: balayage.tirages?.span.place(), repair: "écrivez « par hypercube latin »")
      ])
    }
    self.design = design
    correlation = try Self.correlation(axes, balayage)
  }

  private static func correlation(
    _ axes: [SweepAxis], _ balayage: Balayage
  ) throws(DiagnosedError) -> (matrix: Correlation, axes: [Int])? {
    guard !balayage.correlations.isEmpty else { return nil }
    let named = balayage.correlations.flatMap { [$0.premiere.value, $0.seconde.value] }
    let places = axes.indices.filter { named.contains(axes[$0].cible) }
    func place(_ cible: Balayage.Cible) -> Int? { places.firstIndex { axes[$0].cible == cible } }
    var matrix = Matrix.identity(places.count)
    for line in balayage.correlations {
      guard let first = place(line.premiere.value), let second = place(line.seconde.value) else { continue }
      matrix[first, second] = line.valeur.value.value
      matrix[second, first] = line.valeur.value.value
    }
    do {
      return (try Correlation(matrix), places)
    } catch {
      throw DiagnosedError([
        Diagnostic(
          "S0805", .erreur, "aucun ensemble de valeurs ne peut avoir toutes ces corrélations à la fois",
          place: balayage.correlations.first?.premiere.span.place(), context: "balayer",
          repair: "rapprochez-les de zéro")
      ])
    }
  }

  /// The values of a scenario, in the order of the axes.
  public func values(_ index: Int) -> [SweepValue] {
    let draw = index % draws
    var point = index / draws
    var grid = [Int](repeating: 0, count: axes.count)
    for axis in axes.indices.reversed() {
      grid[axis] = point % axes[axis].gridCount
      point /= axes[axis].gridCount
    }
    let coordinates = coordinates(draw)
    var from = 0
    return axes.indices.map { position in
      let axis = axes[position]
      if case .grid(let values) = axis.source { return values[grid[position]] }
      let slice = coordinates[from..<from + axis.dimensions]
      from += axis.dimensions
      return axis.value(slice, draw: UInt64(draw))
    }
  }

  private func coordinates(_ draw: Int) -> [Double] {
    guard correlation != nil else { return design.point(draw) }
    var offsets: [Int] = []
    var next = 0
    for axis in axes {
      offsets.append(next)
      next += axis.dimensions
    }
    return correlated(design.point(draw), offsets: offsets)
  }

  /// The coordinates of the correlated axes mixed; the others as they are.
  /// - Parameter offsets: first coordinate of each axis.
  func correlated(_ point: [Double], offsets: [Int]) -> [Double] {
    guard let correlation else { return point }
    var out = point
    let mixed = correlation.matrix.mixed(correlation.axes.map { point[offsets[$0]] })
    for (axis, value) in zip(correlation.axes, mixed) { out[offsets[axis]] = value }
    return out
  }
}

extension SweepAxis {
  /// Points of a grid; 1 for what is drawn.
  public var points: Int { gridCount }
}

extension Spread {
  /// As the scenario writes it.
  public var texte: String {
    switch self {
    case .random: Balayage.Tirages.Suite.hasard.texte
    case .latin: Balayage.Tirages.Suite.hypercubeLatin.texte
    case .sobol: Balayage.Tirages.Suite.sobol.texte
    }
  }
}
