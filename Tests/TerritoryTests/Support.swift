import Diagnostics
import Foundation
import Testing

@testable import Territory

/// Folders and files that tests read and write.
enum Support {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let tutorial = root.appendingPathComponent("Scenarios/territoire").path

  static let donnees = ProcessInfo.processInfo.environment["PACTE_DONNEES"]

  /// Runs `body` in a new folder, removed afterwards.
  static func inFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pacte-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  static func put(_ text: String, _ path: String) throws { try put(Array(text.utf8), path) }

  static func put(_ bytes: [UInt8], _ path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

  static func get(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// The diagnostics of what `body` throws, or none.
  static func faults(_ body: () throws(DiagnosedError) -> Void) -> [Diagnostic] {
    do { try body() } catch { return error.diagnostics }
    return []
  }
}

/// A territory of three communes, written in a folder for the time of a test.
struct SmallTerritory {
  var yaml = """
    nom: CC d'Essai
    siren: "200012345"
    nature: CC
    regime: FPU
    annee: 2026

    """
  var communes = """
    insee,nom,population_insee,population_dgf,revenu,ac_2025
    96001,Aval,1000,1100,15000000,-1200.5
    96002,Berge,500,520,7000000,800
    96003,Crête,250,300,,0

    """
  var ensembles: String?
  var groupements: String?
  var national: String?

  func write(to folder: String) throws {
    try Support.put(yaml, folder + "/territoire.yaml")
    try Support.put(communes, folder + "/communes.csv")
    if let ensembles { try Support.put(ensembles, folder + "/ensembles.csv") }
    if let groupements { try Support.put(groupements, folder + "/groupements.csv") }
    if let national { try Support.put(national, folder + "/national.yaml") }
  }

  func read() throws -> (Territory, [Diagnostic]) {
    try Support.inFolder { folder in
      try write(to: folder)
      return try TerritoryReader.read(folder: folder)
    }
  }

  /// What reading says, with the folder of the test cut from the sentences.
  func faults() throws -> [Diagnostic] {
    try Support.inFolder { folder in
      try write(to: folder)
      do { return try TerritoryReader.read(folder: folder).1 } catch let error as DiagnosedError {
        return error.diagnostics.map {
          var diagnostic = $0
          diagnostic.message = diagnostic.message.replacingOccurrences(of: folder + "/", with: "")
          return diagnostic
        }
      }
    }
  }
}
