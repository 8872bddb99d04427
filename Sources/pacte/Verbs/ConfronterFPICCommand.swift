import ArgumentParser
import Diagnostics
import Reporting
import Simulation

/// `pacte confronter fpic --officiel FICHIER --national DOSSIER --annee 2022`
struct ConfronterFPICCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "fpic",
    abstract: "Compare le FPIC national calculé aux montants publiés par l'OFGL, ensemble par ensemble.",
    discussion: """
      Donne la distribution des écarts, l'écart de chaque ensemble, et pour les plus grands chaque grandeur calculée \
      en face de la grandeur publiée.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("Export « fpic-ensembles-intercommunaux » de l'OFGL (format long).", valueName: "fichier"))
  var officiel: String

  @Option(name: .long, help: ArgumentHelp("Dossier national (nature NATIONAL).", valueName: "dossier"))
  var national: String

  @Option(name: .long, help: ArgumentHelp("Année de la répartition.", valueName: "annee"))
  var annee: Int

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Ce qui remplace les ressources du plafonnement (rfa) quand elles manquent.", valueName: "potentiel"))
  var rfaADefaut: RessourcesADefaut = .aucune

  @Option(name: .long, help: ArgumentHelp("Nombre des plus grands écarts à détailler.", valueName: "nombre"))
  var detailler: Int = 10

  @Option(name: .long, help: ArgumentHelp("Dossier où écrire les tables (csv-fr et csv).", valueName: "dossier"))
  var sortie: String?

  @Flag(name: .long, help: "Remplace les fichiers qui existent déjà dans le dossier de sortie.")
  var remplacer = false

  @Option(name: .long, help: ArgumentHelp("Forme du résultat sur la sortie standard.", valueName: "forme"))
  var format: FormatSortie = .texte

  @OptionGroup var commun: CommonOptions

  func execute() throws -> Sortie {
    let confrontation = try FPICConfrontation.open(
      officiel: officiel, national: national,
      options: NationalOptions(
        annee: annee, ressourcesADefaut: .init(rawValue: rfaADefaut.rawValue) ?? .aucune))
    commun.show(confrontation.diagnostics)
    guard commun.accepts(confrontation.diagnostics) else { return .donnees }
    let tables = confrontation.tables(largest: max(0, detailler))
    switch format {
    case .texte: Terminal.out([tables[0], tables[2]].map { $0.text() }.joined(separator: "\n"))
    case .csvFr: Terminal.out(String(decoding: tables[1].csv(.french), as: UTF8.self))
    case .csv: Terminal.out(String(decoding: tables[1].csv(.standard), as: UTF8.self))
    case .json: Terminal.out("[\n" + tables.map { $0.json() }.joined(separator: ",\n") + "\n]\n")
    }
    let missing = confrontation.sansOfficiel.count
    let unknown = confrontation.sansCalcul.count
    Terminal.err(
      Typography.apply(
        "\(missing) ensembles sans montant publié, \(unknown) SIREN publiés sans ensemble dans le dossier\n"))
    if let folder = sortie {
      let written = try ConfrontationFiles.write(tables, folder: folder, replace: remplacer)
      Terminal.err(Typography.apply("\(written) fichiers écrits dans \(folder)\n"))
    }
    return .ok
  }
}
