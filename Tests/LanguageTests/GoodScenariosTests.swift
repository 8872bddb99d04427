import Diagnostics
import Foundation
import Testing

@testable import Language

@Suite("Scénarios corrects")
struct GoodScenariosTests {
  static var all: [String] {
    Files.names("good").map { Files.path("good", $0) }
      + ["a", "b", "c", "d", "e"].map { Files.root.appending(path: "Scenarios/scenario-\($0).pacte").path }
  }

  @Test("chaque scénario se lit sans erreur", arguments: all)
  func reads(_ path: String) {
    if case .failure(let error) = Files.load(path) { Issue.record("\(Files.rendered(error.diagnostics))") }
  }

  @Test("relire ce qui est imprimé redonne le même arbre, et l'impression est stable", arguments: all, [false, true])
  func roundTrip(_ path: String, _ complet: Bool) throws {
    let scenario = try Files.load(path).get().0
    let printed = ScenarioPrinter.print(scenario, complet: complet)
    let again = try Files.load(text: printed).get().0
    var expected = scenario
    // The printed file stands elsewhere: its folder of data is relative to it.
    expected.donnees = again.donnees
    if !complet { #expect(again == expected, "\(printed)") }
    var moved = again
    moved.donnees = scenario.donnees
    #expect(ScenarioPrinter.print(moved, complet: complet) == printed)
  }

  @Test(
    "--complet écrit les choix par défaut : linéaire pour le revenu, écart tronqué pour le potentiel, population INSEE")
  func defaults() throws {
    let text = """
      pacte « D », scénario D
      territoire 200012345 « CA »
      données « t »
      période 2026 à 2026
      article 1 : DSC
        enveloppe de 1 M€ en 2026
        répartie 50 % selon l'écart de revenu par habitant, 50 % selon l'insuffisance de potentiel financier par habitant
      """
    let (scenario, remarques) = try Files.load(text: text).get()
    #expect(Set(remarques.map(\.code)) == ["P0160", "P0161"])
    let printed = ScenarioPrinter.print(scenario, complet: true)
    #expect(printed.contains("par habitant, linéaire\n") && printed.contains("par habitant, écart tronqué\n"))
    #expect(printed.contains("pondération : population INSEE"))
    #expect(try Files.load(text: printed).get().1.isEmpty)
  }

  @Test("accents, casse, espaces et apostrophes ne changent pas l'arbre")
  func forms() throws {
    let text = try String(contentsOfFile: Files.path("good", "complet"), encoding: .utf8)
    let plain = text.replacing("é", with: "e").replacing("è", with: "e").replacing("'", with: "’")
      .replacing("répartie", with: "RÉPARTIE").replacing(" €", with: "\u{202F}€").replacing("− 400", with: "-400")
      .replacing("\n", with: "\r\n")
    var a = try Files.load(text: text).get().0
    var b = try Files.load(text: plain).get().0
    for path in [\Scenario.nomTerritoire, \Scenario.donnees, \Scenario.titre] {
      a[keyPath: path].value = ""
      b[keyPath: path].value = ""
    }
    #expect(a.articles.count == 3)
    #expect(a.exigences == b.exigences)
    guard case .dotationSolidarite(let x) = a.articles[1].objet, case .dotationSolidarite(let y) = b.articles[1].objet
    else {
      Issue.record("deux DSC attendues")
      return
    }
    #expect(x.enveloppe == y.enveloppe && x.garanties == y.garanties)
    #expect(x.repartition.map(\.poids) == y.repartition.map(\.poids))
  }

  @Test("l'aide-mémoire de la grammaire est un scénario correct")
  func cheatSheet() throws {
    let page = try String(contentsOf: Files.root.appending(path: "Sources/Language/GRAMMAIRE.md"), encoding: .utf8)
    let block = try #require(
      page.components(separatedBy: "```pacte\n").dropFirst().first?.components(separatedBy: "```").first)
    if case .failure(let error) = try Files.load(text: block) { Issue.record("\(Files.rendered(error.diagnostics))") }
  }

  @Test("l'héritage : l'en-tête remplace, l'article remplace, les exigences s'ajoutent")
  func inheritance() throws {
    let path = Files.root.appending(path: "Scenarios/scenario-b.pacte").path
    let scenario = try Files.load(path).get().0
    #expect(scenario.nom == "B")
    #expect(scenario.periode.value == 2026...2031)
    #expect(scenario.donnees.value.hasSuffix("Scenarios/territoire"))
    #expect(scenario.articles.map(\.numero.value) == [1, 2, 3])
    guard case .attributionCompensation(let ac) = scenario.articles[0].objet else { return }
    #expect(ac.revisions.count == 1)
  }

  @Test("une hypothèse et une réforme du fichier remplacent celles du modèle ; « avec rétroaction » lève « sans »")
  func reforms() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = try String(contentsOfFile: Files.path("good", "hypotheses"), encoding: .utf8)
    try Data(model.utf8).write(to: folder.appending(path: "modele.pacte"))
    let child = """
      pacte « Enfant », scénario E
      à partir de « modele.pacte »
      hypothèses
        revenus : − 1 % par an
      paramètre majorites.deux_tiers.voix : 1/2 à compter de 2028
      paramètre majorites.deux_tiers.voix : 3/4 à compter de 2030
      avec rétroaction
      """
    let file = folder.appending(path: "enfant.pacte")
    try Data(child.utf8).write(to: file)
    let scenario = try Files.load(file.path).get().0
    #expect(scenario.hypotheses.count == 12)
    #expect(scenario.hypotheses.last?.taux.value == Decimal(-1))
    #expect(!scenario.sansRetroaction)
    let votes = scenario.parametres.filter { $0.chemin.value == "majorites.deux_tiers.voix" }
    #expect(votes.map(\.valeur.value) == [.rapport(1, 2), .rapport(3, 4)])
    #expect(votes.map(\.aCompterDe.value) == [2028, 2030])
  }

  @Test("les montants sont exacts au centime, quelle que soit l'unité")
  func amounts() throws {
    func centimes(_ text: String) throws -> Int64? {
      let scenario = try Files.load(
        text:
          "pacte « E »\nterritoire 200012345 « CA »\ndonnées « t »\npériode 2026 à 2026\narticle 1 : DSC\nenveloppe de \(text) en 2026\nrépartie 100 % selon la population INSEE\n"
      ).get().0
      guard case .dotationSolidarite(let dsc) = scenario.articles[0].objet else { return nil }
      return dsc.enveloppe?.value.paliers.first?.montant.value.centimes
    }
    #expect(try centimes("3 432 610,07 €") == 343_261_007)
    #expect(try centimes("1,23456789 M€") == 123_456_789)
    #expect(try centimes("0,1 k€") == 10_000)
    #expect(throws: DiagnosedError.self) { try centimes("1,234 €") }
  }
}
