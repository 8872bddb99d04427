import ArgumentParser
import Diagnostics
import Reporting

/// `pacte confronter CE_QUOI`: the engine against published figures.
struct ConfronterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confronter",
    abstract: "Compare ce que pacte calcule à ce qui est publié.",
    subcommands: [ConfronterFPICCommand.self, ConfronterEcartsCommand.self])
}

/// `pacte confronter ecarts --donnees DOSSIER`
struct ConfronterEcartsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ecarts",
    abstract: "Vérifie les identités des tables nationales de la DGCL et explique ce qui ne tient pas.",
    discussion:
      "Écrit la page « Écarts expliqués », en Markdown. Les tables lues sont dgcl_criteres_communes_AAAA.csv ou .csv.gz."
  )

  @Option(
    name: .long,
    help: ArgumentHelp("Dossier des tables nationales des communes, telles que publiées.", valueName: "dossier"))
  var donnees: String

  @Option(name: .long, help: ArgumentHelp("Fichier à écrire ; la sortie standard sinon.", valueName: "fichier"))
  var sortie: String?

  @Flag(name: .long, help: "Remplace le fichier s'il existe déjà.")
  var remplacer = false

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let (page, found) = try DiscrepancyStudy.page(folder: donnees)
    commun.show(found)
    guard commun.accepts(found) else { return .donnees }
    guard let sortie else {
      Terminal.out(page)
      return .ok
    }
    let parts = sortie.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    try OutputFolder(parts.count == 1 ? "." : folder.isEmpty ? "/" : folder, replace: remplacer)
      .write([(String(parts[parts.count - 1]), Array(page.utf8))])
    Terminal.err(Typography.apply("\(sortie) écrit\n"))
    return .ok
  }
}
