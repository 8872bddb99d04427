import Analysis
import Diagnostics
import Language
import Sampling

/// One output of the scenarios whose sensitivity is told: a measure of a year, or a commune's balance.
public struct SweepOutput: Sendable, Equatable {
  public let annee: Int
  public let grandeur: String
  public let unite: String
  /// Row of the commune, or of the entity of a national year; `nil` for a measure of the whole territory.
  public let commune: Int?
}

/// The values of every output on a list of scenarios.
public struct SweepResponses: Sendable {
  let outputs: [SweepOutput]
  /// By output, then by scenario.
  let values: [[Double]]
  /// Sets of losers and legality, by scenario: what tipping points watch; empty where nobody asks.
  let states: [SweepState]
}

/// Who loses, and whether the scenario holds legally: what a tipping point changes.
public struct SweepState: Sendable, Hashable {
  /// Rows of the communes that lose at least one year.
  public var perdantes: Set<Int>
  /// False when a year cannot be computed.
  public var calculable: Bool
  /// False when a measure is illegal, or illegal without its motive, at least one year.
  public var licite: Bool
  /// In the order of the verdicts of the sweep: requirements, and votes with the losers against or abstaining; `nil`
  /// where they cannot be given.
  public var verdicts: [Bool?]
}

/// A sweep whose outcomes can be analysed.
public protocol SensitiveSweep: SweepCase {
  /// With its block « balayer ».
  var scenario: Scenario { get }
  /// Evaluates scenarios on several threads, in order.
  /// - Throws: `CancellationError` when it was asked to stop.
  func respond(
    _ points: SweepPoints, threads: Int, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> SweepResponses
}

extension SensitiveSweep {
  func respond(_ points: SweepPoints, threads: Int) throws -> SweepResponses {
    try respond(points, threads: threads, shouldStop: { false })
  }
}

extension Sweep: SensitiveSweep {
  /// Measures of the whole territory whose sensitivity is told, each year.
  public static let watchedMeasures: [SweepMeasure] = [.perdantes, .ecartCoutEPCI, .pirePerteParHabitant, .net]

  /// The outputs: the watched measures of each year, and the balance of each commune in the last one.
  var outputs: [SweepOutput] {
    var out: [SweepOutput] = []
    for annee in annees {
      for measure in Self.watchedMeasures {
        out.append(SweepOutput(annee: annee, grandeur: measure.rawValue, unite: measure.unit, commune: nil))
      }
    }
    for row in 0..<communes {
      out.append(SweepOutput(annee: annees.last ?? 0, grandeur: "net", unite: "€", commune: row))
    }
    return out
  }

  public func respond(
    _ points: SweepPoints, threads: Int, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> SweepResponses {
    try respond(points, threads: threads, workshop: SweepWorkshop(), shouldStop: shouldStop)
  }

  /// - Parameter workshop: of analyses that come back to the same sweep.
  func respond(
    _ points: SweepPoints, threads: Int, workshop: SweepWorkshop<SweepBlock>,
    shouldStop: @escaping @Sendable () -> Bool
  ) throws -> SweepResponses {
    let box = ResponseBox()
    let runner = SweepRunner(
      self, points: points, threads: threads, block: nil, keepsValues: true, countsStatistics: false,
      workshop: workshop)
    let commit: @Sendable (SweepTranche<CommuneStatistics>) -> Void = { tranche in
      box.records += tranche.records
      for offset in 0..<tranche.range.count { box.append(self.summary(tranche, offset)) }
    }
    let done = try runner.run(from: 0, shouldStop: shouldStop, watch: { _ in }, commit: commit)
    guard done == points.count else { throw CancellationError() }
    return box.responses(self)
  }

  /// Balances of the last year in euros, and the state, of one scenario of a tranche.
  private func summary(
    _ tranche: SweepTranche<CommuneStatistics>, _ scenario: Int
  ) -> (net: [Double], state: SweepState) {
    let flows = SweepAmounts.flux.count
    let first = scenario * annees.count * flows * communes
    func net(_ year: Int, _ row: Int) -> Double {
      tranche.values[first + (year * flows + flows - 1) * communes + row]
    }
    let judged = verdicts.count
    let verdicts = tranche.verdicts[scenario * judged..<(scenario + 1) * judged].map { $0.isNaN ? nil : $0 > 0 }
    var state = SweepState(perdantes: [], calculable: true, licite: true, verdicts: verdicts)
    for year in annees.indices {
      for row in 0..<communes where net(year, row) - yardstick.net[year][row] < -yardstick.seuils[row] {
        state.perdantes.insert(row)
      }
      let record = (scenario * annees.count + year) * SweepMeasure.allCases.count
      func measure(_ measure: SweepMeasure) -> Double {
        tranche.records[record + measure.position]
      }
      if measure(.net).isNaN { state.calculable = false }
      if measure(.erreurs) > 0 { state.licite = false }
    }
    return ((0..<communes).map { net(annees.count - 1, $0) / 100 }, state)
  }
}

/// Filled by one thread at a time, under the lock of the runner.
private final class ResponseBox: @unchecked Sendable {
  var records: [Double] = []
  private var nets: [[Double]] = []
  private var states: [SweepState] = []

  func append(_ scenario: (net: [Double], state: SweepState)) {
    nets.append(scenario.net)
    states.append(scenario.state)
  }

  func responses(_ sweep: Sweep) -> SweepResponses {
    let measures = SweepMeasure.allCases.count
    let length = sweep.annees.count * measures
    var values: [[Double]] = []
    for year in sweep.annees.indices {
      for measure in Sweep.watchedMeasures {
        let offset = year * measures + measure.position
        values.append(states.indices.map { records[$0 * length + offset] })
      }
    }
    for row in 0..<sweep.communes { values.append(nets.map { $0[row] }) }
    return SweepResponses(outputs: sweep.outputs, values: values, states: states)
  }
}
