import Benchmark
import CCounters

extension BenchmarkMetric {
  /// Calls of the allocator.
  static var mallocs: BenchmarkMetric { .custom("mallocs") }
  /// Reference counts raised and lowered by the engine's own code.
  static var retains: BenchmarkMetric { .custom("retains") }
  static var releases: BenchmarkMetric { .custom("releases") }
}

/// How far from the kept counts a case may go.
enum Tolerance {
  /// A loop of the sweeps: not one more.
  case none
  /// What reads text and builds trees: percents, either way.
  case percent(Double)

  var thresholds: BenchmarkThresholds {
    switch self {
    case .none: .init(absolute: [.p90: 0])
    case .percent(let percent): .init(relative: [.p90: percent])
    }
  }
}

/// What one measure counted.
struct Counts {
  var mallocs: Int
  var retains: Int
  var releases: Int

  init(of body: () throws -> Void) rethrows {
    counters_start()
    do {
      try body()
    } catch {
      _ = counters_stop()
      throw error
    }
    let found = counters_stop()
    (mallocs, retains, releases) = (found.mallocs, found.retains, found.releases)
  }

  /// What a longer run asked for beyond a shorter one.
  static func - (longer: Counts, shorter: Counts) -> Counts {
    var out = longer
    out.mallocs -= shorter.mallocs
    out.retains -= shorter.retains
    out.releases -= shorter.releases
    return out
  }
}

/// Made once, in the process that runs the case.
private final class Prepared<State>: @unchecked Sendable {
  private let prepare: () throws -> State
  private var state: State?

  init(_ prepare: @escaping () throws -> State) { self.prepare = prepare }

  func get() throws -> State {
    if let state { return state }
    let made = try prepare()
    state = made
    return made
  }
}

/// One case: prepared once, run once unmeasured so that what is kept is allocated, then measured.
func measureCounts<State>(
  _ name: String, _ tolerance: Tolerance, prepare: @escaping () throws -> State,
  counts: @escaping (State) throws -> Counts
) {
  let prepared = Prepared(prepare)
  let thresholds = tolerance.thresholds
  Benchmark(
    name,
    configuration: .init(
      metrics: [.wallClock, .instructions, .mallocs, .retains, .releases], warmupIterations: 1,
      maxDuration: .seconds(2), maxIterations: 20,
      thresholds: [.mallocs: thresholds, .retains: thresholds, .releases: thresholds])
  ) { benchmark in
    let state = try prepared.get()
    benchmark.startMeasurement()
    let found = try counts(state)
    benchmark.stopMeasurement()
    benchmark.measurement(.mallocs, found.mallocs)
    benchmark.measurement(.retains, found.retains)
    benchmark.measurement(.releases, found.releases)
  }
}

func measure<State>(
  _ name: String, _ tolerance: Tolerance, prepare: @escaping () throws -> State,
  body: @escaping (State) throws -> Void
) {
  measureCounts(name, tolerance, prepare: prepare) { state in try Counts { try body(state) } }
}
