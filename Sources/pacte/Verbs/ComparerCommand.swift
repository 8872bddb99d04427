import ArgumentParser
import Diagnostics
import Reporting
import Simulation

/// `pacte comparer A B C`: scenarios side by side, against the first one or a chosen reference.
struct ComparerCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "comparer",
    abstract: "Compare des scénarios, commune par commune et année par année.",
    discussion: "La référence est le premier scénario, sauf si --reference en choisit une autre.",
    aliases: ["compare"])

  @Argument(help: ArgumentHelp("Fichiers de scénario (.pacte).", valueName: "fichier"))
  var fichiers: [String]

  @Option(name: .long, help: ArgumentHelp("Ce à quoi les scénarios sont comparés.", valueName: "référence"))
  var reference: ReferenceChoisie = .premier

  @OptionGroup var sortie: OutputOptions
  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    try Outcome(fichiers: fichiers, reference: reference.choice, sortie: sortie, commun: commun).produce()
  }
}

/// `pacte simuler FICHIER`: one scenario against the situation actuelle; `--national`: the country in a year.
struct SimulerCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "simuler",
    abstract: "Calcule un scénario et ce qu'il change pour chaque commune.",
    discussion: "La référence est la situation actuelle, sauf si --reference en choisit une autre.",
    aliases: ["run"])

  @Argument(help: ArgumentHelp("Fichier de scénario (.pacte), sauf avec --national.", valueName: "fichier"))
  var fichier: String?

  @Option(name: .long, help: ArgumentHelp("Ce à quoi le scénario est comparé.", valueName: "référence"))
  var reference: ReferenceChoisie = .situation

  @Flag(
    name: .long,
    help: "Montre à côté du scénario les trois formes usuelles de ses critères de revenu et de potentiel (DSC).")
  var formes = false

  @OptionGroup var pays: NationalArguments
  @OptionGroup var sortie: OutputOptions
  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    if let folder = pays.national {
      let outcome = NationalOutcome(folder: folder, arguments: pays, sortie: sortie, commun: commun)
      guard let fichier else { return try outcome.produce() }
      return outcome.refuse(
        Diagnostic(
          "U0111", .erreur, "« \(fichier) » et « --national » s'excluent",
          repair: "simulez un scénario, ou un ensemble national"))
    }
    guard let fichier, pays.misplaced == nil else {
      commun.show([
        pays.misplaced.map {
          Diagnostic(
            "U0112", .erreur, "l'option « \($0) » ne sert qu'avec « --national »",
            repair: "ajoutez --national et le dossier d'un ensemble national, ou retirez-la")
        }
          ?? Diagnostic(
            "U0107", .erreur, "il manque <fichier>",
            repair: "donnez un fichier de scénario (.pacte), ou --national et un dossier")
      ])
      return .usage
    }
    return try Outcome(
      fichiers: [fichier], reference: reference.choice, sortie: sortie, commun: commun, formes: formes
    ).produce()
  }
}

extension ReferenceChoisie {
  var choice: ReferenceChoice {
    switch self {
    case .premier: .premier
    case .situation: .situation
    case .droitCommun: .droitCommun
    case .filDeLEau: .filDeLEau
    }
  }
}
