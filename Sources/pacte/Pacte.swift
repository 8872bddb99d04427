import ArgumentParser
import Foundation

@main
enum Pacte {
  static let version = "0.1.0"

  static func main() {
    exit(Front.run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}

/// The command tree: its help texts are French, and `Front` renders them.
struct PacteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pacte",
    abstract: "Simule la solidarité financière entre un EPCI et ses communes : AC, DSC, FPIC.",
    discussion: """
      Un scénario est un fichier texte qui se lit comme la délibération qu'il prépare.
      Le résultat va sur la sortie standard, les messages sur la sortie d'erreur.
      """,
    version: Pacte.version,
    subcommands: [
      VerifierCommand.self, SimulerCommand.self, ComparerCommand.self, ExpliquerCommand.self, VoterCommand.self,
      FicheCommand.self, ImporterCommand.self, ConfronterCommand.self, ParametresCommand.self, FormaterCommand.self,
      SyntheseCommand.self, BalayerCommand.self, RejouerCommand.self,
    ])
}
