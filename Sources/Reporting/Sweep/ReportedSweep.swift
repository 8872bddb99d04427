import Diagnostics
import Language
import Simulation
import Storage
import Territory

/// What the files of a sweep ask of what was swept: names, columns, and the tables and texts that are its own.
public protocol ReportedSweep: SensitiveSweep {
  /// All the variants in one pass over their records.
  associatedtype Spread

  var territoire: Territory { get }
  /// SHA-256 of every dated parameter of the law, and of the files of values that the block names.
  var empreinteDroit: String { get }
  var tables: [String: String] { get }
  /// Folder of the data as the user wrote it, for a sweep whose file does not name it.
  var dossier: String? { get }
  /// « nom=valeur », for the manifest: what opens the same sweep, beside its draws and its seed.
  var options: [String] { get }
  /// The same options as a reader says them.
  var choices: [(nom: String, valeur: String)] { get }
  /// Start of the names of its files, before the pieces.
  var stem: String { get }
  /// Of a record, without the scenario and the year.
  var measureColumns: [StoredColumn] { get }

  /// Its tables beside the plan, the scenarios and the verdicts.
  func pieces(keepsValues: Bool) -> [String]
  func table(_ piece: String) -> StoredTable
  func write(_ piece: String, _ stage: SweepStage<Self>, to sink: inout some TableSink) throws

  func spread(_ stage: SweepStage<Self>) throws -> Spread
  /// What a terminal shows.
  func summary(_ stage: SweepStage<Self>, _ spread: Spread) -> String
  /// What its outcomes are told of beside the whole, a column of its name and label, and one of them by its row.
  static var entityColumn: (name: String, label: String) { get }
  func entity(_ row: Int) -> (code: String, nom: String)
  /// - Parameter draws: base draws of Sobol', trajectories of Morris.
  /// - Throws: an analysis that it does not know.
  func sensitivity(_ kind: SensitivityKind, draws: Int, threads: Int) throws -> SensitivityReport

  /// What is printed before anything runs.
  func planText(threads: Int, block: Int?) throws -> String
  /// `nil` for a sweep that has no page.
  static var page: SweepPageMaker<Self>? { get }
}

/// Writes the page of a sweep that is whole, on that many threads, unless it is asked to stop.
public typealias SweepPageMaker<Case: ReportedSweep> =
  @Sendable (
    SweepFiles<Case>, SweepStage<Case>, Case.Spread, _ threads: Int, _ shouldStop: @escaping @Sendable () -> Bool
  ) throws -> String

extension ReportedSweep {
  /// Where only some of the scenarios were run.
  func partText(_ stage: SweepStage<Self>) -> String {
    guard stage.range.count < count else { return "" }
    let numbers = [stage.range.lowerBound, stage.range.upperBound - 1, count].map { Typography.number(Double($0)) }
    return " (numéros \(numbers[0]) à \(numbers[1]) sur \(numbers[2]))"
  }
}
