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
public struct SweepFiles<Case: ReportedSweep>: Sendable {
  public let sweep: Case
  public let folder: String
  public let format: SweepFormat
  public let keepsValues: Bool
  public let replace: Bool
  public let version: String
  /// The part that is run here; `nil` for the whole sweep.
  public let part: SweepPart?
  /// Whether the page is written beside the tables.
  let writesPage: Bool

  public init(
    _ sweep: Case, folder: String, format: SweepFormat, keepsValues: Bool, replace: Bool, version: String,
    part: SweepPart? = nil, page: Bool = true
  ) {
    writesPage = page && part == nil && Case.page != nil
    self.part = part
    self.sweep = sweep
    self.folder = folder
    self.format = format
    self.keepsValues = keepsValues
    self.replace = replace
    self.version = version
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    /// Scenarios computed, of `count`.
    public var done: Int
    public var failures: Int
    /// Names of the files written; empty when the run was stopped.
    public var files: [String]
    public var statistics: Case.Statistics
    public var summary: String
  }

  var stem: String { "\(sweep.stem)_balayage" }

  private var pieces: [String] { ["plan", "scenarios", "verdicts"] + sweep.pieces(keepsValues: keepsValues) }

  /// Numbers of the scenarios that are run here.
  private var range: Range<Int> { part.map { $0.range(sweep.count) } ?? 0..<sweep.count }

  /// How many scenarios are run here.
  public var count: Int { range.count }

  var names: [String] {
    if let part { return ["\(stem)-partie-\(part.rank)-sur-\(part.count).\(SweepPartFile.suffix)"] }
    let tables =
      format == .sqlite
      ? ["\(stem).sqlite"] : pieces.map { "\(stem)-\($0).\(format.rawValue)" }
    return tables + (writesPage ? [pageName] : [])
  }

  private var pageName: String { "\(stem)-rapport.html" }

  public var manifestName: String { "\(stem)-manifeste.json" }

  /// Beside the results, hidden; parts of one sweep may be run at once in one folder.
  private var stageFolder: String {
    "\(folder)/.\(stem)" + (part.map { "-partie-\($0.rank)-sur-\($0.count)" } ?? "")
  }

  /// - Parameters:
  ///   - resume: goes on with an interrupted run.
  ///   - shouldStop: see `SweepRunner.run`.
  ///   - watch: called about five times a second with the number of scenarios computed so far.
  public func produce(
    threads: Int, block: Int?, resume: Bool, shouldStop: @escaping @Sendable () -> Bool, watch: (Int) -> Void
  ) throws -> Outcome {
    let range = range
    try OutputFolder(folder, replace: replace).check(part == nil ? names + [manifestName] : names)
    let stage = try SweepStage(
      folder: stageFolder, sweep: sweep, range: range, keepsValues: keepsValues, fingerprint: fingerprint,
      resume: resume, replace: replace)
    let box = StageBox(stage)
    let runner = SweepRunner(sweep, range: range, threads: threads, block: block, keepsValues: keepsValues)
    if stage.done < range.upperBound {
      let keep: @Sendable (SweepTranche<Case.Statistics>) throws -> Void = { try box.stage.commit($0) }
      _ = try runner.run(
        from: stage.done, shouldStop: shouldStop, watch: { watch($0 - range.lowerBound) }, commit: keep)
    }
    try stage.checkpoint()
    return try finish(stage, threads: threads, shouldStop: shouldStop)
  }

  /// The results of parts run apart, the same to the byte as those of a single run.
  /// - Parameter paths: files of the parts, or folders where they are.
  public func reunite(_ paths: [String], threads: Int) throws -> Outcome {
    try OutputFolder(folder, replace: replace).check(names + [manifestName])
    let parts = try SweepPartFile.all(paths, of: self)
    // Nothing to go on with: parts are read again.
    let stage = try SweepStage(
      folder: stageFolder + "-reunion", sweep: sweep, range: 0..<sweep.count, keepsValues: keepsValues,
      fingerprint: fingerprint, resume: false, replace: true)
    do {
      for part in parts { try stage.take(part) }
      return try finish(stage, threads: threads, shouldStop: { false })
    } catch {
      stage.remove()
      throw error
    }
  }

