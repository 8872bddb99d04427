import ArgumentParser
import Diagnostics
import Foundation
import Reporting
import Simulation

/// `pacte rejouer MANIFESTE`: runs again what a manifest describes, and compares every byte.
struct RejouerCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rejouer",
    abstract: "Refait les résultats d'un manifeste et vérifie qu'ils sont les mêmes, octet par octet.",
    discussion: """
      Le manifeste est écrit à côté des résultats par simuler, comparer et balayer. Les fichiers de scénario sont
      cherchés depuis le dossier courant, puis depuis celui du manifeste.
      """,
    aliases: ["replay"])

  @Argument(help: ArgumentHelp("Manifeste (.json) écrit à côté des résultats.", valueName: "manifeste"))
  var manifeste: String

  @Option(name: .long, help: ArgumentHelp("Dossier où garder les résultats refaits.", valueName: "dossier"))
  var sortie: String?

  @Option(name: .long, help: ArgumentHelp("Fils de calcul ; à défaut, un par cœur.", valueName: "nombre"))
  var threads: Int?

  @Option(name: .long, help: ArgumentHelp("Scénarios par bloc d'un balayage.", valueName: "nombre"))
  var bloc: Int?

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let record = try ManifestRecord.read(manifeste)
    let paths = (record.scenarios ?? []).map { record.located($0.fichier, beside: manifeste) }
    let folder = sortie ?? FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)").path
    defer { if sortie == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let changes: [String]
    if record.commande == "balayer", let source = record.dossier {
      let sweep = try NationalSweep.open(
        paths[0], folder: record.located(source, beside: manifeste), options: try nationalOptions(record),
        draws: record.option("tirages").flatMap { Int($0) }, seed: record.option("graine").flatMap { UInt64($0) },
        communes: record.option("communes") == "oui")
      changes = try replay(record, sweep, folder: folder)
    } else if let source = record.dossier {
      changes = try replay(record, source: record.located(source, beside: manifeste), folder: folder)
    } else if record.commande == "balayer" {
      let sweep = try Sweep.open(
        paths[0], draws: record.option("tirages").flatMap { Int($0) },
        seed: record.option("graine").flatMap { UInt64($0) }, reference: record.reference)
      changes = try replay(record, sweep, folder: folder)
    } else {
      let study = try Study.open(paths)
      changes = record.changes(
        scenarios: study.scenarios.map(\.source.empreinte), data: study.territoire.empreintes,
        droit: study.empreinteDroit)
      let comparison = try study.compare(reference: record.reference, doutes: true)
      let detail =
        record.options.contains("detail")
        ? [DetailTable.make(try study.details(), territoire: study.territoire)] : []
      _ = try ReportFiles.write(
        comparison, folder: folder, replace: true, version: Pacte.version, options: record.options,
        droit: study.empreinteDroit, tables: detail, fiches: try study.fiches(annee: comparison.annees.last))
    }
    return try report(record, folder, changes)
  }

  /// A sweep again.
  /// - Returns: inputs that are no longer those of the manifest.
  private func replay<Case: ReportedSweep>(_ record: ManifestRecord, _ sweep: Case, folder: String) throws -> [String] {
    let files = SweepFiles(
      sweep, folder: folder, format: record.option("format").flatMap { SweepFormat(rawValue: $0) } ?? .sqlite,
      keepsValues: record.option("valeurs") == "oui", replace: true, version: Pacte.version)
    let count = threads ?? ProcessInfo.processInfo.activeProcessorCount
    _ = try files.produce(threads: count, block: bloc, resume: false, shouldStop: { false }, watch: { _ in })
    return record.changes(
      scenarios: [sweep.scenario.source.empreinte], data: sweep.territoire.empreintes, droit: sweep.empreinteDroit)
  }

  private func nationalOptions(_ record: ManifestRecord) throws -> NationalOptions {
    guard let annee = record.option("annee").flatMap({ Int($0) }) else { throw ManifestRecord.unreadable(manifeste) }
    let fallback = record.option("rfa-a-defaut").flatMap { NationalOptions.RessourcesADefaut(rawValue: $0) }
    return NationalOptions(annee: annee, ressourcesADefaut: fallback ?? .aucune)
  }

  /// A national year again.
  /// - Returns: inputs that are no longer those of the manifest.
  private func replay(_ record: ManifestRecord, source: String, folder: String) throws -> [String] {
    let run = try NationalEvaluation.open(source, options: try nationalOptions(record))
    let doutes = try run.doutes()
    _ = try NationalFiles.write(
      run, of: record.dossier ?? source, doutes: doutes, detail: record.option("detail") == "true",
      folder: folder, replace: true, version: Pacte.version, options: record.options)
    return record.changes(scenarios: [], data: run.set.territoire.empreintes, droit: doutes.empreinteDroit)
  }

  private func report(_ record: ManifestRecord, _ folder: String, _ changes: [String]) throws -> Sortie {
    var same = 0
    var lines: [String] = []
    for output in record.sorties {
      let path = "\(folder)/\(output.fichier)"
      guard FileManager.default.fileExists(atPath: path) else {
        lines.append("absent : \(output.fichier)")
        continue
      }
      if try FileHash.sha256(path) == output.sha256 { same += 1 } else { lines.append("différent : \(output.fichier)") }
    }
    if lines.isEmpty {
      let files = same == 1 ? "1 fichier refait, identique" : "\(same) fichiers refaits, tous identiques"
      Terminal.out(Typography.apply("\(files) octet par octet.\n"))
      return .ok
    }
    let causes = changes.isEmpty ? ["rien de ce que le manifeste décrit n'a changé"] : changes
    Terminal.out(
      Typography.apply("Fichiers identiques : \(same) ; non : \(lines.count).\n" + lines.map { "  \($0)\n" }.joined()))
    Terminal.err(Typography.apply("Ce qui a changé depuis : " + causes.joined(separator: " ; ") + ".\n"))
    return .echec
  }

  static let entries = [
    CodeEntry(
      "U0251", "Manifeste illisible",
      "« rejouer » lit le manifeste JSON que simuler, comparer et balayer écrivent à côté de leurs résultats.")
  ]
}

