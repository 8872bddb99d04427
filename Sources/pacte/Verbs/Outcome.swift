import Diagnostics
import Reporting
import Simulation

/// From scenario files to results on screen and on disk: the common course of `simuler` and `comparer`.
struct Outcome {
  let fichiers: [String]
  let reference: ReferenceChoice
  let sortie: OutputOptions
  let commun: CommonOptions

  func produce() throws -> Sortie {
    let study = try Study.open(fichiers)
    let comparison = try study.compare(reference: reference)
    let found = study.diagnostics + comparison.diagnostics + comparison.scenarios.flatMap(\.diagnostics)
    commun.show(found)
    guard commun.accepts(found) else { return .donnees }
    if let folder = sortie.sortie {
      let options = ["reference=\(reference.rawValue)"]
      let written = try ReportFiles.write(
        comparison, folder: folder, replace: sortie.remplacer, version: Pacte.version, options: options)
      show(comparison)
      if let report = written.first {
        Terminal.err(Typography.apply("Rapport : \(report)\n"))
        Terminal.err(Typography.apply("\(written.count) fichiers écrits dans \(folder)\n"))
      }
    } else {
      show(comparison)
    }
    return comparison.scenarios.flatMap(\.exigences).allSatisfy(\.satisfaite) ? .ok : .exigenceNonSatisfaite
  }

  private func show(_ comparison: Comparison) {
    switch sortie.format {
    case .texte: Terminal.out(TerminalSummary.render(comparison))
    case .csvFr: Terminal.out(String(decoding: comparison.longTable.csv(.french), as: UTF8.self))
    case .csv: Terminal.out(String(decoding: comparison.longTable.csv(.standard), as: UTF8.self))
    case .json:
      Terminal.out("[\n" + comparison.tables.map { $0.json() }.joined(separator: ",\n") + "\n]\n")
    }
  }
}
