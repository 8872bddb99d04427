import Diagnostics
import Foundation
import Simulation
import Testing

/// Largest remainders by sorting, on naive reals: the oracle of this file.
private func close(_ reals: [Double], _ total: Double) -> [Double] {
  var out = reals.map { $0.rounded(.down) }
  let missing = Int(total - out.reduce(0, +))
  let order = reals.indices.sorted { a, b in
    let x = ((reals[a] - out[a]) * 1e6).rounded()
    let y = ((reals[b] - out[b]) * 1e6).rounded()
    return x != y ? x > y : a < b
  }
  for index in order.prefix(missing) { out[index] += 1 }
  return out
}

@Suite("Montants d'un scénario")
struct AmountsTests {
  private let dsc = """
    article 1 : dotation de solidarité communautaire
      enveloppe de 3,5 M€ en 2026, puis indexée de 1 % par an
      pondération : population INSEE
      répartie
        35 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        25 % selon l'écart de revenu par habitant, linéaire
        40 % selon la longueur de voirie
    """

  /// E · Σ w · share, written from the articles alone.
  private func naive(_ c: Comparison, _ envelope: Double) -> [Double] {
    func column(_ name: String) -> [Double] { c.territoire.column(name)?.values ?? [] }
    let p = column("population_insee")
    let pd = column("population_dgf")
    let pf = column("potentiel_financier")
    let rev = column("revenu")
    let meanF = pf.reduce(0, +) / pd.reduce(0, +)
    let meanR = rev.reduce(0, +) / p.reduce(0, +)
    let potentiel = p.indices.map { p[$0] * max(0, meanF - pf[$0] / pd[$0]) / meanF }
    let revenu = p.indices.map { p[$0] * max(0, 1 + (meanR - rev[$0] / p[$0]) / meanR) }
    let voirie = column("voirie")
    return p.indices.map { i in
      envelope
        * (0.35 * potentiel[i] / potentiel.reduce(0, +) + 0.25 * revenu[i] / revenu.reduce(0, +) + 0.4 * voirie[i]
          / voirie.reduce(0, +))
    }
  }

  @Test("la DSC de chaque commune et de chaque année est celle d'un calcul naïf, au centime, et l'enveloppe ferme")
  func dscAgainstNaive() throws {
    let c = try Workshop().run(dsc)
    // 3,5 M€, then 1 % a year, each rounded to the centime: by hand.
    let envelopes = [350_000_000.0, 353_500_000, 357_035_000, 360_605_350, 364_211_404, 367_853_518]
    for (annee, envelope) in zip(2026...2031, envelopes) {
      #expect(c.centimes(annee, .dotationSolidarite) == close(naive(c, envelope), envelope), "\(annee)")
      #expect(c.scenarios[0].montants.total(annee, .dotationSolidarite) == envelope)
    }
  }

