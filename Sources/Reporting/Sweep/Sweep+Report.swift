import Diagnostics
import Language
import Simulation
import Storage
import Territory

extension Sweep: ReportedSweep {
  public var territoire: Territory { study.territoire }
  public var empreinteDroit: String { study.empreinteDroit }
  public var dossier: String? { nil }
  public var options: [String] { ["reference=\(reference.rawValue)"] }
  public var choices: [(nom: String, valeur: String)] { [("référence", reference.rawValue)] }

  public var stem: String {
    let date = scenario.date.map { $0.value.iso }
    return [date, Slug.make(study.territoire.nom), "scenario-\(Slug.make(scenario.nom))"]
      .compactMap { $0 }.joined(separator: "_")
  }

  public var measureColumns: [StoredColumn] {
    SweepMeasure.allCases.map { StoredColumn($0.rawValue, .real, unit: $0.unit, label: $0.label) }
  }

  public func pieces(keepsValues: Bool) -> [String] { ["communes"] + (keepsValues ? ["valeurs"] : []) }

  public func table(_ piece: String) -> StoredTable {
    piece == "communes" ? CommuneTables.communes : CommuneTables.valeurs
  }

  public func write(_ piece: String, _ stage: SweepStage<Sweep>, to sink: inout some TableSink) throws {
    let tables = CommuneTables(sweep: self, stage: stage)
    if piece == "communes" { try tables.writeCommunes(&sink) } else { try tables.writeValeurs(&sink) }
  }

  public func spread(_ stage: SweepStage<Sweep>) throws -> SweepSpread { try SweepSpread(self, stage) }

  public func summary(_ stage: SweepStage<Sweep>, _ spread: SweepSpread) -> String {
    SweepSummary(sweep: self, stage: stage, spread: spread).text
  }

  public static var entityColumn: (name: String, label: String) { ("commune", "Commune") }

  public func entity(_ row: Int) -> (code: String, nom: String) {
    (study.territoire.communes[row].insee.texte, study.territoire.communes[row].nom)
  }

  public func sensitivity(_ kind: SensitivityKind, draws: Int, threads: Int) throws -> SensitivityReport {
    switch kind {
    case .sobol: try SobolTables.report(self, draws: draws, threads: threads)
    case .morris: try MorrisTables.report(self, trajectories: draws, threads: threads)
    case .elasticites: try ElasticityTables.report(self, threads: threads)
    case .bascule: try TippingTables.report(self, threads: threads)
    }
  }

  public func planText(threads: Int, block: Int?) throws -> String {
    try SweepPlanText.render(self, threads: threads, block: block)
  }

  public static var page: SweepPageMaker<Sweep>? {
    { files, stage, spread, threads, shouldStop in
      SweepPage(
        files: files, statistics: stage.statistics, spread: spread,
        analyses: try SweepAnalyses.run(files.sweep, threads: threads, shouldStop: shouldStop)
      ).render()
    }
  }
}
