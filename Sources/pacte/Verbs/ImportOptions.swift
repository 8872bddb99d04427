import ArgumentParser
import Diagnostics
import Territory

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

  @Option(name: .long, help: ArgumentHelp("Feuille à lire dans un classeur .xlsx.", valueName: "feuille"))
  var feuille: String?

  func add(to territory: inout ImportedTerritory, composition: String?) throws(DiagnosedError) {
    try SourceMerge.add(
      avec, correspondances: correspondance, composition: composition, feuille: avec.isEmpty ? nil : feuille,
      to: &territory)
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
