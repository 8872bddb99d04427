import Diagnostics
import Simulation

enum ElasticityTables {
  static func report(_ sweep: Sweep, threads: Int) throws -> SensitivityReport {
    let found = try SweepElasticities.analyse(sweep, threads: threads)
    var table = Table(
      piece: "sensibilite-elasticites", title: "Élasticités autour du scénario écrit",
      columns: OutputColumns.columns(sweep) + [
        .init("facteur", "Facteur", .text), .init("facteur_bas", "Facteur, bas", .exact),
        .init("facteur_ecrit", "écrit", .exact), .init("facteur_haut", "haut", .exact), .init("bas", "Bas", .exact),
        .init("ecrit", "Écrit", .exact), .init("haut", "Haut", .exact), .init("pente", "Pente", .exact),
        .init("elasticite", "Élasticité", .exact),
      ])
    var shown = Table(
      piece: "elasticites", title: "Élasticités",
      columns: [
        .init("nom", "Commune", .text), .init("facteur", "Facteur", .text), .init("ecrit", "Net écrit", .euros),
        .init("un", "Pour 1 % de plus", .euros), .init("elasticite", "Élasticité", .eurosPerHead),
      ])
    for line in found.lines {
      table.rows.append(
        OutputColumns.cells(line.output, sweep) + [.text(line.axis)]
          + [
            line.parameter.low, line.parameter.base, line.parameter.high, line.found.low, line.found.base,
            line.found.high, line.found.slope, line.found.elasticity,
          ].map(Table.Cell.init))
      guard let row = line.output.commune else { continue }
      shown.rows.append([
        .text(sweep.study.territoire.communes[row].nom), .text(line.axis), Table.Cell(line.found.base),
        Table.Cell(line.found.slope * line.parameter.base / 100), Table.Cell(line.found.elasticity),
      ])
    }
    var text =
      "Solde net de chaque commune en \(sweep.annees.last ?? 0) : effet d'un pour cent de plus, tout le reste comme écrit\n\n"
    text += shown.text()
    if !found.skipped.isEmpty {
      text += "\nSans valeur écrite à déplacer : \(found.skipped.joined(separator: ", ")).\n"
    }
    if !found.refused.isEmpty {
      let names = found.refused.joined(separator: ", ")
      text += "\nSans élasticité, un pour cent de plus ou de moins serait refusé : \(names).\n"
    }
    return SensitivityReport(tables: [table], text: Typography.apply(text))
  }
}
