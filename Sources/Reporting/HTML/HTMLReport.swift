import Diagnostics
import Simulation
import Territory

/// The page of a comparison.
public struct HTMLReport: Sendable {
  let comparison: Comparison
  let version: String
  /// Year shown in charts and first in tables: the last one, when transitions are over.
  let annee: Int
  /// Scenarios that differ from the reference.
  let compared: [ScenarioResult]
  /// One a commune and a scenario, for the year shown.
  let fiches: [Fiche]

  public init(_ comparison: Comparison, version: String, fiches: [Fiche] = []) {
    self.fiches = fiches
    self.comparison = comparison
    self.version = version
    annee = comparison.annees.last ?? 0
    compared = comparison.referenceEstScenario ? Array(comparison.scenarios.dropFirst()) : comparison.scenarios
  }

  public func render() -> String {
    let sections: [HTMLPage.Section] = [
      .init(id: "synthese", titre: "Synthèse", corps: synthese),
      .init(id: "perdantes", titre: "Qui perd, combien, combien de temps", corps: losers),
      .init(id: "graphiques", titre: "En images", corps: charts),
      .init(id: "cartes", titre: "Cartes", corps: maps),
      .init(id: "communes", titre: "Commune par commune", corps: communes),
      .init(id: "groupements", titre: "Par groupement", corps: groupements),
      .init(id: "epci", titre: "Du côté de l'EPCI", corps: epci + budget),
      .init(id: "leviers", titre: "Les autres leviers", corps: leviers),
      .init(id: "inegalites", titre: "Inégalités entre communes", corps: metriques),
      .init(id: "retroaction", titre: "Ce que les années suivantes en retiennent", corps: retroaction),
      .init(id: "decisions", titre: "Conditions d'adoption", corps: adoption),
      .init(id: "liceite", titre: "Licéité et exigences", corps: legality),
      .init(id: "doutes", titre: "Doutes dont dépend le résultat", corps: doubts),
      .init(id: "fiches", titre: "Fiches des communes", corps: fichesSection),
      .init(id: "annexe", titre: "Annexe : règles, hypothèses, sources", corps: annex),
    ]
    return HTMLPage(
      titre: title, territoire: comparison.territoire.nom, chapeau: lead, version: version, sections: sections
    ).render()
  }

  private var title: String {
    comparison.scenarios.count == 1
      ? "\(comparison.scenarios[0].titre)" : "Comparaison de \(comparison.scenarios.count) scénarios"
  }

  private var lead: String {
    let names = comparison.scenarios.map {
      "<strong>\(HTMLText.escape($0.nom))</strong> (\(HTMLText.sentence($0.titre)))"
    }
    let years = "\(comparison.annees.first ?? annee) à \(annee)"
    let reference = HTMLText.sentence(comparison.reference.nom)
    return
      "\(names.joined(separator: ", ")). Années \(years). Les écarts sont mesurés par rapport à <strong>\(reference)</strong>. "
      + HTMLText.sentence(
        "Le solde net d'une commune est \(comparison.formuleNet) ; elle perd quand il baisse de plus de "
          + "\(Typography.number(comparison.tolerance, decimals: 2)) €/hab. (population DGF).")
  }

  // MARK: - Synthesis

  private var synthese: String {
    var out = "<div class=\"cartes\">"
    for scenario in compared.isEmpty ? comparison.scenarios : compared { out += card(scenario) }
    out += "</div>\n"
    var table = comparison.syntheseTable
    if comparison.referenceEstScenario, !compared.isEmpty {
      let name = comparison.reference.nom
      table.rows.removeAll { $0[0] == .text(name) }
    }
    table = table.without(["stables", "pire_commune", "pire_perte", "pire_commune_rrf"])
    table.columns[0].label = "Scén."
    return out
      + table.html(
        caption: "Gagnantes et perdantes, année par année", sortable: false,
        signed: ["gains", "pertes", "pire_perte", "pire_perte_habitant", "pire_part_rrf", "ecart_cout_epci"],
        neutral: ["ecart_cout_epci"])
  }

  private func card(_ scenario: ScenarioResult) -> String {
    let s = comparison.synthese(scenario, annee: annee)
    func entry(_ term: String, _ value: String, _ tone: String = "") -> String {
      "<dt>\(HTMLText.sentence(term))</dt><dd class=\"\(tone)\">\(value)</dd>"
    }
    var out =
      "<article class=\"carte\"><h3>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</h3>"
    out += "<p class=\"sous\">En \(annee), par rapport à \(HTMLText.escape(comparison.reference.nom))</p><dl>"
    out += entry(
      "Communes gagnantes", "\(s.gagnantes.communes) · \(Typography.number(s.gagnantes.population)) hab.", "gagne")
    out += entry(
      "Communes perdantes", "\(s.perdantes.communes) · \(Typography.number(s.perdantes.population)) hab.", "perd")
    out += entry("Communes stables", "\(s.stables.communes)")
    if let worst = s.pireParHabitant {
      out += entry(
        "Plus forte perte",
        "\(HTMLText.escape(comparison.nom(worst.commune))), \(Typography.eurosPerHead(worst.parHabitant, signed: true))",
        "perd")
    }
    out += entry(
      "Coût pour l'EPCI", s.ecartCoutEPCI.isNaN ? "nd" : Typography.euros(s.ecartCoutEPCI / 100, signed: true))
    let met = scenario.exigences.count { $0.satisfaite }
    if !scenario.exigences.isEmpty { out += entry("Exigences satisfaites", "\(met) sur \(scenario.exigences.count)") }
    return out + "</dl></article>"
  }

