import Analysis
import Diagnostics
import Simulation

/// The distribution of each measure over the variants of a national year, in one pass over their records.
public struct NationalSpread {
  private var sketches = NationalMeasure.allCases.map { _ in QuantileSketch() }

  init(_ sweep: NationalSweep, _ stage: SweepStage<NationalSweep>) throws {
    let (length, step) = (sweep.recordLength, 4096)
    for start in stride(from: stage.range.lowerBound, to: stage.done, by: step) {
      let range = start..<min(start + step, stage.done)
      let records = try stage.records(range)
      for scenario in 0..<range.count {
        for measure in sweep.measures {
          let value = records[scenario * length + measure.position]
          sketches[measure.position].add((value * Self.scale(measure)).rounded())
        }
      }
    }
  }

  static func isWhole(_ measure: NationalMeasure) -> Bool {
    ["€", "entités", "communes", "habitants INSEE", "paires d'entités"].contains(measure.unit)
  }

  /// Sketches hold whole numbers.
  private static func scale(_ measure: NationalMeasure) -> Double {
    isWhole(measure) ? 1 : measure.unit == "€/hab. DGF" ? 100 : 1e9
  }

  func quantile(_ measure: NationalMeasure, _ rank: Double) -> Double {
    sketches[measure.position].quantile(rank) / Self.scale(measure)
  }
}

/// What a terminal shows of the sweep of a national year: its measures, then the entities most likely to lose.
struct NationalSweepSummary {
  let sweep: NationalSweep
  let stage: SweepStage<NationalSweep>
  let spread: NationalSpread

  var text: String {
    let done = Typography.number(Double(stage.done - stage.range.lowerBound))
    var out = "\(sweep.territoire.nom), FPIC \(sweep.run.options.annee), \(done) scénarios\(sweep.partText(stage)) ; "
    out += "référence : le droit en vigueur sur les données du dossier\n\n" + measures
    out += "\nEntités qui perdent le plus souvent\n\n" + losers.text()
    if stage.failures > 0 {
      out +=
        "\n\(Typography.number(Double(stage.failures))) scénarios n'ont pas pu être calculés : leurs montants manquent.\n"
    }
    return out
      + "\nQuantiles à 0,1 % près, ou à 10 centimes par habitant pour une entité ; extrêmes exacts. Estimation ; seule la notification officielle fait foi.\n"
  }

  /// One table a kind of unit, so that each number is written as its kind is.
  private var measures: String {
    let kinds: [(Table.Kind, [NationalMeasure])] = [
      (.euros, sweep.measures.filter { $0.unit == "€" }),
      (.count, sweep.measures.filter { NationalSpread.isWhole($0) && $0.unit != "€" }),
      (.exact, sweep.measures.filter { !NationalSpread.isWhole($0) }),
    ]
    return kinds.map { table($0, $1).text() }.joined(separator: "\n")
  }

  private func table(_ kind: Table.Kind, _ measures: [NationalMeasure]) -> Table {
    var table = Table(
      piece: "mesures", title: "Mesures",
      columns: [
        .init("mesure", "Mesure", .text), .init("unite", "Unité", .text), .init("min", "Minimum", kind),
        .init("q05", "5 %", kind), .init("q50", "médiane", kind), .init("q95", "95 %", kind),
        .init("max", "Maximum", kind),
      ])
    for measure in measures {
      let numbers = [0, 0.05, 0.5, 0.95, 1].map { Table.Cell(Self.shown(spread.quantile(measure, $0))) }
      table.rows.append([.text(measure.label), .text(measure.unit)] + numbers)
    }
    return table
  }

  /// Five digits of what is not whole: a distribution keeps no more.
  private static func shown(_ value: Double) -> Double {
    guard value.isFinite, value != 0, value.magnitude < 1000 else { return value }
    var unit = 1e4
    while value.magnitude * unit >= 1e5, unit > 1 { unit /= 10 }
    while value.magnitude * unit < 1e4, unit < 1e9 { unit *= 10 }
    return (value * unit).rounded() / unit
  }

  private var losers: Table {
    let (statistics, entites) = (stage.statistics, sweep.run.set.entites)
    var table = Table(
      piece: "ensembles", title: "Entités",
      columns: [
        .init("nom", "Ensemble ou commune isolée", .text), .init("perd", "Perd dans", .percent),
        .init("preleve", "Prélevé dans", .percent), .init("recoit", "Reçoit dans", .percent),
        .init("min", "Solde, min", .euros), .init("q50", "médiane", .euros), .init("max", "max", .euros),
      ])
    let order = entites.indices.map { (statistics.probability(.solde, $0), $0) }
      .sorted { (-$0.0, $0.1) < (-$1.0, $1.1) }
    for (losing, row) in order.prefix(15) {
      let balance = statistics.distribution(.solde, row)
      let shares = [losing, statistics.probability(.prelevement, row), statistics.probability(.reversement, row)]
      table.rows.append(
        [.text(entites[row].nom)] + shares.map { Table.Cell($0) }
          + [0, 0.5, 1].map { Table.Cell(balance.quantile($0)) })
    }
    return table
  }
}
