import Diagnostics
import Language
import Simulation
import Storage
import Territory

extension NationalSweep: ReportedSweep {
  public var territoire: Territory { run.set.territoire }
  public var dossier: String? { scenario.donnees.value }
  public var options: [String] {
    [
      "annee=\(run.options.annee)", "rfa-a-defaut=\(run.options.ressourcesADefaut.rawValue)",
      "communes=\(hasCommunes ? "oui" : "non")",
    ]
  }
  public var choices: [(nom: String, valeur: String)] {
    [
      ("année", "\(run.options.annee)"),
      ("ce qui remplace les ressources inconnues", run.options.ressourcesADefaut.rawValue),
      ("communes", hasCommunes ? "calculées" : "non calculées"),
    ]
  }

  public var stem: String {
    let name = Slug.make(scenario.nom)
    return [
      scenario.date.map { $0.value.iso }, Slug.make(territoire.nom), "fpic-\(run.options.annee)",
      name == "balayage" ? nil : name,
    ].compactMap { $0 }.joined(separator: "_")
  }

  public var measureColumns: [StoredColumn] {
    measures.map { StoredColumn($0.name, .real, unit: $0.unit, label: $0.label) }
  }

  public func pieces(keepsValues: Bool) -> [String] {
    let tables = ["ensembles"] + (hasCommunes ? ["communes"] : [])
    return tables + (keepsValues ? ["valeurs"] + (hasCommunes ? ["valeurs-communes"] : []) : [])
  }

  public func table(_ piece: String) -> StoredTable {
    switch piece {
    case "ensembles": EnsembleTables.ensembles
    case "communes": NationalCommuneTables.communes
    case "valeurs": EnsembleTables.valeurs
    default: NationalCommuneTables.valeurs
    }
  }

  public func write(_ piece: String, _ stage: SweepStage<NationalSweep>, to sink: inout some TableSink) throws {
    let (entities, communes) = (
      EnsembleTables(sweep: self, stage: stage), NationalCommuneTables(sweep: self, stage: stage)
    )
    switch piece {
    case "ensembles": try entities.writeEnsembles(&sink)
    case "communes": try communes.writeCommunes(&sink)
    case "valeurs": try entities.writeValeurs(&sink)
    default: try communes.writeValeurs(&sink)
    }
  }

  public func spread(_ stage: SweepStage<NationalSweep>) throws -> NationalSpread { try NationalSpread(self, stage) }

  public func summary(_ stage: SweepStage<NationalSweep>, _ spread: NationalSpread) -> String {
    NationalSweepSummary(sweep: self, stage: stage, spread: spread).text
  }

  public static var entityColumn: (name: String, label: String) { ("ensemble", "Ensemble") }

  public func entity(_ row: Int) -> (code: String, nom: String) {
    (run.set.entites[row].siren, run.set.entites[row].nom)
  }

  public func sensitivity(_ kind: SensitivityKind, draws: Int, threads: Int) throws -> SensitivityReport {
    switch kind {
    case .sobol: return try SobolTables.report(self, draws: draws, threads: threads)
    case .morris: return try MorrisTables.report(self, trajectories: draws, threads: threads)
    case .elasticites, .bascule:
      throw DiagnosedError([
        Diagnostic(
          "U0245", .erreur, "« --sensibilite \(kind.rawValue) » n'analyse pas un balayage national",
          repair: "prenez --sensibilite sobol, ou morris")
      ])
    }
  }

  public func planText(threads: Int, block: Int?) -> String {
    NationalPlanText.render(self, threads: threads, block: block)
  }

  public static var page: SweepPageMaker<NationalSweep>? { nil }
}

/// The tables of the sweep of a national year: the distribution by entity, and on demand every amount.
struct EnsembleTables {
  let sweep: NationalSweep
  let stage: SweepStage<NationalSweep>

  static var ensembles: StoredTable {
    StoredTable(
      "ensembles",
      [
        StoredColumn("ensemble", .text, label: "SIREN de l'ensemble ou de la commune isolée"),
        StoredColumn("nom", .text, label: "Nom"), StoredColumn("type", .text, label: "EI ensemble, CI commune isolée"),
        StoredColumn("annee", .integer, label: "Année"), StoredColumn("grandeur", .text, label: "Montant notifié"),
        StoredColumn("scenarios", .integer, label: "Scénarios où le montant est connu"),
        StoredColumn("minimum", .real, unit: "€", label: "Minimum, exact"),
      ] + SweepQuantiles.columns(precision: "à 0,1 % ou 10 centimes par habitant DGF près") + [
        StoredColumn("maximum", .real, unit: "€", label: "Maximum, exact"),
        StoredColumn("moyenne", .real, unit: "€", label: "Moyenne, exacte"),
        StoredColumn(
          "probabilite", .real, unit: "fraction",
          label: "Part des scénarios où l'entité est prélevée, reçoit, est garantie ; où elle perd, pour le solde"),
      ])
  }

  func writeEnsembles(_ sink: inout some TableSink) throws {
    let (entites, statistics) = (sweep.run.set.entites, stage.statistics)
    let (flows, step) = (NationalFlow.allCases, 256)
    for start in stride(from: 0, to: entites.count, by: step) {
      let rows = (start..<min(start + step, entites.count)).flatMap { row in flows.map { (row: row, flow: $0) } }
      let found = rows.map { statistics.distribution($0.flow, $0.row) }
      func real(_ value: (EnsembleDistribution) -> Double) -> StoredValues { .real(found.map(value)) }
      var columns: [StoredValues] = [
        .text(rows.map { entites[$0.row].siren }), .text(rows.map { entites[$0.row].nom }),
        .text(rows.map { entites[$0.row].textes["type"] ?? "" }),
        .integer(rows.map { _ in Int64(sweep.run.options.annee) }), .text(rows.map(\.flow.name)),
        .integer(found.map { Int64($0.count) }), real(\.minimum),
      ]
      for rank in SweepQuantiles.ranks { columns.append(real { $0.quantile(rank) }) }
      columns += [real(\.maximum), real(\.mean), .real(rows.map { statistics.probability($0.flow, $0.row) })]
      try sink.append(columns)
    }
  }

  static var valeurs: StoredTable {
    StoredTable(
      "valeurs",
      [
        StoredColumn("scenario", .integer, label: "Numéro du scénario"),
        StoredColumn("annee", .integer, label: "Année"),
        StoredColumn("ensemble", .text, label: "SIREN de l'ensemble ou de la commune isolée"),
      ] + NationalFlow.allCases.map { StoredColumn($0.name, .real, unit: "€", label: $0.label) })
  }

  func writeValeurs(_ sink: inout some TableSink) throws {
    let (entites, length) = (sweep.entites, sweep.valueLength)
    let sirens = sweep.run.set.entites.map(\.siren)
    try sweep.eachRun(of: entites) { range in
      let values = try stage.values(range)
      let rows = range.count * entites
      var columns: [StoredValues] = [
        .integer((0..<rows).map { Int64(range.lowerBound + $0 / entites) }),
        .integer((0..<rows).map { _ in Int64(sweep.run.options.annee) }),
        .text((0..<rows).map { sirens[$0 % entites] }),
      ]
      for flow in NationalFlow.allCases {
        columns.append(
          .real((0..<rows).map { values[$0 / entites * length + flow.rawValue * entites + $0 % entites] }))
      }
      try sink.append(columns)
    }
  }
}
