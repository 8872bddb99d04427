import Language

extension NationalSweep: SensitiveSweep {
  /// Measures of the country whose sensitivity is told.
  public static let watchedMeasures: [NationalMeasure] = [
    .perdants, .contributeurs, .beneficiaires, .pirePerteParHabitant, .giniApres, .partMoitiePauvre,
  ]

  /// The watched measures, then the balance of each entity.
  private var outputs: [SweepOutput] {
    let annee = run.options.annee
    return Self.watchedMeasures.map { SweepOutput(annee: annee, grandeur: $0.name, unite: $0.unit, commune: nil) }
      + (0..<entites).map {
        SweepOutput(annee: annee, grandeur: NationalFlow.solde.name, unite: "€", commune: $0)
      }
  }

  public func respond(
    _ points: SweepPoints, threads: Int, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> SweepResponses {
    let box = NationalResponses(self)
    let runner = SweepRunner(
      self, points: points, threads: threads, block: nil, keepsValues: true, countsStatistics: false)
    let commit: @Sendable (SweepTranche<EnsembleStatistics>) -> Void = { box.add($0, self) }
    let done = try runner.run(from: 0, shouldStop: shouldStop, watch: { _ in }, commit: commit)
    guard done == points.count else { throw CancellationError() }
    return SweepResponses(outputs: outputs, values: box.values, states: [])
  }
}

/// Filled by one thread at a time, under the lock of the runner.
private final class NationalResponses: @unchecked Sendable {
  /// By output, then by variant.
  private(set) var values: [[Double]]

  init(_ sweep: NationalSweep) {
    values = .init(repeating: [], count: NationalSweep.watchedMeasures.count + sweep.entites)
  }

  func add(_ tranche: SweepTranche<EnsembleStatistics>, _ sweep: NationalSweep) {
    let watched = NationalSweep.watchedMeasures
    for variant in 0..<tranche.range.count {
      for (place, measure) in watched.enumerated() {
        values[place].append(tranche.records[variant * sweep.recordLength + measure.position])
      }
      let first = variant * sweep.valueLength + NationalFlow.solde.rawValue * sweep.entites
      for entite in 0..<sweep.entites { values[watched.count + entite].append(tranche.values[first + entite]) }
    }
  }
}
