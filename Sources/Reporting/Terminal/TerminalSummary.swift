import Diagnostics
import Simulation

/// What a terminal shows of a comparison: a line a scenario, then the communes of the last year.
public enum TerminalSummary {
  public static func render(_ comparison: Comparison) -> String {
    let last = comparison.annees.last ?? 0
    var out = "\(comparison.territoire.nom), \(comparison.annees.first ?? 0) à \(last)"
    out += " ; référence : \(comparison.reference.nom)\n\n"
    out += summary(comparison).text()
    out += "\nNet par commune en \(last) (\(comparison.formuleNet))\n\n"
    out += communes(comparison, annee: last).text()
    out += doubts(comparison)
    out += "\nEstimation ; seule la notification officielle fait foi.\n"
    return Typography.apply(out)
  }

  /// Open points of the law on which the amounts depend; empty when there is none.
  static func doubts(_ comparison: Comparison) -> String {
    let lines = comparison.scenarios.flatMap { scenario in
      scenario.doutes.map { "- \(scenario.nom) · \(DoubtPhrases(comparison).sentence($0))" }
    }
    return lines.isEmpty ? "" : "\nDoutes du droit dont dépend le résultat\n\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The last year, and the year in which the communes lose most.
  static func summary(_ comparison: Comparison) -> Table {
    var table = Table(
      piece: "resume", title: "Résumé",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .text), .init("gagnantes", "Gagn.", .count),
        .init("perdantes", "Perd.", .count), .init("population", "Pop. perdante", .count),
        .init("pire", "Plus forte perte par habitant", .text), .init("rrf", "% RRF", .percent),
        .init("cout", "Écart EPCI", .euros), .init("exigences", "Exigences", .text),
        .init("alertes", "Alertes", .count),
      ])
    for scenario in comparison.scenarios {
      let byYear = comparison.annees.map { comparison.synthese(scenario, annee: $0) }
      guard let last = byYear.last else { continue }
      let worst = byYear.min { $0.perdantes.montant < $1.perdantes.montant }
      add(last, "\(last.annee)", scenario, comparison, to: &table)
      if let worst, worst.annee != last.annee, worst.perdantes.communes > 0 {
        add(worst, "\(worst.annee), la pire", scenario, comparison, to: &table)
      }
    }
    return table
  }

  private static func add(
    _ s: Synthese, _ label: String, _ scenario: ScenarioResult, _ comparison: Comparison, to table: inout Table
  ) {
    let pire = s.pireParHabitant.map {
      "\(comparison.nom($0.commune)), \(Typography.eurosPerHead($0.parHabitant))"
    }
    let met = scenario.exigences.count { $0.satisfaite }
    table.rows.append([
      .text(scenario.nom), .text(label), .number(Double(s.gagnantes.communes)), .number(Double(s.perdantes.communes)),
      .number(s.perdantes.population), .text(pire ?? "–"),
      s.pirePartRecettes.map { .number($0.partRecettes) } ?? .text("–"), .centimes(s.ecartCoutEPCI),
      .text(scenario.exigences.isEmpty ? "–" : "\(met)/\(scenario.exigences.count)"),
      .number(Double(scenario.diagnostics.count { $0.severity == .alerte && $0.code != "S0501" })),
    ])
  }

  static func communes(_ comparison: Comparison, annee: Int) -> Table {
    var columns: [Table.Column] = [
      .init("commune", "Commune", .text), .init("population", "Pop. DGF", .count),
      .init("reference", comparison.reference.nom, .euros),
    ]
    let shown = comparison.scenarios.enumerated().filter { !(comparison.referenceEstScenario && $0.offset == 0) }.map(
      \.element)
    for scenario in shown {
      columns.append(.init("net", scenario.nom, .euros))
      columns.append(.init("ecart", "écart", .euros))
      columns.append(.init("habitant", "€/hab.", .eurosPerHead))
    }
    var table = Table(piece: "communes", title: "Communes", columns: columns)
    let population = comparison.territoire.column("population_dgf")?.values
    let before = comparison.reference.montants[annee, .net]
    let gaps = shown.map { comparison.ecarts($0, annee: annee) }
    let after = shown.map { $0.montants[annee, .net] }
    for row in comparison.territoire.communes.indices {
      var cells: [Table.Cell] = [
        .text(comparison.nom(row)), Table.Cell(population?[row] ?? .nan), .centimes(before[row]),
      ]
      for index in shown.indices {
        cells += [
          .centimes(after[index][row]), .centimes(gaps[index][row].montant), Table.Cell(gaps[index][row].parHabitant),
        ]
      }
      table.rows.append(cells)
    }
    return table
  }
}
