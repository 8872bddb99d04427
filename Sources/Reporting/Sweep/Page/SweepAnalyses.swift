import Diagnostics
import Simulation

/// The analyses that the page shows beside the variants, when they cost no more than the sweep itself.
struct SweepAnalyses {
  let sobol: SweepSobol?
  let tipping: SweepTipping?
  /// Base draws of Sobol'.
  let draws: Int
  /// Why there are no indices.
  let reason: String?

  /// Nothing else than the sweep decides what is analysed: the page has the same bytes on every machine.
  /// - Throws: `CancellationError` when it was asked to stop.
  static func run(
    _ sweep: Sweep, threads: Int, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> SweepAnalyses {
    // Side by side in a plan, a scenario costs next to nothing.
    let budget = sweep.outsideLanes ? sweep.count : max(sweep.count, 1 << 12)
    let factors = sweep.design.axes.count
    var draws = 64
    while draws < 512, 2 * draws * (factors + 2) <= budget { draws *= 2 }
    var sobol: SweepSobol?
    var reason: String?
    if draws * (factors + 2) <= budget {
      do {
        sobol = try SweepSobol.analyse(
          sweep, draws: draws, threads: threads, annee: sweep.annees.last, shouldStop: shouldStop)
      } catch let error as DiagnosedError {
        reason = error.diagnostics.first.map { "\($0.message)\($0.repair.map { " ; \($0)" } ?? "")" }
      }
    } else {
      reason = "trop peu de variantes pour les estimer ici ; « pacte balayer … --sensibilite sobol » les calcule"
    }
    let tipping = budget >= 500 ? try SweepTipping.analyse(sweep, threads: threads, shouldStop: shouldStop) : nil
    return SweepAnalyses(sobol: sobol, tipping: tipping, draws: draws, reason: reason)
  }
}
