import Diagnostics
import Simulation
import Territory

extension HTMLReport {
  var charts: String {
    compared.enumerated().map { index, scenario in
      "<h3>\(HTMLText.escape(scenario.nom)) · \(HTMLText.sentence(scenario.titre))</h3>"
        + bars(scenario, id: "b\(index)") + "<div class=\"duo\">" + scatter(scenario, id: "n\(index)")
        + trajectories(scenario, id: "t\(index)") + "</div>"
    }.joined()
  }

  /// Beyond this many communes, only the ends are drawn; the table has them all.
  private static let mostBars = 40

  private func bars(_ scenario: ScenarioResult, id: String) -> String {
    let gaps = comparison.ecarts(scenario, annee: annee).filter { !$0.parHabitant.isNaN }
    guard !gaps.isEmpty else { return "" }
    var sorted = gaps.sorted { ($0.parHabitant, $1.commune) > ($1.parHabitant, $0.commune) }
    let cut = sorted.count > Self.mostBars
    if cut { sorted = Array(sorted.prefix(Self.mostBars / 2) + sorted.suffix(Self.mostBars / 2)) }
    let population = comparison.territoire.column("population_dgf")?.values ?? []
    let heads = gaps.reduce(0) { $0 + (population.isEmpty ? 0 : population[$1.commune]) }
    let mean = heads > 0 ? gaps.reduce(0) { $0 + $1.montant } / 100 / heads : 0
    let chart = BarChart(
      title: "Écart par habitant en \(annee), scénario \(scenario.nom)",
      description:
        "Barres triées ; à droite les gains, à gauche les pertes hachurées. Les chiffres sont dans la table par commune.",
      bars: sorted.map { .init(label: comparison.nom($0.commune), value: $0.parHabitant) }, mean: mean, id: id)
    let note = cut ? " (les vingt premières et les vingt dernières)" : ""
    return
      "<figure><figcaption>\(HTMLText.sentence("Écart en €/hab. DGF, \(annee)\(note)"))</figcaption>\(chart.svg())</figure>"
  }

  private func scatter(_ scenario: ScenarioResult, id: String) -> String {
    guard let potentiel = comparison.territoire.column("potentiel_financier")?.values,
      let population = comparison.territoire.column("population_dgf")?.values
    else { return "" }
    let family = comparison.territoire.groupements.first?.nom
    let groups = comparison.territoire.groupements.filter { $0.nom == family }
    let points = comparison.ecarts(scenario, annee: annee).compactMap { gap -> ScatterChart.Point? in
      let x = potentiel[gap.commune] / population[gap.commune]
      guard x.isFinite, !gap.parHabitant.isNaN else { return nil }
      return .init(
        label: comparison.nom(gap.commune), x: x, y: gap.parHabitant, size: population[gap.commune],
        group: groups.firstIndex { $0.communes.contains(gap.commune) } ?? 0)
    }
    guard points.count > 1 else { return "" }
    let chart = ScatterChart(
      title: "Écart par habitant selon le potentiel financier, scénario \(scenario.nom)",
      description: "Chaque forme est une commune, sa taille sa population DGF.",
      xLabel: "Potentiel financier par habitant (€)", yLabel: "Écart (€/hab. DGF)", points: points,
      groups: groups.map(\.valeur), id: id)
    return
      "<figure><figcaption>\(HTMLText.sentence("Qui gagne : pauvres ou riches ? \(annee)"))</figcaption>\(chart.svg())</figure>"
  }

  private func trajectories(_ scenario: ScenarioResult, id: String) -> String {
    guard comparison.annees.count > 1 else { return "" }
    let byYear = comparison.annees.map { comparison.ecarts(scenario, annee: $0) }
    let lines = comparison.territoire.communes.indices.map { row in
      TrajectoryChart.Line(label: comparison.nom(row), values: byYear.map { $0[row].parHabitant })
    }
    let chart = TrajectoryChart(
      title: "Trajectoire de l'écart par habitant, scénario \(scenario.nom)",
      description: "Une ligne par commune ; les extrêmes sont nommées, les perdantes en tirets.",
      annees: comparison.annees, lines: lines, id: id)
    return "<figure><figcaption>\(HTMLText.sentence("Trajectoires, en €/hab. DGF"))</figcaption>\(chart.svg())</figure>"
  }
}
