import ArgumentParser
import Diagnostics
import Simulation

/// `pacte verifier FICHIER…`: everything that can be said of scenarios without writing anything.
struct VerifierCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verifier",
    abstract: "Vérifie des scénarios : écriture, données, légalité, exigences.",
    aliases: ["check"])

  @Argument(help: ArgumentHelp("Fichiers de scénario (.pacte).", valueName: "fichier"))
  var fichiers: [String]

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    var diagnostics: [Diagnostic] = []
    var missingInput = false
    var unmet = false
    var sound = 0
    for fichier in fichiers {
      do {
        let study = try Study.open([fichier])
        let comparison = try study.compare(reference: .situation)
        let found = study.diagnostics + comparison.diagnostics + comparison.scenarios.flatMap(\.diagnostics)
        diagnostics += found
        let broken = comparison.scenarios.flatMap(\.exigences).contains { !$0.satisfaite }
        unmet = unmet || broken
        // A block « balayer » is checked with what it draws.
        _ = try Sweep(of: study)
        if commun.accepts(found), !broken { sound += 1 }
      } catch let error {
        diagnostics += error.diagnostics
        missingInput = missingInput || error.missingInput
      }
    }
    commun.show(diagnostics)
    if commun.messages == .texte {
      let total = fichiers.count
      let verdict =
        sound == total
        ? (total == 1 ? "1 scénario vérifié, sans erreur." : "\(total) scénarios vérifiés, sans erreur.")
        : "\(sound) scénario\(sound > 1 ? "s" : "") sans défaut sur \(total)."
      Terminal.err(Typography.apply(verdict + "\n"))
    }
    if missingInput { return .entreeManquante }
    if !commun.accepts(diagnostics) { return .donnees }
    return unmet ? .exigenceNonSatisfaite : .ok
  }
}
