import ArgumentParser
import Diagnostics
import Foundation
import Reporting
import Simulation

enum FormatBalayage: String, ExpressibleByArgument, CaseIterable {
  case sqlite, parquet, csv

  var stored: SweepFormat { SweepFormat(rawValue: rawValue) ?? .sqlite }
}

enum MethodeSensibilite: String, ExpressibleByArgument, CaseIterable {
  case sobol, morris, elasticites, bascule
}

/// `pacte balayer FICHIER`: every combination and every draw of the block « balayer ».
struct BalayerCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "balayer",
    abstract: "Calcule toutes les variantes que le bloc « balayer » du scénario décrit.",
    discussion: """
      Un même tirage donne le même résultat quels que soient le nombre de fils et la taille des blocs.
      Ctrl-C arrête en gardant ce qui est fait ; --reprendre continue.
      """,
    aliases: ["sweep"])

  @Argument(help: ArgumentHelp("Fichier de scénario (.pacte).", valueName: "fichier"))
  var fichier: String

  @Option(name: .long, help: ArgumentHelp("Ce à quoi chaque variante est comparée.", valueName: "référence"))
  var reference: ReferenceChoisie = .situation

  @Flag(name: .long, help: "Montre le plan du calcul, sans rien calculer.")
  var plan = false

  @Option(name: .long, help: ArgumentHelp("Nombre de tirages, au lieu de celui du scénario.", valueName: "nombre"))
  var tirages: Int?

  @Option(name: .long, help: ArgumentHelp("Graine des tirages, au lieu de celle du scénario.", valueName: "nombre"))
  var graine: UInt64?

  @Option(name: .long, help: ArgumentHelp("Fils de calcul ; à défaut, un par cœur.", valueName: "nombre"))
  var threads: Int?

  @Option(name: .long, help: ArgumentHelp("Scénarios par bloc ; à défaut, choisi pour le cache.", valueName: "nombre"))
  var bloc: Int?

  @Option(name: .long, help: ArgumentHelp("Dossier où écrire les résultats.", valueName: "dossier"))
  var sortie: String?

  @Option(name: .long, help: ArgumentHelp("Forme des fichiers de résultats.", valueName: "forme"))
  var format: FormatBalayage = .sqlite

  @Flag(name: .long, help: "Garde aussi tous les montants de toutes les communes.")
  var valeurs = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Analyse ce qui compte au lieu de tout calculer ; --tirages en donne la taille.", valueName: "méthode"))
  var sensibilite: MethodeSensibilite?

  @Flag(name: .long, help: "Continue un balayage interrompu.")
  var reprendre = false

  @Flag(name: .long, help: "Remplace les fichiers qui existent déjà dans le dossier de sortie.")
  var remplacer = false

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    try check()
    let sweep = try Sweep.open(fichier, draws: tirages, seed: graine, reference: reference.choice)
    let found = sweep.study.diagnostics
    commun.show(found)
    guard commun.accepts(found) else { return .donnees }
    let folder = sortie ?? FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)").path
    let files = SweepFiles(
      sweep, folder: folder, format: format.stored, keepsValues: valeurs, replace: remplacer, version: Pacte.version)
    if plan {
      Terminal.out(try SweepPlanText.render(sweep, threads: fils, block: bloc))
      return .ok
    }
    if let sensibilite { return try analyse(sensibilite, sweep) }
    return try SweepSession(files: files, threads: fils, block: bloc, resume: reprendre, keeps: sortie != nil).run()
  }

  private func analyse(_ method: MethodeSensibilite, _ sweep: Sweep) throws -> Sortie {
    let kind = SensitivityKind(rawValue: method.rawValue) ?? .sobol
    let report = try SensitivityReport.run(
      kind, sweep, draws: tirages ?? (kind == .morris ? 50 : 1024), threads: fils)
    if let sortie {
      let names = try report.write(sweep, folder: sortie, replace: remplacer)
      Terminal.err(Typography.apply("\(names.count) fichiers écrits dans \(sortie)\n"))
    }
    Terminal.out(report.text)
    return .ok
  }

  private var fils: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  private func check() throws {
    for (name, value) in [("--tirages", tirages), ("--threads", threads), ("--bloc", bloc)] {
      guard let value, value < 1 else { continue }
      throw DiagnosedError([
        Diagnostic("U0241", .erreur, "« \(name) » attend un nombre positif", repair: "par exemple « \(name) 1000 »")
      ])
    }
    if reprendre, sortie == nil {
      throw DiagnosedError([
        Diagnostic(
          "U0242", .erreur, "--reprendre continue ce qui est dans un dossier : lequel ?",
          repair: "ajoutez --sortie suivi du dossier du balayage interrompu")
      ])
    }
  }

  static let entries = [
    CodeEntry("U0241", "Nombre impossible", "Un nombre de tirages, de fils ou de scénarios par bloc est positif."),
    CodeEntry("U0242", "Rien à reprendre", "Un balayage interrompu se reprend dans le dossier donné par --sortie."),
  ]
}
