import Diagnostics
import Simulation

extension SweepPage {
  /// A table that sorts, the likeliest losers first, with a band a commune on one common scale.
  var communes: String {
    let territoire = sweep.study.territoire
    let last = sweep.annees.count - 1
    let net = CommuneStatistics.flux.count - 1
    let people = territoire.column("population_dgf")?.values
    let reference = sweep.balances(annee)
    let rows = territoire.communes.indices.map { row -> CommuneSpread in
      CommuneSpread(
        row: row, probability: statistics.probabilityOfEverLosing(commune: row), population: people?[row] ?? .nan,
        reference: reference[row] / 100,
        box: QuantileBox(statistics.sketch(year: last, flow: net, commune: row), scale: 100))
    }.sorted { ($0.rank, $0.row) < ($1.rank, $1.row) }
    let bands = rows.map(\.band)
    let low = min(0, bands.compactMap { $0?.q05 }.min() ?? 0)
    let high = max(0, bands.compactMap { $0?.q95 }.max() ?? 0)
    var table = Table(
      piece: "communes", title: "Communes",
      columns: [
        .init("commune", "Commune", .text), .init("population", "Population DGF", .count),
        .init("probabilite", "Perd au moins une année dans", .percent),
        .init("reference", "Net \(annee), référence", .euros), .init("min", "Minimum", .euros),
        .init("q05", "5 %", .euros), .init("q50", "Médiane", .euros), .init("q95", "95 %", .euros),
        .init("max", "Maximum", .euros), .init("habitant", "Écart médian, €/hab.", .eurosPerHead),
      ])
    for spread in rows {
      let box = spread.box
      let amounts = [box?.minimum, box?.q05, box?.median, box?.q95, box?.maximum].map { Table.Cell($0 ?? .nan) }
      table.rows.append(
        [.text(territoire.communes[spread.row].nom), Table.Cell(spread.population), Table.Cell(spread.probability)]
          + [Table.Cell(spread.reference)] + amounts + [Table.Cell(spread.band?.median ?? .nan)])
    }
    let scale =
      "\(Typography.number(low, signed: true)) à \(Typography.number(high, signed: true)) €/hab. par rapport à la référence"
    return table.html(
      caption: "Solde net en \(annee) sur toutes les variantes ; bandes : \(scale)", signed: ["habitant"],
      drawing: (
        "Écart à la référence, 90 % des variantes",
        { CommuneBand(low: low, high: high, box: bands[$0]).svg() }
      ))
      + "<p class=\"note\">"
      + HTMLText.sentence(
        "Quantiles à 0,1 % près, extrêmes exacts. Sur chaque bande le trait vertical est la référence, la barre 90 % des variantes, "
          + "l'encoche la médiane. Tous les montants de toutes les années sont dans la table « communes ».") + "</p>"
  }
}

/// What a commune gets over the variants.
private struct CommuneSpread {
  let row: Int
  let probability: Double
  let population: Double
  /// Euros.
  let reference: Double
  let box: QuantileBox?

  /// The likeliest losers first, what is not known last.
  var rank: Double { probability.isNaN ? 1 : -probability }

  /// Euros per inhabitant, against the reference.
  var band: QuantileBox? {
    guard let box, population > 0, reference.isFinite else { return nil }
    return box.moved { ($0 - reference) / population }
  }
}
