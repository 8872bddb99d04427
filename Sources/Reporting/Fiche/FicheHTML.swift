import Diagnostics
import Legislation
import Mustache
import Simulation
import Territory

/// The fiche of a commune as HTML: the same page for all, one sheet of A4 when the branches stay closed.
public struct FicheHTML {
  let comparison: Comparison
  let fiche: Fiche

  public init(_ comparison: Comparison, _ fiche: Fiche) {
    self.comparison = comparison
    self.fiche = fiche
  }

  private var scenario: ScenarioResult { comparison.scenarios[fiche.scenario] }
  private var commune: Commune { comparison.territoire.communes[fiche.commune] }

  /// A page of its own.
  public func page(version: String) -> String {
    let title = "\(commune.nom) (\(commune.insee.texte))"
    let lead =
      "Scénario \(scenario.nom), « \(scenario.titre) », années \(comparison.annees.first ?? 0) à \(comparison.annees.last ?? 0). "
      + "Écarts par rapport à : \(comparison.reference.nom)."
    let sections = [
      ("flux", "Ce que la commune reçoit et verse", flows), ("reperes", "Repères", landmarks),
      ("calcul", "D'où viennent les montants de \(fiche.annee)", explanation(id: "f")),
    ]
    let data: [String: Any] = [
      "titre": Typography.apply(title), "territoire": Typography.apply(comparison.territoire.nom),
      "chapeau": HTMLText.sentence(lead), "version": version,
      "style": String(decoding: PackageResources.style_css, as: UTF8.self),
      "script": String(decoding: PackageResources.script_js, as: UTF8.self),
      "mention": Typography.apply("Estimation ; seule la notification officielle fait foi."),
      "sections": sections.map { ["id": $0.0, "titre": Typography.apply($0.1), "corps": $0.2] },
    ]
    guard
      let template = try? MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
    else { return "" }
    return template.render(data)
  }

  /// The same content folded into the report.
  func folded(id: String) -> String {
    "<details class=\"fiche\"><summary>\(HTMLText.escape(commune.nom)) · \(HTMLText.escape(scenario.nom))</summary>"
      + flows + landmarks + explanation(id: id) + "</details>\n"
  }

  // MARK: flows, year by year

  private var flows: String {
    var table = Table(
      piece: "fiche", title: "Fiche",
      columns: [.init("flux", "Flux", .text)] + comparison.annees.map { .init("a\($0)", "\($0)", .euros) })
    for flux in Flux.composantes + [.net] {
      let amounts = comparison.annees.map { scenario.montants[$0, flux, fiche.commune] }
      guard !amounts.allSatisfy(\.isNaN) else { continue }
      let account = flux.compte.map { " (compte \($0))" } ?? ""
      table.rows.append([.text(flux.libelle + account)] + amounts.map { .centimes($0) })
    }
    let before = comparison.annees.map { comparison.reference.montants[$0, .net, fiche.commune] }
    table.rows.append([.text("Solde net de la référence")] + before.map { .centimes($0) })
    let gaps = comparison.annees.map { comparison.ecarts(scenario, annee: $0)[fiche.commune] }
    table.rows.append([.text("Écart à la référence")] + gaps.map { .centimes($0.montant) })
    var out = table.html(
      caption: "Flux entre l'EPCI et la commune, en euros ; le solde net est AC + DSC + FPIC reversé − FPIC prélevé",
      sortable: false)
    if let last = gaps.last, !last.parHabitant.isNaN {
      var sentence =
        "En \(comparison.annees.last ?? 0), l'écart est de \(Typography.eurosPerHead(last.parHabitant, signed: true)) (population DGF)"
      if !last.partRecettes.isNaN {
        sentence +=
          ", soit \(Typography.percent(last.partRecettes, signed: true)) des recettes réelles de fonctionnement"
      }
      out += "<p>\(HTMLText.sentence(sentence + "."))</p>\n"
    }
    return out
  }

