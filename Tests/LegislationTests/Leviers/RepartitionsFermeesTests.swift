import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("Droits de tirage, DGF territoriale, prise en charge du FPIC")
struct RepartitionsFermeesTests {
  private let population = Matrix(column: [100, 200, 300, 400])

  private func repartir(_ enveloppe: Double, _ quantites: [[Double]], _ poids: [Double]) -> RepartitionFermee.Resultat {
    let unknown = Matrix(column: [.nan, .nan, .nan, .nan])
    let columns = ColonnesCommunes(
      populationINSEE: population, populationDGF: population, revenu: unknown, potentiel: unknown,
      quantites: quantites.map { Matrix(column: $0) })
    let criteres = quantites.indices.map { CritereRepartition("c\($0)", .quantite($0)) }
    let rangs = RangsDepartage.ordreDesLignes(4)
    return RepartitionFermee.repartir(
      enveloppe: enveloppe, criteres: MoteurCriteres(communes: columns).evaluer(criteres), poids: poids.span,
      rangs: rangs.span)
  }

  @Test("100,00 € selon deux critères, à la main")
  func exemple() {
    // 60 % by 1·1·1·1 gives 15 € each, 40 % by 0·0·1·3 gives 0, 0, 10 and 30 €.
    #expect(
      repartir(10_000, [[1, 1, 1, 1], [0, 0, 1, 3]], [0.6, 0.4]).montants == [1_500, 1_500, 2_500, 4_500])
    // 0,10 € in three: the first codes take the centimes left.
    #expect(repartir(10, [[1, 1, 1, 0]], [1]).montants == [4, 3, 3, 0])
    let bad = repartir(10_000, [[1, 1, 1, 1]], [0.9])
    #expect(bad.montants.allSatisfy(\.isNaN) && bad.faits.map(\.code) == ["L0228"])
  }

  @Test("oracle naïf : montants au hasard, à la main de l'article, fermés au centime")
  func oracle() {
    var draws = SplitMix64(seed: 11)
    for round in 0..<500 {
      let quantites = (0..<2).map { _ in (0..<4).map { _ in Double(draws.next() % 1_000) } }
      guard quantites.allSatisfy({ $0.reduce(0, +) > 0 }) else { continue }
      let weight = Double(draws.next() % 101) / 100
      let enveloppe = Double(draws.next() % 100_000_000)
      let found = repartir(enveloppe, quantites, [weight, 1 - weight]).montants
      // Scalar transcription: share, floor, then the largest remainders.
      let real = (0..<4).map { i in
        enveloppe
          * (weight * quantites[0][i] / quantites[0].reduce(0, +)
            + (1 - weight) * quantites[1][i] / quantites[1].reduce(0, +))
      }
      for i in 0..<4 { #expect((found[i] - real[i]).magnitude < 1.001, "tirage \(round)") }
      #expect(found.reduce(0, +) == enveloppe, "tirage \(round)")
      let order = [2, 0, 3, 1]
      let permuted = repartir(
        enveloppe, quantites.map { q in order.map { q[$0] } }, [weight, 1 - weight])
      for (position, row) in order.enumerated() {
        #expect((permuted.montants[position] - found[row]).magnitude <= 1, "tirage \(round)")
        #expect((permuted.bruts[position] - real[row]).magnitude < 1e-6, "tirage \(round)")
      }
    }
  }

  // MARK: DGF territoriale

  private func controle(
    _ mode: MiseEnCommun = .partielle, apports: [Double], annee: Int = 2025, poids: [Double] = [0.5, 0.5],
    criteres: [NatureCritere] = [.revenu(.revenuParDefaut), .potentiel(.potentielParDefaut)],
    recettes: [Double]? = [3_029_092], fiscal: Bool = true
  ) throws -> [FaitDGFTerritoriale] {
    ControleDGFTerritoriale.verifier(
      mode: mode, apports: apports, dotations: [100_000_000], recettes: recettes,
      criteres: criteres.map { CritereRepartition("c", $0) }, poids: poids, potentielFiscal: fiscal,
      parametres: try ParametresDGFTerritoriale(annee: annee, parametres: try Parametres.charger()))
  }

  @Test("1 % de 3 029 092 € : 30 290,92 € permis, un centime de plus est de trop")
  func plafond() throws {
    #expect(try controle(apports: [3_029_092]).isEmpty)
    let found = try controle(apports: [3_029_093])
    #expect(found == [.plusQueLaPart(commune: 0, apport: 3_029_093, plafond: 3_029_092)])
    #expect(found[0].exigeUnMotif)
    #expect(
      plain(found[0].message { _ in "Montjoie" })
        == "Montjoie met en commun 30 290,93 €, soit 0,01 € de plus que la part permise de ses recettes réelles de fonctionnement"
    )
    #expect(ControleDGFTerritoriale.plafond(recettes: 1_234.56, part: 0.01) == 1_234, "toward zero")
    #expect(try controle(.totale, apports: [100_000_000]).isEmpty, "no cap under I")
    #expect(try controle(apports: [1], recettes: nil).map(\.code) == ["L0907"])
    #expect(try controle(apports: [0], recettes: nil).isEmpty)
  }

  @Test("le revenu et le potentiel fiscal viennent en priorité : la moitié, tout juste")
  func priorite() throws {
    let three: [NatureCritere] = [.revenu(.revenuParDefaut), .potentiel(.potentielParDefaut), .population(.insee)]
    #expect(try controle(apports: [0], poids: [0.25, 0.25, 0.5], criteres: three).isEmpty)
    #expect(try controle(apports: [0], poids: [0.25, 0.24, 0.51], criteres: three).map(\.code) == ["L0903"])
    #expect(try controle(apports: [0], fiscal: false) == [.critereAbsent(.potentiel)], "financier is not fiscal")
    #expect(try controle(apports: [0], annee: 2019) == [.partielleFermee])
    #expect(try controle(apports: [100_000_001]).map(\.code).contains("L0902"))
  }

  // MARK: FPIC

  private func charge(_ levies: [Double], _ part: Double, limite: Double = .infinity) -> (cost: Double, [Double]) {
    var out = levies
    var span = out.mutableSpan
    let rangs = RangsDepartage.ordreDesLignes(levies.count)
    let cost = PriseEnChargeFPIC.repartir(
      prelevements: levies.span, part: part, limite: limite, rangs: rangs.span, dans: &span)
    return (cost, out)
  }

  @Test("prélèvements de 100 et 201 €, moitié : 151 €, soit 50 et 101 € ; la limite plafonne ; rien à prendre")
  func priseEnCharge() {
    #expect(charge([10_000, 20_100], 0.5) == (15_100, [5_000, 10_100]))
    #expect(charge([10_000, 20_100], 0.5, limite: 9_050) == (9_000, [3_000, 6_000]), "whole euros below the limit")
    #expect(charge([10_000, 20_100], 1) == (30_100, [10_000, 20_100]))
    #expect(charge([0, 0], 0.5) == (0, [0, 0]))
  }

  @Test("au hasard : le coût ferme, nul ne récupère plus que son prélèvement, l'ordre ne compte pas")
  func proprietes() {
    var draws = SplitMix64(seed: 3)
    for _ in 0..<400 {
      let levies = (0..<7).map { _ in Double(draws.next() % 50_000) * 100 }
      let part = Double(draws.next() % 101) / 100
      let (cost, found) = charge(levies, part)
      #expect(found.reduce(0, +) == cost)
      for (given, levy) in zip(found, levies) { #expect(given >= 0 && given <= levy) }
      #expect((cost - part * levies.reduce(0, +)).magnitude <= 50.0001)
    }
  }
}
