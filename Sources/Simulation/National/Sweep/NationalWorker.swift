import Diagnostics
import Legislation
import LinearAlgebra

/// One thread's tools for a national sweep: variants evaluated one after another by `EspaceFPICNational`, measured, and
/// counted by blocks.
public struct NationalWorker: SweepWorker {
  public let width: Int
  private let sweep: NationalSweep
  private let amounts: NationalAmounts
  /// Benches in use, the latest last; `nil` where entities cannot be prepared.
  private var benches: [(key: [SweepValue], bench: NationalBench?)] = []

  /// Kept at hand for sweeps that come back to the same values outside the evaluations.
  private static let benchesKept = 8

  init(_ sweep: NationalSweep, width: Int) {
    self.sweep = sweep
    self.width = width
    amounts = NationalAmounts(steps: sweep.steps, width: width)
  }

  public mutating func evaluate(
    _ range: Range<Int>, of points: SweepPoints, into tranche: inout SweepTranche<EnsembleStatistics>, keepsValues: Bool
  ) {
    let (record, value) = (tranche.records.count, tranche.values.count)
    let first = tranche.verdicts.count
    tranche.records += repeatElement(.nan, count: range.count * sweep.recordLength)
    tranche.verdicts += repeatElement(0, count: range.count)
    if keepsValues { tranche.values += repeatElement(.nan, count: range.count * sweep.valueLength) }
    let values = range.map(points.values)
    amounts.start()
    var communes: CommuneBench?
    for (member, scenario) in values.enumerated() {
      guard let bench = bench(scenario),
        evaluate(scenario, bench, into: &tranche.records, at: record + member * sweep.recordLength)
      else {
        tranche.failures += 1
        tranche.statistics?.addMissing()
        continue
      }
      tranche.verdicts[first + member] = 1
      if let split = bench.communes {
        if let communes, communes !== split { communes.settle(into: &tranche) }
        communes = split
        let place = value + member * sweep.valueLength + NationalFlow.allCases.count * sweep.entites
        split.add(
          bench.espace, record: record + member * sweep.recordLength, value: keepsValues ? place : nil)
        if split.isFull { split.settle(into: &tranche) }
      }
      if keepsValues {
        amounts.copy(amounts.done, into: &tranche.values, at: value + member * sweep.valueLength)
      }
      amounts.keep()
    }
    communes?.settle(into: &tranche)
    tranche.statistics?.add(amounts)
  }

  /// `nil` when the entities cannot be prepared with these values.
  private mutating func bench(_ values: [SweepValue]) -> NationalBench? {
    // One bench serves a sweep whose values all reach evaluations only.
    let key = sweep.preparesAnew ? sweep.key(values) : []
    if let found = benches.lastIndex(where: { $0.key == key }) { return benches[found].bench }
    if benches.count == Self.benchesKept { benches.removeFirst() }
    let bench = (try? sweep.plan(values)).map { NationalBench($0, communes: sweep.communeYardstick) }
    benches.append((key, bench))
    return bench
  }

  /// - Returns: false when the year cannot be computed with these values.
  private func evaluate(
    _ values: [SweepValue], _ bench: NationalBench, into records: inout [Double], at first: Int
  ) -> Bool {
    var law = bench.plan.parametres
    guard sweep.apply(values, to: &law) else { return false }
    let financement = bench.plan.envelope.financement(law)
    do { try FPICNational.evaluer(law, financement, dans: bench.espace) } catch { return false }
    let plafonnes = bench.espace.notifier(dans: amounts.next)
    records.withUnsafeMutableBufferPointer { records in
      guard let base = records.baseAddress else { return }
      let record = NationalRecord(base + first)
      record[.fonds] = financement.fonds
      record[.quotePartOutreMer] = financement.quotePart
      record[.plafonnes] = Double(plafonnes)
      record[.valeurPointPrelevement] =
        bench.espace.valeurPoint.valeur.isFinite ? bench.espace.valeurPoint.valeur : .nan
      record[.valeurPointReversement] = bench.espace.metropole.valeurPoint ?? .nan
      measure(bench, record)
    }
    return true
  }

  private func measure(_ bench: NationalBench, _ record: NationalRecord) {
    let (lane, lanes, kernels) = (amounts.done, amounts.lanes, KernelSet.selected)
    func total(_ flow: NationalFlow) -> Double { kernels.sum(lanes, LanesInput(amounts.column(flow, lane))) }
    record[.prelevements] = total(.prelevement)
    record[.reversements] = total(.reversement)
    record[.garanties] = total(.garantie)
    record[.contributeurs] = amounts.countPositive(.prelevement)
    record[.beneficiaires] = amounts.countPositive(.reversement)
    record[.garantis] = amounts.countPositive(.garantie)
    let yardstick = sweep.yardstick
    let changes = yardstick.column(0) { reference in
      yardstick.column(1) { tolerance in
        yardstick.column(2) { people in
          yardstick.column(3) { heads in
            kernels.changes(
              lanes, LanesInput(amounts.column(.solde, lane)), reference, tolerance, people, heads,
              amounts.losers.fallen, amounts.losers.ever)
          }
        }
      }
    }
    record[.gagnants] = changes.rises
    record[.perdants] = changes.falls
    record[.stables] = Double(yardstick.concerned) - changes.rises - changes.falls
    record[.populationPerdante] = changes.weight
    record[.pertes] = changes.sum
    record[.pirePerte] = changes.lowest
    record[.pirePerteParHabitant] = changes.perHead
    let balances = UnsafeBufferPointer(start: amounts.rows(.solde, lane), count: amounts.entites)
    let found = bench.inegalites.essentielles(balances.span)
    record[.giniAvant] = found.giniAvant
    record[.giniApres] = found.giniApres
    record[.theilApres] = found.theilApres
    record[.interdecileApres] = found.interdecileApres
    record[.inversions] = Double(found.inversions)
    shares(bench.moitiePauvre, lane, record)
  }

  /// Who receives, and who pays, on each side of the median of the population by wealth.
  private func shares(_ poor: [Double], _ lane: Int, _ record: NationalRecord) {
    let (paid, received) = (amounts.rows(.prelevement, lane), amounts.rows(.reversement, lane))
    let guaranteed = amounts.rows(.garantie, lane)
    var (up, down) = (0.0, 0.0)
    for row in 0..<amounts.entites {
      up += (received[row] + guaranteed[row]) * poor[row]
      down += paid[row] * (1 - poor[row])
    }
    let given = record[.reversements] + record[.garanties]
    record[.partMoitiePauvre] = given > 0 ? up / given : .nan
    record[.partMoitieRiche] = record[.prelevements] > 0 ? down / record[.prelevements] : .nan
  }
}

/// One record, where a tranche keeps it.
struct NationalRecord {
  private let values: UnsafeMutablePointer<Double>

  init(_ values: UnsafeMutablePointer<Double>) { self.values = values }

  @inline(__always) subscript(measure: NationalMeasure) -> Double {
    get { values[measure.position] }
    nonmutating set { values[measure.position] = newValue }
  }
}
