import ArgumentParser
import Diagnostics
import Foundation

enum Couleur: String, ExpressibleByArgument, CaseIterable {
  case auto, toujours, jamais
}

enum FormatMessages: String, ExpressibleByArgument, CaseIterable {
  case texte, json
}

/// Options that every verb knows.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Couleurs des messages.", valueName: "quand"))
  var couleur: Couleur = .auto

  @Option(
    name: .long, help: ArgumentHelp("Forme des messages : texte pour lire, json pour un éditeur.", valueName: "forme"))
  var messages: FormatMessages = .texte

  @Flag(name: .long, help: "Traite les alertes comme des erreurs.")
  var strict = false

  /// Diagnostics on standard error, or as JSON on standard output.
  func show(_ diagnostics: [Diagnostic]) {
    switch messages {
    case .texte:
      let renderer = DiagnosticRenderer(colour: Terminal.colourOnError(couleur))
      Terminal.err(diagnostics.isEmpty ? "" : renderer.render(diagnostics))
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      if let data = try? encoder.encode(diagnostics.sortedForReading) {
        Terminal.out(String(decoding: data, as: UTF8.self) + "\n")
      }
    }
  }

  /// True when the run may go on.
  func accepts(_ diagnostics: [Diagnostic]) -> Bool {
    !diagnostics.contains { $0.severity == .erreur || (strict && $0.severity == .alerte) }
  }
}