  /// Writes the results once every scenario is there.
  private func finish(
    _ stage: SweepStage<Case>, threads: Int, shouldStop: @escaping @Sendable () -> Bool
  ) throws -> Outcome {
    let spread = try sweep.spread(stage)
    var files: [String] = []
    if stage.done == range.upperBound {
      do { try write(stage, spread, threads, shouldStop) } catch is CancellationError {
        return outcome(stage, spread, [])
      }
      stage.remove()
      files = names + (part == nil ? [manifestName] : [])
    }
    return outcome(stage, spread, files)
  }

  private func outcome(_ stage: SweepStage<Case>, _ spread: Case.Spread, _ files: [String]) -> Outcome {
    Outcome(
      done: stage.done - range.lowerBound, failures: stage.failures, files: files, statistics: stage.statistics,
      summary: Typography.apply(sweep.summary(stage, spread)))
  }

  private func write(
    _ stage: SweepStage<Case>, _ spread: Case.Spread, _ threads: Int,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) throws {
    try OutputFolder(folder, replace: replace).write(names) { name, path in
      if let part {
        try SweepPartFile.write(stage, part, of: self, path: path)
      } else if name == pageName, let page = Case.page {
        let text = try page(self, stage, spread, threads, shouldStop)
        try OutputFolder.write(Array(text.utf8), to: path, for: OutputFolder(folder, replace: replace))
      } else {
        try write(name, path, stage)
      }
    } after: { paths in
      if part != nil { return [] }
      let manifest = SweepManifest(files: self, outputs: try paths.map { ($0.name, try FileHash.sha256($0.path)) })
      return [(manifestName, Array(manifest.json().utf8))]
    }
  }

  private func write(_ name: String, _ path: String, _ stage: SweepStage<Case>) throws {
    let tables = SweepTables(sweep: sweep, stage: stage)
    switch format {
    case .sqlite:
      let database = try SQLiteFile(path: path)
      for piece in pieces { try fill(piece, tables) { try database.table($0) } }
      try database.close()
    case .parquet:
      for piece in pieces where name == "\(stem)-\(piece).parquet" {
        try fill(piece, tables) { try ParquetFile($0, path: path) }
      }
    case .csv:
      for piece in pieces where name == "\(stem)-\(piece).csv" {
        try fill(piece, tables) { try CSVFile($0, path: path) }
      }
    }
  }

  private func fill<Sink: TableSink>(
    _ piece: String, _ tables: SweepTables<Case>, _ open: (StoredTable) throws -> Sink
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
    default:
      var sink = try open(sweep.table(piece))
      try sweep.write(piece, tables.stage, to: &sink)
      try sink.finish()
    }
  }

  /// Everything the numbers depend on, wherever the files are.
  var identity: [(nom: String, valeur: String)] {
    var scenario = sweep.scenario
    scenario.donnees.value = ""
    let text = SHA256.hexadecimal(Array(ScenarioPrinter.print(scenario).utf8))
    var out = [("version de pacte", version), ("scénario", text)] + sweep.choices
    out += [
      ("montants de toutes les communes", keepsValues ? "gardés" : "non gardés"),
      ("tirages", "\(sweep.design.draws)"), ("graine", "\(sweep.design.seed)"),
    ]
    out += sweep.territoire.empreintes.sorted { $0.key < $1.key }.map { ("données \($0.key)", $0.value) }
    out += sweep.tables.map { ("table \($0.key.split(separator: "/").last ?? "")", $0.value) }.sorted { $0 < $1 }
    return out + [("paramètres du droit", sweep.empreinteDroit)]
  }

  var fingerprint: String {
    var lines = identity.map { "\($0.nom)=\($0.valeur)" }
    if let part { lines.append("partie \(part.rank)/\(part.count)") }
    return SHA256.hexadecimal(Array(lines.joined(separator: "\n").utf8))
  }

  /// The runner hands tranches over one at a time, under its lock.
  private final class StageBox: @unchecked Sendable {
    let stage: SweepStage<Case>
    init(_ stage: SweepStage<Case>) { self.stage = stage }
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
