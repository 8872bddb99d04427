import Glibc
import LinearAlgebra

/// The measures of inequality of the scenarios of a block in one year: communes are ranked once by their wealth, which
/// no lane moves. The same measures as `MetriquesBuilder` gives a run alone.
final class BlockInequality {
  private let mesure: MesureInegalites
  private let scratch: LaneScratch
  /// Transfers of the last scenario measured, and what they gave.
  private var last: MesuresInegalites?
  private var hasLast = false
  private let communes: Int
  /// Flows of the levers that the year has.
  private let levers: [Flux]
  /// Columns of the sum of a scenario, and what each is divided by.
  private let terms: UnsafeMutablePointer<LanesInput>
  private let divisors: UnsafeMutablePointer<Double>

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
    terms = .allocate(capacity: Column.count + levers.count)
    divisors = .allocate(capacity: Column.count + levers.count)
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

  deinit {
    terms.deallocate()
    divisors.deallocate()
  }

  /// A flow unknown everywhere is left out, an unknown amount stays unknown.
  private static func set(_ scratch: LaneScratch, _ column: Int, _ euros: [Double]) {
    if euros.contains(where: { !$0.isNaN }) { scratch.fill(column, euros) }
  }

  /// All flows, effect of the year; `nil` when nothing is paid.
  /// - Parameters: padded centimes of this scenario, the DSC before rounding; `nil` where the plan's own holds.
  func measure(
    dotation: LanesInput, prelevement: LanesInput?, attribution: LanesInput?, priseEnCharge: LanesInput?
  ) -> MesuresInegalites? {
    let cash = scratch.column(Column.cash)
    add(dotation, prelevement, attribution, priseEnCharge, cash)
    let before = scratch.column(Column.before)
    let bytes = communes * MemoryLayout<Double>.stride
    if hasLast, memcmp(cash, before, bytes) == 0 { return last }
    memcpy(before, cash, bytes)
    hasLast = true
    let rows = UnsafeBufferPointer(scratch.rows(Column.cash))
    last = rows.contains(where: { $0 != 0 }) ? mesure.essentielles(rows.span) : nil
    return last
  }

  /// Euros by commune: centimes are divided, the plan's own columns are euros.
  private func add(
    _ dotation: LanesInput, _ prelevement: LanesInput?, _ attribution: LanesInput?, _ priseEnCharge: LanesInput?,
    _ out: LanesOutput
  ) {
    var count = 0
    func put(_ column: LanesInput, _ divisor: Double) {
      terms[count] = column
      divisors[count] = divisor
      count += 1
    }
    func own(_ column: Int) -> LanesInput { UnsafePointer(scratch.column(column)) }
    put(dotation, 100)
    if let prelevement { put(prelevement, -100) } else { put(own(Column.prelevement), -1) }
    if let attribution { put(attribution, 100) } else { put(own(Column.attribution), 1) }
    for (index, flux) in levers.enumerated() {
      if flux == .priseEnChargeFPIC, let priseEnCharge {
        put(priseEnCharge, 100)
      } else {
        put(own(Column.count + index), 1)
      }
    }
    put(own(Column.change), 1)
    KernelSet.selected.quotients(scratch.lanes, terms, divisors, count, out)
  }
}
