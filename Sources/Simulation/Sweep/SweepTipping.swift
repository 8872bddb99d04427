import Analysis
import Diagnostics
import Language

/// Where the set of losers, the legality, the possibility, a requirement or a majority changes along one axis, the others
/// as written; and over two axes, the map of these answers.
public struct SweepTipping: Sendable {
  public struct Point: Sendable {
    public let axis: String
    public let unit: SweepAxis.Unit
    /// The change happens between these two values.
    public let low: Double
    public let high: Double
    public let before: SweepState
    public let after: SweepState
  }

  public struct Cell: Sendable {
    public let first: Double
    public let second: Double
    public let state: SweepState
    /// True when a neighbour has another state.
    public let isBorder: Bool
  }

  public let points: [Point]
  /// Over the first two scalar axes; empty when there is only one.
  public let map: [Cell]
  public let mapAxes: [String]
  public let evaluations: Int

  private static let steps = 40
  private static let side = 20

  /// - Throws: `CancellationError` when it was asked to stop.
  public static func analyse(
    _ sweep: Sweep, threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws -> SweepTipping {
    // A search asks for one scenario after another: their plan is compiled once.
    let workshop = SweepWorkshop<SweepBlock>()
    let states: (_ changes: [[(axis: Int, value: SweepValue)]], _ threads: Int) throws -> [SweepState] = {
      try sweep.states($0, $1, workshop, shouldStop)
    }
    let scalars = sweep.design.axes.indices.filter { sweep.design.axes[$0].sensitivityDimensions == 1 }
      .filter { if case .scalar = sweep.design.axes[$0].value([0.5], draw: 0) { true } else { false } }
    var points: [Point] = []
    var evaluations = 0
    for position in scalars {
      let axis = sweep.design.axes[position]
      let values = sweep.ladder(axis, steps)
      let found = try states(values.map { [(position, .scalar($0))] }, threads)
      evaluations += values.count
      for k in values.indices.dropLast() where found[k] != found[k + 1] {
        let (quantum, width) = (axis.quantum, (values[k + 1] - values[k]) / 1000)
        let units = try TippingPoint.bracket(
          low: values[k] / quantum, high: values[k + 1] / quantum, precision: width / quantum, lowAnswer: found[k]
        ) { value in
          evaluations += 1
          return try states([[(position, .scalar(value * quantum))]], 1)[0]
        }
        let bracket = (low: units.low * quantum, high: units.high * quantum)
        let after = try states([[(position, .scalar(bracket.high))]], 1)[0]
        evaluations += 1
        points.append(
          Point(
            axis: axis.name, unit: axis.unit, low: axis.numbers(.scalar(bracket.low))[0],
            high: axis.numbers(.scalar(bracket.high))[0], before: found[k], after: after))
      }
    }
    guard scalars.count >= 2 else {
      return SweepTipping(points: points, map: [], mapAxes: [], evaluations: evaluations)
    }
    let map = try map(sweep, scalars[0], scalars[1]) { try states($0, threads) }
    return SweepTipping(
      points: points, map: map, mapAxes: [sweep.design.axes[scalars[0]].name, sweep.design.axes[scalars[1]].name],
      evaluations: evaluations + map.count)
  }

  private static func map(
    _ sweep: Sweep, _ first: Int, _ second: Int,
    _ evaluate: ([[(axis: Int, value: SweepValue)]]) throws -> [SweepState]
  ) throws -> [Cell] {
    let (a, b) = (sweep.design.axes[first], sweep.design.axes[second])
    let (rows, columns) = (sweep.ladder(a, side), sweep.ladder(b, side))
    let changes = rows.flatMap { x in
      columns.map { y in [(axis: first, value: SweepValue.scalar(x)), (axis: second, value: .scalar(y))] }
    }
    let states = try evaluate(changes)
    func state(_ i: Int, _ j: Int) -> SweepState { states[i * columns.count + j] }
    var out: [Cell] = []
    for i in rows.indices {
      for j in columns.indices {
        let neighbours = [(i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)]
          .filter { rows.indices.contains($0.0) && columns.indices.contains($0.1) }
        out.append(
          Cell(
            first: a.numbers(.scalar(rows[i]))[0], second: b.numbers(.scalar(columns[j]))[0], state: state(i, j),
            isBorder: neighbours.contains { state($0.0, $0.1) != state(i, j) }))
      }
    }
    return out
  }
}

extension Sweep {
  /// Values of a scalar axis in ascending order: its grid, or its range between the quantiles 0,5 % and 99,5 %.
  fileprivate func ladder(_ axis: SweepAxis, _ steps: Int) -> [Int64] {
    let ranks = (0...steps).map { 0.005 + 0.99 * Double($0) / Double(steps) }
    var out: [Int64] = []
    if case .grid(let values) = axis.source {
      for case .scalar(let value) in values { out.append(value) }
    } else {
      for rank in ranks { if case .scalar(let value) = axis.value([rank], draw: 0) { out.append(value) } }
    }
    return Set(out).sorted()
  }

  /// The states of scenarios that differ from the written one by these values.
  fileprivate func states(
    _ changes: [[(axis: Int, value: SweepValue)]], _ threads: Int, _ workshop: SweepWorkshop<SweepBlock>,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> [SweepState] {
    let base = written
    let first = design.values(0)
    let points = SweepPoints(count: changes.count) { index in
      var values = base.indices.map { base[$0] ?? first[$0] }
      for change in changes[index] { values[change.axis] = change.value }
      return values
    }
    return try respond(points, threads: threads, workshop: workshop, shouldStop: shouldStop).states
  }
}
