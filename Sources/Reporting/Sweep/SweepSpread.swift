import Analysis
import Simulation

/// All the variants in one pass over their records: what a terminal and the page show of them.
public struct SweepSpread {
  private(set) var years: [Year]
  private(set) var verdicts: VerdictShares

  init(_ sweep: Sweep, _ stage: SweepStage<Sweep>) throws {
    years = sweep.annees.map { _ in Year() }
    verdicts = VerdictShares(sweep.verdicts)
    let measures = SweepMeasure.allCases.count
    let length = sweep.recordLength
    let step = 4096
    for start in stride(from: stage.range.lowerBound, to: stage.done, by: step) {
      let range = start..<min(start + step, stage.done)
      let records = try stage.records(range)
      verdicts.add(try stage.verdicts(range))
      for scenario in 0..<range.count {
        for year in years.indices {
          let first = scenario * length + year * measures
          years[year].add(Array(records[first..<first + measures]))
        }
      }
    }
  }

  /// Distribution of the main measures of one year.
  struct Year {
    var perdantes = QuantileSketch()
    /// Centimes.
    var cout = QuantileSketch()
    /// Centimes per inhabitant.
    var pire = QuantileSketch()
    var illegal = 0
    var impossible = 0
    var sansPerdante = 0

    mutating func add(_ record: [Double]) {
      func value(_ measure: SweepMeasure) -> Double { record[measure.position] }
      // After a year that cannot be computed, the next ones are not either.
      guard !value(.perdantes).isNaN else {
        impossible += 1
        return
      }
      perdantes.add(value(.perdantes))
      cout.add((value(.ecartCoutEPCI) * 100).rounded())
      pire.add((value(.pirePerteParHabitant) * 100).rounded())
      if value(.erreurs) > 0 { illegal += 1 }
      if value(.perdantes) == 0 { sansPerdante += 1 }
    }
  }
}
