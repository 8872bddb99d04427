import Foundation
import Testing

/// The README's promises, run.
@Suite("README")
struct ReadmeTests {
  private func blocks(_ language: String) throws -> [String] {
    let text = try String(contentsOf: Built.root.appending(path: "README.md"), encoding: .utf8)
    return text.components(separatedBy: "```" + language + "\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test("chaque commande du README tourne")
  func commands() throws {
    let scratch = try Scratch()
    try FileManager.default.copyItem(
      at: Built.root.appending(path: "Scenarios"), to: scratch.folder.appending(path: "Scenarios"))
    let commands = try blocks("console").flatMap { $0.split(separator: "\n") }
    #expect(commands.count >= 6)
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      #expect(words.first == "pacte")
      let run = try pacte(Array(words.dropFirst()), in: scratch.folder)
      #expect(run.status == 0, "\(command)\n\(run.err)")
      #expect(!(run.out + run.err).isEmpty)
    }
  }

  @Test("le scénario en dix lignes tourne")
  func tenLines() throws {
    let scenario = try #require(try blocks("pacte").first)
    #expect(scenario.split(separator: "\n").count <= 10)
    let scratch = try Scratch()
    try scratch.copyTutorial()
    try scratch.write("dix.pacte", scenario)
    let run = try pacte("simuler", "dix.pacte", in: scratch.folder)
    #expect(run.status == 0 || run.status == 2, "\(run.err)")
    #expect(run.out.contains("Montjoie"))
  }

  @Test("les deux commandes du README existent, et l'image est là")
  func makefile() throws {
    let makefile = try String(contentsOf: Built.root.appending(path: "Makefile"), encoding: .utf8)
    #expect(makefile.contains("\nrun: ") && makefile.contains("\ntest: "))
    #expect(FileManager.default.fileExists(atPath: Built.root.appending(path: "Documentation/rapport.png").path))
    #expect(FileManager.default.fileExists(atPath: Built.root.appending(path: "CONTRIBUTING.md").path))
  }
}
