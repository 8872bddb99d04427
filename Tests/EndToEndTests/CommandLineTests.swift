import Foundation
import Testing

@testable import pacte

@Suite("Ligne de commande")
struct CommandLineTests {
  @Test(
    "fautes d'usage : code 64, ce qui ne va pas, et la forme attendue",
    arguments: [
      (["simulr", "x"], "le verbe « simulr » n'existe pas"),
      (["simuler"], "il manque <fichier>"),
      (["simuler", "a.pacte", "--sorti", "x"], "l'option « --sorti » n'existe pas"),
      (["simuler", "a.pacte", "--sortie"], "l'option « --sortie » attend une valeur <dossier>"),
      (["simuler", "a.pacte", "b.pacte"], "« b.pacte » est en trop"),
      (["comparer", "a.pacte", "--format", "exel"], "« exel » n'est pas une valeur de l'option « --format »"),
      (["expliquer", "a.pacte", "--annee", "deux"], "« deux » n'est pas une année"),
      (["importer", "dgcl", "f.csv", "--epci", "200012345"], "il manque l'option « --sortie »"),
    ])
  func usage(_ words: [String], _ sentence: String) throws {
    let run = try pacte(words)
    #expect(run.status == 64)
    #expect(run.err.replacingOccurrences(of: "\u{00A0}", with: " ").contains(sentence), "\(run.err)")
    #expect(!run.err.contains("Error:") && !run.err.contains("Usage: "))
  }

  @Test("l'aide est en français, avec --aide comme avec --help", arguments: ["--aide", "--help", "-h"])
  func help(_ flag: String) throws {
    let run = try pacte("comparer", flag)
    #expect(run.status == 0)
    #expect(run.out.contains("Options\u{00A0}:") && run.out.contains("--remplacer"))
    #expect(!run.out.contains("OPTIONS") && !run.out.contains("USAGE"))
  }

  @Test("les accents et les alias anglais sont acceptés")
  func verbs() throws {
    #expect(try pacte("vérifier", "Scenarios/scenario-a.pacte").status == 0)
    #expect(try pacte("check", "Scenarios/scenario-a.pacte").status == 0)
    #expect(try pacte("comparer", "Scenarios/scenario-a.pacte", "--référence", "situation").status == 0)
  }

  @Test("NO_COLOR et les tubes : aucune séquence d'échappement ; --couleur toujours en met")
  func colour() throws {
    let plain = try pacte("verifier", "Scenarios/absent.pacte")
    #expect(!plain.err.contains("\u{1B}"))
    #expect(try pacte("verifier", "Scenarios/absent.pacte", "--couleur", "toujours").err.contains("\u{1B}"))
  }

  @Test("--messages json : les mêmes faits pour un éditeur")
  func json() throws {
    let run = try pacte("verifier", "Scenarios/absent.pacte", "--messages", "json")
    #expect(run.status == 66)
    let found = try #require(JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [[String: Any]])
    #expect(found.first?["code"] as? String == "P0001")
  }

  @Test("chaque code écrit dans les sources a une explication, et une seule")
  func codes() throws {
    let sources = Built.root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path)?.allObjects as? [String])
    var emitted: Set<String> = []
    for file in files where file.hasSuffix(".swift") && !file.contains("Codes") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /"([PTLSU][0-9]{4})"/) { emitted.insert(String(match.1)) }
    }
    let explained = AllCodes.entries.map(\.code)
    #expect(emitted.subtracting(explained).sorted() == [])
    #expect(Dictionary(grouping: explained) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
    #expect(try pacte("expliquer", "--code", "p0112").out.contains("100"))
    #expect(try pacte("expliquer", "--code", "Z9999").status == 65)
  }
}
