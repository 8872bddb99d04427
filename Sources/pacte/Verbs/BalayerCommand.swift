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
      Un balayage se partage entre machines : --partie 1/3, 2/3 et 3/3, puis --reunir les dossiers des trois.
      Avec --national, le fichier n'a qu'un bloc « balayer » : paramètres du droit, poids d'un indice, colonnes du
      dossier ; chaque variante est comparée au droit en vigueur, et les tables vont par ensemble, sans page HTML.
      """,
    aliases: ["sweep"])

  @Argument(help: ArgumentHelp("Fichier qui a le bloc « balayer » (.pacte).", valueName: "fichier"))
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

  @Option(name: .long, help: ArgumentHelp("Forme des fichiers de résultats ; à défaut sqlite.", valueName: "forme"))
  var format: FormatBalayage?

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

  @Option(
    name: [.customLong("partie"), .customLong("part")],
    help: ArgumentHelp("Ne calcule qu'une partie du balayage, par exemple 2/3.", valueName: "k/n"))
  var partie: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Réunit des parties calculées à part : leurs dossiers, ou leurs fichiers.", valueName: "dossier")
  )
  var reunir: [String] = []

  @Flag(
    name: .long,
    help:
      "Calcule aussi chaque commune, en droit commun et avant arrondi (répartition nationale) ; --valeurs les garde.")
  var communes = false

  @OptionGroup var pays: NationalArguments
  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    try check()
    guard let folder = pays.national else {
      let sweep = try Sweep.open(fichier, draws: tirages, seed: graine, reference: reference.choice)
      return try run(sweep, told: sweep.study.diagnostics)
    }
    let sweep = try NationalSweep.open(
      fichier, folder: folder, options: try pays.options(), draws: tirages, seed: graine,
      communes: communes)
    return try run(sweep, told: sweep.diagnostics)
  }

  private func run<Case: ReportedSweep>(_ sweep: Case, told found: [Diagnostic]) throws -> Sortie {
    commun.show(found)
    guard commun.accepts(found) else { return .donnees }
    let folder = sortie ?? FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)").path
    let files = SweepFiles(
      sweep, folder: folder, format: format?.stored ?? .sqlite, keepsValues: valeurs, replace: remplacer,
      version: Pacte.version, part: try part(of: sweep.count), page: sortie != nil)
    if plan {
      Terminal.out(try sweep.planText(threads: fils, block: bloc))
      return .ok
    }
    if let sensibilite { return try analyse(sensibilite, sweep) }
    let session = SweepSession(files: files, threads: fils, block: bloc, resume: reprendre, keeps: sortie != nil)
    return reunir.isEmpty ? try session.run() : try session.reunite(reunir)
  }

  private func part(of count: Int) throws -> SweepPart? {
    guard let partie else { return nil }
    guard let part = SweepPart(partie) else {
      throw DiagnosedError([
        Diagnostic(
          "U0243", .erreur, "« --partie \(partie) » ne dit pas une partie",
          repair: "par exemple « --partie 2/3 », la deuxième de trois")
      ])
    }
    guard part.count <= count else {
      throw DiagnosedError([
        Diagnostic(
          "U0243", .erreur,
          "ce balayage n'a que \(Typography.number(Double(count))) scénarios pour \(part.count) parties",
          repair: "faites moins de parties")
      ])
    }
    return part
  }

  private func analyse(_ method: MethodeSensibilite, _ sweep: some ReportedSweep) throws -> Sortie {
    let kind = SensitivityKind(rawValue: method.rawValue) ?? .sobol
    let report = try sweep.sensitivity(kind, draws: tirages ?? (kind == .morris ? 50 : 1024), threads: fils)
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
    try checkParts()
    try checkNational()
    if reprendre, sortie == nil {
      throw DiagnosedError([
        Diagnostic(
          "U0242", .erreur, "--reprendre continue ce qui est dans un dossier : lequel ?",
          repair: "ajoutez --sortie suivi du dossier du balayage interrompu")
      ])
    }
  }

  /// Options of the other kind of sweep.
  private func checkNational() throws {
    func refuse(_ message: String, _ repair: String) -> DiagnosedError {
      DiagnosedError([Diagnostic("U0244", .erreur, message, repair: repair)])
    }
    guard pays.national != nil else {
      guard let option = pays.misplaced ?? (communes ? "--communes" : nil) else { return }
      throw refuse(
        "l'option « \(option) » ne sert qu'avec « --national »", "ajoutez --national et un dossier, ou retirez-la")
    }
    if reference != .situation {
      throw refuse("un balayage national se compare au droit en vigueur", "retirez --reference")
    }
  }

  /// Options that say two things at once.
  private func checkParts() throws {
    let apart = partie != nil ? "--partie" : reunir.isEmpty ? nil : "--reunir"
    guard let apart else { return }
    func refuse(_ message: String, _ repair: String) -> DiagnosedError {
      DiagnosedError([Diagnostic("U0243", .erreur, message, repair: repair)])
    }
    if partie != nil, !reunir.isEmpty {
      throw refuse("--partie calcule, --reunir rassemble : pas à la fois", "gardez l'une des deux options")
    }
    let others = [
      ("--plan", plan), ("--sensibilite", sensibilite != nil), ("--reprendre", reprendre && !reunir.isEmpty),
      ("--format", format != nil && partie != nil), ("--bloc", bloc != nil && !reunir.isEmpty),
    ]
    if let (name, _) = others.first(where: \.1) {
      throw refuse("\(name) est sans effet avec \(apart)", "retirez \(name)")
    }
    if partie != nil, sortie == nil {
      throw refuse("--partie garde ses résultats dans un dossier : lequel ?", "ajoutez --sortie suivi d'un dossier")
    }
  }

  static let entries = [
    CodeEntry(
      "U0243", "Parties d'un balayage",
      "« --partie 2/3 --sortie DOSSIER » calcule la deuxième de trois parties ; « --reunir DOSSIER… » rassemble les trois, du même scénario et des mêmes options."
    ),
    CodeEntry(
      "U0244", "Balayage national",
      "« balayer FICHIER --national DOSSIER --annee 2024 » balaie la répartition nationale du FPIC : ses variantes se comparent à l'année calculée avec le droit en vigueur."
    ),
    CodeEntry(
      "U0245", "Analyse d'un balayage national",
      "Les indices de Sobol' et les effets de Morris se calculent sur un balayage national ; les élasticités et les bascules partent de ce qu'un scénario écrit."
    ),
    CodeEntry("U0241", "Nombre impossible", "Un nombre de tirages, de fils ou de scénarios par bloc est positif."),
    CodeEntry("U0242", "Rien à reprendre", "Un balayage interrompu se reprend dans le dossier donné par --sortie."),
  ]
}
