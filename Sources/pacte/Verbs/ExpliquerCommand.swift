import ArgumentParser
import Diagnostics
import Reporting
import Simulation

/// `pacte expliquer FICHIER --commune … --annee …`, or `pacte expliquer --code P0112`.
struct ExpliquerCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "expliquer",
    abstract: "Explique d'où vient chaque montant d'une commune, ou ce que veut dire un code de message.",
    aliases: ["explain"])

  @Argument(help: ArgumentHelp("Fichier de scénario (.pacte).", valueName: "fichier"))
  var fichier: String?

  @Option(name: .long, help: ArgumentHelp("Nom ou code INSEE de la commune.", valueName: "commune"))
  var commune: String?

  @Option(name: .long, help: ArgumentHelp("Année à expliquer ; à défaut, la première du scénario.", valueName: "annee"))
  var annee: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("Ce qui est expliqué : le solde net et ses flux, ou une seule grandeur.", valueName: "grandeur"))
  var grandeur: GrandeurChoisie = .net

  @Option(name: .long, help: ArgumentHelp("Code d'un message, par exemple P0112.", valueName: "code"))
  var code: String?

  @Option(name: .long, help: ArgumentHelp("Forme du résultat : texte ou json.", valueName: "forme"))
  var format: FormatMessages = .texte

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    if let code { return try explain(code: code) }
    guard let fichier else {
      throw DiagnosedError([
        Diagnostic(
          "U0201", .erreur, "il manque le scénario à expliquer",
          repair:
            "écrivez « pacte expliquer scenario.pacte --commune Montjoie --annee 2027 », ou « pacte expliquer --code P0112 »"
        )
      ])
    }
    let study = try Study.open([fichier])
    guard let commune else {
      let known = study.territoire.communes.map(\.nom).joined(separator: ", ")
      throw DiagnosedError([
        Diagnostic(
          "U0202", .erreur, "il manque la commune à expliquer", repair: "ajoutez --commune suivi de l'une de : \(known)"
        )
      ])
    }
    commun.show(study.diagnostics.filter { $0.severity != .remarque })
    let explanations = try study.explain(
      commune: commune, annee: annee, grandeur: GrandeurExpliquee(rawValue: grandeur.rawValue) ?? .net)
    switch format {
    case .texte: Terminal.out(explanations.map { ExplanationRenderer.text($0) }.joined(separator: "\n"))
    case .json: Terminal.out(ExplanationRenderer.json(explanations) + "\n")
    }
    return .ok
  }

  private func explain(code: String) throws -> Sortie {
    let entries = AllCodes.entries
    guard let entry = entries.first(where: { $0.code == code.uppercased() }) else {
      let nearest = Folding.nearest(code, among: entries.map(\.code)).map { "le plus proche est \($0)" }
      throw DiagnosedError([
        Diagnostic(
          "U0203", .erreur, "aucun message ne porte le code « \(code) »",
          repair: nearest ?? "un code est une lettre et quatre chiffres, comme P0112")
      ])
    }
    Terminal.out(Typography.apply("\(entry.code) : \(entry.title)\n\n\(entry.explanation)\n"))
    return .ok
  }

  static let entries = [
    CodeEntry(
      "U0201", "Scénario manquant", "« expliquer » attend un fichier de scénario, ou un code de message avec --code."),
    CodeEntry(
      "U0202", "Commune manquante", "Une explication porte sur une commune, nommée ou désignée par son code INSEE."),
    CodeEntry("U0203", "Code inconnu", "Chaque message de pacte porte un code d'une lettre et quatre chiffres."),
    CodeEntry("U0204", "Commune inconnue", "La commune nommée n'est pas dans le territoire du scénario."),
    CodeEntry("U0205", "Année hors de la période", "L'année demandée n'est pas dans la période du scénario."),
    CodeEntry(
      "U0206", "Grandeur inconnue du territoire",
      "La grandeur à expliquer n'est ni décidée par le scénario ni dans les fichiers du territoire."),
  ]
}

/// The figures that `--grandeur` names.
enum GrandeurChoisie: String, ExpressibleByArgument, CaseIterable {
  case net, ac, dsc, fpic
  case potentielFinancier = "potentiel_financier"
  case cif
  case dotationIntercommunalite = "dotation_intercommunalite"
}
