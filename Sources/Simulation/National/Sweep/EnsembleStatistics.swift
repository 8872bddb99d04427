import Analysis
import LinearAlgebra

/// The distribution of the amounts of every entity over the variants of a national year, in bounded memory.
///
/// One thread writes at a time.
public final class EnsembleStatistics: SweepStatistics, @unchecked Sendable {
  public let entites: Int
  /// Variants counted, and those that could be computed.
  public private(set) var scenarios = 0
  public private(set) var complete = 0
  /// By flow, then by entity.
  private let bank: SketchBank
  /// Variants in which a flow is above zero, by flow and entity: paid, received, guaranteed. Of the balance: variants in
  /// which the entity loses.
  private var counts: [Int]
  /// `nil` unless communes are computed.
  let communes: CommuneTally?

  private static let flows = NationalFlow.allCases.count

  /// - Parameter communes: of the country, where they are computed.
  public convenience init(entites: Int, communes: Int?) {
    self.init(entites: entites, tally: communes.map { CommuneTally(communes: $0) })
  }

  private init(entites: Int, tally: CommuneTally?) {
    self.entites = entites
    communes = tally
    bank = SketchBank(groups: Self.flows, rows: entites)
    counts = .init(repeating: 0, count: Self.flows * entites)
  }

  public func sketch(_ flow: NationalFlow, _ entite: Int) -> QuantileSketch {
    bank.sketch(flow.rawValue * entites + entite)
  }

  /// Share of the variants in which the flow is above zero; in which the entity loses, for its balance.
  public func probability(_ flow: NationalFlow, _ entite: Int) -> Double {
    complete > 0 ? Double(counts[flow.rawValue * entites + entite]) / Double(complete) : .nan
  }

  /// Euros of a commune, by row of the territory; not-a-number where they are not known.
  public func commune(_ row: Int) -> (minimum: Double, maximum: Double, mean: Double, losing: Double) {
    communes?.figures(row, of: complete) ?? (.nan, .nan, .nan, .nan)
  }

  // MARK: Counting

  func add(_ amounts: NationalAmounts) {
    let done = amounts.done
    guard done > 0 else { return }
    scenarios += done
    complete += done
    for flow in NationalFlow.allCases {
      let first = flow.rawValue * entites
      bank.add(group: flow.rawValue, columns: amounts.columns(flow))
      let found = amounts.counts(flow)
      for row in 0..<entites { counts[first + row] += Int(found[row]) }
    }
  }

  func addMissing() {
    scenarios += 1
    for flow in NationalFlow.allCases { bank.addMissing(group: flow.rawValue, times: 1) }
  }

  public func merge(_ other: EnsembleStatistics) {
    scenarios += other.scenarios
    complete += other.complete
    bank.merge(other.bank)
    for index in counts.indices { counts[index] += other.counts[index] }
    if let theirs = other.communes { communes?.merge(theirs) }
  }

  public func empty() {
    (scenarios, complete) = (0, 0)
    bank.clear()
    for index in counts.indices { counts[index] = 0 }
    communes?.empty()
  }

  // MARK: Storage

  public var state: [UInt64] {
    var out = [UInt64(scenarios), UInt64(complete)] + counts.map(UInt64.init)
    for index in 0..<bank.count { out += bank.sketch(index).state }
    return out + (communes?.state ?? [])
  }

  /// `nil` when the state is not that of statistics of this shape.
  public convenience init?(entites: Int, communes: Int?, state: [UInt64]) {
    var rest = state[...]
    // The communes stand last.
    let split = state.count - 4 * (communes ?? 0)
    guard split >= 0 else { return nil }
    var last = state[split...]
    rest = rest[..<split]
    guard rest.count > Self.flows * entites + 1 else { return nil }
    self.init(entites: entites, tally: communes.flatMap { CommuneTally(communes: $0, &last) })
    scenarios = Int(rest.removeFirst())
    complete = Int(rest.removeFirst())
    counts = rest.prefix(counts.count).map { Int($0) }
    rest = rest.dropFirst(counts.count)
    for index in 0..<bank.count {
      guard let sketch = QuantileSketch(&rest) else { return nil }
      bank.restore(index, sketch)
    }
    guard rest.isEmpty else { return nil }
  }
}
