import Diagnostics
import LinearAlgebra
import Problems
import Territory

/// What the commands leave to the next ones. One command a line, one answer a line.
struct Session {
  private var dsc: DSCMeasure?
  private var fpic: FPICMeasure?
  private var pacte: PacteMeasure?
  private var table: ScannedColumns?

  /// - Returns: a number, names or `pret`; `erreur : …` when the command fails, so that the others still run.
  mutating func answer(_ words: [String]) async -> String {
    do {
      return try await run(words)
    } catch let error as DiagnosedError {
      let text = error.diagnostics.map { "\($0.code) \($0.message)" }.joined(separator: " ; ")
      return Self.line("erreur : \(text)")
    } catch {
      return Self.line("erreur : \(error)")
    }
  }

  private static func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

  private mutating func run(_ words: [String]) async throws -> String {
    let rest = Array(words.dropFirst())
    switch words.first {
    case "niveaux": return KernelSet.available.map(\.name).joined(separator: " ")
    case "dsc": return try await runDSC(rest)
    case "fpic": return try await runFPIC(rest)
    case "pacte": return try runPacte(rest)
    case "table": return try runTable(rest)
    case "ecriture": return "\(await Roofline.write(kernels: KernelSet.selected, workers: try number(rest, 0)))"
    case "lecture": return "\(await Roofline.read(kernels: KernelSet.selected, workers: try number(rest, 0)))"
    case "caches": return "\(await Roofline.cached(kernels: KernelSet.selected))"
    case "produit": return "\(await Roofline.product(order: try number(rest, 0)))"
    default: throw Fault("commande inconnue « \(words.joined(separator: " ")) »")
    }
  }

  private mutating func runDSC(_ words: [String]) async throws -> String {
    if words.first == "charger" {
      dsc = nil
      dsc = try DSCMeasure(Problem(folder: try text(words, 1)))
      return "pret"
    }
    guard let dsc else { throw Fault("aucun problème de DSC n'est chargé") }
    switch words.first {
    case "ecrire":
      try dsc.output.write(to: try text(words, 1))
      return "ecrit"
    default: return "\(await dsc.run(kernels: try text(words, 0), workers: try number(words, 1)))"
    }
  }

  private mutating func runFPIC(_ words: [String]) async throws -> String {
    if words.first == "charger" {
      fpic = nil
      let read = try FPICMeasure(Problem(folder: try text(words, 1)))
      fpic = read
      return read.lignes.map { String(Int($0)) }.joined(separator: " ")
    }
    guard let fpic else { throw Fault("aucun problème de FPIC n'est chargé") }
    guard let mode = FPICMeasure.Mode(rawValue: try text(words, words.first == "ecrire" ? 1 : 0)) else {
      throw Fault("mode inconnu")
    }
    guard words.first == "ecrire" else {
      let kernels = try text(words, 1)
      let set = KernelSet.available.first { $0.name == kernels } ?? KernelSet.selected
      return "\(try await fpic.run(mode, kernels: set, workers: try number(words, 2)))"
    }
    switch mode {
    case .ensembles: try fpic.ensembles.write(to: try text(words, 2))
    case .communes: try fpic.communes.write(to: try text(words, 2))
    case .pertes: try fpic.pertes.write(to: try text(words, 2))
    }
    return "ecrit"
  }

  private mutating func runPacte(_ words: [String]) throws -> String {
    if words.first == "charger" {
      pacte = nil
      let loaded = try PacteMeasure(
        path: try text(words, 1), draws: try number(words, 2), seed: UInt64(try number(words, 3)))
      pacte = loaded
      return loaded.names
    }
    guard let pacte else { throw Fault("aucun pacte n'est chargé") }
    switch words.first {
    case "balayer": return "\(try pacte.run(threads: try number(words, 1)))"
    case "seuls": return "\(try pacte.alone(try number(words, 1)))"
    case "compares": return "\(try pacte.compared(try number(words, 1)))"
    case "plan":
      try pacte.writeDesign(to: try text(words, 1))
      return "ecrit"
    case "ecrire":
      try pacte.write(to: try text(words, 1))
      return "ecrit"
    default: throw Fault("commande de pacte inconnue")
    }
  }

  private mutating func runTable(_ words: [String]) throws -> String {
    switch words.first {
    case "lire":
      return "\(try TableMeasure.read(try text(words, 1), columns: try names(try text(words, 2)), into: &table))"
    case "ecrire":
      guard let table else { throw Fault("aucune table n'est lue") }
      try TableMeasure.write(table, columns: try number(words, 1), to: try text(words, 2))
      return "ecrit"
    case "importer":
      try TableMeasure.importNational(try text(words, 1), to: try text(words, 2))
      return "ecrit"
    case "ouvrir": return "\(try TableMeasure.open(try text(words, 1)))"
    default: throw Fault("commande de table inconnue")
    }
  }

  /// The names of a file, one a line.
  private func names(_ path: String) throws -> [String] {
    String(decoding: try FileBytes.read(path), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func text(_ words: [String], _ place: Int) throws -> String {
    guard place < words.count else { throw Fault("il manque un mot à la commande") }
    return words[place]
  }

  private func number(_ words: [String], _ place: Int) throws -> Int {
    guard let value = Int(try text(words, place)) else { throw Fault("un nombre est attendu") }
    return value
  }
}
