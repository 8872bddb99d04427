import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Language

/// Damaged scenarios: never a crash, always a tree or an error with a place.
@Suite("Scénarios abîmés au hasard")
struct FuzzTests {
  private func damaged(_ text: String, _ draws: inout SplitMix64) -> String {
    var lines = text.components(separatedBy: "\n")
    for _ in 0..<Int.random(in: 1...4, using: &draws) {
      let index = Int.random(in: 0..<lines.count, using: &draws)
      switch Int.random(in: 0..<6, using: &draws) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: index)
      case 2: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &draws))
      default:
        var characters = Array(lines[index])
        guard !characters.isEmpty else { continue }
        let position = Int.random(in: 0..<characters.count, using: &draws)
        if Bool.random(using: &draws) {
          characters.remove(at: position)
        } else {
          characters.insert("«»%€,:−0é\u{301}\u{1F600}/\"#".randomElement(using: &draws) ?? "x", at: position)
        }
        lines[index] = String(characters)
      }
      if lines.isEmpty { lines = [""] }
    }
    return lines.joined(separator: "\n")
  }

  @Test("deux mille dégâts : un arbre, ou une erreur placée dans le fichier", arguments: [UInt64(1), 2, 3, 4])
  func mutations(_ seed: UInt64) throws {
    var draws = SplitMix64(seed: seed)
    let texts = try Files.names("good").map { try String(contentsOfFile: Files.path("good", $0), encoding: .utf8) }
    for _ in 0..<500 {
      let text = damaged(texts.randomElement(using: &draws) ?? "", &draws)
      let source = SourceFile(
        name: "f", lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
      let (file, diagnostics) = Parser.parse(source)
      var resolver = InheritanceResolver()
      resolver.apply(file)
      let scenario = resolver.scenario(of: file)
      #expect(scenario != nil || (diagnostics + resolver.diagnostics).hasErrors, "graine \(seed)")
      if let scenario, !diagnostics.hasErrors { _ = ScenarioChecker.checkAlone(scenario) }
      for diagnostic in diagnostics {
        guard let line = diagnostic.place?.line else { continue }
        #expect((1...source.lines.count).contains(line), "graine \(seed)")
        #expect((diagnostic.place?.column ?? 1) >= 1)
      }
    }
  }

  @Test("un arbre sans erreur, imprimé puis relu, est le même")
  func roundTripOfDamaged() throws {
    var draws = SplitMix64(seed: 7)
    let text = try String(contentsOfFile: Files.path("good", "clauses"), encoding: .utf8)
    var kept = 0
    for _ in 0..<400 {
      guard case .success(let (scenario, _)) = try Files.load(text: damaged(text, &draws)) else { continue }
      kept += 1
      let again = try Files.load(text: ScenarioPrinter.print(scenario)).get().0
      #expect(again.articles == scenario.articles && again.exigences == scenario.exigences)
    }
    #expect(kept > 10)
  }

  @Test("un mégaoctet de n'importe quoi : vingt messages, et le compte des autres")
  func garbage() throws {
    let line = "blabla 12 % « x » selon 3 M€ de rien\n"
    let text = String(repeating: line, count: (1 << 20) / line.utf8.count)
    guard case .failure(let error) = try Files.load(text: text) else {
      Issue.record("une erreur était attendue")
      return
    }
    #expect(error.diagnostics.count <= 26)
    #expect(error.diagnostics.contains { $0.code == "P0100" })
  }
}
