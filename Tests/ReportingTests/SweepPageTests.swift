import Foundation
import Simulation
import Synchronization
import Testing

@testable import Reporting

@Suite("Page d'un balayage")
struct SweepPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The page of a sweep, the names of the files beside it, and the sweep.
  private func page(
    _ lines: String, threads: Int = 2, block: Int = 8
  ) throws -> (html: String, files: [String], sweep: Sweep, outcome: SweepFiles<Sweep>.Outcome) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      pacte « Variantes <b>d'essai</b> », scénario V
      à partir de « \(Self.root.path)/Scenarios/scenario-b.pacte »
      exiger au plus 3 communes perdantes

      balayer
      \(lines)
      """
    let file = folder.appending(path: "v.pacte")
    try Data(text.utf8).write(to: file)
    let sweep = try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    let outcome = try SweepFiles(
      sweep, folder: folder.appending(path: "r").path, format: .csv, keepsValues: false, replace: false,
      version: "essai"
    ).produce(threads: threads, block: block, resume: false, shouldStop: { false }, watch: { _ in })
    let name = try #require(outcome.files.first { $0.hasSuffix("_balayage-rapport.html") })
    let html = try String(contentsOf: folder.appending(path: "r/\(name)"), encoding: .utf8)
    return (html, outcome.files, sweep, outcome)
  }

  private static let lines = """
    enveloppe de l'article 2 : tirée entre 3,55 M€ et 3,75 M€
    poids de l'article 2 : tirés sur le simplexe
    tirages : 30 par suite de Sobol', graine 42
    """

  @Test("dit ce qui varie, ce qui en sort, qui perd, ce qui compte, où cela bascule et comment le refaire")
  func sections() throws {
    let (html, files, sweep, outcome) = try page(Self.lines)
    for id in ["plan", "verdicts", "resultats", "communes", "sensibilite", "bascules", "rejouer"] {
      #expect(html.contains("<section id=\"\(id)\""), "\(id)")
    }
    #expect(html.contains("graine 42") && html.contains("30 tirages"))
    #expect(html.contains("Variantes &lt;b&gt;"), "le titre est échappé")
    #expect(files.contains { $0.hasSuffix("manifeste.json") })
    // One row and one band a commune, the likeliest loser first.
    let table = try #require(html.components(separatedBy: "<section id=\"communes\"").last)
      .components(separatedBy: "</section>")[0]
    #expect(table.components(separatedBy: "<tr><th scope=\"row\">").count - 1 == sweep.communes)
    #expect(table.components(separatedBy: "class=\"bande\"").count - 1 == sweep.communes)
    let chances = (0..<sweep.communes).map { outcome.statistics.probabilityOfEverLosing(commune: $0) }
    let likeliest = try #require(chances.indices.max { (chances[$0], $1) < (chances[$1], $0) })
    let first = try #require(table.components(separatedBy: "<tr><th scope=\"row\">").dropFirst().first)
    #expect(first.hasPrefix(sweep.study.territoire.communes[likeliest].nom.replacing("'", with: "&#39;")))
  }

  @Test("tient seule, et chaque dessin dit ce qu'il montre")
  func access() throws {
    let html = try page(Self.lines).html
    for outside in ["src=", "http://", "https://", "@import", "<link"] {
      #expect(!html.contains(outside), "\(outside)")
    }
    let drawings = html.components(separatedBy: "<svg ").dropFirst()
    #expect(drawings.count > 12)
    for drawing in drawings {
      #expect(drawing.hasPrefix("class=\"bande\"") || drawing.contains("<desc id="))
      #expect(drawing.contains("role=\"img\"") && drawing.contains("<title"))
    }
    let ids = html.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count, "des identifiants se répètent")
    #expect(html.components(separatedBy: "<table").count == html.components(separatedBy: "<caption>").count)
    // French spaces before high punctuation, everywhere but in the style and the script.
    let text = html.components(separatedBy: "<body>")[1].components(separatedBy: "<script>")[0]
    #expect(!text.contains(" :") && !text.contains(" ;") && !text.contains(" €"))
    #expect(!text.contains("nan") && !text.contains("inf\""))
  }

  @Test("a les mêmes octets quels que soient les fils et les blocs")
  func threads() throws {
    #expect(try page(Self.lines, threads: 1, block: 30).html == page(Self.lines, threads: 3, block: 7).html)
  }

  @Test("arrêtée pendant ses analyses, elle garde tout, et la reprise donne les mêmes octets")
  func interruption() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = """
      pacte « Variantes », scénario V
      à partir de « \(Self.root.path)/Scenarios/scenario-b.pacte »

      balayer
      \(Self.lines)
      """
    let file = folder.appending(path: "v.pacte")
    try Data(text.utf8).write(to: file)
    let sweep = try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    func files(_ name: String) -> SweepFiles<Sweep> {
      SweepFiles(
        sweep, folder: folder.appending(path: name).path, format: .csv, keepsValues: false, replace: false,
        version: "essai")
    }
    // Enough for the thirty variants, not for the analyses after them.
    let left = Atomic<Int>(40)
    let stopped = try files("arrêtée").produce(
      threads: 1, block: 4, resume: false, shouldStop: { left.subtract(1, ordering: .relaxed).newValue < 0 },
      watch: { _ in })
    #expect(stopped.done == 30 && stopped.files.isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/arrêtée").allSatisfy { $0.hasPrefix(".") })
    let resumed = try files("arrêtée").produce(
      threads: 2, block: 8, resume: true, shouldStop: { false }, watch: { _ in })
    let whole = try files("entière").produce(
      threads: 1, block: 30, resume: false, shouldStop: { false }, watch: { _ in })
    #expect(resumed.files == whole.files)
    for name in whole.files {
      let bytes = try ["arrêtée", "entière"].map { try Data(contentsOf: folder.appending(path: "\($0)/\(name)")) }
      #expect(bytes[0] == bytes[1], "\(name)")
    }
  }

  @Test("une seule variante par valeur, sans rien de tiré, donne aussi une page")
  func grid() throws {
    let html = try page("hypothèse revenus : 0 %, 1 %").html
    #expect(html.contains("--sensibilite sobol"), "trop peu de variantes pour des indices")
    #expect(!html.contains("id=\"bascules\""))
  }
}
