import Analysis
import LinearAlgebra

/// The distribution of an amount of an entity over the variants, euros.
public struct EnsembleDistribution: Sendable {
  /// Variants where it is known; extremes and mean are exact, and not-a-number without any.
  public let count: Int
  public let minimum: Double
  public let maximum: Double
  public let mean: Double
  fileprivate let sketch: QuantileSketch
  fileprivate let step: Double

  /// Within 0,1 %, or half a step of `EnsembleStatistics.stepPerHead` an inhabitant.
  public func quantile(_ p: Double) -> Double {
    count > 0 ? min(max(sketch.quantile(p) * step, minimum), maximum) : .nan
  }
}

/// The distribution of the amounts of every entity over the variants of a national year, in bounded memory.
///
/// An amount of zero in some variants and of millions in others would fill every class of a sketch in between: quantiles are
/// counted in steps of some centimes an inhabitant, which bound the classes of an entity whatever its size. Extremes and
/// sums are those of the euros.
///
/// One thread writes at a time.
public final class EnsembleStatistics: SweepStatistics, @unchecked Sendable {
  public let entites: Int
  /// Variants counted, and those that could be computed.
  public private(set) var scenarios = 0
  public private(set) var complete = 0
  /// By flow, then by entity.
  private let bank: SketchBank
  private var low: [Double]
  private var high: [Double]
  private var sums: [Int64]
  /// Variants in which a flow is above zero, by flow and entity: paid, received, guaranteed. Of the balance: variants in
  /// which the entity loses.
  private var counts: [Int]
  /// Euros by entity.
  private let steps: [Double]
  /// `nil` unless communes are computed.
  let communes: CommuneTally?

  /// Euros an inhabitant DGF.
  public static let stepPerHead = 0.2
  private static let flows = NationalFlow.allCases.count

  /// - Parameters:
  ///   - steps: of each entity, euros.
  ///   - communes: of the country, where they are computed.
  convenience init(steps: [Double], communes: Int?) {
    self.init(steps: steps, tally: communes.map { CommuneTally(communes: $0) })
  }

  private init(steps: [Double], tally: CommuneTally?) {
    self.steps = steps
    entites = steps.count
    communes = tally
    let streams = Self.flows * steps.count
    bank = SketchBank(groups: Self.flows, rows: steps.count)
    low = .init(repeating: .infinity, count: streams)
    high = .init(repeating: -.infinity, count: streams)
    sums = .init(repeating: 0, count: streams)
    counts = .init(repeating: 0, count: streams)
  }

  public func distribution(_ flow: NationalFlow, _ entite: Int) -> EnsembleDistribution {
    let place = flow.rawValue * entites + entite
    let known = complete > 0
    return EnsembleDistribution(
      count: complete, minimum: known ? low[place] : .nan, maximum: known ? high[place] : .nan,
      mean: known ? Double(sums[place]) / Double(complete) : .nan, sketch: bank.sketch(place), step: steps[entite])
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
      let (columns, least, most, total) = amounts.inSteps(flow)
      bank.add(group: flow.rawValue, columns: columns)
      let found = amounts.counts(flow)
      for row in 0..<entites {
        low[first + row] = min(low[first + row], least[row])
        high[first + row] = max(high[first + row], most[row])
        // Whole euros of a block: their sum in doubles is exact.
        sums[first + row] += Int64(total[row])
        counts[first + row] += Int(found[row])
      }
    }
  }

  func addMissing() { scenarios += 1 }

  public func merge(_ other: EnsembleStatistics) {
    scenarios += other.scenarios
    complete += other.complete
    bank.merge(other.bank)
    for place in counts.indices {
      low[place] = min(low[place], other.low[place])
      high[place] = max(high[place], other.high[place])
      sums[place] += other.sums[place]
      counts[place] += other.counts[place]
    }
    if let theirs = other.communes { communes?.merge(theirs) }
  }

  public func empty() {
    (scenarios, complete) = (0, 0)
    bank.clear()
    for place in counts.indices {
      low[place] = .infinity
      high[place] = -.infinity
      sums[place] = 0
      counts[place] = 0
    }
    communes?.empty()
  }

  // MARK: Storage

  public var state: [UInt64] {
    var out = [UInt64(scenarios), UInt64(complete)]
    out += low.map(\.bitPattern)
    out += high.map(\.bitPattern)
    out += sums.map { UInt64(bitPattern: $0) }
    out += counts.map(UInt64.init)
    for index in 0..<bank.count { out += bank.sketch(index).state }
    return out + (communes?.state ?? [])
  }

  /// `nil` when the state is not that of statistics of this shape.
  convenience init?(steps: [Double], communes: Int?, state: [UInt64]) {
    // The communes stand last.
    let split = state.count - 4 * (communes ?? 0)
    let streams = Self.flows * steps.count
    guard split > 4 * streams + 1 else { return nil }
    var last = state[split...]
    self.init(steps: steps, tally: communes.flatMap { CommuneTally(communes: $0, &last) })
    var rest = state[..<split]
    scenarios = Int(rest.removeFirst())
    complete = Int(rest.removeFirst())
    func take() -> ArraySlice<UInt64> {
      defer { rest = rest.dropFirst(streams) }
      return rest.prefix(streams)
    }
    low = take().map { Double(bitPattern: $0) }
    high = take().map { Double(bitPattern: $0) }
    sums = take().map { Int64(bitPattern: $0) }
    counts = take().map { Int($0) }
    for index in 0..<bank.count {
      guard let sketch = QuantileSketch(&rest) else { return nil }
      bank.restore(index, sketch)
    }
    guard rest.isEmpty else { return nil }
  }
}
