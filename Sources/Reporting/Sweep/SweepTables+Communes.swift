import Simulation
import Storage

/// The tables of the sweep of a scenario: the distribution by commune, and on demand every amount.
struct CommuneTables {
  let sweep: Sweep
  let stage: SweepStage<Sweep>

  // MARK: Distribution by commune

  static var communes: StoredTable {
    StoredTable(
      "communes",
      [
        StoredColumn("commune", .text, label: "Code INSEE"), StoredColumn("nom", .text, label: "Commune"),
        StoredColumn("annee", .integer, label: "Année"), StoredColumn("grandeur", .text, label: "Flux"),
        StoredColumn("scenarios", .integer, label: "Scénarios où le montant est connu"),
        StoredColumn("minimum", .real, unit: "€", label: "Minimum, exact"),
      ]
        + SweepQuantiles.columns(precision: "à 0,1 % près") + [
          StoredColumn("maximum", .real, unit: "€", label: "Maximum, exact"),
          StoredColumn("moyenne", .real, unit: "€", label: "Moyenne, exacte"),
          StoredColumn(
            "probabilite_perte", .real, unit: "fraction",
            label: "Part des scénarios où la commune perd cette année-là ; pour le solde net"),
        ])
  }

  func writeCommunes(_ sink: inout some TableSink) throws {
    let statistics = stage.statistics
    for (row, commune) in sweep.study.territoire.communes.enumerated() {
      var cells = CommuneRows()
      for (year, annee) in sweep.annees.enumerated() {
        for (flow, flux) in CommuneStatistics.flux.enumerated() {
          let sketch = statistics.sketch(year: year, flow: flow, commune: row)
          cells.grandeurs.append(flux.rawValue)
          cells.annees.append(Int64(annee))
          cells.counts.append(Int64(sketch.count))
          cells.numbers.append(
            [sketch.count > 0 ? sketch.minimum / 100 : .nan] + SweepQuantiles.ranks.map { sketch.quantile($0) / 100 }
              + [
                sketch.count > 0 ? sketch.maximum / 100 : .nan, sketch.mean / 100,
                flux == .net ? statistics.probabilityOfLosing(year: year, commune: row) : .nan,
              ])
        }
      }
      let count = cells.annees.count
      var columns: [StoredValues] = [
        .text(.init(repeating: commune.insee.texte, count: count)), .text(.init(repeating: commune.nom, count: count)),
        .integer(cells.annees), .text(cells.grandeurs), .integer(cells.counts),
      ]
      for column in cells.numbers[0].indices { columns.append(.real(cells.numbers.map { $0[column] })) }
      try sink.append(columns)
    }
  }

  private struct CommuneRows {
    var annees: [Int64] = []
    var grandeurs: [String] = []
    var counts: [Int64] = []
    var numbers: [[Double]] = []
  }

  // MARK: Every amount

  static var valeurs: StoredTable {
    StoredTable(
      "valeurs",
      [
        StoredColumn("scenario", .integer, label: "Numéro du scénario"),
        StoredColumn("annee", .integer, label: "Année"),
        StoredColumn("commune", .text, label: "Code INSEE"),
      ] + CommuneStatistics.flux.map { StoredColumn($0.rawValue, .real, unit: "€", label: $0.libelle) })
  }

  func writeValeurs(_ sink: inout some TableSink) throws {
    let years = sweep.annees.count
    let communes = sweep.communes
    let flows = CommuneStatistics.flux.count
    let codes = sweep.study.territoire.communes.map(\.insee.texte)
    try sweep.eachRun(of: years * communes) { range in
      let values = try stage.values(range)
      let rows = range.count * years * communes
      var columns: [StoredValues] = [
        .integer((0..<rows).map { Int64(range.lowerBound + $0 / (years * communes)) }),
        .integer((0..<rows).map { Int64(sweep.annees[$0 / communes % years]) }),
        .text((0..<rows).map { codes[$0 % communes] }),
      ]
      for flow in 0..<flows {
        columns.append(
          .real((0..<rows).map { values[($0 / communes * flows + flow) * communes + $0 % communes] / 100 }))
      }
      try sink.append(columns)
    }
  }
}
