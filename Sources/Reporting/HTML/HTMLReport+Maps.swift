import Diagnostics
import Simulation
import Territory

extension HTMLReport {
  /// Changes of each scenario, then the wealth that they are read against; empty without outlines.
  var maps: String {
    guard let shapes = MapShapes(comparison.territoire) else { return "" }
    var out = ""
    for (index, scenario) in compared.enumerated() {
      out += "<h3>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</h3>"
      out += changes(scenario, shapes, id: "carte\(index)", first: index == 0)
    }
    return out + wealth(shapes, first: compared.isEmpty) + unmapped(shapes)
  }

  private func changes(_ scenario: ScenarioResult, _ shapes: MapShapes, id: String, first: Bool) -> String {
    let gaps = comparison.ecarts(scenario, annee: annee).filter { shapes.paths[$0.commune] != nil }
    let known = gaps.filter { !$0.parHabitant.isNaN }
    let tolerance = comparison.tolerance
    let limits = MapClasses.limits(known.map(\.parHabitant), tolerance: tolerance)
    let categories = Self.withUnknown(
      MapClasses.changes(limits, tolerance: tolerance), known.count < gaps.count)
    let areas = gaps.map { gap -> ChoroplethMap.Area in
      let name = comparison.nom(gap.commune)
      guard !gap.parHabitant.isNaN else { return Self.unknown(gap.commune, name, categories) }
      return .init(
        row: gap.commune, label: "\(name) : \(Typography.eurosPerHead(gap.parHabitant, signed: true))",
        figure: Typography.number(gap.parHabitant, decimals: 1, signed: true),
        category: MapClasses.change(gap.parHabitant, limits, tolerance: tolerance))
    }
    let chart = ChoroplethMap(
      title: "Carte des gains et des pertes en \(annee), scénario \(scenario.nom)",
      description:
        "Les communes qui gagnent sont en bleu, celles qui perdent en orange hachuré, d'autant plus soutenus que l'écart est grand. Les chiffres sont dans la table par commune.",
      categories: categories, areas: areas, shapes: shapes, id: id, holdsShapes: first)
    return
      "<figure><figcaption>\(HTMLText.sentence("Gains et pertes en €/hab. DGF, \(annee), par rapport à \(comparison.reference.nom)"))</figcaption>\(chart.svg())</figure>"
  }

  private func wealth(_ shapes: MapShapes, first: Bool) -> String {
    guard let potentiel = comparison.territoire.column("potentiel_financier")?.values,
      let population = comparison.territoire.column("population_dgf")?.values
    else { return "" }
    let rows = shapes.paths.keys.sorted()
    let perHead = rows.map { population[$0] > 0 ? potentiel[$0] / population[$0] : .nan }
    let (limits, classes) = MapClasses.wealth(perHead.filter(\.isFinite))
    let categories = Self.withUnknown(classes, !perHead.allSatisfy(\.isFinite))
    let areas = zip(rows, perHead).map { row, value -> ChoroplethMap.Area in
      let name = comparison.nom(row)
      guard value.isFinite else { return Self.unknown(row, name, categories) }
      return .init(
        row: row, label: "\(name) : \(Typography.eurosPerHead(value, decimals: 0))", figure: Typography.number(value),
        category: limits.count { value >= $0 })
    }
    let chart = ChoroplethMap(
      title: "Carte du potentiel financier par habitant",
      description: "Plus une commune est sombre, plus son potentiel financier par habitant DGF est élevé.",
      categories: categories, areas: areas, shapes: shapes, id: "richesse", holdsShapes: first)
    return
      "<h3>\(HTMLText.sentence("À quoi les comparer : le potentiel financier"))</h3><figure><figcaption>\(HTMLText.sentence("Potentiel financier en €/hab. DGF, données de \(comparison.territoire.annee)"))</figcaption>\(chart.svg())</figure>"
  }

  private static func withUnknown(
    _ categories: [ChoroplethMap.Category], _ someUnknown: Bool
  ) -> [ChoroplethMap.Category] {
    someUnknown ? categories + [.init(label: "sans valeur", fill: "#f2f2f2", hatch: "#c4cad0")] : categories
  }

  private static func unknown(
    _ row: Int, _ name: String, _ categories: [ChoroplethMap.Category]
  ) -> ChoroplethMap.Area {
    .init(row: row, label: "\(name) : sans valeur", figure: "nd", category: categories.count - 1)
  }

  /// Communes that the maps cannot show.
  private func unmapped(_ shapes: MapShapes) -> String {
    let absent = comparison.territoire.communes.indices.filter { shapes.paths[$0] == nil }.map { comparison.nom($0) }
    guard !absent.isEmpty else { return "" }
    return
      "<p class=\"note\">\(HTMLText.sentence("Sans contour, donc hors des cartes : \(absent.joined(separator: ", "))."))</p>"
  }
}
