import ArgumentParser
import Diagnostics
import Reporting
import Simulation

enum RessourcesADefaut: String, ExpressibleByArgument, CaseIterable {
  case aucune, pfa, pfia
}

/// Options of a national run.
struct NationalArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Dossier d'un ensemble national (nature NATIONAL), au lieu du territoire d'un scénario ; --annee est alors nécessaire.",
      valueName: "dossier"))
  var national: String?

  @Option(name: .long, help: ArgumentHelp("Année de la répartition nationale.", valueName: "annee"))
  var annee: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Ce qui remplace les ressources du plafonnement (rfa) quand elles manquent (répartition nationale).",
      valueName: "potentiel"))
  var rfaADefaut: RessourcesADefaut = .aucune

  /// Options that only a national run understands.
  var misplaced: String? {
    if annee != nil { return "--annee" }
    return rfaADefaut == .aucune ? nil : "--rfa-a-defaut"
  }

  static let noYear = Diagnostic(
    "U0109", .erreur, "il manque l'option « --annee »", repair: "par exemple --annee 2024")

  /// - Throws: `U0109` without a year.
  func options() throws(DiagnosedError) -> NationalOptions {
    guard let annee else { throw DiagnosedError([Self.noYear]) }
    return NationalOptions(annee: annee, ressourcesADefaut: .init(rawValue: rfaADefaut.rawValue) ?? .aucune)
  }
}

/// From a national folder to tables on screen and on disk.
struct NationalOutcome {
  let folder: String
  let arguments: NationalArguments
  let sortie: OutputOptions
  let commun: CommonOptions

  func produce() throws -> Sortie {
    guard let annee = arguments.annee else { return refuse(NationalArguments.noYear) }
    let run = try NationalEvaluation.open(folder, options: try arguments.options())
    commun.show(run.diagnostics)
    guard commun.accepts(run.diagnostics) else { return .donnees }
    let doutes = try run.doutes()
    if let output = sortie.sortie {
      let options = ["annee=\(annee)", "detail=\(sortie.detail)", "rfa-a-defaut=\(arguments.rfaADefaut.rawValue)"]
      let written = try NationalFiles.write(
        run, of: folder, doutes: doutes, detail: sortie.detail, folder: output, replace: sortie.remplacer,
        version: Pacte.version, options: options)
      Terminal.err(Typography.apply("\(written.count) fichiers écrits dans \(output)\n"))
    }
    show(run.tables(doutes: doutes, detail: sortie.detail))
    return .ok
  }

  func refuse(_ diagnostic: Diagnostic) -> Sortie {
    commun.show([diagnostic])
    return .usage
  }

  private func show(_ tables: [Table]) {
    switch sortie.format {
    case .texte:
      // A country has 35 000 communes: they go to files, or to the other formats.
      for table in tables where table.piece != "communes" || table.rows.count <= 60 {
        Terminal.out(Typography.apply(table.title) + "\n\n" + table.text() + "\n")
      }
      Terminal.out(Typography.apply("Estimation ; seule la notification officielle fait foi.\n"))
    case .csvFr, .csv:
      for (index, table) in tables.enumerated() {
        if index > 0 { Terminal.out("\n") }
        Terminal.out(String(decoding: table.csv(sortie.format == .csv ? .standard : .french), as: UTF8.self))
      }
    case .json: Terminal.out("[\n" + tables.map { $0.json() }.joined(separator: ",\n") + "\n]\n")
    }
  }
}
