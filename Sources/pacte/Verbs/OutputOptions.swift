import ArgumentParser
import Diagnostics
import Reporting
import Simulation

enum FormatSortie: String, ExpressibleByArgument, CaseIterable {
  case texte
  case csvFr = "csv-fr"
  case csv, json
}

enum ReferenceChoisie: String, ExpressibleByArgument, CaseIterable {
  case premier, situation
  case droitCommun = "droit-commun"
  case filDeLEau = "fil-de-l-eau"
}

/// Options of the verbs that produce results.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Dossier où écrire les fichiers (csv-fr, csv, rapport HTML, manifeste).", valueName: "dossier"))
  var sortie: String?

  @Flag(name: .long, help: "Remplace les fichiers qui existent déjà dans le dossier de sortie.")
  var remplacer = false

  @Option(name: .long, help: ArgumentHelp("Forme du résultat sur la sortie standard.", valueName: "forme"))
  var format: FormatSortie = .texte

  @Flag(
    name: .long,
    help: "Donne aussi tous les calculs intermédiaires, en pleine précision (piece « detail », ou sortie standard).")
  var detail = false
}
