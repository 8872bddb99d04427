import Testing

@testable import Simulation

@Suite("Mesures d'inégalité d'un scénario")
struct MetriquesTests {
  private func measures(
    _ c: Comparison, _ annee: Int, _ kind: MetriquesAnnee.Transferts, reference: Bool = false
  ) -> MesuresInegalites? {
    (reference ? c.reference : c.scenarios[0]).metriques.first { $0.annee == annee && $0.transferts == kind }?.mesures
  }

  private let swap = """
    article 1 : attribution de compensation
      montants de 2025
      révision libre à compter de 2027
        « Exempleville » : − 100 000 €
    """

  @Test("une AC réduite compte en argent l'année même, et à somme nulle dans le potentiel financier de la suivante")
  func staticAndDynamic() throws {
    let c = try Workshop().run(swap)
    let before = try #require(measures(c, 2026, .statique))
    let immediate = try #require(measures(c, 2027, .statique))
    let later = try #require(measures(c, 2027, .dynamique))
    let held = try #require(measures(c, 2027, .statique, reference: true))
    #expect((immediate.transferts - held.transferts + 100_000).magnitude < 1e-6)
    #expect((later.transferts - held.transferts).magnitude < 1e-6)
    // The FPIC of the year does not move, so the mean after transfers tells the AC apart.
    #expect(immediate.giniAvant == before.giniAvant && later.giniAvant == before.giniAvant)
    #expect(immediate.giniApres != later.giniApres)
    let town = c.row("Exempleville")
    let people = c.territoire.column("population_dgf")?.values ?? []
    let wealth = c.territoire.column("potentiel_financier")?.values ?? []
    let flows = c.territoire.communes.indices.map { row in
      (c.centimes(2027, .dotationSolidarite)[row] + c.centimes(2027, .reversementFPIC)[row]
        - c.centimes(2027, .prelevementFPIC)[row]) / 100
    }
    let total = people.reduce(0, +)
    let shifted = people.indices.map { wealth[$0] + (($0 == town ? -100_000 : 0) + people[$0] / total * 100_000) }
    let oracle = OracleInegalites(
      population: people, avant: zip(shifted, people).map { $0 / $1 }, transferts: flows)
    #expect((later.giniApres - oracle.gini(oracle.apres)).magnitude < 1e-12)
  }

  @Test("les flux des leviers entrent dans les transferts mesurés, commune par commune")
  func levers() throws {
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        montants de 2025
        service commun « Achats » à compter de 2027 : 90 k€/an, part de l'EPCI 50 %, facturé, réparti selon la population DGF
      """)
    let held = try #require(measures(c, 2027, .statique, reference: true))
    let found = try #require(measures(c, 2027, .statique))
    #expect((found.transferts - held.transferts + 45_000).magnitude < 1e-6)
    let people = c.territoire.column("population_dgf")?.values ?? []
    let wealth = c.territoire.column("potentiel_financier")?.values ?? []
    let flows = c.centimes(2027, .net).indices.map { row in
      [Flux.dotationSolidarite, .reversementFPIC, .servicesCommuns].reduce(0) { $0 + c.centimes(2027, $1)[row] / 100 }
        - c.centimes(2027, .prelevementFPIC)[row] / 100
    }
    let oracle = OracleInegalites(
      population: people, avant: zip(wealth, people).map { $0 / $1 }, transferts: flows)
    #expect((found.giniApres - oracle.gini(oracle.apres)).magnitude < 1e-12)
  }

  @Test("« sans rétroaction » n'a pas d'effet sur l'année suivante à montrer ; la DSC seule reste mesurée")
  func withoutFeedback() throws {
    let c = try Workshop().run("sans rétroaction\n\n" + swap)
    #expect(measures(c, 2027, .dynamique) == nil && measures(c, 2027, .statique) != nil)
    let dsc = try #require(measures(c, 2031, .dotationSolidarite))
    #expect((dsc.transferts - c.scenarios[0].montants.total(2031, .dotationSolidarite) / 100).magnitude < 1e-6)
    #expect(dsc.tauxPerequation > 0 && dsc.progressivite < 0)
  }
}
