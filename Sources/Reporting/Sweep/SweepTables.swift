import Diagnostics
import Language
import Simulation
import Storage

/// The tables of a sweep, each by runs of rows: the design, the results by scenario and year, the verdicts by scenario,
/// the distribution by commune, and on demand every amount.
struct SweepTables {
  let sweep: Sweep
  let stage: SweepStage

  /// Rows handed over at once.
  private static let run = 8192

  // MARK: Design

  var plan: StoredTable {
    var columns = [StoredColumn("scenario", .integer, label: "Numéro du scénario, à partir de 0")]
    for (axis, names) in zip(sweep.design.axes, axisColumns) {
      for (rank, name) in names.enumerated() {
        let part = names.count > 1 ? ", critère \(rank + 1)" : ""
        columns.append(StoredColumn(name, .real, unit: axis.unitText, label: axis.name + part))
      }
    }
    return StoredTable("plan", columns)
  }

  /// Names of the columns of each axis, without two alike.
  private var axisColumns: [[String]] {
    var taken: Set<String> = ["scenario"]
    return sweep.design.axes.map { axis in
      var base = Slug.make(axis.name).replacing("-", with: "_")
      while taken.contains(base) { base += "_bis" }
      taken.insert(base)
      if case .poids(let parts) = axis.unit { return parts.map { "\(base)_\($0)" } }
      return [base]
    }
  }

  func writePlan(_ sink: inout some TableSink) throws {
    try eachRun(of: 1) { range in
      let rows = range.map { index in
        zip(sweep.design.axes, sweep.design.values(index)).flatMap { $0.numbers($1) }
      }
      var columns: [StoredValues] = [.integer(range.map(Int64.init))]
      for column in rows[0].indices { columns.append(.real(rows.map { $0[column] })) }
      try sink.append(columns)
    }
  }

  // MARK: Results by scenario

  var scenarios: StoredTable {
    StoredTable(
      "scenarios",
      [
        StoredColumn("scenario", .integer, label: "Numéro du scénario"),
        StoredColumn("annee", .integer, label: "Année"),
      ]
        + SweepMeasure.allCases.map { StoredColumn($0.rawValue, .real, unit: $0.unit, label: $0.label) })
  }

  func writeScenarios(_ sink: inout some TableSink) throws {
    let years = sweep.annees.count
    let measures = SweepMeasure.allCases.count
    try eachRun(of: years) { range in
      let records = try stage.records(range)
      let rows = range.count * years
      var columns: [StoredValues] = [
        .integer((0..<rows).map { Int64(range.lowerBound + $0 / years) }),
        .integer((0..<rows).map { Int64(sweep.annees[$0 % years]) }),
      ]
      for measure in 0..<measures { columns.append(.real((0..<rows).map { records[$0 * measures + measure] })) }
      try sink.append(columns)
    }
  }

  // MARK: Verdicts by scenario

  var verdicts: StoredTable {
    StoredTable(
      "verdicts",
      [StoredColumn("scenario", .integer, label: "Numéro du scénario")]
        + sweep.verdicts.map { StoredColumn($0.nom, .real, unit: "1 oui, 0 non", label: $0.texte) })
  }

  func writeVerdicts(_ sink: inout some TableSink) throws {
    let length = sweep.verdicts.count
    try eachRun(of: 1) { range in
      let found = try stage.verdicts(range)
      var columns: [StoredValues] = [.integer(range.map(Int64.init))]
      for place in 0..<length { columns.append(.real((0..<range.count).map { found[$0 * length + place] })) }
      try sink.append(columns)
    }
  }

  // MARK: Distribution by commune

  static let quantiles = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  var communes: StoredTable {
    StoredTable(
      "communes",
      [
        StoredColumn("commune", .text, label: "Code INSEE"), StoredColumn("nom", .text, label: "Commune"),
        StoredColumn("annee", .integer, label: "Année"), StoredColumn("grandeur", .text, label: "Flux"),
        StoredColumn("scenarios", .integer, label: "Scénarios où le montant est connu"),
        StoredColumn("minimum", .real, unit: "€", label: "Minimum, exact"),
      ]
        + Self.quantiles.map {
          StoredColumn("q\(Self.percent($0))", .real, unit: "€", label: "Quantile \(Self.percent($0)) %, à 0,1 % près")
        } + [
          StoredColumn("maximum", .real, unit: "€", label: "Maximum, exact"),
          StoredColumn("moyenne", .real, unit: "€", label: "Moyenne, exacte"),
          StoredColumn(
            "probabilite_perte", .real, unit: "fraction",
            label: "Part des scénarios où la commune perd cette année-là ; pour le solde net"),
        ])
  }

  private static func percent(_ p: Double) -> String {
    let number = Int((p * 100).rounded())
    return number < 10 ? "0\(number)" : "\(number)"
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
            [sketch.count > 0 ? sketch.minimum / 100 : .nan] + Self.quantiles.map { sketch.quantile($0) / 100 }
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

  var valeurs: StoredTable {
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
    try eachRun(of: years * communes) { range in
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

  private func eachRun(of rowsPerScenario: Int, _ body: (Range<Int>) throws -> Void) throws {
    let step = max(1, Self.run / rowsPerScenario)
    for start in stride(from: 0, to: sweep.count, by: step) { try body(start..<min(start + step, sweep.count)) }
  }
}

extension SweepAxis {
  var unitText: String { Self.text(of: unit) }

  static func text(of unit: Unit) -> String {
    switch unit {
    case .montant(nil): "€"
    case .montant(let population?): "€/hab. \(population.sigle)"
    case .pourcentage, .poids: "%"
    case .nombre: ""
    case .erreur: "numéro du tirage des erreurs"
    }
  }
}
