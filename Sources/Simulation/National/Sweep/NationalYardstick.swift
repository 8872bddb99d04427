import LinearAlgebra

/// What every variant is measured against, settled once: the year as the folder and the law in force give it.
struct NationalYardstick: Sendable {
  /// Balance, tolerance, inhabitants INSEE, and hundredths of inhabitants DGF, for the kernel `changes` counts hundredths.
  private let columns: PaddedColumns
  /// Entities that the fund concerns.
  let concerned: Int

  init(_ run: NationalRun) {
    let colonnes = run.set.colonnes
    let rows = run.set.entites.indices
    let isConcerned = rows.map { colonnes.zones[$0] != .collectivite }
    concerned = isConcerned.count { $0 }
    var columns = PaddedColumns(rows: rows.count, columns: 4)
    func put(_ column: Int, _ value: (Int) -> Double) {
      let values = rows.map { isConcerned[$0] ? value($0) : .nan }
      columns.set(column, values.span)
    }
    put(0) { run.fpic.lignes[$0].solde }
    put(1) { Study.tolerance * colonnes.populationDGF[$0] }
    put(2) { colonnes.populationINSEE[$0] }
    put(3) { colonnes.populationDGF[$0] / 100 }
    // The padding is divided by.
    let lanes = columns.lanes
    columns.withMutableColumn(3) { out in
      out.withMemoryRebound(to: Double.self, capacity: lanes * 8) { out in
        for row in rows.count..<lanes * 8 { out[row] = .infinity }
      }
    }
    self.columns = columns
  }

  func column<T>(_ index: Int, _ body: (LanesInput) -> T) -> T { columns.withColumn(index, body) }
}