  @Test("le FPIC de droit commun redonne les montants de 2025, produits par un autre programme")
  func fpic() throws {
    let c = try Workshop().run(
      """
      article 1 : FPIC
        prélèvement : droit commun
          montant de l'ensemble : 512 000 € en 2026, puis constant
        reversement : droit commun
          montant de l'ensemble : 1 486 000 € en 2026, puis constant
      """)
    for annee in c.annees {
      #expect(
        c.centimes(annee, .prelevementFPIC)
          == (c.territoire.column("fpic_prelevement_2025")?.values ?? []).map { $0 * 100 })
      #expect(
        c.centimes(annee, .reversementFPIC)
          == (c.territoire.column("fpic_reversement_2025")?.values ?? []).map { $0 * 100 })
      let epci = try #require(c.scenarios[0].epci(annee))
      #expect(c.scenarios[0].montants.total(annee, .prelevementFPIC) + epci.prelevementFPIC == 51_200_000)
      #expect(c.scenarios[0].montants.total(annee, .reversementFPIC) + epci.reversementFPIC == 148_600_000)
    }
  }

  @Test("un scénario neutre redonne la situation bit pour bit")
  func neutral() throws {
    let c = try Workshop().run("article 1 : attribution de compensation\n  montants de 2025\n")
    for annee in c.annees {
      for flux in [Flux.attributionCompensation, .dotationSolidarite] {
        #expect(c.centimes(annee, flux).map(\.bitPattern) == c.reference.montants[annee, flux].map(\.bitPattern))
      }
      #expect(c.ecarts(c.scenarios[0], annee: annee, flux: .attributionCompensation).allSatisfy { $0.montant == 0 })
    }
  }

  @Test("l'ordre des lignes de communes.csv ne change aucun bit")
  func order() throws {
    let straight = try Workshop().run(dsc)
    let shuffled = try Workshop()
    try shuffled.editCommunes { [$0[0]] + $0.dropFirst().reversed() }
    let other = try shuffled.run(dsc)
    #expect(other.territoire.communes.map(\.insee) == straight.territoire.communes.map(\.insee))
    for annee in straight.annees {
      #expect(other.centimes(annee, .net).map(\.bitPattern) == straight.centimes(annee, .net).map(\.bitPattern))
    }
  }

  @Test("un transfert de charges réduit la seule commune qui les supportait, à compter de son année")
  func transfer() throws {
    // (340 000 + 352 000 + 358 000) / 3 = 350 000; (4 M − 1,2 M + 0,6 M) / 30 = 113 333,33; + 40 000 − 120 000.
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        transfert « Piscine » à compter de 2028
          fonctionnement : 340 000 €, 352 000 €, 358 000 €, moyenne des comptes 2024 à 2026
          équipement : coût 4 M€, intérêts 600 k€, entretien 40 k€/an, durée 30 ans, subventions 1,2 M€
          ressources : 120 k€/an
          charge de « Bourg-d'Exemple »
      """)
    let row = c.row("Bourg-d'Exemple")
    for annee in c.annees {
      let gaps = c.ecarts(c.scenarios[0], annee: annee, flux: .attributionCompensation).map(\.montant)
      for other in gaps.indices where other != row { #expect(gaps[other] == 0) }
      #expect(gaps[row] == (annee < 2028 ? 0 : -38_333_333))
    }
  }

  @Test("une révision libre : la commune qui refuse garde son attribution, les autres avancent")
  func free() throws {
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        révision libre à compter de 2027
          « Montjoie » : + 20 000 €
          « Val-Fleuri » : − 5 000 €
          refus de « Val-Fleuri »
      """)
    #expect(c.ecarts(c.scenarios[0], annee: 2026).allSatisfy { $0.montant == 0 || $0.montant.isNaN })
    let gaps = c.ecarts(c.scenarios[0], annee: 2027, flux: .attributionCompensation)
    #expect(gaps[c.row("Montjoie")].montant == 2_000_000)
    #expect(gaps[c.row("Val-Fleuri")].montant == 0)
    #expect(c.codes.contains("L0105"))
  }

  @Test("la révision individualisée : 5 % au plus, pour les communes à plus de 120 % de la moyenne")
  func individual() throws {
    let lawful = try Workshop().run(
      "article 1 : attribution de compensation\n  révision individualisée à compter de 2027 : 5 %\n")
    let gaps = lawful.ecarts(lawful.scenarios[0], annee: 2027, flux: .attributionCompensation)
    // Saint-Modèle (142 % of the mean) and Roche-Haute (235 %): 5 % of 3 595 960 € and of 779 259 €, to the centime below.
    #expect(gaps[lawful.row("Saint-Modèle")].montant == -17_979_800)
    #expect(gaps[lawful.row("Roche-Haute")].montant == -3_896_295)
    #expect(gaps.count { $0.montant != 0 } == 2)
    let beyond = try Workshop().run(
      "article 1 : attribution de compensation\n  révision individualisée à compter de 2027 : 6 %\n")
    let errors = beyond.scenarios[0].diagnostics.filter { $0.severity == .erreur }
    #expect(errors.map(\.code) == ["L0101", "L0101"])
    #expect(errors.allSatisfy { plain($0.repair ?? "").contains("en connaissance de cause") })
  }

  @Test("un service commun : la part de l'EPCI reste à l'EPCI, le reste suit la clé, et ferme")
  func sharedService() throws {
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        service commun « Informatique » à compter de 2027 : 300 k€/an, part de l'EPCI 40 %, réparti selon la population INSEE
      """)
    let gaps = c.ecarts(c.scenarios[0], annee: 2027, flux: .attributionCompensation).map(\.montant)
    #expect(gaps.reduce(0, +) == -18_000_000)
    let p = c.territoire.column("population_insee")?.values ?? []
    for row in p.indices { #expect((gaps[row] + 18_000_000 * p[row] / p.reduce(0, +)).magnitude < 1) }
  }
}
