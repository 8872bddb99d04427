import Foundation
import Testing

@testable import Simulation

@Suite("Sensibilité d'un balayage")
struct SweepSensitivityTests {
  private func sweep(_ workshop: Workshop, _ lines: String...) throws -> Sweep {
    let text = """
      pacte « Essai », scénario T
      territoire 200012345 « CA du Val d'Exemple »
      données « territoire »
      période 2026 à 2026
      sans rétroaction

      article 2 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026
        pondération : population INSEE
        répartie
          60 % selon la population INSEE
          40 % selon la longueur de voirie
        en connaissance de cause : « essai »

      balayer
      \(lines.joined(separator: "\n"))
      """
    let file = workshop.folder.appending(path: "essai.pacte")
    try Data(text.utf8).write(to: file)
    return try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
  }

  /// The EPCI's cost follows the envelope alone, whatever the weights: indices 1 and 0.
  @Test("le coût de l'EPCI ne dépend que de l'enveloppe, le net d'une commune des deux")
  func sobol() throws {
    let sweep = try sweep(
      Workshop(), "enveloppe de l'article 2 : tirée entre 2 M€ et 4 M€", "poids de l'article 2 : tirés sur le simplexe",
      "tirages : 1 au hasard, graine 1")
    let found = try SweepSobol.analyse(sweep, draws: 256, threads: 2)
    #expect(found.evaluations == 256 * 4)
    func line(_ grandeur: String, _ factor: String) -> SweepSobol.Line? {
      found.lines.first { $0.output.grandeur == grandeur && $0.output.commune == nil && $0.factor.hasPrefix(factor) }
    }
    let envelope = try #require(line("ecart_cout_epci", "enveloppe"))
    let weights = try #require(line("ecart_cout_epci", "poids"))
    #expect((envelope.first.value - 1).magnitude < 0.02 && (envelope.total.value - 1).magnitude < 0.02)
    #expect(weights.first.value == 0 && weights.total.value == 0)
    // Var of a uniform over 2 M€: 2²/12.
    #expect((envelope.deviation / 577_350 - 1).magnitude < 0.02)
    let communes = found.lines.filter { $0.output.commune != nil && $0.factor.hasPrefix("poids") }
    #expect(communes.count == sweep.communes && communes.contains { $0.total.value > 0.3 })
    #expect(found.convergence.map(\.draws).max() == 256)
  }

  @Test("des valeurs corrélées se gèlent ensemble, dans un groupe")
  func groups() throws {
    let lines = [
      "enveloppe de l'article 2 : tirée entre 2 M€ et 4 M€", "hypothèse population : tirée entre 0 % et 2 %",
      "corrélation entre enveloppe de l'article 2 et hypothèse population : 0,5", "tirages : 1 au hasard, graine 1",
    ].joined(separator: "\n")
    let alone = try sweep(Workshop(), lines)
    #expect(throws: (any Error).self) { try SweepSobol.analyse(alone, draws: 8, threads: 1) }
    let grouped = try sweep(
      Workshop(), lines, "groupe « tout » : enveloppe de l'article 2, hypothèse population")
    let found = try SweepSobol.analyse(grouped, draws: 64, threads: 1)
    let cost = try #require(found.lines.first { $0.output.grandeur == "ecart_cout_epci" && $0.output.commune == nil })
    #expect(cost.factor == "tout" && (cost.total.value - 1).magnitude < 0.2)
  }

  @Test("Morris : l'effet de l'enveloppe sur le coût est son étendue, sans dispersion")
  func morris() throws {
    let sweep = try sweep(
      Workshop(), "enveloppe de l'article 2 : tirée entre 2 M€ et 4 M€", "poids de l'article 2 : tirés sur le simplexe",
      "tirages : 1 au hasard, graine 1")
    let found = try SweepMorris.analyse(sweep, trajectories: 6, threads: 2)
    #expect(found.evaluations == 6 * 4)
    let cost = found.lines.filter { $0.output.grandeur == "ecart_cout_epci" && $0.output.commune == nil }
    #expect(cost.map(\.factor).count == 3)
    #expect((cost[0].effect.meanMagnitude - 1_980_000).magnitude < 1)
    #expect(cost[0].effect.deviation < 1)
    #expect(cost[1].effect.meanMagnitude == 0)
  }

  @Test("élasticité : un pour cent d'enveloppe, un pour cent de coût ; les parts déplacées totalisent 100 %")
  func elasticities() throws {
    let sweep = try sweep(
      Workshop(), "enveloppe de l'article 2 : 2 M€, 4 M€", "poids de l'article 2 : sur le simplexe par pas de 50 %")
    let found = try SweepElasticities.analyse(sweep, threads: 1)
    let cost = try #require(
      found.lines.first { $0.output.grandeur == "ecart_cout_epci" && $0.axis.hasPrefix("enveloppe") })
    #expect(cost.parameter.low == 2_970_000 && cost.parameter.base == 3_000_000 && cost.parameter.high == 3_030_000)
    #expect((cost.found.slope - 1).magnitude < 1e-9)
    // More weight on the inhabitants is less on the roads: the communes' changes cancel.
    let moved = found.lines.filter { $0.axis.hasSuffix("critère 1") && $0.output.commune != nil }
    let slopes: Double = moved.reduce(0) { $0 + $1.found.slope }
    #expect(moved.count == sweep.communes && slopes.magnitude < 0.05)
    #expect(moved.contains { $0.found.slope > 1 })
  }

  @Test("le point de bascule encadre l'enveloppe où une commune cesse de perdre")
  func tipping() throws {
    let sweep = try sweep(Workshop(), "enveloppe de l'article 2 : de 1 M€ à 9 M€ par pas de 1 M€")
    let found = try SweepTipping.analyse(sweep, threads: 1)
    #expect(!found.points.isEmpty && found.map.isEmpty)
    for point in found.points {
      // A thousandth of the step of the grid.
      #expect(point.high - point.low <= 1000.01 && point.high > point.low)
      #expect(point.before != point.after)
      #expect(point.after.perdantes.isStrictSubset(of: point.before.perdantes), "plus d'enveloppe, moins de perdantes")
    }
  }
}