  // MARK: - Losers

  private var losers: String {
    var out = ""
    for scenario in compared {
      let byYear = comparison.annees.map { comparison.ecarts(scenario, annee: $0) }
      var table = Table(
        piece: "perdantes", title: "Perdantes",
        columns: [
          .init("commune", "Commune", .text), .init("annees", "Années en perte", .text),
          .init("pire", "Pire année", .year), .init("perte", "Perte cette année-là", .euros),
          .init("habitant", "€/hab. DGF", .eurosPerHead), .init("rrf", "% des recettes réelles", .percent),
          .init("cumul", "Cumul sur la période", .euros),
        ])
      for row in comparison.territoire.communes.indices {
        let gaps = byYear.map { $0[row] }
        let losing = comparison.annees.indices.filter { gaps[$0].sens == .perdante }
        guard let worst = losing.min(by: { gaps[$0].montant < gaps[$1].montant }) else { continue }
        let total = gaps.reduce(0) { $0 + ($1.montant.isNaN ? 0 : $1.montant) }
        table.rows.append([
          .text(comparison.nom(row)), .text(Self.span(losing.map { comparison.annees[$0] }, of: comparison.annees)),
          .number(Double(comparison.annees[worst])), .centimes(gaps[worst].montant),
          Table.Cell(gaps[worst].parHabitant),
          Table.Cell(gaps[worst].partRecettes), .centimes(total),
        ])
      }
      out += "<h3>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</h3>"
      out +=
        table.rows.isEmpty
        ? "<p>Aucune commune ne perd.</p>"
        : table.html(caption: "Communes perdantes au moins une année", signed: ["perte", "habitant", "rrf", "cumul"])
    }
    return out
  }

  private static func span(_ losing: [Int], of all: [Int]) -> String {
    guard let first = losing.first, let last = losing.last else { return "" }
    if losing == all { return "toutes (\(all.count))" }
    if losing.count == 1 { return "\(first)" }
    if last - first + 1 == losing.count { return "\(first) à \(last) (\(losing.count))" }
    return losing.map(String.init).joined(separator: ", ")
  }

  // MARK: - Communes

  private var communes: String {
    var out = ""
    for (index, year) in comparison.annees.reversed().enumerated() {
      let table = TerminalSummary.communes(comparison, annee: year)
      let named = relabelled(table)
      let html = named.html(
        caption: "Solde net en \(year), en euros ; écarts par rapport à \(comparison.reference.nom)",
        signed: ["ecart", "habitant"])
      out += index == 0 ? html : "<details><summary>\(year)</summary>\(html)</details>\n"
    }
    out += "<h3>\(HTMLText.sentence("Décomposition en \(annee)"))</h3>"
    for scenario in comparison.scenarios { out += decomposition(scenario) }
    return out
  }

  /// Column labels that stand alone in HTML: « Écart, B ».
  private func relabelled(_ table: Table) -> Table {
    var table = table
    table.columns[1].label = "Population DGF"
    var scenario = ""
    for index in table.columns.indices {
      switch table.columns[index].name {
      case "net": scenario = table.columns[index].label
      case "ecart": table.columns[index].label = "Écart \(scenario)"
      case "habitant": table.columns[index].label = "€/hab. \(scenario)"
      default: break
      }
    }
    return table
  }

  private func decomposition(_ scenario: ScenarioResult) -> String {
    var table = Table(
      piece: "decomposition", title: "Décomposition",
      columns: [.init("commune", "Commune", .text)]
        + (comparison.composantes + [.net]).map { .init($0.rawValue, $0.abrege, .euros) })
    let amounts = (comparison.composantes + [.net]).map { ($0, scenario.montants[annee, $0]) }
    for row in comparison.territoire.communes.indices {
      table.rows.append([.text(comparison.nom(row))] + amounts.map { .centimes($0.1[row]) })
    }
    table.rows.append(
      [.text("Total des communes")] + amounts.map { .centimes(scenario.montants.total(annee, $0.0)) })
    return
      "<details class=\"imprime\"><summary>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</summary>"
      + table.html(caption: "Flux de \(annee) pour chaque commune", sortable: false) + "</details>\n"
  }

  // MARK: - Other tables

  private var groupements: String {
    var table = comparison.groupementsTable
    guard !table.rows.isEmpty else { return "" }
    let kept = Set(compared.map(\.nom))
    table.rows.removeAll { row in
      guard case .text(let name) = row[2], case .number(let year) = row[3] else { return true }
      return Int(year) != annee || !kept.contains(name)
    }
    table.columns.swapAt(0, 1)
    for index in table.rows.indices { table.rows[index].swapAt(0, 1) }
    return table.rows.isEmpty
      ? "" : table.html(caption: "Écarts de \(annee) par groupement de communes", signed: ["ecart", "ecart_habitant"])
  }

  private var epci: String {
    comparison.epciTable.html(
      caption: "Ce que l'EPCI verse, supporte et reçoit", sortable: false, signed: ["ecart"], neutral: ["ecart"])
  }

  private var legality: String {
    var out = ""
    if !comparison.exigencesTable.rows.isEmpty {
      out += comparison.exigencesTable.html(caption: "Conditions « exiger » des scénarios", sortable: false)
    }
    let table = comparison.liceiteLisible
    out +=
      table.rows.isEmpty
      ? "<p>Rien à signaler.</p>" : table.html(caption: "Constats, du plus grave au moins grave", sortable: false)
    return out
  }
}
