import ArgumentParser
import Diagnostics
import Legislation

/// `pacte parametres [CHEMIN]`: the dated values of the law that the rules read.
struct ParametresCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "parametres",
    abstract: "Liste les paramètres datés du droit : valeurs par année, article, et ce que l'on en sait.",
    aliases: ["parameters"])

  @Argument(
    help: ArgumentHelp("Chemin d'un paramètre, ou début de chemin (par exemple fpic.derogation).", valueName: "chemin"))
  var chemin: String?

  @Flag(name: .long, help: "Seulement ceux qui ne sont pas vérifiés dans un texte.")
  var doutes = false

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let registry = try Parametres.charger()
    var found = registry.entrees
    if let chemin {
      let prefix = chemin.lowercased()
      found = found.filter { $0.chemin.rawValue == prefix || $0.chemin.rawValue.hasPrefix(prefix + ".") }
      if found.isEmpty { found = [registry[try Parametres.chemin(nomme: chemin)]] }
    }
    if doutes { found = found.filter { $0.confiance != .verifie } }
    Terminal.out(Typography.apply(found.map(Self.describe).joined(separator: "\n")))
    return .ok
  }

  private static func describe(_ parametre: ParametreDate) -> String {
    let values = parametre.valeurs.map { "\($0.annee) → \(shown($0, parametre.unite))" }.joined(separator: ", ")
    var lines = [
      parametre.chemin.rawValue, "  \(parametre.libelle)", "  valeurs : \(values)",
      "  texte : \(parametre.article) (\(parametre.confiance.rawValue))",
    ]
    if let note = parametre.note { lines.append("  note : \(note)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func shown(_ value: ValeurDatee, _ unit: UniteParametre) -> String {
    switch unit {
    case .ouiNon: value.valeur == 1 ? "oui" : "non"
    case .fraction: Typography.shortest(value.valeur * 100, maximum: 4) + " %"
    case .rapport: value.rapport.map { "\($0)" } ?? Typography.shortest(value.valeur)
    case .annee: String(Int(value.valeur))
    default: Typography.shortest(value.valeur)
    }
  }
}
