import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// One plan and the memory of one thread: blocks of scenarios that differ by their lanes go through the rules year after
/// year, nothing being allocated from block to block.
///
/// What no lane reaches is taken from the plan's own scenario, run once for all. What a lane reaches goes, scenario by
/// scenario, through the functions that a run alone uses: the same bits.
final class PlanBlock {
  let plan: ScenarioPlan
  let width: Int
  let amounts: SweepAmounts
  let yardstick: SweepYardstick
  private(set) var years: [BlockYear] = []
  private var reader: LaneReader
  /// Scenario after scenario, year after year, in the order of `SweepMeasure.allCases`.
  private(set) var records: [Double]
  let scratch: BlockScratch
  private let judge: BlockJudge
  private let measure: BlockMeasure
  private let hasWholeYears: Bool

  init(
    _ own: OwnRun, lanes: SweepLanes, yardstick: SweepYardstick, width: Int
  ) throws(DiagnosedError) {
    let (plan, traces) = (own.plan, own.traces)
    self.plan = plan
    self.width = width
    self.yardstick = yardstick
    reader = LaneReader(lanes, plan: plan, width: width)
    judge = BlockJudge(plan, traces: traces, decisions: own.decisions)
    var years: [BlockYear] = []
    for (index, trace) in traces.enumerated() {
      years.append(
        try BlockYear(
          index, trace: trace, deliberee: traces.first, plan: plan, lanes: lanes, yardstick: yardstick,
          votes: index == 0 ? own.votes : FactCounts()))
    }
    self.years = years
    hasWholeYears = years.contains(where: \.isWhole)
    let moves = years.flatMap { year in
      let (dsc, up, down) = (year.dotation != nil, year.attribution.moves, year.prelevement.moves)
      return [false, dsc, up, down, dsc || up || down]
    }
    amounts = SweepAmounts(width: width, annees: years.count, communes: yardstick.communes, moves: moves)
    for (year, trace) in traces.enumerated() { Self.share(trace, year, amounts) }
    records = .init(repeating: .nan, count: width * years.count * SweepMeasure.allCases.count)
    scratch = BlockScratch(
      width: width, communes: yardstick.communes, annees: years.count, keepsReels: hasWholeYears,
      flows: (years.map(\.columns.count).max() ?? 0) + 1)
    measure = BlockMeasure(block: scratch, amounts: amounts)
  }

  /// The columns of the plan's own scenario.
  private static func share(_ trace: YearTrace, _ year: Int, _ amounts: SweepAmounts) {
    let blocks: [(Matrix?, Double)] = [
      (trace.attributionCompensation?.montants ?? trace.state.attributionCompensation, 1),
      (trace.dotationSolidarite?.montants ?? trace.state.dotationSolidarite, 1),
      (trace.attribution?.notifies.communes, 100), (trace.prelevement?.notifies.communes, 100),
    ]
    var net = [Double](repeating: .nan, count: amounts.communes)
    func add(_ flux: Flux, _ column: [Double]) {
      guard column.count == net.count else { return }
      for row in net.indices where !column[row].isNaN {
        net[row] = (net[row].isNaN ? 0 : net[row]) + flux.sens * column[row]
      }
    }
    for (flow, (block, scale)) in blocks.enumerated() {
      guard let column = block?.columnArray(0).map({ $0 * scale }) else { continue }
      amounts.share(year: year, flow: flow, column)
      add(SweepAmounts.flux[flow], column)
    }
    for flux in Flux.leviers { add(flux, trace.leviers.flux[flux] ?? []) }
    amounts.share(year: year, flow: SweepAmounts.net, net)
  }

  /// Evaluates, measures and counts scenarios, no more than the width.
  /// - Throws: before anything is counted.
  func evaluate(_ values: ArraySlice<[SweepValue]>, counting statistics: CommuneStatistics?) throws(DiagnosedError) {
    let count = values.count
    for (lane, scenario) in values.enumerated() { reader.read(scenario, lane: lane) }
    amounts.start()
    scratch.start(count)
    for i in records.indices { records[i] = .nan }
    let lanes = reader.values
    for year in years.indices {
      years[year].setLanes(lanes, year)
      if years[year].isWhole {
        try evaluateTogether(year, lanes, count)
      } else {
        for scenario in 0..<count where scratch.isAlive[scenario] {
          let reels = pay(year, scenario)
          if scratch.isAlive[scenario] { measure(year, scenario, reels, lanes) }
        }
      }
      // While the amounts of the year are in the cache; at the end when a year may still fail.
      if !hasWholeYears { statistics?.add(amounts, year: year, scenarios: count) }
    }
    if hasWholeYears { for year in years.indices { statistics?.add(amounts, year: year, scenarios: count) } }
    statistics?.end(amounts, scenarios: count)
  }

  /// A year of which a side of the FPIC takes the scenarios all at once.
  private func evaluateTogether(_ year: Int, _ lanes: LaneValues, _ count: Int) throws(DiagnosedError) {
    for scenario in 0..<count where scratch.isAlive[scenario] {
      guard let reels = pay(year, scenario), scratch.isAlive[scenario] else { continue }
      scratch.reels.column(scenario).update(from: reels, count: amounts.lanes)
    }
    let coefficients =
      years[year].counted == nil ? nil : Array(UnsafeBufferPointer(start: scratch.cif, count: count))
    try years[year].prelevement.prepare(lanes.prelevement, year: year, coefficients: coefficients, count: count)
    try years[year].attribution.prepare(lanes.attribution, year: year, coefficients: coefficients, count: count)
    for scenario in 0..<count where scratch.isAlive[scenario] {
      let reels = years[year].dotation == nil ? nil : UnsafePointer(scratch.reels.column(scenario))
      measure(year, scenario, reels, lanes)
    }
  }

