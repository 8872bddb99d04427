import Diagnostics
import Simulation
import Territory

extension Comparison {
  /// The tables written to files, in reading order.
  public var tables: [Table] {
    [
      syntheseTable, repartitionTable, groupementsTable, epciTable, metriquesTable, retroactionTable, potentielsTable,
      decisionsTable, adoptionTable, siegesTable, doutesTable, exigencesTable, liceiteTable, longTable,
    ].inserting(leverTables, before: "decisions")
      .filter { !$0.rows.isEmpty }
  }

  func nom(_ commune: Int) -> String { territoire.communes[commune].nom }

  /// Winners and losers by scenario and year.
  public var syntheseTable: Table {
    var table = Table(
      piece: "synthese", title: "Gagnantes et perdantes",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year),
        .init("gagnantes", "Gagnantes", .count), .init("population_gagnantes", "Habitants", .count),
        .init("gains", "Gains", .euros), .init("perdantes", "Perdantes", .count),
        .init("population_perdantes", "Habitants", .count), .init("pertes", "Pertes", .euros),
        .init("stables", "Stables", .count), .init("pire_commune", "Plus forte perte", .text),
        .init("pire_perte", "Perte", .euros), .init("pire_commune_habitant", "Plus forte perte /hab.", .text),
        .init("pire_perte_habitant", "€/hab. DGF", .eurosPerHead),
        .init("pire_commune_rrf", "Plus forte part des recettes", .text),
        .init("pire_part_rrf", "% RRF", .percent),
        .init("ecart_cout_epci", "Coût pour l'EPCI", .euros),
      ])
    for scenario in scenarios {
      for annee in annees {
        let s = synthese(scenario, annee: annee)
        table.rows.append([
          .text(scenario.nom), .number(Double(annee)), .number(Double(s.gagnantes.communes)),
          .number(s.gagnantes.population), .centimes(s.gagnantes.montant), .number(Double(s.perdantes.communes)),
          .number(s.perdantes.population), .centimes(s.perdantes.montant), .number(Double(s.stables.communes)),
          s.pireMontant.map { .text(nom($0.commune)) } ?? .missing,
          s.pireMontant.map { .centimes($0.montant) } ?? .missing,
          s.pireParHabitant.map { .text(nom($0.commune)) } ?? .missing,
          s.pireParHabitant.map { .number($0.parHabitant) } ?? .missing,
          s.pirePartRecettes.map { .text(nom($0.commune)) } ?? .missing,
          s.pirePartRecettes.map { .number($0.partRecettes) } ?? .missing, .centimes(s.ecartCoutEPCI),
        ])
      }
    }
    return table
  }

  /// One row a commune and a year: the reference, each scenario, and the gaps.
  public var repartitionTable: Table {
    var columns: [Table.Column] = [
      .init("insee", "Code INSEE", .code), .init("commune", "Commune", .text), .init("annee", "Année", .year),
      .init("population_insee", "Population INSEE", .count), .init("population_dgf", "Population DGF", .count),
      .init("net_reference", "Net, \(reference.nom)", .euros),
    ]
    let flows = composantes + (connaitInvestissement ? [.attributionInvestissement] : []) + [.net]
    for scenario in scenarios {
      let key = Slug.make(scenario.nom)
      for flux in flows {
        columns.append(.init("\(flux.rawValue)_\(key)", "\(flux.abrege), \(scenario.nom)", .euros))
      }
      columns.append(.init("ecart_\(key)", "Écart, \(scenario.nom)", .euros))
      columns.append(.init("ecart_habitant_\(key)", "Écart par habitant DGF, \(scenario.nom)", .eurosPerHead))
      columns.append(.init("ecart_relatif_\(key)", "Écart relatif, \(scenario.nom)", .percent))
      columns.append(.init("ecart_rrf_\(key)", "Écart en part des recettes, \(scenario.nom)", .percent))
      columns.append(.init("sens_\(key)", "Sens, \(scenario.nom)", .text))
    }
    var table = Table(piece: "repartition", title: "Répartition par commune", columns: columns)
    let insee = territoire.column("population_insee")?.values
    let dgf = territoire.column("population_dgf")?.values
    for annee in annees {
      let gaps = scenarios.map { ecarts($0, annee: annee) }
      let before = reference.montants[annee, .net]
      let amounts = scenarios.map { scenario in flows.map { scenario.montants[annee, $0] } }
      for (row, commune) in territoire.communes.enumerated() {
        var cells: [Table.Cell] = [
          .text(commune.insee.texte), .text(commune.nom), .number(Double(annee)), Table.Cell(insee?[row] ?? .nan),
          Table.Cell(dgf?[row] ?? .nan), .centimes(before[row]),
        ]
        for index in scenarios.indices {
          for column in amounts[index] { cells.append(.centimes(column[row])) }
          let gap = gaps[index][row]
          cells += [
            .centimes(gap.montant), Table.Cell(gap.parHabitant), Table.Cell(gap.relatif), Table.Cell(gap.partRecettes),
            .text(gap.sens.rawValue),
          ]
        }
        table.rows.append(cells)
      }
    }
    return table
  }

  /// Tidy: one amount a row.
  public var longTable: Table {
    var table = Table(
      piece: "long", title: "Table longue",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("insee", "Code INSEE", .code),
        .init("commune", "Commune", .text), .init("grandeur", "Grandeur", .text), .init("valeur", "Valeur", .euros),
        .init("unite", "Unité", .text), .init("regle", "Règle", .text),
      ])
    let all = referenceEstScenario ? scenarios : [reference] + scenarios
    let flows = composantes + (connaitInvestissement ? [.attributionInvestissement] : []) + [.net]
    for scenario in all {
      for annee in annees {
        for flux in flows {
          let amounts = scenario.montants[annee, flux]
          for (row, commune) in territoire.communes.enumerated() {
            table.rows.append([
              .text(scenario.nom), .number(Double(annee)), .text(commune.insee.texte), .text(commune.nom),
              .text(flux.rawValue), .centimes(amounts[row]), .text("€"),
              .text(flux == .net ? formuleNet : flux.regle),
            ])
          }
        }
      }
    }
    return table
  }

  /// Gaps added up by grouping.
  public var groupementsTable: Table {
    var table = Table(
      piece: "groupements", title: "Par groupement",
      columns: [
        .init("groupement", "Groupement", .text), .init("valeur", "Valeur", .text),
        .init("scenario", "Scénario", .text),
        .init("annee", "Année", .year), .init("communes", "Communes", .count),
        .init("population_dgf", "Population DGF", .count), .init("net", "Net", .euros),
        .init("ecart", "Écart", .euros), .init("ecart_habitant", "Écart par habitant DGF", .eurosPerHead),
        .init("perdantes", "Perdantes", .count),
      ])
    let dgf = territoire.column("population_dgf")?.values ?? []
    for scenario in scenarios {
      for annee in annees {
        let gaps = ecarts(scenario, annee: annee)
        let net = scenario.montants[annee, .net]
        for group in territoire.groupements {
          let population = group.communes.reduce(0) { $0 + (dgf.isEmpty || dgf[$1].isNaN ? 0 : dgf[$1]) }
          let total = group.communes.reduce(0) { $0 + gaps[$1].montant }
          table.rows.append([
            .text(group.nom), .text(group.valeur), .text(scenario.nom), .number(Double(annee)),
            .number(Double(group.communes.count)), .number(population),
            .centimes(group.communes.reduce(0) { $0 + net[$1] }), .centimes(total),
            Table.Cell(population > 0 ? total / 100 / population : .nan),
            .number(Double(group.communes.count { gaps[$0].sens == .perdante })),
          ])
        }
      }
    }
    return table
  }

  public var epciTable: Table {
    let levers = composantes.filter { !Flux.historiques.contains($0) }
    // A part that is nil everywhere is no column.
    let parts = [
      (
        column: Table.Column("ac_investissement", "dont AC en investissement, hors épargne", .euros),
        value: { @Sendable (year: EPCIYear) in year.attributionInvestissement }
      ),
      (Table.Column("dsc_voisins", "dont DSC aux EPCI voisins", .euros), { @Sendable in $0.dotationVoisine }),
    ].filter { part in scenarios.contains { $0.epci.contains { part.value($0) != 0 } } }
    var table = Table(
      piece: "epci", title: "Du côté de l'EPCI",
      columns: [
        .init("scenario", "Scénario", .text), .init("annee", "Année", .year), .init("ac", "AC versée, nette", .euros),
        .init("dsc", "DSC versée", .euros), .init("fpic_prelevement", "FPIC prélevé sur l'EPCI", .euros),
        .init("fpic_reversement", "FPIC reversé à l'EPCI", .euros),
      ] + levers.map { .init($0.rawValue, $0.abrege, .euros) } + [
        .init("cout", "Coût net", .euros), .init("ecart", "Écart à la référence", .euros),
      ] + parts.map(\.column))
    for scenario in scenarios {
      for annee in annees {
        guard let year = scenario.epci(annee) else { continue }
        table.rows.append(
          [
            .text(scenario.nom), .number(Double(annee)), .centimes(year.attributionCompensation),
            .centimes(year.dotationSolidarite), .centimes(year.prelevementFPIC), .centimes(year.reversementFPIC),
          ] + levers.map { .centimes(year.leviers[$0] ?? .nan) } + [
            .centimes(year.cout), .centimes(year.cout - (reference.epci(annee)?.cout ?? .nan)),
          ] + parts.map { .centimes($0.value(year)) })
      }
    }
    return table
  }

  public var decisionsTable: Table {
    var table = Table(
      piece: "decisions", title: "Décisions à prendre",
      columns: [
        .init("scenario", "Scénario", .text), .init("objet", "Décision", .text), .init("regle", "Règle de vote", .text),
        .init("texte", "Texte", .text), .init("etat", "État", .text), .init("detail", "Détail", .text),
      ])
    for scenario in scenarios {
      for decision in scenario.decisions {
        table.rows.append([
          .text(scenario.nom), .text(decision.objet), .text(decision.regle), .text(decision.texte),
          .text(decision.etat.libelle), .text(decision.detail),
        ])
      }
    }
    return table
  }

  public var exigencesTable: Table {
    var table = Table(
      piece: "exigences", title: "Exigences",
      columns: [
        .init("scenario", "Scénario", .text), .init("exigence", "Exigence", .text),
        .init("satisfaite", "Satisfaite", .text),
        .init("constat", "Constat", .text),
      ])
    for scenario in scenarios {
      for verdict in scenario.exigences {
        table.rows.append([
          .text(scenario.nom), .text(verdict.texte), .text(verdict.satisfaite ? "oui" : "non"),
          .text(verdict.constats.joined(separator: " · ")),
        ])
      }
    }
    return table
  }
}

