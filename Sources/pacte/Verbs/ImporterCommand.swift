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

  @OptionGroup var criteres: CriteriaFile

  @Option(
    name: .long, help: ArgumentHelp("SIREN de l'EPCI, ou de l'établissement public territorial.", valueName: "siren"))
  var epci: String

  @Option(
    name: .long,
    help: ArgumentHelp("Composition des EPCI (commune, SIREN), si elle diffère du fichier.", valueName: "fichier"))
  var composition: String?

  @OptionGroup var sources: ImportSources

  @OptionGroup var ecriture: ImportOutput

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let passage = try sources.readPassage()
    var imported = try DGCLImporter.importTerritory(
      file: criteres.fichier, epci: epci, composition: composition, annee: criteres.annee,
      confirme: criteres.confirmerEntetes,
      feuille: sources.feuilleDuPremier, passage: passage)
    try sources.add(to: &imported, composition: composition, passage: passage)
    return try ecriture.write(imported, commun)
  }
}
