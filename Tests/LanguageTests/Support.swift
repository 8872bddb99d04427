import Diagnostics
import Foundation
import Language

/// Files beside the tests, and how a user would see what they give.
enum Files {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

  static func names(_ kind: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []
    return all.filter { $0.hasSuffix(".pacte") }.map { String($0.dropLast(6)) }.sorted()
  }

  static func path(_ kind: String, _ name: String) -> String { folder.appending(path: "\(kind)/\(name).pacte").path }

  static func load(_ path: String) -> Result<(Scenario, [Diagnostic]), DiagnosedError> {
    do { return .success(try ScenarioLoader.load(path: path)) } catch { return .failure(error) }
  }

  /// Rendered diagnostics, with paths cut to their last component and plain spaces.
  static func rendered(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticRenderer().render(diagnostics).replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
      .replacing(folder.path + "/bad/", with: "").replacing(folder.path + "/", with: "")
  }

  /// A scenario parsed from text, through a temporary file.
  static func load(text: String, name: String = "essai") throws -> Result<(Scenario, [Diagnostic]), DiagnosedError> {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString).pacte")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return load(file.path)
  }
}
