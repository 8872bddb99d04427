import Glibc
import LinearAlgebra

/// The measures of inequality of the scenarios of a block in one year: communes are ranked once by their wealth, which
/// no lane moves. The same measures as `MetriquesBuilder` gives a run alone.
struct BlockInequality {
  private var mesure: MesureInegalites
  private let scratch: LaneScratch
  /// Transfers of the last scenario measured, and what they gave.
  private var last: MesuresInegalites?
  private var hasLast = false
  private let communes: Int
  /// Flows of the levers that the year has.
  private let levers: [Flux]

  private enum Column {
    static let prelevement = 0
    static let attribution = 1
    static let change = 2
    static let cash = 3
    static let before = 4
    /// The flows of the levers come after.
    static let count = 5
  }

  /// `nil` when no commune has a known wealth.
  static func make(plan: ScenarioPlan, trace: YearTrace) -> BlockInequality? {
    let known = plan.figures.projected(to: trace.annee)
    let people = known.populationDGF.columnArray(0)
    let wealth = zip(known.potentielFinancier.columnArray(0), people).map { $0 / $1 }
    guard wealth.contains(where: \.isFinite) else { return nil }
    return BlockInequality(
      mesure: MesureInegalites(richesse: wealth, population: people), plan: plan, trace: trace, communes: people.count)
  }

  private init(mesure: MesureInegalites, plan: ScenarioPlan, trace: YearTrace, communes: Int) {
    self.mesure = mesure
    self.communes = communes
    let levers = Flux.leviers.filter { trace.leviers.flux[$0] != nil || $0 == .priseEnChargeFPIC }
    self.levers = levers
    let scratch = LaneScratch(rows: communes, columns: Column.count + levers.count)
    for (index, flux) in levers.enumerated() {
      if let centimes = trace.leviers.flux[flux] { Self.set(scratch, Column.count + index, centimes.map { $0 / 100 }) }
    }
    self.scratch = scratch
    if let side = trace.prelevement { Self.set(scratch, Column.prelevement, side.notifies.communes.columnArray(0)) }
    if let side = trace.attribution { Self.set(scratch, Column.attribution, side.notifies.communes.columnArray(0)) }
    let attributions = trace.attributionCompensation?.montants ?? trace.state.attributionCompensation
    let published = plan.history.attributionCompensation(plan.territoire.annee - 1)
    if attributions.rows == published.rows, attributions.rows == communes {
      let moved = zip(attributions.columnArray(0), published.columnArray(0)).map { ($0 - $1) / 100 }
      let change = moved.map { $0.isNaN ? 0 : $0 }
      scratch.fill(Column.change, change)
    }
  }

  /// A flow unknown everywhere is left out, an unknown amount stays unknown.
  private static func set(_ scratch: LaneScratch, _ column: Int, _ euros: [Double]) {
    if euros.contains(where: { !$0.isNaN }) { scratch.fill(column, euros) }
  }

  /// All flows, effect of the year; `nil` when nothing is paid.
  /// - Parameters: centimes of this scenario, the DSC before rounding; `nil` where the plan's own holds.
  mutating func measure(
    dotation: UnsafePointer<Double>, prelevement: UnsafePointer<Double>?, attribution: UnsafePointer<Double>?,
    priseEnCharge: UnsafePointer<Double>?
  ) -> MesuresInegalites? {
    let cash = scratch.address(Column.cash)
    fill(cash, dotation, prelevement, attribution, priseEnCharge)
    let before = scratch.address(Column.before)
    let bytes = communes * MemoryLayout<Double>.stride
    if hasLast, memcmp(cash, before, bytes) == 0 { return last }
    memcpy(before, cash, bytes)
    hasLast = true
    let column = UnsafeBufferPointer(start: UnsafePointer(cash), count: communes)
    if column.contains(where: { $0 != 0 }) {
      last = mesure.essentielles(column.span)
    } else {
      last = nil
    }
    return last
  }

  private func fill(
    _ cash: UnsafeMutablePointer<Double>, _ dotation: UnsafePointer<Double>, _ prelevement: UnsafePointer<Double>?,
    _ attribution: UnsafePointer<Double>?, _ priseEnCharge: UnsafePointer<Double>?
  ) {
    // Centimes of this scenario, or euros of the plan's own.
    let levied = prelevement ?? UnsafePointer(scratch.address(Column.prelevement))
    let received = attribution ?? UnsafePointer(scratch.address(Column.attribution))
    let leviedUnit = prelevement == nil ? 1.0 : 100
    let receivedUnit = attribution == nil ? 1.0 : 100
    let change = UnsafePointer(scratch.address(Column.change))
    for row in 0..<communes {
      cash[row] = (dotation[row] / 100 - levied[row] / leviedUnit) + received[row] / receivedUnit
    }
    for (index, flux) in levers.enumerated() {
      if flux == .priseEnChargeFPIC, let priseEnCharge {
        for row in 0..<communes { cash[row] += priseEnCharge[row] / 100 }
      } else {
        let paid = UnsafePointer(scratch.address(Column.count + index))
        for row in 0..<communes { cash[row] += paid[row] }
      }
    }
    for row in 0..<communes { cash[row] += change[row] }
  }
}
