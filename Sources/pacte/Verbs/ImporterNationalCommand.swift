import ArgumentParser
import Diagnostics
import Territory

/// `pacte importer national FICHIER --sortie DOSSIER`
struct ImporterNationalCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "national",
    abstract: "Importe toute la France depuis les critères de répartition des communes publiés par la DGCL.",
    discussion: """
      Écrit toutes les communes, tous les ensembles intercommunaux (les EPT dans le Grand Paris) et les communes \
      isolées, en CSV et en un fichier binaire qui se rouvre sans attendre.
      """)

  @OptionGroup var criteres: CriteriaFile

  @Option(
    name: .long,
    help: ArgumentHelp("Composition des EPCI, pour leurs noms et leurs natures.", valueName: "fichier"))
  var composition: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Composition des EPT du Grand Paris, si elle diffère de celle de 2023.", valueName: "fichier"))
  var ept: String?

  @OptionGroup var sources: ImportSources

  @OptionGroup var ecriture: ImportOutput

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    var imported = try NationalImporter.importNational(
      file: criteres.fichier, composition: composition, ept: ept, annee: criteres.annee,
      confirme: criteres.confirmerEntetes,
      feuille: sources.feuilleDuPremier)
    try sources.add(to: &imported, composition: composition, passage: try sources.readPassage())
    return try ecriture.write(imported, commun)
  }
}

/// `pacte importer epci SIREN --depuis DOSSIER --sortie DOSSIER`
struct ImporterEPCICommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "epci", abstract: "Tire un EPCI d'un dossier national, pour le simuler seul.")

  @Argument(help: ArgumentHelp("SIREN ou nom de l'EPCI, ou de l'EPT.", valueName: "siren"))
  var siren: String

  @Option(
    name: .long, help: ArgumentHelp("Dossier écrit par « pacte importer national ».", valueName: "dossier"))
  var depuis: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Composition des EPCI, quand un fichier ajouté n'a que le SIREN des communes.", valueName: "fichier"))
  var composition: String?

  @OptionGroup var sources: ImportSources

  @OptionGroup var ecriture: ImportOutput

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    var imported = try TerritoryCut.cut(siren, from: depuis)
    try sources.add(to: &imported, composition: composition, passage: try sources.readPassage())
    return try ecriture.write(imported, commun)
  }
}

/// Where an import writes.
struct ImportOutput: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Dossier du territoire à écrire.", valueName: "dossier"))
  var sortie: String

  @Flag(name: .long, help: "Remplace le dossier s'il existe déjà.")
  var remplacer = false

  func write(_ imported: ImportedTerritory, _ commun: CommonOptions) throws -> Sortie {
    let quality = QualityReport(imported)
    let diagnostics = imported.diagnostics + (quality?.diagnostics ?? [])
    commun.show(diagnostics)
    guard commun.accepts(diagnostics) else { return .donnees }
    try imported.write(to: sortie, replace: remplacer, quality: quality)
    let communes = Typography.number(Double(imported.nombreCommunes))
    let ensembles =
      imported.nature == .NATIONAL ? ", \(Typography.number(Double(imported.ensembles.count))) ensembles" : ""
    var lines = [
      "\(imported.nom) : \(communes) communes\(ensembles), données de \(imported.annee), écrites dans \(sortie)"
    ]
    if !imported.aCompleter.isEmpty {
      lines.append("À compléter :")
      lines += imported.aCompleter.map { "  - \($0)" }
    }
    Terminal.out(Typography.apply(lines.joined(separator: "\n") + "\n"))
    return .ok
  }
}
