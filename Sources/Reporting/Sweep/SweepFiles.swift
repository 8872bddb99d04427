import Diagnostics
import Glibc
import Language
import Legislation
import Simulation
import Storage
import Territory

/// How the tables of a sweep are stored.
public enum SweepFormat: String, Sendable, CaseIterable {
  case sqlite, parquet, csv
}

/// A sweep and the folder where it goes: runs what is left to run, then writes the results whole or not at all.
public struct SweepFiles: Sendable {
  public let sweep: Sweep
  public let folder: String
  public let format: SweepFormat
  public let keepsValues: Bool
  public let replace: Bool
  public let version: String

  public init(_ sweep: Sweep, folder: String, format: SweepFormat, keepsValues: Bool, replace: Bool, version: String) {
    self.sweep = sweep
    self.folder = folder
    self.format = format
    self.keepsValues = keepsValues
    self.replace = replace
    self.version = version
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    public var done: Int
    public var failures: Int
    /// Names of the files written; empty when the run was stopped.
    public var files: [String]
    public var statistics: CommuneStatistics
    public var summary: SweepSummary
  }

  var stem: String {
    let date = sweep.scenario.date.map { $0.value.iso }
    return [date, Slug.make(sweep.study.territoire.nom), "scenario-\(Slug.make(sweep.scenario.nom))"]
      .compactMap { $0 }.joined(separator: "_")
  }

  private var pieces: [String] { ["plan", "scenarios", "verdicts", "communes"] + (keepsValues ? ["valeurs"] : []) }

  var names: [String] {
    format == .sqlite
      ? ["\(stem)_balayage.sqlite"] : pieces.map { "\(stem)_balayage-\($0).\(format.rawValue)" }
  }

  public var manifestName: String { "\(stem)_balayage-manifeste.json" }

  /// - Parameters:
  ///   - resume: goes on with an interrupted run.
  ///   - shouldStop, watch: see `SweepRunner.run`.
  public func produce(
    threads: Int, block: Int?, resume: Bool, shouldStop: @escaping @Sendable () -> Bool, watch: (Int) -> Void
  ) throws -> Outcome {
    let outputs = OutputFolder(folder, replace: replace)
    try outputs.check(names + [manifestName])
    let stage = try SweepStage(
      folder: "\(folder)/.\(stem)_balayage", sweep: sweep, keepsValues: keepsValues, fingerprint: fingerprint,
      resume: resume, replace: replace)
    let box = StageBox(stage)
    let runner = SweepRunner(sweep, threads: threads, block: block, keepsValues: keepsValues)
    if stage.done < sweep.count {
      _ = try runner.run(from: stage.done, shouldStop: shouldStop, watch: watch) { try box.stage.commit($0) }
    }
    try stage.checkpoint()
    let summary = try SweepSummary(sweep: sweep, stage: stage)
    guard stage.done == sweep.count else {
      return Outcome(
        done: stage.done, failures: stage.failures, files: [], statistics: stage.statistics, summary: summary)
    }
    try outputs.write(names) { name, path in
      try write(name, path, stage)
    } after: { paths in
      let manifest = SweepManifest(files: self, outputs: try paths.map { ($0.name, try FileHash.sha256($0.path)) })
      return [(manifestName, Array(manifest.json().utf8))]
    }
    stage.remove()
    return Outcome(
      done: stage.done, failures: stage.failures, files: names + [manifestName], statistics: stage.statistics,
      summary: summary)
  }

  private func write(_ name: String, _ path: String, _ stage: SweepStage) throws {
    let tables = SweepTables(sweep: sweep, stage: stage)
    switch format {
    case .sqlite:
      let database = try SQLiteFile(path: path)
      for piece in pieces { try fill(piece, tables) { try database.table($0) } }
      try database.close()
    case .parquet:
      for piece in pieces where name.hasSuffix("-\(piece).parquet") {
        try fill(piece, tables) { try ParquetFile($0, path: path) }
      }
    case .csv:
      for piece in pieces where name.hasSuffix("-\(piece).csv") {
        try fill(piece, tables) { try CSVFile($0, path: path) }
      }
    }
  }

  private func fill<Sink: TableSink>(
    _ piece: String, _ tables: SweepTables, _ open: (StoredTable) throws -> Sink
  ) throws {
    switch piece {
    case "plan":
      var sink = try open(tables.plan)
      try tables.writePlan(&sink)
      try sink.finish()
    case "scenarios":
      var sink = try open(tables.scenarios)
      try tables.writeScenarios(&sink)
      try sink.finish()
    case "verdicts":
      var sink = try open(tables.verdicts)
      try tables.writeVerdicts(&sink)
      try sink.finish()
    case "communes":
      var sink = try open(tables.communes)
      try tables.writeCommunes(&sink)
      try sink.finish()
    default:
      var sink = try open(tables.valeurs)
      try tables.writeValeurs(&sink)
      try sink.finish()
    }
  }

  /// Everything the numbers depend on.
  var fingerprint: String {
    var parts = [version, ScenarioPrinter.print(sweep.scenario), sweep.reference.rawValue, "\(keepsValues)"]
    parts += ["\(sweep.design.draws)", "\(sweep.design.seed)"]
    parts += sweep.study.territoire.empreintes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    parts += sweep.tables.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    parts.append(sweep.study.empreinteDroit)
    return SHA256.hexadecimal(Array(parts.joined(separator: "\u{0}").utf8))
  }

  /// The runner hands tranches over one at a time, under its lock.
  private final class StageBox: @unchecked Sendable {
    let stage: SweepStage
    init(_ stage: SweepStage) { self.stage = stage }
  }
}

extension DateEcrite {
  /// « 2026-04-15 »
  var iso: String {
    func pad(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(annee)-\(pad(mois))-\(pad(jour))"
  }
}

/// The fingerprint of a file on disk.
public enum FileHash {
  /// Read by pieces of a megabyte: results may be larger than memory.
  public static func sha256(_ path: String) throws(DiagnosedError) -> String {
    guard let file = fopen(path, "rb") else { return SHA256.hexadecimal(try FileBytes.read(path)) }
    defer { fclose(file) }
    return SHA256.hexadecimal(pieces: {
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      let got = fread(&piece, 1, piece.count, file)
      piece.removeLast(piece.count - got)
      return got > 0 ? piece : nil
    })
  }
}
