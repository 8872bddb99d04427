import Legislation
import LinearAlgebra

/// Where one thread computes the communes of the variants that share a plan: a few variants wait, and their communes are
/// computed in one pass.
final class CommuneBench {
  private let nationales: CommunesNationales
  private let bloc: CommunesNationales.Bloc
  private let balances: LaneScratch
  private let outputs: UnsafeMutablePointer<RowsOutput>
  /// Row of the territory of each place; negative where nothing is known.
  private let rows: [Int32]
  private let reference: PaddedColumns
  private let tolerances: PaddedColumns
  /// Where the measures, and the amounts, of the waiting variants go.
  private var waiting: [(record: Int, value: Int?)] = []

  init(_ nationales: CommunesNationales, _ plan: NationalPlan, _ yardstick: CommuneYardstick) {
    self.nationales = nationales
    bloc = CommunesNationales.Bloc(plan.indicateurs)
    let lignes = nationales.lignes
    let rows = lignes.map { row in row.map { yardstick.isKnown[$0] ? Int32($0) : -1 } ?? -1 }
    self.rows = rows
    func column(_ value: (Int) -> Double, otherwise: Double) -> PaddedColumns {
      PaddedColumns(Matrix(column: rows.map { $0 < 0 ? otherwise : value(Int($0)) }))
    }
    reference = column({ yardstick.balances[$0] }, otherwise: 0)
    tolerances = column({ yardstick.tolerances[$0] }, otherwise: .infinity)
    balances = LaneScratch(rows: lignes.count + 8, columns: CommunesNationales.Bloc.capacite)
    outputs = .allocate(capacity: CommunesNationales.Bloc.capacite)
    // They are read at once: kept in the caches, because they start no line of theirs.
    for s in 0..<CommunesNationales.Bloc.capacite { outputs[s] = balances.address(s) + 1 }
    bloc.vider()
  }

  deinit { outputs.deallocate() }

  var isFull: Bool { waiting.count == CommunesNationales.Bloc.capacite }

  /// The year evaluated last waits with the others.
  /// - Parameter value: where its communes go among the amounts; `nil` when they are not kept.
  func add(_ espace: EspaceFPICNational, record: Int, value: Int?) {
    nationales.ajouter(espace, a: bloc)
    waiting.append((record, value))
  }

  /// Computes and counts the communes of the variants that wait.
  func settle(into tranche: inout SweepTranche<EnsembleStatistics>) {
    guard !waiting.isEmpty else { return }
    nationales.soldes(bloc) { outputs[$0] }
    nationales.pertes(bloc, reference: reference, tolerances: tolerances)
    tranche.statistics?.communes?.add(
      rows: rows, balances: outputs, variants: waiting.count, reference: reference.address(0),
      tolerance: tolerances.address(0))
    for (s, places) in waiting.enumerated() {
      let lost = bloc.pertes(s)
      tranche.records[places.record + NationalMeasure.communesPerdantes.position] = lost.nombre
      tranche.records[places.record + NationalMeasure.pertesCommunes.position] = lost.total
      tranche.records[places.record + NationalMeasure.pirePerteCommune.position] = lost.plusForte
      guard let first = places.value else { continue }
      for (place, row) in rows.enumerated() where row >= 0 {
        tranche.values[first + Int(row)] = CommuneTally.centimes(outputs[s][place]) / 100
      }
    }
    waiting.removeAll(keepingCapacity: true)
    bloc.vider()
  }
}
