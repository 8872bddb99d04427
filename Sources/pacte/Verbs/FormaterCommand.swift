import ArgumentParser
import Diagnostics
import Language

/// `pacte formater FICHIER`: the scenario in its canonical form.
struct FormaterCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "formater",
    abstract: "Écrit un scénario sous sa forme canonique, héritage résolu, sur la sortie standard.",
    aliases: ["fmt"])

  @Argument(help: ArgumentHelp("Fichier de scénario (.pacte).", valueName: "fichier"))
  var fichier: String

  @Flag(name: .long, help: "Écrit aussi les choix par défaut que le scénario ne dit pas.")
  var complet = false

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let (scenario, diagnostics) = try ScenarioLoader.load(path: fichier)
    commun.show(diagnostics)
    guard commun.accepts(diagnostics) else { return .donnees }
    Terminal.out(ScenarioPrinter.print(scenario, complet: complet))
    return .ok
  }
}