  private var landmarks: String {
    let territoire = comparison.territoire
    func known(_ column: String) -> Double { territoire.column(column)?.values[fiche.commune] ?? .nan }
    func mean(_ total: String, _ heads: String) -> Double {
      let pairs = zip(territoire.column(total)?.values ?? [], territoire.column(heads)?.values ?? [])
        .filter { !$0.0.isNaN && !$0.1.isNaN }
      let people = pairs.reduce(0) { $0 + $1.1 }
      return people > 0 ? pairs.reduce(0) { $0 + $1.0 } / people : .nan
    }
    var table = Table(
      piece: "reperes", title: "Repères",
      columns: [
        .init("repere", "Repère", .text), .init("commune", "Commune", .text),
        .init("ensemble", "Moyenne de l'ensemble", .text),
        .init("source", "Source", .text),
      ])
    func add(_ label: String, _ own: String, _ all: String, _ source: String) {
      table.rows.append([.text(label), .text(own), .text(all), .text(source)])
    }
    let year = "données de \(territoire.annee)"
    for (label, column) in [("Population INSEE", "population_insee"), ("Population DGF", "population_dgf")] {
      let value = known(column)
      if !value.isNaN { add(label, "\(Typography.number(value)) hab.", "–", "communes.csv, \(column), \(year)") }
    }
    let ratios = [
      ("Potentiel financier par habitant", "potentiel_financier", "population_dgf"),
      ("Revenu par habitant", "revenu", "population_insee"),
    ]
    for (label, total, heads) in ratios {
      let value = known(total) / known(heads)
      guard value.isFinite else { continue }
      add(
        label, Typography.eurosPerHead(value), Typography.eurosPerHead(mean(total, heads)),
        "communes.csv, \(total) ÷ \(heads), \(year)")
    }
    let seats = known("sieges")
    if !seats.isNaN {
      let all = (territoire.column("sieges")?.values ?? []).reduce(0, +)
      add(
        "Sièges au conseil communautaire", Typography.number(seats), "sur \(Typography.number(all))",
        "communes.csv, sieges")
    }
    return table.rows.isEmpty ? "" : table.html(caption: "La commune dans l'ensemble intercommunal", sortable: false)
  }

  // MARK: the tree

  private func explanation(id: String) -> String {
    var writer = TreeWriter()
    return
      "<p class=\"note\">"
      + HTMLText.sentence(
        "Chaque montant se refait à la calculatrice : les nombres d'un calcul sont ceux des lignes qu'il contient. Les branches se déplient."
      ) + "</p>\n<ul class=\"arbre\">" + writer.item(fiche.arbre, depth: 0) + "</ul>\n"
  }

  /// A figure that several branches use is explained once.
  private struct TreeWriter {
    var explained: Set<String> = []

    mutating func item(_ node: Explanation, depth: Int) -> String {
      let value = "<strong>\(HTMLText.escape(FigureText.shown(node.valeur, node.unite)))</strong>"
      let title = "\(HTMLText.sentence(node.libelle)) : \(value)".replacing(" :", with: "\u{A0}:")
      let again = !node.enfants.isEmpty && explained.contains(node.grandeur)
      if again { return "<li>\(title) <span class=\"sous\">(expliqué plus haut)</span></li>\n" }
      explained.insert(node.grandeur)
      let lines = ExplanationRenderer.details(node)
      let operation = lines.first { $0.hasPrefix("= ") }
      let rest = lines.filter { $0 != operation }
      var inner = ""
      if !rest.isEmpty {
        inner += "<p class=\"sous\">" + rest.map { HTMLText.sentence($0) }.joined(separator: "<br>") + "</p>"
      }
      if !node.enfants.isEmpty {
        inner += "<ul>" + node.enfants.map { item($0, depth: depth + 1) }.joined() + "</ul>"
      }
      let head = title + (operation.map { "<br><span class=\"calc\">\(HTMLText.sentence($0))</span>" } ?? "")
      if inner.isEmpty { return "<li>\(head)</li>\n" }
      // The flows and what makes them are open: one sheet shows what the commune is told first.
      return "<li><details\(depth < 3 ? " open" : "")><summary>\(head)</summary>\(inner)</details></li>\n"
    }
  }
}

extension HTMLReport {
  /// Beyond this many nodes the page would be too heavy: `pacte fiche` writes them apart.
  private static let mostNodes = 30_000

  var fichesSection: String {
    guard !fiches.isEmpty else { return "" }
    let kept = fiches.filter { !comparison.referenceEstScenario || $0.scenario > 0 }
    let nodes = kept.reduce(0) { $0 + $1.arbre.tous.count }
    guard nodes <= Self.mostNodes else {
      return "<p>"
        + HTMLText.sentence(
          "Les fiches de \(comparison.territoire.communes.count) communes alourdiraient cette page : « pacte fiche » les écrit une par une."
        ) + "</p>"
    }
    return
      "<p class=\"note\">"
      + HTMLText.sentence(
        "Une fiche par commune, la même pour toutes : ses flux, ses repères, et le calcul de chaque montant de \(annee). « pacte fiche » écrit chacune sur une page à imprimer."
      ) + "</p>\n" + kept.enumerated().map { FicheHTML(comparison, $1).folded(id: "fiche\($0)") }.joined()
  }
}
