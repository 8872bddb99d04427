import LinearAlgebra
import Testing

@testable import Legislation

@Suite("DSC : enveloppes, fractions, contrat de ville, bornes par habitant")
struct EnveloppesDSCTests {
  @Test("TV-12 : Rennes, 7 % en tout, des fractions à 14 %, le reste à 3,4 %")
  func rennes() {
    // s = (g − r) / (k·g − r) with r = 3,4 %.
    let s = (0.07 - 0.034) / (0.14 - 0.034)
    #expect((s - 0.339623).magnitude < 5e-7)
    #expect((FractionsDSC.croissanceDuReste(enveloppe: 0.07, multiple: 2, part: s) - 0.034).magnitude < 1e-15)
    // The same with amounts: 100 M€ then 107; 33,9623 M€ then + 14 %; the rest is what is left.
    let premiere = FractionsDSC.montants([.part(s), .reste], enveloppe: 1e10, aRepartir: 1e10).montants
    let fraction = (premiere[0] * 1.14).roundedHalfUp
    let seconde = FractionsDSC.montants([.montant(fraction), .reste], enveloppe: 1.07e10, aRepartir: 1.07e10).montants
    #expect((seconde[1] / premiere[1] - 1.034).magnitude < 1e-9)
    #expect(seconde.reduce(0, +) == 1.07e10)
  }

