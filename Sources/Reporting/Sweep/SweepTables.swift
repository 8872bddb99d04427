import Diagnostics
import Language
import Simulation
import Storage

/// The tables that every sweep has, each by runs of rows: the design, the results by scenario and year, the verdicts.
struct SweepTables<Case: ReportedSweep> {
  let sweep: Case
  let stage: SweepStage<Case>

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
    try sweep.eachRun(of: 1) { range in
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
        + sweep.measureColumns)
  }

  func writeScenarios(_ sink: inout some TableSink) throws {
    let years = sweep.annees.count
    let measures = sweep.measureColumns.count
    try sweep.eachRun(of: years) { range in
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
    try sweep.eachRun(of: 1) { range in
      let found = try stage.verdicts(range)
      var columns: [StoredValues] = [.integer(range.map(Int64.init))]
      for place in 0..<length { columns.append(.real((0..<range.count).map { found[$0 * length + place] })) }
      try sink.append(columns)
    }
  }
}

extension SweepCase {
  /// Consecutive scenarios whose rows are handed over at once.
  func eachRun(of rowsPerScenario: Int, _ body: (Range<Int>) throws -> Void) throws {
    let step = max(1, 8192 / rowsPerScenario)
    for start in stride(from: 0, to: count, by: step) { try body(start..<min(start + step, count)) }
  }
}

/// The quantiles that tables of distributions give.
enum SweepQuantiles {
  static let ranks = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

  /// - Parameter precision: « à 0,1 % près ».
  static func columns(precision: String) -> [StoredColumn] {
    ranks.map {
      StoredColumn("q\(percent($0))", .real, unit: "€", label: "Quantile \(percent($0)) %, \(precision)")
    }
  }

  private static func percent(_ p: Double) -> String {
    let number = Int((p * 100).rounded())
    return number < 10 ? "0\(number)" : "\(number)"
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
