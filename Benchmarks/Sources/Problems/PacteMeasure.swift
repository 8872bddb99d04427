import Diagnostics
import FoundationEssentials
import Simulation
import Synchronization

/// The sweep of a complete pacte through the functions that `pacte balayer` calls: every measure of every scenario and
/// year, and the distribution of the amounts of every commune. Reading and compiling the scenario are not timed.
public struct PacteMeasure {
  public let path: String
  public let sweep: Sweep

  public init(path: String, draws: Int, seed: UInt64) throws {
    self.path = path
    sweep = try Sweep.open(path, draws: draws, seed: seed, reference: .situation)
  }

  /// Flows, then measures, in the order in which they are written.
  public var names: String {
    let flows = CommuneStatistics.flux.map(\.rawValue).joined(separator: ",")
    return flows + " " + SweepMeasure.allCases.map(\.rawValue).joined(separator: ",")
  }

  /// The values of the axes of every scenario, row by row.
  public func writeDesign(to path: String) throws {
    var rows: [Double] = []
    for index in 0..<sweep.count {
      for (axis, value) in zip(sweep.design.axes, sweep.design.values(index)) { rows += axis.numbers(value) }
    }
    try rows.dump(to: path)
  }

  private struct Gathered {
    var statistics: CommuneStatistics
    var records: [Double] = []
    var values: [Double] = []
    var failures = 0
  }

  private func gather(threads: Int, keepsValues: Bool) throws -> Gathered {
    var empty = Gathered(statistics: CommuneStatistics(annees: sweep.annees.count, communes: sweep.communes))
    empty.records.reserveCapacity(sweep.count * sweep.recordLength)
    if keepsValues { empty.values.reserveCapacity(sweep.count * sweep.valueLength) }
    let state = Mutex(empty)
    let runner = SweepRunner(sweep, threads: threads, block: nil, keepsValues: keepsValues)
    let commit: @Sendable (SweepTranche<CommuneStatistics>) -> Void = { tranche in
      state.withLock { state in
        if let counted = tranche.statistics { state.statistics.merge(counted) }
        state.records += tranche.records
        state.values += tranche.values
        state.failures += tranche.failures
      }
    }
    let done = try runner.run(from: 0, shouldStop: { false }, watch: { _ in }, commit: commit)
    guard done == sweep.count else { throw Fault("\(done) scénarios sur \(sweep.count)") }
    return state.withLock { $0 }
  }

  /// Nanoseconds of the whole sweep.
  public func run(threads: Int) throws -> Double {
    let stopwatch = Stopwatch(workers: threads)
    let gathered = try gather(threads: threads, keepsValues: false)
    let spent = stopwatch.nanoseconds
    guard gathered.failures == 0 else { throw Fault("\(gathered.failures) scénarios en échec") }
    return spent
  }

  /// The whole sweep on one thread, its results dropped.
  public func sweepOnly() throws {
    let runner = SweepRunner(sweep, threads: 1, block: nil, keepsValues: false)
    let done = try runner.run(from: 0, shouldStop: { false }, watch: { _ in }, commit: { _ in })
    guard done == sweep.count else { throw Fault("\(done) scénarios sur \(sweep.count)") }
  }

  /// The first variant, compiled and run by itself.
  public func first() throws { _ = try sweep.alone(0) }

  /// Writes what the opponent is compared with: amounts, measures, quantiles and probabilities of losing.
  public func write(to folder: String) throws {
    let gathered = try gather(threads: 1, keepsValues: true)
    try gathered.values.dump(to: "\(folder)/valeurs.f64")
    try gathered.records.dump(to: "\(folder)/mesures.f64")
    var quantiles: [Double] = []
    var losing: [Double] = []
    for year in sweep.annees.indices {
      for flow in CommuneStatistics.flux.indices {
        for commune in 0..<sweep.communes {
          let sketch = gathered.statistics.sketch(year: year, flow: flow, commune: commune)
          quantiles += [sketch.minimum] + Self.quantiles.map { sketch.quantile($0) } + [sketch.maximum]
        }
      }
      for commune in 0..<sweep.communes {
        losing.append(gathered.statistics.probabilityOfLosing(year: year, commune: commune))
      }
    }
    try quantiles.dump(to: "\(folder)/quantiles.f64")
    try losing.dump(to: "\(folder)/pertes.f64")
  }

  private static let quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// Nanoseconds of as many scenarios of the sweep, each compiled and run by itself on the territory already read.
  public func alone(_ count: Int) throws -> Double {
    let stopwatch = Stopwatch(workers: 1)
    var paid = 0.0
    for index in 0..<count {
      let result = try sweep.alone(index * (sweep.count / count))
      paid += result.montants.total(sweep.annees[0], .dotationSolidarite)
    }
    guard paid.isFinite else { throw Fault("un scénario seul n'a pas de montant") }
    return stopwatch.nanoseconds
  }

  /// The same as `pacte comparer` in process: files read again, checks, feedback switched off and on, measures.
  public func compared(_ count: Int) throws -> Double {
    let stopwatch = Stopwatch(workers: 1)
    for _ in 0..<count { _ = try Study.open([path]).compare(reference: .situation) }
    return stopwatch.nanoseconds
  }
}
