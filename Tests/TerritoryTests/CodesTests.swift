import Foundation
import Testing

@testable import Territory

@Suite("Les codes du module ont une explication")
struct CodesTests {
  /// Codes written in the sources, but for the table of explanations.
  static func emitted() throws -> Set<String> {
    let folder = Support.root.appendingPathComponent("Sources/Territory")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var found: Set<String> = []
    for case let file as URL in files
    where file.pathExtension == "swift" && !file.lastPathComponent.hasSuffix("Codes.swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"(T0[0-9]{3})"/) { found.insert(String(match.output.1)) }
    }
    return found
  }

  @Test("chaque code émis est expliqué, et chaque code expliqué est émis")
  func everyCode() throws {
    let emitted = try Self.emitted()
    let explained = TerritoryCodes.entries.map(\.code)
    #expect(emitted.count > 50)
    #expect(emitted.subtracting(explained).sorted() == [])
    #expect(Set(explained).subtracting(emitted).sorted() == [])
    #expect(explained == explained.sorted() && Set(explained).count == explained.count)
  }

  @Test(
    "une explication est une phrase, terminée et sans tabulation", arguments: TerritoryCodes.entries.map(\.explanation))
  func sentences(text: String) {
    #expect(text.last == "." && text.count > 30 && !text.contains("  ") && !text.contains("\n"))
  }
}
