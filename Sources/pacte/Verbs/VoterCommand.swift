import ArgumentParser
import Diagnostics
import Reporting
import Simulation

/// `pacte voter FICHIER…`: what each decision needs to pass.
struct VoterCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "voter",
    abstract: "Donne les conditions d'adoption : règle, seuil en voix, marge, communes pivots, délais.",
    discussion: """
      Calcul sur les sièges et les populations, jamais une prévision du vote de quiconque.
      Une commune est perdante si elle perd au moins une année par rapport à la référence.
      """,
    aliases: ["vote"])

  @Argument(help: ArgumentHelp("Fichiers de scénario (.pacte).", valueName: "fichier"))
  var fichiers: [String]

  @Option(name: .long, help: ArgumentHelp("Ce par rapport à quoi une commune perd.", valueName: "référence"))
  var reference: ReferenceChoisie = .situation

  @Option(name: .long, help: ArgumentHelp("Forme du résultat sur la sortie standard.", valueName: "forme"))
  var format: FormatSortie = .texte

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let comparison = try Study.open(fichiers).compare(reference: reference.choice)
    let found = comparison.scenarios.flatMap(\.diagnostics)
    commun.show(found.filter { $0.severity != .remarque })
    switch format {
    case .texte: Terminal.out(AdoptionText.render(comparison))
    case .csvFr: Terminal.out(String(decoding: comparison.adoptionTable.csv(.french), as: UTF8.self))
    case .csv: Terminal.out(String(decoding: comparison.adoptionTable.csv(.standard), as: UTF8.self))
    case .json:
      let tables = [comparison.adoptionTable, comparison.siegesTable]
      Terminal.out("[\n" + tables.map { $0.json() }.joined(separator: ",\n") + "\n]\n")
    }
    return commun.accepts(found) ? .ok : .donnees
  }
}
