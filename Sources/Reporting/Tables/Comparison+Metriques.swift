import Diagnostics
import Simulation

extension Comparison {
  /// What every reader of an index of inequality should know.
  public static let prudenceMetriques =
    "Une DSC corrige quelques pour cent des écarts de richesse entre les communes d'un territoire, quand l'ensemble des dotations de l'État en corrige environ 40 % : un taux de péréquation de 2 à 3 % n'est pas faible. Ces indices décrivent des écarts par habitant, pondérés par la population DGF ; ils ne disent rien des charges."

  /// Inequality before and after the transfers, at full precision.
  public var metriquesTable: Table {
    var table = Table(
      piece: "metriques", title: "Inégalités de richesse avant et après",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year),
        .init("transferts", "Transferts comptés", .text), .init("communes", "Communes", .count),
        .init("montant", "Total des transferts", .euros), .init("gini_avant", "Gini avant", .exact),
        .init("gini_apres", "Gini après", .exact), .init("taux_perequation", "Taux de péréquation", .exact),
        .init("theil_avant", "Theil avant", .exact), .init("theil_apres", "Theil après", .exact),
        .init("p90_p10_avant", "P90/P10 avant", .exact), .init("p90_p10_apres", "P90/P10 après", .exact),
        .init("max_min_avant", "Maximum/minimum avant", .exact),
        .init("max_min_apres", "Maximum/minimum après", .exact),
        .init("concentration", "Concentration des transferts", .exact),
        .init("progressivite", "Progressivité (Kakwani)", .exact), .init("inversions", "Inversions de rang", .count),
        .init("reclassement", "Reclassement (Atkinson-Plotnick)", .exact),
        .init("part_sous_moyenne", "Part sous la richesse moyenne", .exact),
        .init("part_moitie_pauvre", "Part de la moitié la moins riche", .exact),
        .init("correlation_richesse", "Corrélation à la richesse", .exact),
        .init("pente_richesse", "Pente sur la richesse", .exact),
        .init("correlation_revenu", "Corrélation au revenu", .exact),
        .init("pente_revenu", "Pente sur le revenu", .exact),
        .init("rendement", "Baisse du Gini par million d'euros", .exact),
      ])
    for scenario in referenceEstScenario ? scenarios : [reference] + scenarios {
      for entry in scenario.metriques where annees.contains(entry.annee) {
        let m = entry.mesures
        table.rows.append(
          [
            .text(scenario.nom), .number(Double(entry.annee)), .text(entry.transferts.libelle),
            .number(Double(m.communes)), Table.Cell(m.transferts), Table.Cell(m.giniAvant), Table.Cell(m.giniApres),
          ]
            + [
              m.tauxPerequation, m.theilAvant, m.theilApres, m.interdecileAvant, m.interdecileApres, m.etendueAvant,
              m.etendueApres, m.concentration, m.progressivite, m.giniApres.isNaN ? .nan : Double(m.inversions),
              m.reclassement,
              m.partSousLaMoyenne, m.partMoitiePauvre, m.richesse.correlation, m.richesse.pente, m.revenu.correlation,
              m.revenu.pente, m.rendement,
            ].map(Table.Cell.init))
      }
    }
    return table
  }

  /// The few columns that a page shows, rounded.
  func metriquesShown(_ annee: Int) -> Table {
    var table = metriquesTable.without([
      "annee", "communes", "theil_avant", "theil_apres", "max_min_avant", "max_min_apres", "concentration",
      "reclassement", "part_sous_moyenne", "pente_richesse", "correlation_revenu", "pente_revenu", "rendement",
    ])
    let year = metriquesTable.rows.map { $0[1] == .number(Double(annee)) }
    table.rows = zip(table.rows, year).filter(\.1).map(\.0)
    for index in table.columns.indices {
      switch table.columns[index].name {
      case "taux_perequation", "part_moitie_pauvre": table.columns[index].kind = .percent
      case "montant", "inversions", "scenario", "transferts": break
      default: table.columns[index].kind = .coefficient
      }
    }
    return table
  }
}
