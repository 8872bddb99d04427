import LinearAlgebra

/// The measures of inequality of the scenarios of a block in one year: communes are ranked once by their wealth, which
/// no lane moves, and the buffers serve every scenario. The same measures as `MetriquesBuilder` gives a run alone.
struct SweepInequality {
  private var mesure: MesureInegalites
  /// Centimes that the published wealth counts; empty when they are not known.
  private let published: [Double]
  private var cash: [Double]

  /// `nil` when no commune has a known wealth.
  init?(plan: ScenarioPlan, state: YearState) {
    let known = plan.figures.projected(to: state.annee)
    let people = known.populationDGF.columnArray(0)
    let wealth = zip(known.potentielFinancier.columnArray(0), people).map { $0 / $1 }
    guard wealth.contains(where: \.isFinite) else { return nil }
    mesure = MesureInegalites(richesse: wealth, population: people)
    let found = plan.history.attributionCompensation(plan.territoire.annee - 1)
    published = found.rows == people.count ? found.columnArray(0) : []
    cash = [Double](repeating: 0, count: people.count)
  }

  /// All flows, effect of the year; `nil` when nothing is paid.
  mutating func measure(_ trace: YearTrace, _ lane: Int) -> MesuresInegalites? {
    for row in cash.indices { cash[row] = 0 }
    add(trace.dotationSolidarite?.lisses ?? trace.state.dotationSolidarite, lane, scale: 0.01)
    if let side = trace.prelevement { add(side.notifies.communes, lane, scale: -1) }
    if let side = trace.attribution { add(side.notifies.communes, lane, scale: 1) }
    for flux in Flux.leviers {
      guard let amounts = trace.leviers.flux[flux] else { continue }
      add(Matrix(column: amounts), 0, scale: 0.01)
    }
    let attributions = trace.attributionCompensation?.montants ?? trace.state.attributionCompensation
    if attributions.rows == published.count {
      let start = attributions.column(lane).lowerBound
      for row in cash.indices {
        let change = (attributions.values[start + row] - published[row]) / 100
        cash[row] += change.isNaN ? 0 : change
      }
    }
    guard cash.contains(where: { $0 != 0 }) else { return nil }
    let column = cash
    return mesure.mesurer(column.span)
  }

  /// A flow unknown everywhere is left out, an unknown amount stays unknown.
  private mutating func add(_ block: Matrix, _ lane: Int, scale: Double) {
    guard block.rows == cash.count else { return }
    let range = block.column(lane)
    guard block.values[range].contains(where: { !$0.isNaN }) else { return }
    for row in cash.indices {
      let value = block.values[range.lowerBound + row]
      cash[row] += scale == 0.01 ? value / 100 : scale * value
    }
  }
}
