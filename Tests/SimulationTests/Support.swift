import Diagnostics
import Foundation
import Simulation
import Territory

/// The tutorial, copied where a test may change it.
final class Workshop {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.root.appending(path: "Scenarios"), to: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func tutorial(_ names: String...) -> [String] {
    names.map { root.appending(path: "Scenarios/scenario-\($0).pacte").path }
  }

  /// Writes a scenario of the tutorial's territory with these articles.
  /// - Returns: its path.
  func write(_ articles: String, periode: String = "2026 à 2031", name: String = "essai") throws -> String {
    let text = """
      pacte « Essai », scénario \(name == "essai" ? "T" : "U")
      territoire 200012345 « CA du Val d'Exemple »
      données « territoire »
      période \(periode)

      \(articles)
      """
    let file = folder.appending(path: "\(name).pacte")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The same with a block « balayer ».
  func write(_ articles: String, sweeping lines: String) throws -> String {
    try write("\(articles)\nbalayer\n\(lines)")
  }

  /// Writes such a scenario and opens it.
  func study(_ articles: String, periode: String = "2026 à 2031", name: String = "essai") throws -> Study {
    try Study.open([write(articles, periode: periode, name: name)])
  }

  func run(_ articles: String, periode: String = "2026 à 2031") throws -> Comparison {
    try study(articles, periode: periode).compare(reference: .situation)
  }

  func editCommunes(_ change: ([[String]]) -> [[String]]) throws {
    let file = folder.appending(path: "territoire/communes.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    try Data((change(rows).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n").utf8).write(to: file)
  }
}

extension Comparison {
  /// Centimes of the first scenario.
  func centimes(_ annee: Int, _ flux: Flux) -> [Double] { scenarios[0].montants[annee, flux] }

  func row(_ name: String) -> Int { territoire.communes.firstIndex { $0.nom == name } ?? -1 }

  var codes: [String] { scenarios[0].diagnostics.map(\.code) }
}

func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ") }
