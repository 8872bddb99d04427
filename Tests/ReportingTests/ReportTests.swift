import Diagnostics
import Foundation
import Simulation
import Territory
import Testing

@testable import Reporting

@Suite("Rapport et fichiers")
struct ReportTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func tutorial(_ names: [String] = ["a", "b", "c"]) throws -> Comparison {
    let paths = names.map { Self.root.appending(path: "Scenarios/scenario-\($0).pacte").path }
    return try Study.open(paths).compare(reference: .premier)
  }

  @Test("la table de licéité porte les chiffres de la borne dans des colonnes, la page les dit en mots")
  func legality() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: Self.root.appending(path: "Scenarios"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "essai.pacte")
    let text = """
      pacte « Essai », scénario T
      territoire 200012345 « CA du Val d'Exemple »
      données « territoire »
      période 2026 à 2026

      article 1 : DSC
        enveloppe de 3 M€ en 2026, puis constante
        répartie 20 % selon l'écart de revenu par habitant, 14,99 % selon l'insuffisance de potentiel financier par habitant, 65,01 % selon la population INSEE
        en connaissance de cause : « essai »
      """
    try Data(text.utf8).write(to: file)
    let comparison = try Study.open([file.path]).compare(reference: .situation)
    let table = comparison.liceiteTable
    let row = try #require(table.rows.first { $0.contains(.text("L0201")) })
    let cell = { (name: String) in table.columns.firstIndex { $0.name == name }.map { row[$0] } }
    #expect(cell("valeur") == .number(0.3499) && cell("borne") == .number(0.35) && cell("ecart") == .number(-0.0001))
    #expect(cell("valeur_legale") == .number(0.35) && cell("sens") == .text("au moins"))
    #expect(cell("unite") == .text("part"))
    let csv = String(decoding: table.csv(.standard), as: UTF8.self)
    #expect(csv.contains(",0.3499,au moins,0.35,-0.0001,0.35,part,"))
    #expect(table.json().contains("\"valeur\":0.3499"))
    let html = HTMLReport(comparison, version: "essai").render()
    #expect(html.contains("part des critères légaux\u{00A0}: 34,99\u{00A0}%"))
    #expect(html.contains("au moins 35\u{00A0}%"))
  }

  /// Opening and closing tags match; attributes are quoted.
  private func imbalance(_ html: String) -> String? {
    let void: Set<String> = ["meta", "br", "link", "input", "hr", "img", "!doctype"]
    var open: [String] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return "tag left open" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = tag.prefix { !$0.isWhitespace && $0 != "/" || $0 == "/" && tag.first == "/" }.lowercased()
      if name.hasPrefix("/") {
        guard open.popLast() == String(name.dropFirst()) else { return "unexpected <\(tag)>" }
      } else if !void.contains(name), !tag.hasSuffix("/") {
        open.append(name)
        if name == "script" || name == "style", let close = rest.range(of: "</\(name)>") {
          rest = rest[close.lowerBound...]
        }
      }
    }
    return open.isEmpty ? nil : "left open: \(open)"
  }

  @Test("la page est bien formée, en français, sans réseau, et la même à chaque rendu")
  func page() throws {
    let html = HTMLReport(try tutorial(), version: "essai").render()
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
    #expect(imbalance(html) == nil)
    #expect(!html.contains("http") && !html.contains("src=") && !html.contains("@import"))
    #expect(!html.contains("NaN") && !html.contains("nan\""))
    let ids = html.matches(of: #/\sid="([^"]+)"/#).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    #expect(!html.contains("<th>") && html.contains("<th scope=\"row\"") && html.contains("<caption>"))
    #expect(html.components(separatedBy: "role=\"img\"").count == html.components(separatedBy: "<desc ").count)
    #expect(html.contains("Estimation\u{A0}; seule la notification officielle fait foi."))
    #expect(html == HTMLReport(try tutorial(), version: "essai").render())
  }

  @Test("un nom hostile est affiché, jamais exécuté")
  func escaping() throws {
    var comparison = try tutorial()
    comparison.territoire.communes[0].nom = "<script>alert('x')</script>"
    comparison.scenarios[1].titre = "A & B <b>"
    let html = HTMLReport(comparison, version: "essai").render()
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    #expect(imbalance(html) == nil)
  }

  @Test("les totaux des tables sont ceux des communes, au centime")
  func totals() throws {
    let comparison = try tutorial()
    let table = comparison.epciTable
    for row in table.rows {
      guard case .text(let name) = row[0], case .number(let year) = row[1], case .number(let dsc) = row[3] else {
        continue
      }
      let scenario = try #require(comparison.scenarios.first { $0.nom == name })
      #expect(dsc == scenario.montants[Int(year), .dotationSolidarite].reduce(0, +) / 100)
    }
    // Groupings of one family cover every commune once: their gaps add up to those of the communes.
    for scenario in comparison.scenarios {
      let gaps = comparison.ecarts(scenario, annee: 2031).reduce(0) { $0 + $1.montant }
      let rows = comparison.groupementsTable.rows.filter {
        $0[0] == .text("bassin de vie") && $0[2] == .text(scenario.nom) && $0[3] == .number(2031)
      }
      let sum = rows.reduce(0.0) { total, row in if case .number(let value) = row[7] { total + value } else { total } }
      #expect(rows.count == 3 && (sum * 100 - gaps).magnitude < 0.5)
    }
    #expect(comparison.longTable.rows.count == 3 * 6 * 5 * 12)
  }

  @Test("une valeur inconnue est « nd » à l'écran et vide en CSV, jamais zéro")
  func missing() throws {
    var comparison = try tutorial(["a"])
    comparison.scenarios[0].montants[2031, .dotationSolidarite] = [Double](repeating: .nan, count: 12)
    let csv = String(decoding: comparison.longTable.csv(.standard), as: UTF8.self)
    #expect(csv.contains("A,2031,96001,Exempleville,dsc,,€"))
    #expect(HTMLReport(comparison, version: "essai").render().contains(">nd<"))
  }

  private func folder() -> URL { FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)") }

  @Test("les fichiers : noms, empreintes du manifeste, rien d'écrasé sans le dire, rien de laissé")
  func files() throws {
    let target = folder()
    defer { try? FileManager.default.removeItem(at: target) }
    let comparison = try tutorial()
    let written = try ReportFiles.write(
      comparison, folder: target.path, replace: false, version: "essai", options: [], droit: "essai")
    #expect(written.first?.hasSuffix("/2026-04-15_ca-du-val-d-exemple_comparaison-a-b-c_rapport.html") == true)
    let manifest = try #require(written.last)
    let data = try Data(contentsOf: URL(filePath: manifest))
    let json = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let outputs = try #require(json["sorties"] as? [[String: String]])
    #expect(outputs.count == written.count - 1)
    for output in outputs {
      let bytes = [UInt8](try Data(contentsOf: target.appending(path: output["fichier"] ?? "")))
      #expect(SHA256.hexadecimal(bytes) == output["sha256"])
    }
    let scenarios = try #require(json["scenarios"] as? [[String: String]])
    #expect(scenarios.allSatisfy { $0["sha256"]?.count == 64 })
    #expect(throws: DiagnosedError.self) {
      try ReportFiles.write(
        comparison, folder: target.path, replace: false, version: "essai", options: [], droit: "essai")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: target.path)
    #expect(names.count == written.count && !names.contains { $0.hasPrefix(".") })
  }

  @Test("une sortie impossible à écrire ne laisse rien derrière elle")
  func unwritable() throws {
    let target = folder()
    defer { try? FileManager.default.removeItem(at: target) }
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    // A folder stands where the second file should go.
    try FileManager.default.createDirectory(at: target.appending(path: "b/x"), withIntermediateDirectories: true)
    #expect(throws: DiagnosedError.self) {
      try OutputFolder(target.path, replace: true).write([("a", [1]), ("b", [2])])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == ["b"])
  }

  @Test("l'explication en texte garde son arbre, ses formules, ses articles et ses sources ; en JSON, les mêmes faits")
  func explanation() throws {
    let study = try Study.open([Self.root.appending(path: "Scenarios/scenario-b.pacte").path])
    let tree = try study.explain(commune: "Montjoie", annee: 2027)
    let text = tree.map { ExplanationRenderer.text($0) }.joined()
    #expect(text.contains("├─ Attribution de compensation\u{A0}: 86\u{202F}100,00\u{A0}€"))
    #expect(text.contains("CGCT art. L5211-28-4") && text.contains("communes.csv, potentiel_financier"))
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(ExplanationRenderer.json(tree).utf8)) as? [[String: Any]])
    #expect(json.first?["valeur"] as? Double == tree[0].valeur)
  }
}
