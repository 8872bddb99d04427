import Analysis
import LinearAlgebra

/// The distribution of every commune's amounts over a sweep, in bounded memory; merging is exact and commutative.
///
/// One thread writes at a time.
public final class CommuneStatistics: @unchecked Sendable, Equatable {
  public let annees: Int
  public let communes: Int
  /// Scenarios counted.
  public private(set) var scenarios = 0
  /// Those whose every year could be computed.
  public private(set) var complete = 0
  /// One stream a (year, flow, commune), in the order of the amounts.
  private let bank: SketchBank
  /// Scenarios in which the commune loses, by (year, commune).
  private var losses: [Int]
  /// Scenarios in which it loses at least one year, by commune.
  private var everLosses: [Int]

  public init(annees: Int, communes: Int) {
    self.annees = annees
    self.communes = communes
    bank = SketchBank(groups: annees * Self.flux.count, rows: communes)
    losses = .init(repeating: 0, count: annees * communes)
    everLosses = .init(repeating: 0, count: communes)
  }

  public static let flux = SweepAmounts.flux

  public func sketch(year: Int, flow: Int, commune: Int) -> QuantileSketch {
    bank.sketch((year * Self.flux.count + flow) * communes + commune)
  }

  /// Share of the scenarios in which the commune loses that year, among those that could be computed.
  public func probabilityOfLosing(year: Int, commune: Int) -> Double {
    let known = sketch(year: year, flow: Self.flux.count - 1, commune: commune).count
    return known > 0 ? Double(losses[year * communes + commune]) / Double(known) : .nan
  }

  /// Share of the scenarios in which it loses at least one year, among those whose every year could be computed.
  public func probabilityOfEverLosing(commune: Int) -> Double {
    complete > 0 ? Double(everLosses[commune]) / Double(complete) : .nan
  }

  // MARK: Counting

  /// The amounts of a year of a block of scenarios that share a plan.
  func add(_ amounts: SweepAmounts, year: Int, scenarios count: Int) {
    for flow in Self.flux.indices {
      let group = year * Self.flux.count + flow
      let found = amounts.columns(year: year, flow: flow, scenarios: count)
      if let shared = found.shared {
        bank.add(group: group, column: shared, times: found.sharing)
      } else {
        bank.addMissing(group: group, times: found.sharing)
      }
      bank.addMissing(group: group, times: found.missing)
      bank.add(group: group, columns: found.own)
    }
    amounts.losses(year: year, into: &losses, at: year * communes)
  }

  /// The scenarios of a block whose every year has been added.
  func end(_ amounts: SweepAmounts, scenarios count: Int) {
    scenarios += count
    for scenario in 0..<count where amounts.isComplete[scenario] { complete += 1 }
    amounts.everLosses(into: &everLosses, scenarios: count)
  }

  /// Scenarios that could not be computed at all.
  func addMissing(scenarios count: Int) {
    scenarios += count
    for group in 0..<annees * Self.flux.count { bank.addMissing(group: group, times: count) }
  }

  public func merge(_ other: CommuneStatistics) {
    scenarios += other.scenarios
    complete += other.complete
    bank.merge(other.bank)
    for index in losses.indices { losses[index] += other.losses[index] }
    for index in everLosses.indices { everLosses[index] += other.everLosses[index] }
  }

  public func empty() {
    (scenarios, complete) = (0, 0)
    bank.clear()
    for index in losses.indices { losses[index] = 0 }
    for index in everLosses.indices { everLosses[index] = 0 }
  }

  public static func == (a: CommuneStatistics, b: CommuneStatistics) -> Bool {
    a.annees == b.annees && a.communes == b.communes && a.state == b.state
  }

  // MARK: Storage

  /// The whole state, for a run that stops and goes on.
  public var state: [UInt64] {
    var out = [UInt64(scenarios), UInt64(complete)]
    out += losses.map(UInt64.init)
    out += everLosses.map(UInt64.init)
    for index in 0..<bank.count { out += bank.sketch(index).state }
    return out
  }

  /// `nil` when the state is not that of statistics of this shape.
  public convenience init?(annees: Int, communes: Int, state: [UInt64]) {
    self.init(annees: annees, communes: communes)
    var rest = state[...]
    guard rest.count > losses.count + everLosses.count + 1 else { return nil }
    scenarios = Int(rest.removeFirst())
    complete = Int(rest.removeFirst())
    losses = rest.prefix(losses.count).map { Int($0) }
    rest = rest.dropFirst(losses.count)
    everLosses = rest.prefix(everLosses.count).map { Int($0) }
    rest = rest.dropFirst(everLosses.count)
    for index in 0..<bank.count {
      guard let sketch = QuantileSketch(&rest) else { return nil }
      bank.restore(index, sketch)
    }
    guard rest.isEmpty else { return nil }
  }
}
