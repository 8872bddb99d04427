import LinearAlgebra

/// One scenario in one year of a block: the split of the FPIC, the balance of every commune, and the record.
final class BlockMeasure {
  private let block: BlockScratch
  private let amounts: SweepAmounts
  private let kernels = KernelSet.selected
  private var year = 0
  private var scenario = 0

  init(block: BlockScratch, amounts: SweepAmounts) {
    self.block = block
    self.amounts = amounts
  }

  /// - Parameters:
  ///   - cost: centimes that the reference costs the EPCI.
  ///   - reels: the scenario's own DSC before rounding; `nil` where the plan's own holds.
  func measure(
    _ prepared: BlockYear, year: Int, scenario: Int, cost: Double, reels: LanesInput?, _ lanes: LaneValues,
    into record: SweepRecord
  ) {
    (self.year, self.scenario) = (year, scenario)
    let columns = prepared.columns
    for flow in 0..<columns.count { block.flows[flow] = columns.flow(flow) }
    let cif = prepared.counted == nil ? nil : Optional(block.cif[scenario])
    let up = prepared.attribution.evaluate(lanes.attribution, year: year, scenario: scenario, cif: cif) {
      amounts.own(year: year, flow: 2, scenario)
    }
    let down = prepared.prelevement.evaluate(lanes.prelevement, year: year, scenario: scenario, cif: cif) {
      amounts.own(year: year, flow: 3, scenario)
    }
    place(2, up.state)
    place(3, down.state)
    let paysOwn = prepared.dotation != nil
    if paysOwn { place(1, .own) }
    var facts = block.facts[scenario] + up.facts + down.facts
    let taken = takeOver(prepared, block.flows[3], down.state, &facts)

    let paid = paysOwn ? block.totals[year * amounts.width + scenario] : columns.totals[1]
    record[.ac] = columns.totals[0] / 100
    record[.dsc] = paid / 100
    record[.fpicReversement] = total(columns, 2, up.state) / 100
    record[.fpicPrelevement] = total(columns, 3, down.state) / 100
    var spent = columns.cost + (taken ?? 0)
    if !paid.isNaN { spent += paid }
    if !down.epci.isNaN { spent += down.epci }
    if !up.epci.isNaN { spent -= up.epci }
    record[.coutEPCI] = spent / 100
    record[.ecartCoutEPCI] = (spent - cost) / 100

    let moves = paysOwn || up.state != .shared || down.state != .shared || taken != nil
    let net =
      moves
      ? amounts.own(year: year, flow: SweepAmounts.net, scenario) : block.spare.column(BlockScratch.Spare.net)
    columns.signs.withUnsafeBufferPointer { signs in
      if let factors = signs.baseAddress { kernels.combine(amounts.lanes, block.flows, factors, columns.count, net) }
    }
    let lost = up.state == .unknown || down.state == .unknown
    if lost, !paysOwn, !columns.isKnownWithoutFPIC { amounts.lose(year: year, flow: SweepAmounts.net, scenario) }
    record[.net] = kernels.sum(amounts.lanes, UnsafePointer(net)) / 100
    let known = columns.isKnown || paysOwn || up.state == .own || down.state == .own
    count(columns, UnsafePointer(net), known, record)

    record[.cif] = block.cif[scenario]
    record[.dotationIntercommunalite] = block.dotation[scenario] / 100
    record.inequality(inequality(prepared, reels, up.state, down.state, takesOver: taken != nil))
    record[.erreurs] = Double(facts.erreurs)
    record[.alertes] = Double(facts.alertes)
  }

  /// Puts a scenario's own column among the flows; zeros where its amounts are not numbers.
  private func place(_ flow: Int, _ state: BlockSide.Split) {
    switch state {
    case .shared: break
    case .own: block.flows[flow] = UnsafePointer(amounts.column(year: year, flow: flow, scenario))
    case .unknown:
      amounts.lose(year: year, flow: flow, scenario)
      block.flows[flow] = UnsafePointer(block.spare.column(BlockScratch.Spare.zero))
    }
  }

  private func total(_ columns: BlockColumns, _ flow: Int, _ state: BlockSide.Split) -> Double {
    switch state {
    case .shared: columns.totals[flow]
    case .own: kernels.sum(amounts.lanes, block.flows[flow])
    case .unknown: .nan
    }
  }

  private func inequality(
    _ prepared: BlockYear, _ reels: LanesInput?, _ up: BlockSide.Split, _ down: BlockSide.Split, takesOver: Bool
  ) -> MesuresInegalites? {
    prepared.inequality?.measure(
      dotation: reels ?? prepared.columns.reels,
      prelevement: down == .shared ? nil : block.flows[3], attribution: up == .shared ? nil : block.flows[2],
      priseEnCharge: takesOver ? UnsafePointer(block.spare.column(BlockScratch.Spare.takenOver)) : nil)
  }

  /// What the EPCI takes over of a prélèvement that differs from lane to lane, in its place among the flows.
  /// - Returns: its cost in centimes; `nil` where the plan's own holds.
  private func takeOver(
    _ prepared: BlockYear, _ levied: LanesInput, _ state: BlockSide.Split, _ facts: inout FactCounts
  ) -> Double? {
    guard let plan = prepared.priseEnCharge, let row = prepared.columns.takenOver else { return nil }
    let rows = UnsafeRawPointer(levied).assumingMemoryBound(to: Double.self)
    let centimes =
      state == .unknown ? nil : Array(UnsafeBufferPointer(start: rows, count: amounts.communes))
    var lever = LeverYear()
    plan.evaluate(annee: prepared.annee, prelevements: centimes, state: prepared.state, into: &lever)
    for found in lever.faits { facts.add(found) }
    let taken = lever.flux[.priseEnChargeFPIC] ?? [Double](repeating: 0, count: amounts.communes)
    block.spare.fill(BlockScratch.Spare.takenOver, taken.map { $0.isNaN ? 0 : $0 })
    block.flows[row] = UnsafePointer(block.spare.column(BlockScratch.Spare.takenOver))
    return lever.couts[.priseEnChargeFPIC] ?? 0
  }

  /// Who gains and who loses.
  private func count(_ columns: BlockColumns, _ net: LanesInput, _ isKnown: Bool, _ record: SweepRecord) {
    let found = kernels.changes(
      amounts.lanes, net, isKnown ? columns.reference : columns.referenceShared, columns.tolerance, columns.people,
      columns.heads, amounts.fallen(year: year), amounts.ever(scenario))
    record[.gagnantes] = found.rises
    record[.perdantes] = found.falls
    record[.stables] = (isKnown ? columns.knownAll : columns.knownShared) - found.rises - found.falls
    record[.populationPerdante] = found.weight
    record[.pertes] = found.sum / 100
    record[.pirePerte] = found.lowest / 100
    record[.pirePerteParHabitant] = found.perHead
  }
}
