import ArgumentParser
import Diagnostics
import Territory

/// The published table of criteria that an import starts from.
struct CriteriaFile: ParsableArguments {
  @Argument(help: ArgumentHelp("Fichier national des critères (.csv, .csv.gz ou .xlsx).", valueName: "fichier"))
  var fichier: String

  @Option(name: .long, help: ArgumentHelp("Année du fichier, si elle n'y est pas écrite.", valueName: "annee"))
  var annee: Int?

  @Flag(name: .long, help: "Accepte des en-têtes qui ne sont d'aucune année connue, tels qu'ils ont été rapprochés.")
  var confirmerEntetes = false
}

/// Other files whose figures are added to an import.
struct ImportSources: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fichier à ajouter (OFGL, balances, REI, notification, table à vous) ; peut être répété, le dernier l'emporte.",
      valueName: "fichier"))
  var avec: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Correspondance YAML des colonnes d'un fichier à vous ; peut être répétée.", valueName: "fichier"))
  var correspondance: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Table de passage des communes nouvelles (INSEE, ou à vous) : ramène les anciens codes à ceux du territoire.",
      valueName: "fichier"))
  var passage: String?

  @Option(name: .long, help: ArgumentHelp("Feuille à lire dans un classeur .xlsx.", valueName: "feuille"))
  var feuille: String?

  /// Sheet of the first file: `--feuille` names one of the added files when there are any.
  var feuilleDuPremier: String? { avec.isEmpty ? feuille : nil }

  /// The table of passage, read once for the perimeter and for the added files.
  func readPassage() throws(DiagnosedError) -> PassageTable? {
    try passage.map { path throws(DiagnosedError) in try PassageTable(path, correspondances: correspondance) }
  }

  func add(
    to territory: inout ImportedTerritory, composition: String?, passage: PassageTable?
  ) throws(DiagnosedError) {
    territory.diagnostics += passage?.diagnostics ?? []
    if let passage, avec.isEmpty, composition == nil {
      territory.diagnostics.append(
        Diagnostic(
          "U0114", .alerte, "la table de passage « \(passage.path) » n'a rien à convertir",
          repair: "elle sert aux fichiers de --avec et à --composition : donnez-en un, ou retirez --passage"))
    }
    try SourceMerge.add(
      avec, correspondances: correspondance, composition: composition, passage: passage,
      feuille: avec.isEmpty ? nil : feuille, to: &territory)
  }
}

/// `pacte importer formats`: what `--avec` recognises.
struct ImporterFormatsCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Liste les formats de fichiers que --avec reconnaît, et ce qu'ils apportent.")

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    var lines: [String] = []
    for format in try SourceFormat.shipped() {
      lines.append("\(format.nom) — \(format.origine)")
      lines.append(
        "  \(format.eprouve ? "éprouvé sur un fichier publié" : "d'après la documentation, sans extrait publié")")
      lines.append("  en-tête : \(format.entete)")
      lines.append("  apporte : \(format.apporte.joined(separator: ", "))")
      lines.append("")
    }
    Terminal.out(Typography.apply(lines.joined(separator: "\n")))
    return .ok
  }
}
