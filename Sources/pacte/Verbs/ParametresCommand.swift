import ArgumentParser
import Diagnostics
import Legislation
import Reporting

/// `pacte parametres [CHEMIN]`: the dated values of the law that the rules read.
struct ParametresCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "parametres",
    abstract: "Liste les paramètres datés du droit : valeurs par année, article, et ce que l'on en sait.",
    aliases: ["parameters"])

  @Argument(
    help: ArgumentHelp("Chemin d'un paramètre, ou début de chemin (par exemple fpic.derogation).", valueName: "chemin"))
  var chemin: String?

  @Flag(
    name: .long,
    help:
      "Seulement ce que les textes laissent ouvert, avec la valeur retenue et les autres, et ce qui vient de mémoire.")
  var doutes = false

  @Option(name: .long, help: ArgumentHelp("Forme du résultat sur la sortie standard.", valueName: "forme"))
  var format: FormatSortie = .texte

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let registry = try Parametres.charger()
    var found = registry.entrees
    if let chemin {
      let prefix = chemin.lowercased()
      found = found.filter { $0.chemin.rawValue == prefix || $0.chemin.rawValue.hasPrefix(prefix + ".") }
      if found.isEmpty { found = [registry[try Parametres.chemin(nomme: chemin)]] }
    }
    if doutes { found = found.filter { $0.confiance == .doute || $0.confiance == .memoire } }
    switch format {
    case .texte: Terminal.out(Typography.apply(found.map(ParametersTable.text).joined(separator: "\n")))
    case .csvFr: Terminal.out(String(decoding: ParametersTable.make(found).csv(.french), as: UTF8.self))
    case .csv: Terminal.out(String(decoding: ParametersTable.make(found).csv(.standard), as: UTF8.self))
    case .json: Terminal.out(ParametersTable.make(found).json() + "\n")
    }
    return .ok
  }
}
