import ArgumentParser
import Diagnostics
import Territory

/// `pacte importer SOURCE`: a territory from published files.
struct ImporterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "importer",
    abstract: "Construit un dossier de territoire à partir de fichiers publiés.",
    subcommands: [
      ImporterDGCLCommand.self, ImporterNationalCommand.self, ImporterEPCICommand.self, ImporterFormatsCommand.self,
    ],
    aliases: ["import"])
}

/// `pacte importer dgcl FICHIER --epci SIREN --sortie DOSSIER`
struct ImporterDGCLCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "dgcl",
    abstract: "Importe un EPCI depuis les critères de répartition des communes publiés par la DGCL.",
    discussion: "Écrit tout ce que le fichier national contient, et la liste de ce qu'il reste à compléter.")

  @Argument(help: ArgumentHelp("Fichier national des critères (.csv, .csv.gz ou .xlsx).", valueName: "fichier"))
  var fichier: String

  @Option(
    name: .long, help: ArgumentHelp("SIREN de l'EPCI, ou de l'établissement public territorial.", valueName: "siren"))
  var epci: String

  @Option(
    name: .long,
    help: ArgumentHelp("Composition des EPCI (commune, SIREN), si elle diffère du fichier.", valueName: "fichier"))
  var composition: String?

  @Option(name: .long, help: ArgumentHelp("Année du fichier, si elle n'y est pas écrite.", valueName: "annee"))
  var annee: Int?

  @Flag(name: .long, help: "Accepte des en-têtes qui ne sont d'aucune année connue, tels qu'ils ont été rapprochés.")
  var confirmerEntetes = false

  @OptionGroup var sources: ImportSources

  @OptionGroup var ecriture: ImportOutput

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    var imported = try DGCLImporter.importTerritory(
      file: fichier, epci: epci, composition: composition, annee: annee, confirme: confirmerEntetes,
      feuille: sources.avec.isEmpty ? sources.feuille : nil)
    try sources.add(to: &imported, composition: composition)
    return try ecriture.write(imported, commun)
  }
}
