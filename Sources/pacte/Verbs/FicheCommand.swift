import ArgumentParser
import Diagnostics
import Reporting
import Simulation

/// `pacte fiche FICHIER --commune X --sortie DOSSIER`: one page a commune.
struct FicheCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "fiche",
    abstract: "Écrit la fiche d'une commune, ou de toutes : ses flux, ses repères, et d'où vient chaque montant.",
    discussion: "Une page HTML par commune, la même pour toutes, qui s'imprime sur une feuille A4.")

  @Argument(help: ArgumentHelp("Fichier de scénario (.pacte).", valueName: "fichier"))
  var fichier: String

  @Option(
    name: .long, help: ArgumentHelp("Nom ou code INSEE de la commune ; toutes à défaut.", valueName: "commune"))
  var commune: [String] = []

  @Option(name: .long, help: ArgumentHelp("Année expliquée ; à défaut, la dernière du scénario.", valueName: "annee"))
  var annee: Int?

  @Option(name: .long, help: ArgumentHelp("Ce à quoi le scénario est comparé.", valueName: "référence"))
  var reference: ReferenceChoisie = .situation

  @Option(name: .long, help: ArgumentHelp("Dossier où écrire les fiches.", valueName: "dossier"))
  var sortie: String

  @Flag(name: .long, help: "Remplace les fichiers qui existent déjà dans le dossier de sortie.")
  var remplacer = false

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let study = try Study.open([fichier])
    var rows: [Int]?
    if !commune.isEmpty { rows = try commune.map { name throws(DiagnosedError) in try study.row(named: name) } }
    let comparison = try study.compare(reference: reference.choice)
    let found = study.diagnostics + comparison.scenarios.flatMap(\.diagnostics)
    commun.show(found.filter { $0.severity != .remarque })
    guard commun.accepts(found) else { return .donnees }
    let written = try ReportFiles.writeFiches(
      comparison, try study.fiches(communes: rows, annee: annee), folder: sortie, replace: remplacer,
      version: Pacte.version)
    for path in written.prefix(3) { Terminal.err(Typography.apply("Fiche : \(path)\n")) }
    if written.count > 3 { Terminal.err("\(written.count) fiches écrites dans \(sortie)\n") }
    return .ok
  }
}