extension [Table] {
  /// With `tables` just before the piece of this name.
  fileprivate func inserting(_ tables: [Table], before piece: String) -> [Table] {
    var out = self
    out.insert(contentsOf: tables, at: firstIndex { $0.piece == piece } ?? count)
    return out
  }
}

extension Decision.Etat {
  var libelle: String {
    switch self {
    case .acquise: "acquise"
    case .rejetee: "rejetée"
    case .nonRenseignee: "vote non renseigné"
    case .sansObjet: "sans objet"
    }
  }
}

extension Flux {
  /// Article that governs the flow, for the tidy table.
  var regle: String {
    switch self {
    case .attributionCompensation: "CGI art. 1609 nonies C, V"
    case .dotationSolidarite: "CGCT art. L5211-28-4"
    case .prelevementFPIC: "CGCT art. L2336-3, II"
    case .reversementFPIC: "CGCT art. L2336-5, II"
    case .attributionInvestissement: "CGI art. 1609 nonies C, V-1° bis"
    case .priseEnChargeFPIC: "CGCT art. L2336-3, II, 2°"
    case .fondsDeConcours: "CGCT art. L5214-16, V, L5215-26 et L5216-5, VI"
    case .taxeAmenagement: "CGI art. 1379, 16° et 1379-0 bis"
    case .partageFoncier: "loi 80-10 du 10 janvier 1980, art. 11 et 29"
    case .dgfTerritoriale: "CGCT art. L5211-28-2"
    case .servicesCommuns: "CGCT art. L5211-4-2"
    case .fiscalite: "CGI art. 1636 B sexies"
    case .net: "somme des flux"
    }
  }
}
