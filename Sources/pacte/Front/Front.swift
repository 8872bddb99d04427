import ArgumentParser
import Diagnostics
import Foundation
import LinearAlgebra

/// A verb of the command line.
protocol Verb: ParsableCommand {
  var commun: CommonOptions { get }
  func execute() throws -> Sortie
}

/// Reads the command line, speaks French, and turns every outcome into an exit code.
enum Front {
  static func run(_ arguments: [String]) -> Sortie {
    let words = normalised(arguments)
    let beforeSeparator = words.prefix { $0 != "--" }
    do {
      if words == ["--version"] {
        Terminal.out("pacte \(Pacte.version)\n")
        return .ok
      }
      let wantsHelp = words.isEmpty || words.first == "aide" || words.first == "help"
      if wantsHelp || beforeSeparator.contains(where: { $0 == "--help" || $0 == "-h" || $0 == "--aide" }) {
        let tool = try ToolDescription.read()
        let named = words.filter { !["aide", "help", "--help", "-h", "--aide"].contains($0) }
        let (path, command, _) = tool.resolve(named)
        Terminal.out(FrenchHelp.render(command, path: path))
        return words.isEmpty ? .usage : .ok
      }
      let parsed: any ParsableCommand
      do {
        parsed = try PacteCommand.parseAsRoot(words)
      } catch {
        return try refuse(words)
      }
      guard let verb = parsed as? any Verb else { return try refuse(words) }
      return execute(verb)
    } catch {
      Terminal.err("erreur interne\u{00A0}: \(error)\n")
      return .interne
    }
  }

  private static func execute(_ verb: any Verb) -> Sortie {
    let renderer = DiagnosticRenderer(colour: Terminal.colourOnError(verb.commun.couleur))
    do {
      try OpenBLAS.prepare()
      return try verb.execute()
    } catch let error as DiagnosedError {
      verb.commun.show(error.diagnostics)
      return error.missingInput ? .entreeManquante : .donnees
    } catch OpenBLAS.Fault.serialBuild {
      let diagnostic = Diagnostic(
        "U0301", .erreur,
        "la bibliothèque OpenBLAS installée est la version « serial », qui donne des produits faux à plusieurs fils",
        repair:
          "installez la version « pthread » : apt-get install libopenblas0-pthread, puis update-alternatives --config libopenblas.so.0-x86_64-linux-gnu"
      )
      Terminal.err(renderer.render(diagnostic))
      return .echec
    } catch let code as Sortie {
      return code
    } catch {
      let diagnostic = Diagnostic(
        "U0900", .erreur, "erreur interne : \(error)",
        repair: "signalez-la avec la commande et les fichiers qui la provoquent")
      Terminal.err(renderer.render(diagnostic))
      return .interne
    }
  }

  private static func refuse(_ words: [String]) throws -> Sortie {
    let (diagnostic, usage) = UsageFault.diagnose(words, in: try ToolDescription.read())
    let colour = Terminal.colourOnError(.auto)
    Terminal.err(DiagnosticRenderer(colour: colour).render(diagnostic))
    Terminal.err(Typography.apply("\nUsage : \(usage)\n"))
    return .usage
  }

  /// Accents are accepted in verbs and option names; values are left alone.
  private static func normalised(_ arguments: [String]) -> [String] {
    var verbs = 0
    return arguments.map { word in
      if word.hasPrefix("--"), word.count > 2 {
        let name = word.prefix { $0 != "=" }
        return unaccented(String(name)) + word.dropFirst(name.count)
      }
      verbs += 1
      return verbs <= 2 && !word.contains(where: { "./\\".contains($0) }) ? verbForm(word) : word
    }
  }

  private static func verbForm(_ word: String) -> String {
    let plain = unaccented(word)
    let verbs = PacteCommand.configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases }
    return verbs.contains(plain) ? plain : word
  }

  private static func unaccented(_ word: String) -> String {
    word.folding(options: .diacriticInsensitive, locale: Locale(identifier: "fr_FR"))
  }

  static let entries = [
    CodeEntry(
      "U0301", "OpenBLAS « serial »",
      "La version « serial » de la bibliothèque OpenBLAS de Debian rend des produits de matrices faux quand plusieurs fils l'appellent. pacte refuse de démarrer avec elle."
    ),
    CodeEntry("U0900", "Erreur interne", "Un défaut de pacte, et non de vos fichiers. Rien n'a été écrit."),
  ]
}
