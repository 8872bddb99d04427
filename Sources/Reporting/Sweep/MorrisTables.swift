import Diagnostics
import Simulation

enum MorrisTables {
  static func report(_ sweep: some ReportedSweep, trajectories: Int, threads: Int) throws -> SensitivityReport {
    let found = try SweepMorris.analyse(sweep, trajectories: trajectories, threads: threads)
    let columns: [Table.Column] = [
      .init("facteur", "Facteur", .text), .init("mu_etoile", "µ*", .exact), .init("mu", "µ", .exact),
      .init("sigma", "σ", .exact), .init("trajectoires", "Trajectoires", .count),
    ]
    var table = Table(
      piece: "sensibilite-morris", title: "Effets élémentaires de Morris",
      columns: OutputColumns.columns(sweep) + columns)
    var shown = Table(
      piece: "morris", title: "Effets",
      columns: [
        .init("grandeur", "Grandeur", .text), .init("unite", "Unité", .text), .init("facteur", "Facteur", .text),
        .init("mu_etoile", "µ*", .eurosPerHead), .init("mu", "µ", .eurosPerHead), .init("sigma", "σ", .eurosPerHead),
      ])
    let last = sweep.annees.last ?? 0
    for line in found.lines {
      let numbers = [line.effect.meanMagnitude, line.effect.mean, line.effect.deviation].map(Table.Cell.init)
      table.rows.append(
        OutputColumns.cells(line.output, sweep) + [.text(line.factor)] + numbers
          + [.number(Double(line.trajectories))])
      guard line.output.commune == nil, line.output.annee == last else { continue }
      shown.rows.append(
        [.text(line.output.grandeur), .text(line.output.unite), .text(line.factor)] + numbers)
    }
    var text =
      "Effets élémentaires de Morris en \(last), \(Typography.number(Double(found.evaluations))) scénarios calculés\n\n"
    text += shown.text()
    text +=
      "\nµ* : influence moyenne du facteur, parcouru d'un bout à l'autre ; µ : avec son signe ; σ : interactions et courbure.\n"
    return SensitivityReport(tables: [table], text: Typography.apply(text))
  }
}
