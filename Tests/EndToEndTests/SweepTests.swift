import Foundation
import Testing

@Suite("Balayages à la ligne de commande")
struct SweepTests {
  private static let variantes = """

    balayer
      enveloppe de l'article 2 : de 3,4 M€ à 4 M€ par pas de 100 k€
      poids de l'article 2 : tirés sur le simplexe
      tirages : %d au hasard, graine 42

    """

  private func scratch(draws: Int) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.copyTutorial()
    let text = try scratch.text("scenario-b.pacte")
    try scratch.write("s.pacte", text + Self.variantes.replacingOccurrences(of: "%d", with: "\(draws)"))
    return scratch
  }

  @Test("Ctrl-C s'arrête aussitôt, garde ce qui est fait, et --reprendre donne les mêmes octets")
  func interruption() throws {
    // Long enough to be still at its variants, and not at the page, when it is stopped.
    let scratch = try scratch(draws: 300)
    let whole = try pacte("balayer", "s.pacte", "--sortie", "entier", in: scratch.folder)
    #expect(whole.status == 0, "\(whole.err)")
    #expect(!whole.err.contains("\r"), "pas de progression hors d'un terminal")

    let process = Process()
    process.executableURL = Built.executable
    process.arguments = ["balayer", "s.pacte", "--sortie", "repris", "--threads", "2"]
    process.currentDirectoryURL = scratch.folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try scratch.handle("err")
    try process.run()
    usleep(700_000)
    process.interrupt()
    let asked = Date()
    process.waitUntilExit()
    // The optimised program takes less than a second; this one is not, and shares its processor with other tests.
    #expect(Date().timeIntervalSince(asked) < 60)
    if process.terminationStatus == 1 {
      #expect(try scratch.text("err").contains("--reprendre"))
      let refused = try pacte("balayer", "s.pacte", "--sortie", "repris", in: scratch.folder)
      #expect(refused.status == 65 && refused.err.contains("U0231"))
      let resumed = try pacte("balayer", "s.pacte", "--sortie", "repris", "--reprendre", in: scratch.folder)
      #expect(resumed.status == 0, "\(resumed.err)")
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path("entier")) {
      let (a, b) = (scratch.folder.appending(path: "entier/\(name)"), scratch.folder.appending(path: "repris/\(name)"))
      #expect(try Data(contentsOf: a) == Data(contentsOf: b), "\(name)")
    }
  }

  @Test("une valeur tirée que le scénario ne pourrait pas écrire arrête balayer et verifier, rien n'est écrit")
  func refusedValues() throws {
    let scratch = try scratch(draws: 50)
    let text = try scratch.text("s.pacte").replacingOccurrences(
      of: "de 3,4 M€ à 4 M€ par pas de 100 k€", with: "tirée selon la loi normale de moyenne 1 M€ et d'écart-type 1 M€")
    try scratch.write("s.pacte", text)
    for command in [["balayer", "s.pacte", "--sortie", "v"], ["verifier", "s.pacte"]] {
      let run = try pacte(command, in: scratch.folder)
      #expect(run.status == 65 && run.err.contains("S0807") && run.err.contains("s.pacte:"), "\(run.err)")
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("v")))
  }

  @Test("rejouer refait les octets d'un balayage et d'une comparaison, et dit ce qui a changé")
  func replay() throws {
    let scratch = try scratch(draws: 2)
    _ = try pacte("balayer", "s.pacte", "--sortie", "v", "--format", "csv", in: scratch.folder)
    _ = try pacte("comparer", "scenario-a.pacte", "scenario-b.pacte", "--sortie", "c", in: scratch.folder)
    for folder in ["v", "c"] {
      let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path(folder))
      let manifest = try #require(names.first { $0.hasSuffix("manifeste.json") })
      let again = try pacte("rejouer", "\(folder)/\(manifest)", "--threads", "3", "--bloc", "5", in: scratch.folder)
      #expect(again.status == 0, "\(again.out) \(again.err)")
      #expect(again.out.contains("identiques octet par octet"))
    }
    try scratch.replace("au plus 110 %", "au plus 112 %", in: "s.pacte")
    let manifest = try #require(
      FileManager.default.contentsOfDirectory(atPath: scratch.path("v")).first { $0.hasSuffix("manifeste.json") })
    let changed = try pacte("rejouer", "v/\(manifest)", in: scratch.folder)
    #expect(changed.status == 1)
    #expect(changed.out.contains("différent") && changed.err.contains("scénario s.pacte"))
    #expect(try pacte("rejouer", "absent.json", in: scratch.folder).status == 66)
  }

  @Test("trois parties réunies donnent les octets d'un seul calcul, page et manifeste compris")
  func parts() throws {
    let scratch = try scratch(draws: 2)
    func sweep(_ words: String...) throws -> Run { try pacte(["balayer", "s.pacte"] + words, in: scratch.folder) }
    #expect(try sweep("--sortie", "entier", "--format", "csv").status == 0)
    for rank in 1...3 {
      let part = try sweep("--partie", "\(rank)/3", "--sortie", "p\(rank)", "--threads", "\(rank)")
      #expect(part.status == 0 && part.err.contains("1 fichier écrit"), "\(part.err)")
      #expect(plain(part.out).contains("sur 14)"))
    }
    let partial = try sweep("--reunir", "p1", "p3", "--sortie", "tout", "--format", "csv")
    #expect(partial.status == 65 && partial.err.contains("U0235") && plain(partial.err).contains("partie 2 sur 3"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("tout")))
    #expect(try sweep("--reunir", "p3", "p1", "p2", "--sortie", "tout", "--format", "csv").status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("entier")).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("tout")).sorted() == names)
    #expect(names.contains { $0.hasSuffix("rapport.html") })
    for name in names {
      let (a, b) = (scratch.folder.appending(path: "entier/\(name)"), scratch.folder.appending(path: "tout/\(name)"))
      #expect(try Data(contentsOf: a) == Data(contentsOf: b), "\(name)")
    }
    #expect(try sweep("--partie", "4/3", "--sortie", "x").err.contains("U0243"))
    let many = try sweep("--partie", "1/15", "--sortie", "x").err
    #expect(plain(many).contains("14 scénarios pour 15 parties"), "\(many)")
    #expect(try sweep("--partie", "1/3").err.contains("U0243"))
    #expect(try sweep("--partie", "1/3", "--sortie", "x", "--format", "csv").err.contains("sans effet"))
    #expect(try sweep("--reunir", "p1", "--plan").err.contains("U0243"))
  }

  private func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{A0}", with: " ").replacingOccurrences(of: "\u{202F}", with: " ")
  }

  @Test("les options impossibles sont dites")
  func options() throws {
    let scratch = try scratch(draws: 2)
    #expect(try pacte("balayer", "s.pacte", "--threads", "0", in: scratch.folder).err.contains("U0241"))
    #expect(try pacte("balayer", "s.pacte", "--reprendre", in: scratch.folder).err.contains("U0242"))
    #expect(try pacte("balayer", "scenario-a.pacte", in: scratch.folder).err.contains("S0800"))
    let plan = try pacte("balayer", "s.pacte", "--plan", in: scratch.folder)
    #expect(plan.status == 0 && plan.out.contains("14 scénarios"))
  }

  @Test("un balayage du pays s'écrit, se montre, se rejoue ; ce qui ne va pas ensemble est dit")
  func national() throws {
    let scratch = try Scratch()
    let country = Built.root.appending(path: NationalTests.folder).path
    try scratch.write(
      "seuil.pacte",
      """
      balayer
        paramètre fpic_national.prelevement.seuil à compter de 2024 : de 80 % à 90 % par pas de 5 %
        poids de l'indice de reversement : tirés sur le simplexe
        tirages : 5 au hasard, graine 42
      """)
    func sweep(_ words: String...) throws -> Run {
      try pacte(["balayer", "seuil.pacte", "--national", country, "--annee", "2024"] + words, in: scratch.folder)
    }
    let plan = try sweep("--plan")
    #expect(plan.status == 0 && plain(plan.out).contains("15 scénarios du FPIC 2024, 8 ensembles"), "\(plan.err)")
    let run = try sweep("--sortie", "v", "--format", "csv", "--valeurs")
    #expect(run.status == 0 && plain(run.out).contains("15 scénarios ; référence : le droit en vigueur"), "\(run.err)")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("v"))
    #expect(names.count == 6 && !names.contains { $0.hasSuffix(".html") })
    let manifest = try #require(names.first { $0.hasSuffix("manifeste.json") })
    let again = try pacte("rejouer", "v/\(manifest)", "--threads", "3", "--bloc", "2", in: scratch.folder)
    #expect(again.status == 0 && again.out.contains("identiques octet par octet"), "\(again.out) \(again.err)")
    try scratch.replace("80 % à 90 %", "82 % à 92 %", in: "seuil.pacte")
    let changed = try pacte("rejouer", "v/\(manifest)", in: scratch.folder)
    #expect(changed.status == 1 && changed.err.contains("scénario seuil.pacte"))
    #expect(try sweep("--reference", "premier").err.contains("U0244"))
    let morris = try sweep("--sensibilite", "morris", "--tirages", "3", "--sortie", "m")
    #expect(morris.status == 0 && morris.out.contains("Effets élémentaires de Morris en 2024"), "\(morris.err)")
    #expect(try sweep("--sensibilite", "bascule").err.contains("U0245"))
    #expect(try sweep("--communes").err.contains("S0813"))
    let noYear = try pacte("balayer", "seuil.pacte", "--national", country, in: scratch.folder)
    #expect(noYear.err.contains("U0109"))
    let noCountry = try pacte("balayer", "seuil.pacte", "--annee", "2024", in: scratch.folder)
    #expect(noCountry.err.contains("U0244") && noCountry.err.contains("--national"))
    try scratch.copyTutorial()
    let epci = try pacte("balayer", "scenario-a.pacte", "--national", country, "--annee", "2024", in: scratch.folder)
    #expect(epci.status == 65 && epci.err.contains("P0181"))
    try scratch.write("vide.pacte", "pacte « Rien »\n")
    let empty = try pacte("balayer", "vide.pacte", "--national", country, "--annee", "2024", in: scratch.folder)
    #expect(empty.status == 65 && empty.err.contains("S0800"))
  }
}
