import LinearAlgebra

/// The amounts of the scenarios of a block: one column of communes for each (scenario, year, flow), centimes.
struct SweepAmounts {
  /// Written one by one; the flows of the other levers enter the balance.
  static let flux = Flux.historiques + [.net]
  private static let measures = SweepMeasure.allCases.count
  let annees: Int
  let communes: Int
  private(set) var values: [Double]
  private(set) var records: [Double]
  /// Scenarios whose every year could be computed.
  private(set) var isComplete: [Bool]

  init(scenarios: Int, annees: Int, communes: Int) {
    self.annees = annees
    self.communes = communes
    values = [Double](repeating: .nan, count: scenarios * annees * Self.flux.count * communes)
    records = [Double](repeating: .nan, count: scenarios * annees * SweepMeasure.allCases.count)
    isComplete = [Bool](repeating: false, count: scenarios)
  }

  /// Numbers of one scenario.
  var stride: Int { annees * Self.flux.count * communes }
  var recordStride: Int { annees * Self.measures }

  mutating func clear() {
    for i in values.indices { values[i] = .nan }
    for i in records.indices { records[i] = .nan }
    for i in isComplete.indices { isComplete[i] = false }
  }

  private func start(_ scenario: Int, _ year: Int, _ flow: Int) -> Int {
    scenario * stride + (year * Self.flux.count + flow) * communes
  }

  /// Copies one lane of a year's trace and measures it.
  mutating func store(
    _ scenario: Int, year: Int, trace: YearTrace, lane: Int, plan: ScenarioPlan, yardstick: SweepYardstick,
    inequality: inout SweepInequality?
  ) {
    var record = SweepRecord()
    let (erreurs, alertes) = trace.legality(lane, plan)
    if trace.isIncomplete(lane) {
      // Nothing is known of the year: what is missing must not pass for a loss, nor for a saving.
      for measure in SweepMeasure.allCases { record[measure] = .nan }
    } else {
      copy(trace.attributionCompensation?.montants ?? trace.state.attributionCompensation, lane, scenario, year, 0, 1)
      copy(trace.dotationSolidarite?.montants ?? trace.state.dotationSolidarite, lane, scenario, year, 1, 1)
      if let side = trace.attribution { copy(side.notifies.communes, lane, scenario, year, 2, 100) }
      if let side = trace.prelevement { copy(side.notifies.communes, lane, scenario, year, 3, 100) }
      close(scenario, year, yardstick, trace.leviers.flux, &record)
      let voisine = plan.dotationSolidarite?.versements.reduce(0) { $0 + ($1.centimes[trace.annee] ?? 0) } ?? 0
      record.measure(trace, lane, voisine: voisine, reference: yardstick.cout[year])
      record.inequality(inequality?.measure(trace, lane))
      isComplete[scenario] = year == annees - 1
    }
    record[.erreurs] = Double(erreurs)
    record[.alertes] = Double(alertes)
    let first = scenario * recordStride + year * Self.measures
    record.copy(into: &records, at: first)
  }

  private mutating func copy(_ block: Matrix, _ lane: Int, _ scenario: Int, _ year: Int, _ flow: Int, _ scale: Double) {
    guard block.rows == communes else { return }
    let from = block.column(lane).lowerBound
    let to = start(scenario, year, flow)
    for row in 0..<communes { values[to + row] = block.values[from + row] * scale }
  }

  /// The balance of each commune, and who gains or loses.
  private mutating func close(
    _ scenario: Int, _ year: Int, _ yardstick: SweepYardstick, _ leviers: [Flux: [Double]],
    _ record: inout SweepRecord
  ) {
    let net = start(scenario, year, Self.flux.count - 1)
    let flows = Self.flux.count - 1
    let signs = Self.flux.map(\.sens)
    let others = Flux.leviers.compactMap { flux in leviers[flux].map { (flux.sens, $0) } }
    var totals = [Double](repeating: .nan, count: flows + 1)
    for row in 0..<communes {
      var sum = Double.nan
      for flow in 0..<flows {
        let amount = values[start(scenario, year, flow) + row]
        if amount.isNaN { continue }
        sum = (sum.isNaN ? 0 : sum) + signs[flow] * amount
        totals[flow] = (totals[flow].isNaN ? 0 : totals[flow]) + amount
      }
      for (sign, amounts) in others where !amounts[row].isNaN { sum = (sum.isNaN ? 0 : sum) + sign * amounts[row] }
      values[net + row] = sum
      if !sum.isNaN { totals[flows] = (totals[flows].isNaN ? 0 : totals[flows]) + sum }
      record.count(
        change: sum - yardstick.net[year][row], seuil: yardstick.seuils[row],
        populationINSEE: yardstick.populationINSEE[row], populationDGF: yardstick.populationDGF[row])
    }
    record.totals(totals)
  }
}
