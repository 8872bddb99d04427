import Glibc
import Legislation
import LinearAlgebra

/// The measures of inequality of the scenarios of a block in one year: communes are ranked once by their wealth, which
/// no lane moves. The same measures as `MetriquesBuilder` gives a run alone.
final class BlockInequality {
  private let mesure: MesureInegalites
  private let scratch: LaneScratch
  /// What the last scenario measured gave, and whether its transfers are in the second of the two columns.
  private var last: MesuresInegalites?
  private var isSecond: Bool?
  private let communes: Int
  /// Flows of the levers that the year has.
  private let levers: [Flux]
  /// Columns of the sum of a scenario in centimes, and their signs.
  private let terms: UnsafeMutablePointer<LanesInput>
  private let signs: UnsafeMutablePointer<Double>

  private enum Column {
    static let prelevement = 0
    static let attribution = 1
    static let change = 2
    /// Euros of one scenario, and of the one before it.
    static let cash = 3
    static let otherCash = 4
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
      if let centimes = trace.leviers.flux[flux] { Self.set(scratch, Column.count + index, centimes) }
    }
    self.scratch = scratch
    terms = .allocate(capacity: Column.count + levers.count)
    signs = .allocate(capacity: Column.count + levers.count)
    if let side = trace.prelevement { Self.set(scratch, Column.prelevement, Self.centimes(side)) }
    if let side = trace.attribution { Self.set(scratch, Column.attribution, Self.centimes(side)) }
    let attributions = trace.attributionCompensation?.montants ?? trace.state.attributionCompensation
    let published = plan.history.attributionCompensation(plan.territoire.annee - 1)
    if attributions.rows == published.rows, attributions.rows == communes {
      let moved = zip(attributions.columnArray(0), published.columnArray(0)).map { $0 - $1 }
      let change = moved.map { $0.isNaN ? 0 : $0 }
      scratch.fill(Column.change, change)
    }
  }

  deinit {
    terms.deallocate()
    signs.deallocate()
  }

  /// A flow unknown everywhere is left out, an unknown amount stays unknown.
  private static func set(_ scratch: LaneScratch, _ column: Int, _ centimes: [Double]) {
    if centimes.contains(where: { !$0.isNaN }) { scratch.fill(column, centimes) }
  }

  private static func centimes(_ side: RepartitionInterneResultat) -> [Double] {
    side.notifies.communes.columnArray(0).map { $0 * 100 }
  }

  /// All flows, effect of the year; `nil` when nothing is paid.
  /// - Parameters: padded centimes of this scenario, the DSC before rounding; `nil` where the plan's own holds.
  func measure(
    dotation: LanesInput, prelevement: LanesInput?, attribution: LanesInput?, priseEnCharge: LanesInput?
  ) -> MesuresInegalites? {
    let place = isSecond == false ? Column.otherCash : Column.cash
    let cash = scratch.column(place)
    add(dotation, prelevement, attribution, priseEnCharge, cash)
    let before = scratch.column(place == Column.cash ? Column.otherCash : Column.cash)
    if isSecond != nil, memcmp(cash, before, communes * MemoryLayout<Double>.stride) == 0 { return last }
    isSecond = place == Column.otherCash
    let rows = UnsafeBufferPointer(scratch.rows(place))
    last = rows.contains(where: { $0 != 0 }) ? mesure.essentielles(rows.span) : nil
    return last
  }

  /// Euros by commune.
  private func add(
    _ dotation: LanesInput, _ prelevement: LanesInput?, _ attribution: LanesInput?, _ priseEnCharge: LanesInput?,
    _ out: LanesOutput
  ) {
    var count = 0
    func put(_ column: LanesInput, _ sign: Double = 1) {
      terms[count] = column
      signs[count] = sign
      count += 1
    }
    func own(_ column: Int) -> LanesInput { UnsafePointer(scratch.column(column)) }
    put(dotation)
    put(prelevement ?? own(Column.prelevement), -1)
    put(attribution ?? own(Column.attribution))
    for (index, flux) in levers.enumerated() {
      put((flux == .priseEnChargeFPIC ? priseEnCharge : nil) ?? own(Column.count + index))
    }
    put(own(Column.change))
    KernelSet.selected.quotient(scratch.lanes, terms, signs, count, 100, out)
  }
}
