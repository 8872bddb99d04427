import Diagnostics
import Reporting
import Simulation

/// From scenario files to results on screen and on disk: the common course of `simuler` and `comparer`.
struct Outcome {
  let fichiers: [String]
  let reference: ReferenceChoice
  let sortie: OutputOptions
  let commun: CommonOptions
  /// Beside each scenario, the same under each usual shape of the criteria.
  var formes = false

  func produce() throws -> Sortie {
    if formes, sortie.sortie != nil { throw Self.shapesOnFile }
    if sortie.detail, sortie.sortie == nil, sortie.format == .texte { throw Self.detailNowhere }
    let study = try Study.open(fichiers, formes: formes)
    let comparison = try study.compare(reference: reference, doutes: true)
    let found = study.diagnostics + comparison.diagnostics + comparison.scenarios.flatMap(\.diagnostics)
    commun.show(found)
    guard commun.accepts(found) else { return .donnees }
    let detail = sortie.detail ? DetailTable.make(try study.details(), territoire: study.territoire) : nil
    if let folder = sortie.sortie {
      let options = ["reference=\(reference.rawValue)"] + (sortie.detail ? ["detail"] : [])
      let written = try ReportFiles.write(
        comparison, folder: folder, replace: sortie.remplacer, version: Pacte.version, options: options,
        droit: study.empreinteDroit, tables: detail.map { [$0] } ?? [],
        fiches: try study.fiches(annee: comparison.annees.last))
      show(comparison, detail)
      if let report = written.first {
        Terminal.err(Typography.apply("Rapport : \(report)\n"))
        Terminal.err(Typography.apply("\(written.count) fichiers écrits dans \(folder)\n"))
      }
    } else {
      show(comparison, detail)
    }
    return comparison.scenarios.flatMap(\.exigences).allSatisfy(\.satisfaite) ? .ok : .exigenceNonSatisfaite
  }

  private func show(_ comparison: Comparison, _ detail: Table?) {
    switch sortie.format {
    case .texte: Terminal.out(TerminalSummary.render(comparison))
    case .csvFr: Terminal.out(String(decoding: (detail ?? comparison.longTable).csv(.french), as: UTF8.self))
    case .csv: Terminal.out(String(decoding: (detail ?? comparison.longTable).csv(.standard), as: UTF8.self))
    case .json:
      let tables = comparison.tables + (detail.map { [$0] } ?? [])
      Terminal.out("[\n" + tables.map { $0.json() }.joined(separator: ",\n") + "\n]\n")
    }
  }

  private static let detailNowhere = DiagnosedError([
    Diagnostic(
      "U0207", .erreur, "--detail est une table, trop longue pour un terminal",
      repair: "ajoutez --format csv (ou csv-fr, json), ou --sortie suivi d'un dossier")
  ])

  private static let shapesOnFile = DiagnosedError([
    Diagnostic(
      "U0208", .erreur, "--formes se lit à l'écran : un dossier de sortie garde les scénarios tels qu'ils sont écrits",
      repair: "retirez --sortie, ou écrivez les formes dans des scénarios")
  ])

  static let entries = [
    CodeEntry(
      "U0208", "Formes et dossier de sortie",
      "La comparaison des trois formes d'un critère aide à choisir ; le choix s'écrit ensuite dans le scénario, que le manifeste retient."
    ),
    CodeEntry(
      "U0207", "Détail sans destination",
      "Les calculs intermédiaires de toutes les communes forment une table : en CSV ou en JSON sur la sortie standard, ou dans le fichier « detail » du dossier de sortie."
    ),
  ]
}
