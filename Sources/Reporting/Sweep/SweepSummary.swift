import Diagnostics
import Simulation

/// What a terminal shows of a sweep: by year over the scenarios, then the communes most likely to lose.
struct SweepSummary {
  let text: String

  init(sweep: Sweep, stage: SweepStage<Sweep>, spread: SweepSpread) {
    text = Self.render(sweep, stage, spread.years, spread.verdicts)
  }

  private static func render(
    _ sweep: Sweep, _ stage: SweepStage<Sweep>, _ years: [SweepSpread.Year], _ verdicts: VerdictShares
  ) -> String {
    let done = stage.done - stage.range.lowerBound
    let count = Typography.number(Double(done))
    var out =
      "\(sweep.study.territoire.nom), \(count) scénarios\(sweep.partText(stage)) ; référence : \(sweep.reference.libelle)\n\n"
    var table = Table(
      piece: "annees", title: "Par année",
      columns: [
        .init("annee", "Année", .year), .init("min", "Perd. min", .count), .init("mediane", "médiane", .count),
        .init("max", "max", .count), .init("pire", "Pire perte €/hab.", .eurosPerHead),
        .init("cout_min", "Écart EPCI min", .euros), .init("cout_mediane", "médiane", .euros),
        .init("cout_max", "max", .euros), .init("sans", "Sans perdante", .percent),
        .init("impossible", "Impossibles", .percent), .init("illegal", "Illégaux", .percent),
      ])
    for (annee, year) in zip(sweep.annees, years) {
      let total = Double(max(1, done))
      let known = Double(max(1, done - year.impossible))
      func cents(_ value: Double) -> Table.Cell { Table.Cell(value.isFinite ? value / 100 : .nan) }
      table.rows.append([
        .number(Double(annee)), Table.Cell(year.perdantes.quantile(0)), Table.Cell(year.perdantes.quantile(0.5)),
        Table.Cell(year.perdantes.quantile(1)), cents(year.pire.quantile(0)), cents(year.cout.quantile(0)),
        cents(year.cout.quantile(0.5)), cents(year.cout.quantile(1)), .number(Double(year.sansPerdante) / known),
        .number(Double(year.impossible) / total), .number(Double(year.illegal) / known),
      ])
    }
    out += table.text()
    out += "\nCe que les variantes satisfont\n\n" + verdicts.table.text()
    out += "\nCommunes qui perdent le plus souvent, au moins une année\n\n"
    out += communes(sweep, stage.statistics).text()
    if stage.failures > 0 {
      out +=
        "\n\(Typography.number(Double(stage.failures))) scénarios n'ont pas pu être calculés : leurs montants manquent.\n"
    }
    out += "\nQuantiles à 0,1 % près, extrêmes exacts. Estimation ; seule la notification officielle fait foi.\n"
    return out
  }

  private static func communes(_ sweep: Sweep, _ statistics: CommuneStatistics) -> Table {
    let last = sweep.annees.count - 1
    let net = CommuneStatistics.flux.count - 1
    var table = Table(
      piece: "communes", title: "Communes",
      columns: [
        .init("commune", "Commune", .text), .init("probabilite", "Perd dans", .percent),
        .init("min", "Net \(sweep.annees.last ?? 0), min", .euros), .init("q05", "5 %", .euros),
        .init("q50", "médiane", .euros), .init("q95", "95 %", .euros), .init("max", "max", .euros),
      ])
    let order = sweep.study.territoire.communes.indices.sorted {
      (-statistics.probabilityOfEverLosing(commune: $0), $0) < (-statistics.probabilityOfEverLosing(commune: $1), $1)
    }
    for row in order.prefix(15) {
      let sketch = statistics.sketch(year: last, flow: net, commune: row)
      table.rows.append(
        [.text(sweep.study.territoire.communes[row].nom), Table.Cell(statistics.probabilityOfEverLosing(commune: row))]
          + [0, 0.05, 0.5, 0.95, 1].map { Table.Cell(sketch.quantile($0) / 100) })
    }
    return table
  }
}
