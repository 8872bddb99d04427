import Analysis

/// The distribution of every commune's amounts over a sweep, in bounded memory; merging is exact and commutative.
public struct CommuneStatistics: Sendable, Equatable {
  public let annees: Int
  public let communes: Int
  /// Scenarios counted.
  public private(set) var scenarios = 0
  /// Those whose every year could be computed.
  public private(set) var complete = 0
  /// One a (year, flow, commune), in the order of the amounts.
  private var sketches: [QuantileSketch]
  /// Scenarios in which the commune loses, by (year, commune).
  private var losses: [Int]
  /// Scenarios in which it loses at least one year, by commune.
  private var everLosses: [Int]

  public init(annees: Int, communes: Int) {
    self.annees = annees
    self.communes = communes
    sketches = .init(repeating: QuantileSketch(), count: annees * SweepAmounts.flux.count * communes)
    losses = .init(repeating: 0, count: annees * communes)
    everLosses = .init(repeating: 0, count: communes)
  }

  public static var flux: [Flux] { SweepAmounts.flux }

  public func sketch(year: Int, flow: Int, commune: Int) -> QuantileSketch {
    sketches[(year * SweepAmounts.flux.count + flow) * communes + commune]
  }

  /// Share of the scenarios in which the commune loses that year, among those that could be computed.
  public func probabilityOfLosing(year: Int, commune: Int) -> Double {
    let known = sketch(year: year, flow: SweepAmounts.flux.count - 1, commune: commune).count
    return known > 0 ? Double(losses[year * communes + commune]) / Double(known) : .nan
  }

  /// Share of the scenarios in which it loses at least one year, among those whose every year could be computed.
  public func probabilityOfEverLosing(commune: Int) -> Double {
    complete > 0 ? Double(everLosses[commune]) / Double(complete) : .nan
  }

  mutating func add(_ amounts: SweepAmounts, scenarios count: Int, yardstick: SweepYardstick) {
    scenarios += count
    let flows = SweepAmounts.flux.count
    let values = amounts.values.span
    for index in sketches.indices {
      sketches[index].add(values, from: index, stride: amounts.stride, count: count)
    }
    for scenario in 0..<count {
      if amounts.isComplete[scenario] { complete += 1 }
      let first = scenario * amounts.stride
      for commune in 0..<communes {
        var ever = false
        for year in 0..<annees {
          let net = amounts.values[first + (year * flows + flows - 1) * communes + commune]
          if net - yardstick.net[year][commune] < -yardstick.seuils[commune] {
            losses[year * communes + commune] += 1
            ever = true
          }
        }
        if ever, amounts.isComplete[scenario] { everLosses[commune] += 1 }
      }
    }
  }

  public mutating func merge(_ other: CommuneStatistics) {
    scenarios += other.scenarios
    complete += other.complete
    for index in sketches.indices { sketches[index].merge(other.sketches[index]) }
    for index in losses.indices { losses[index] += other.losses[index] }
    for index in everLosses.indices { everLosses[index] += other.everLosses[index] }
  }

  /// The whole state, for a run that stops and goes on.
  public var state: [UInt64] {
    var out = [UInt64(scenarios), UInt64(complete)]
    out += losses.map(UInt64.init)
    out += everLosses.map(UInt64.init)
    for sketch in sketches { out += sketch.state }
    return out
  }

  /// `nil` when the state is not that of statistics of this shape.
  public init?(annees: Int, communes: Int, state: [UInt64]) {
    self.init(annees: annees, communes: communes)
    var rest = state[...]
    guard rest.count > losses.count + everLosses.count + 1 else { return nil }
    scenarios = Int(rest.removeFirst())
    complete = Int(rest.removeFirst())
    losses = rest.prefix(losses.count).map { Int($0) }
    rest = rest.dropFirst(losses.count)
    everLosses = rest.prefix(everLosses.count).map { Int($0) }
    rest = rest.dropFirst(everLosses.count)
    for index in sketches.indices {
      guard let sketch = QuantileSketch(&rest) else { return nil }
      sketches[index] = sketch
    }
    guard rest.isEmpty else { return nil }
  }
}
