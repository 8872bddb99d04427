import ArgumentParser
import Diagnostics
import Simulation

/// `pacte synthese --graine 42 --ensembles 1254 --sortie DOSSIER`
struct SyntheseCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "synthese",
    abstract: "Écrit une France fictive et cohérente, pour les essais et les mesures de vitesse.",
    discussion: """
      La même graine donne les mêmes octets. Au-delà de 1 254 ensembles, le pays est écrit en plusieurs dossiers \
      (DOSSIER-1, DOSSIER-2…), l'un après l'autre.
      """)

  @Option(name: .long, help: ArgumentHelp("Nombre d'où sortent tous les tirages.", valueName: "nombre"))
  var graine: UInt64 = 42

  @Option(name: .long, help: ArgumentHelp("Nombre d'ensembles intercommunaux.", valueName: "nombre"))
  var ensembles: Int = SyntheticFrance.perFolder

  @Option(name: .long, help: ArgumentHelp("Année des données.", valueName: "annee"))
  var annee: Int = 2022

  @OptionGroup var ecriture: ImportOutput

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    guard (1...1_000_000).contains(ensembles) else {
      throw DiagnosedError([
        Diagnostic(
          "U0113", .erreur, "« \(ensembles) » n'est pas un nombre d'ensembles possible",
          repair: "donnez un nombre entre 1 et 1 000 000 ; la France en a 1 254")
      ])
    }
    let written = try SyntheticFrance.write(
      .init(graine: graine, ensembles: ensembles, annee: annee), to: ecriture.sortie, replace: ecriture.remplacer
    ) { part in
      Terminal.err("\(part) dossiers écrits\n")
    }
    let places = written.dossiers.count == 1 ? written.dossiers[0] : "\(written.dossiers.count) dossiers"
    Terminal.out(
      Typography.apply(
        "France synthétique : \(Typography.number(Double(written.communes))) communes, \(Typography.number(Double(written.ensembles))) ensembles, graine \(graine), dans \(places)\n"
      ))
    return .ok
  }
}