  /// The DSC and the coefficient of a scenario in a year; it stops there when it cannot be paid.
  /// - Returns: centimes of its DSC before rounding, valid until the next scenario; `nil` where the plan's own holds.
  private func pay(_ index: Int, _ scenario: Int) -> LanesInput? {
    let year = years[index]
    var facts = year.facts
    var paid = !year.isIncomplete
    var reels: LanesInput?
    if year.dotation != nil {
      let before =
        index > 0
        ? UnsafePointer(amounts.column(year: index - 1, flow: SweepAmounts.dotation, scenario)) : nil
      if let found = year.dotation?.evaluer(scenario, anneePrecedente: before) {
        facts.add(found.comptes, motivated: year.dotationMotivated)
        paid = paid && found.paye
        if paid {
          keep(found, index, scenario)
          reels = found.reels
        }
      }
    }
    scratch.facts[scenario] = facts
    if paid { follow(index, scenario) } else { stop(index, scenario) }
    return reels
  }

  private func keep(_ dotation: PaiementDSC, _ year: Int, _ scenario: Int) {
    let out = amounts.own(year: year, flow: SweepAmounts.dotation, scenario)
    out.update(from: dotation.montants, count: amounts.lanes)
    scratch.totals[year * width + scenario] = dotation.total
  }

  /// The coefficient d'intégration fiscale and the dotation that follow from the DSC of the years before.
  private func follow(_ index: Int, _ scenario: Int) {
    let state = years[index].state
    guard let coefficient = state.coefficient else { return }
    var cif = state.coefficientIntegrationFiscale ?? .nan
    if let counted = years[index].counted {
      cif = coefficient.value(dotations: scratch.totals[counted * width + scenario])
    }
    scratch.cif[scenario] = cif
    guard years[index].movesDotation else {
      scratch.dotation[scenario] = state.dotation?.centimes ?? .nan
      return
    }
    let before = index > 0 ? scratch.dotation[scenario] : .nan
    scratch.dotation[scenario] =
      state.dotationAnnuelle?.value(coefficient: cif, before: before.isNaN ? nil : before).centimes ?? .nan
  }

  /// A year that cannot be paid: its facts are known, nothing else is, nor are the years after.
  private func stop(_ year: Int, _ scenario: Int) {
    scratch.isAlive[scenario] = false
    amounts.stop(year: year, scenario)
    let facts = scratch.facts[scenario] + years[year].prelevement.facts + years[year].attribution.facts
    let first = (scenario * years.count + year) * SweepMeasure.allCases.count
    records[first + SweepMeasure.erreurs.position] = Double(facts.erreurs)
    records[first + SweepMeasure.alertes.position] = Double(facts.alertes)
  }

  private func measure(_ index: Int, _ scenario: Int, _ reels: LanesInput?, _ lanes: LaneValues) {
    let place = (scenario * years.count + index) * SweepMeasure.allCases.count
    records.withUnsafeMutableBufferPointer { records in
      guard let base = records.baseAddress else { return }
      measure.measure(
        years[index], year: index, scenario: scenario, cost: yardstick.cout[index], reels: reels, lanes,
        into: SweepRecord(base + place))
    }
  }
}

extension PlanBlock {
  func record(_ scenario: Int, _ year: Int, _ measure: SweepMeasure) -> Double {
    records[(scenario * years.count + year) * SweepMeasure.allCases.count + measure.position]
  }

  /// The verdicts on a scenario evaluated last.
  func judge(_ scenario: Int, into out: inout [Double], _ places: Range<Int>) {
    judge.judge(scenario, self, into: &out, places)
  }
}

/// What the scenarios of a block carry from year to year.
final class BlockScratch {
  /// Columns of `spare`: a balance that no scenario owns, what the EPCI takes over of the prélèvement, and zeros.
  enum Spare {
    static let net = 0
    static let takenOver = 1
    static let zero = 2
  }

  let isAlive: UnsafeMutablePointer<Bool>
  let facts: UnsafeMutablePointer<FactCounts>
  /// Centimes of DSC by year and scenario.
  let totals: UnsafeMutablePointer<Double>
  /// CIF of the year, and estimate of the dotation, centimes; NaN when unknown.
  let cif: UnsafeMutablePointer<Double>
  let dotation: UnsafeMutablePointer<Double>
  /// DSC of the year before its closing to the centime, by scenario, where scenarios wait for one another.
  let reels: LaneScratch
  let spare: LaneScratch
  /// Columns of a balance.
  let flows: UnsafeMutablePointer<LanesInput>
  private let width: Int

  init(width: Int, communes: Int, annees: Int, keepsReels: Bool, flows count: Int) {
    self.width = width
    isAlive = .allocate(capacity: width)
    facts = .allocate(capacity: width)
    totals = .allocate(capacity: width * annees)
    cif = .allocate(capacity: width)
    dotation = .allocate(capacity: width)
    reels = LaneScratch(rows: communes, columns: keepsReels ? width : 0)
    spare = LaneScratch(rows: communes, columns: 3)
    flows = .allocate(capacity: count)
    start(width)
    totals.initialize(repeating: .nan, count: width * annees)
  }

  deinit {
    isAlive.deallocate()
    facts.deallocate()
    totals.deallocate()
    cif.deallocate()
    dotation.deallocate()
    flows.deallocate()
  }

  func start(_ count: Int) {
    isAlive.initialize(repeating: true, count: count)
    facts.initialize(repeating: FactCounts(), count: count)
    cif.initialize(repeating: .nan, count: count)
    dotation.initialize(repeating: .nan, count: count)
  }
}