/// A manifest as written by `simuler`, `comparer` and `balayer`.
struct ManifestRecord: Decodable {
  struct File: Decodable {
    var fichier: String
    var sha256: String
  }
  var version: String
  /// Absent from the manifests of `simuler` and `comparer`.
  var commande: String?
  var options: [String]
  /// Absent from the manifest of a national year, which has its folder instead.
  var scenarios: [File]?
  var dossier: String?
  var donnees: [File]
  var sorties: [File]
  var droit: String?

  static func read(_ path: String) throws -> ManifestRecord {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosedError(
        [
          Diagnostic(
            "U0251", .erreur, "le manifeste « \(path) » n'existe pas, ou n'est pas lisible",
            repair: "donnez le fichier terminé par « manifeste.json » du dossier de résultats")
        ], missingInput: true)
    }
    guard let record = try? JSONDecoder().decode(ManifestRecord.self, from: data),
      record.dossier != nil || !(record.scenarios ?? []).isEmpty
    else { throw unreadable(path) }
    return record
  }

  static func unreadable(_ path: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "U0251", .erreur, "« \(path) » n'est pas un manifeste de pacte", place: Place(file: path),
        repair: "donnez le fichier terminé par « manifeste.json » du dossier de résultats")
    ])
  }

  func option(_ name: String) -> String? {
    options.first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  var reference: ReferenceChoice { option("reference").flatMap { ReferenceChoice(rawValue: $0) } ?? .situation }

  /// A path as written, or beside the manifest.
  func located(_ path: String, beside manifest: String) -> String {
    if FileManager.default.fileExists(atPath: path) { return path }
    let folder = URL(fileURLWithPath: manifest).deletingLastPathComponent()
    let found = folder.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: found) ? found : path
  }

  /// Inputs whose fingerprint is no longer that of the manifest.
  func changes(scenarios found: [String], data: [String: String], droit now: String) -> [String] {
    var out: [String] = []
    if version != Pacte.version { out.append("version de pacte (\(version), maintenant \(Pacte.version))") }
    for (file, now) in zip(scenarios ?? [], found) where file.sha256 != now { out.append("scénario \(file.fichier)") }
    for file in donnees {
      if let now = data[file.fichier], now != file.sha256 {
        out.append("données \(file.fichier)")
      }
    }
    if let droit, droit != now { out.append("paramètres du droit") }
    return out
  }
}
