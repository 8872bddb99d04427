import Analysis
import Diagnostics
import Simulation

enum SobolTables {
  static func report(_ sweep: some ReportedSweep, draws: Int, threads: Int) throws -> SensitivityReport {
    let found = try SweepSobol.analyse(sweep, draws: draws, threads: threads)
    var indices = Table(
      piece: "sensibilite-sobol", title: "Indices de Sobol'",
      columns: OutputColumns.columns(sweep) + [
        .init("facteur", "Facteur", .text), .init("premier", "Premier ordre", .exact),
        .init("premier_bas", "IC 95 % bas", .exact), .init("premier_haut", "haut", .exact),
        .init("total", "Total", .exact), .init("total_bas", "IC 95 % bas", .exact),
        .init("total_haut", "haut", .exact), .init("ecart_type", "Écart-type de la grandeur", .exact),
        .init("tirages", "Tirages retenus", .count),
      ])
    let last = sweep.annees.last ?? 0
    for line in found.lines {
      indices.rows.append(
        OutputColumns.cells(line.output, sweep) + [.text(line.factor)]
          + [
            line.first.value, line.first.low, line.first.high, line.total.value, line.total.low, line.total.high,
            line.deviation, Double(line.draws),
          ].map(Table.Cell.init))
    }
    var convergence = Table(
      piece: "sensibilite-convergence", title: "Convergence des indices",
      columns: OutputColumns.columns(sweep) + [
        .init("facteur", "Facteur", .text), .init("tirages", "Tirages", .count),
        .init("premier", "Premier ordre", .exact),
        .init("total", "Total", .exact),
      ])
    for step in found.convergence {
      convergence.rows.append(
        OutputColumns.cells(step.output, sweep)
          + [.text(step.factor), .number(Double(step.draws)), Table.Cell(step.first), Table.Cell(step.total)])
    }
    var text = "Indices de Sobol' en \(last), \(Typography.number(Double(found.evaluations))) scénarios calculés\n\n"
    text += shown(found, last).text()
    text += "\nPremier ordre : part de la variance due au facteur seul ; total : avec ses interactions. "
    text +=
      "Les poids d'une répartition sont un seul facteur : leurs espacements exponentiels, indépendants, sont gelés ensemble. "
    text +=
      "Intervalles : 200 rééchantillonnages. La table de convergence donne les indices sur N/8, N/4, N/2 et N tirages.\n"
    if found.lines.contains(where: { $0.draws < draws }) {
      text += "Les tirages où une variante ne peut pas être calculée sont écartés en entier : voir « Tirages ».\n"
    }
    return SensitivityReport(tables: [indices, convergence], text: Typography.apply(text))
  }

  /// The outcomes of the whole territory in a year.
  static func shown(_ found: SweepSobol, _ annee: Int) -> Table {
    var shown = Table(
      piece: "sobol", title: "Indices",
      columns: [
        .init("grandeur", "Grandeur", .text), .init("facteur", "Facteur", .text),
        .init("premier", "Premier ordre", .percent), .init("premier_ic", "IC 95 %", .text),
        .init("total", "Total", .percent), .init("total_ic", "IC 95 %", .text), .init("tirages", "Tirages", .count),
      ])
    for line in found.lines
    where line.output.commune == nil && line.output.annee == annee && line.deviation > 0 {
      shown.rows.append([
        .text(line.output.grandeur), .text(line.factor), Table.Cell(line.first.value), .text(interval(line.first)),
        Table.Cell(line.total.value), .text(interval(line.total)), .number(Double(line.draws)),
      ])
    }
    return shown
  }

  private static func interval(_ estimate: SobolIndices.Estimate) -> String {
    "\(Typography.percent(estimate.low, decimals: 1)) à \(Typography.percent(estimate.high, decimals: 1))"
  }
}