  @Test("Fractions : le reste ferme, un excès ou un manque est dit")
  func fractions() {
    func ecart(_ parts: [PartFraction]) -> Double {
      FractionsDSC.montants(parts, enveloppe: 1_000, aRepartir: 1_000).ecart
    }
    #expect(
      FractionsDSC.montants([.montant(200), .reste, .part(0.1)], enveloppe: 1_000, aRepartir: 900).montants == [
        200, 600, 100,
      ])
    #expect(ecart([.montant(600), .montant(400)]) == 0)
    #expect(ecart([.montant(600), .montant(500)]) == -100)
    #expect(ecart([.montant(600), .montant(500), .reste]) == -100)
    #expect(ecart([.montant(600), .part(0.3)]) == 100)
  }

  @Test("TV-16 : plancher du contrat de ville, 50,4 puis 52,0 M€ ; rien quand les produits baissent")
  func plancher() {
    func montant(_ avant: Double, _ apres: Double) -> Double {
      PlancherContratDeVille.montant(produit: apres, produitPrecedent: avant, part: 0.5)
    }
    #expect(montant(5_040_000_000, 5_200_000_000) == 80_000_000)
    #expect(montant(5_200_000_000, 5_040_000_000) == 0)
    #expect(montant(100, 101) == 1)
  }

  @Test("Part de la hausse : les baisses ne se rattrapent pas ; part des recettes")
  func hausse() {
    let produits = [5_040_000_000.0, 5_200_000_000, 5_150_000_000, 5_190_000_000]
    func enveloppe(_ annees: Int) -> Double {
      EnveloppeDSC.partDeLaHausse(depart: 300_000_000, part: 0.5, produits: Array(produits.prefix(annees + 1)))
    }
    #expect((0...3).map(enveloppe) == [300_000_000, 380_000_000, 380_000_000, 400_000_000])
    #expect(EnveloppeDSC.partDesRecettes(0.1, recettes: 12_345_678_905) == 1_234_567_891)
  }

  @Test("Part réservée : entre communes du contrat, dans la proportion de leurs parts, ou de leurs populations")
  func reserve() {
    func parts(_ p: [Double], _ concernees: [Double], _ population: [Double]) -> [Double] {
      var out = [Double](repeating: .nan, count: p.count)
      var span = out.mutableSpan
      ReserveContratDeVille.parts(p.span, concernees: concernees.span, population: population.span, dans: &span)
      return out
    }
    let found = parts([0.40, 0.35, 0.25], [1, 1, 0], [1, 1, 1])
    #expect((found[0] - 0.40 / 0.75).magnitude < 1e-15 && found[2] == 0)
    #expect((found[0] + found[1] - 1).magnitude < 1e-15)
    #expect(parts([0, 0, 1], [1, 1, 0], [300, 100, 50]) == [0.75, 0.25, 0])
    // A column with a missing flag leaves the commune out.
    #expect(parts([0.5, 0.5], [1, .nan], [1, 1]) == [1, 0])
  }

  @Test("Bornes par habitant : la plus favorable des minimums, la plus basse des maximums, arrondies vers l'intérieur")
  func bornes() {
    var termes = BornesEcrites.Termes()
    termes.plancher = 0.95
    termes.baisseHabitant = .init(montant: 100, population: [1_000, 1_000, 1_000])
    var found = BornesEcrites(termes, reference: [4_000_000, 1_000_000, .nan], communes: 3)
    // 3 800 000 against 3 900 000; 950 000 against 900 000; nothing.
    #expect(found.planchers == [3_900_000, 950_000, 0])
    #expect(found.plafonds == [.infinity, .infinity, .infinity])
    termes.plafondHabitant = .init(montant: 0.5, population: [1_001, 3, 7])
    found = BornesEcrites(termes, reference: [.nan, .nan, .nan], communes: 3)
    #expect(found.plafonds == [500, 1, 3])
    #expect(found.planchers == [0, 0, 0])
    termes.plancherHabitant = .init(montant: 1.5, population: [1_001, 3, 7])
    found = BornesEcrites(termes, reference: [.nan, .nan, .nan], communes: 3)
    #expect(found.planchers == [1_502, 5, 11] && found.plafonds == [1_502, 5, 11])
    #expect(found.conflits == [0, 1, 2])
    // A fall larger than the amount: never below zero.
    var chute = BornesEcrites.Termes()
    chute.baisseHabitant = .init(montant: 1e9, population: [10])
    #expect(BornesEcrites(chute, reference: [5_000], communes: 1).planchers == [0])
  }

  @Test("Les bornes écrites entrent dans le tunnel comme les autres")
  func tunnel() {
    var entrees = DotationSolidariteEntrees(
      scenarios: 1, communes: PetiteCamargue.communes,
      criteres: [CritereRepartition("population", .population(.insee))], poids: Matrix(column: [1]),
      enveloppes: [50_000_000])
    entrees.origine = Matrix(rows: 5, columns: 1)
    var garantie = Garantie(.tunnel, reference: .origine)
    var termes = BornesEcrites.Termes()
    termes.plafondHabitant = .init(montant: 1_800, population: [5_770, 2_406, 5_159, 2_446, 11_610])
    termes.plancherHabitant = .init(montant: 2_000, population: [0, 0, 0, 2_446, 0])
    garantie.ecrites = BornesEcrites(termes, reference: [], communes: 5)
    entrees.garantie = garantie
    let out = DotationSolidarite.calculer(
      entrees, parametres: ParametresDSC(annee: 2025, partMinimale: nil, criteresMajoritaires: false))
    // 50 M centimes over 27 391 heads is 1 825,4 a head: all at 18 € but Le Cailar at 20 €, which does not reach E.
    #expect(out.faits[0].contains { if case .plafondsSousLEnveloppe = $0 { true } else { false } })
    entrees.enveloppes = [49_000_000]
    let ok = DotationSolidarite.calculer(
      entrees, parametres: ParametresDSC(annee: 2025, partMinimale: nil, criteresMajoritaires: false))
    #expect(ok.montants.values.reduce(0, +) == 49_000_000)
    #expect(ok.montants[3, 0] == 4_892_000)
    // The others share what is left by population.
    let left = 49_000_000.0 - 4_892_000
    #expect((ok.montants[0, 0] - left * 5_770 / 24_945).magnitude < 1)
  }

  @Test("Un critère libre écrit dans deux fractions pèse leur somme ; un critère réservé reste légal")
  func preponderance() {
    let droit = ParametresDSC(annee: 2024, partMinimale: 0.35, criteresMajoritaires: true)
    let criteres = [
      CritereRepartition("revenu", .revenu(.revenuParDefaut)),
      CritereRepartition("potentiel", .quantite(0), legal: .potentiel),
      CritereRepartition("voirie", .quantite(0)), CritereRepartition("voirie", .quantite(0)),
    ]
    let poids = [0.20, 0.16, 0.34, 0.30]
    #expect(
      CriteresLegaux.controler(criteres, poids: poids.span, parametres: droit) == [
        .critereLibrePreponderant(critere: "voirie", poids: 0.34 + 0.30, legale: 0.20 + 0.16)
      ])
  }
}
