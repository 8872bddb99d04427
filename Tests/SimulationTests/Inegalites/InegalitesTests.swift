import TestSupport
import Testing

@testable import Simulation

@Suite("Mesures d'inégalité")
struct InegalitesTests {
  // Petite Camargue, 2022 (DGCL): population DGF, potentiel financier and revenu.
  static let dgf: [Double] = [5_996, 2_411, 5_239, 2_507, 11_733]
  static let potentiel: [Double] = [6_578_163, 2_004_887, 4_178_131, 2_022_717, 12_816_285]
  static let insee: [Double] = [5_770, 2_406, 5_159, 2_446, 11_610]
  static let revenu: [Double] = [84_558_109, 36_181_023, 73_382_391, 36_331_870, 142_298_060]

  private func perHead(_ amounts: [Double], _ people: [Double]) -> [Double] { zip(amounts, people).map { $0 / $1 } }

  /// Shape A of TV-5 recomputed here on real numbers: inverse of wealth, clamped to 0,25…4.
  private func dotationA() -> [Double] {
    let quantities: [[Double]] = [
      Self.insee, [139, 29, 164, 28, 1_027], [81_055, 24_881, 93_381, 43_131, 169_764],
      [1_159, 427, 1_007, 363, 1_996],
    ]
    func shares(_ scores: [Double]) -> [Double] {
      let total = scores.reduce(0, +)
      return scores.map { $0 / total }
    }
    func inverse(_ amounts: [Double], _ people: [Double]) -> [Double] {
      let mean = amounts.reduce(0, +) / people.reduce(0, +)
      return shares(
        (0..<5).map { Self.insee[$0] * min(max(mean / (amounts[$0] / people[$0]), 0.25), 4) })
    }
    let parts = [inverse(Self.revenu, Self.insee), inverse(Self.potentiel, Self.dgf)] + quantities.map(shares)
    let weights = [0.25, 0.25, 0.20, 0.10, 0.10, 0.10]
    return (0..<5).map { i in 500_000 * zip(weights, parts).reduce(0) { $0 + $1.0 * $1.1[i] } }
  }

  @Test("TV-5, forme A : Gini avant et après sur montants réels, taux de péréquation, corrélation")
  func camargueA() {
    let amounts = dotationA()
    #expect((amounts[0] - 95_119.54).magnitude < 0.005, "la dotation elle-même n'est pas celle de la table")
    let measure = MesureInegalites(
      richesse: perHead(Self.potentiel, Self.dgf), population: Self.dgf, revenu: perHead(Self.revenu, Self.insee))
    let out = measure.mesurer(amounts.span)
    #expect((out.giniAvant - 0.0682732802).magnitude < 5e-11)
    #expect((out.giniApres - 0.0667912660).magnitude < 5e-11)
    #expect((out.tauxPerequation - 0.021707).magnitude < 5e-7)
    #expect((out.richesse.correlation - 0.113142).magnitude < 5e-7)
  }

  @Test("TV-5, formes B et C : corrélations et Gini de la table, aux centimes près")
  func camargueBC() {
    let measure = MesureInegalites(richesse: perHead(Self.potentiel, Self.dgf), population: Self.dgf)
    let b = measure.mesurer([47_610.18, 43_301.95, 114_365.01, 49_569.02, 245_153.84].span)
    #expect((b.giniApres - 0.0663613178).magnitude < 5e-10)
    #expect((b.tauxPerequation - 0.028005).magnitude < 5e-7)
    #expect((b.richesse.correlation + 0.373595).magnitude < 1e-6)
    let c = measure.mesurer([95_385.04, 39_715.70, 96_825.78, 42_198.10, 225_875.38].span)
    #expect((c.richesse.correlation - 0.147091).magnitude < 1e-6)
  }

  @Test("exemples de poche : Theil, concentration, moitié pauvre, rapport interdécile")
  func pocket() {
    let two = MesureInegalites(richesse: [50, 150], population: [100, 100])
    let theil = two.mesurer([0, 0].span)
    #expect((theil.theilAvant - 0.130812).magnitude < 5e-7)
    #expect(theil.concentration.isNaN && theil.rendement.isNaN && theil.tauxPerequation == 0)
    let poor = two.mesurer([1_000, 0].span)
    #expect(poor.concentration == -0.5 && poor.partSousLaMoyenne == 1 && poor.partMoitiePauvre == 1)
    let four = MesureInegalites(richesse: [1, 2, 3, 4], population: [100, 100, 100, 100])
    #expect(four.mesurer([40, 30, 20, 10].span).partMoitiePauvre == 0.7)
    let three = MesureInegalites(richesse: [1, 2, 3], population: [10, 10, 10])
    #expect(three.mesurer([1, 1, 1].span).partMoitiePauvre == 0.5)
    let ten = MesureInegalites(richesse: (1...10).map(Double.init), population: [Double](repeating: 10, count: 10))
    let range = ten.mesurer([Double](repeating: 0, count: 10).span)
    #expect(range.interdecileAvant == 9 && range.etendueAvant == 10)
  }

  @Test("une commune qui en dépasse deux : deux inversions, un indice positif ; un transfert uniforme : aucune")
  func ranks() {
    let measure = MesureInegalites(richesse: [1, 2, 3], population: [10, 10, 10])
    let jump = measure.mesurer([25, 0, 0].span)
    #expect(jump.inversions == 2 && jump.reclassement > 0)
    let uniform = measure.mesurer([10, 10, 10].span)
    #expect(uniform.inversions == 0 && uniform.reclassement == 0 && uniform.concentration == 0)
    #expect(uniform.giniApres < uniform.giniAvant)
    // Reaching the same value is not overtaking.
    #expect(measure.mesurer([10, 0, 0].span).inversions == 0)
    // Equal before: no inversion whatever comes after.
    let tied = MesureInegalites(richesse: [2, 2, 3], population: [10, 10, 10])
    #expect(tied.mesurer([5, 0, 0].span).inversions == 0 && tied.mesurer([0, 5, 0].span).inversions == 0)
  }

  @Test("communes sans habitants ou de richesse inconnue : hors du compte ; transfert inconnu : l'après est inconnu")
  func gaps() {
    let measure = MesureInegalites(richesse: [1, .nan, 3, 7], population: [10, 10, 10, 0])
    let out = measure.mesurer([5, .nan, 5, .nan].span)
    #expect(out.communes == 2 && out.transferts == 10 && !out.giniApres.isNaN)
    let unknown = measure.mesurer([.nan, 0, 5, 0].span)
    #expect(unknown.giniApres.isNaN && unknown.giniAvant == out.giniAvant && unknown.partMoitiePauvre.isNaN)
  }

  @Test(
    "mille territoires tirés au hasard, égalités comprises : les mêmes mesures que toutes les paires",
    arguments: [1, 2, 3, 4])
  func oracle(_ seed: UInt64) {
    var draws = SplitMix64(seed: seed)
    for round in 0..<250 {
      let n = Int.random(in: 2...(round % 5 == 0 ? 120 : 40), using: &draws)
      let people = (0..<n).map { _ in Double(Int.random(in: 1...20, using: &draws) * 100) }
      // Few levels of wealth, so that ties are common.
      let wealth = (0..<n).map { _ in Double(Int.random(in: 300...(300 + n), using: &draws)) }
      let income = (0..<n).map { _ in Double.random(in: 8_000...30_000, using: &draws) }
      // Ranks that change a great deal, or a little.
      let reach = round % 3 == 0 ? 0.1 : 1
      let transfers = people.map { $0 * Double.random(in: -5...60, using: &draws) * reach }
      let expected = OracleInegalites(population: people, avant: wealth, transferts: transfers)
      let measure = MesureInegalites(richesse: wealth, population: people, revenu: income)
      let found = measure.mesurer(transfers.span)
      let after = expected.apres
      let pairs: [(Double, Double)] = [
        (found.giniAvant, expected.gini(wealth)), (found.giniApres, expected.gini(after)),
        (found.theilAvant, expected.theil(wealth)), (found.theilApres, expected.theil(after)),
        (found.concentration, expected.concentration(transfers)), (found.reclassement, expected.reclassement),
        (found.partMoitiePauvre, expected.partMoitiePauvre), (found.partSousLaMoyenne, expected.partSousLaMoyenne),
        (found.interdecileAvant, expected.quantile(wealth, pourcent: 90) / expected.quantile(wealth, pourcent: 10)),
        (found.interdecileApres, expected.quantile(after, pourcent: 90) / expected.quantile(after, pourcent: 10)),
        (found.richesse.correlation, expected.correlation(wealth).correlation),
        (found.richesse.pente, expected.correlation(wealth).pente),
        (found.revenu.correlation, expected.correlation(income).correlation),
        (found.etendueApres, (after.max() ?? 0) / (after.min() ?? 1)),
      ]
      for (index, (value, reference)) in pairs.enumerated() {
        if value.isNaN && reference.isNaN { continue }
        #expect(
          (value - reference).magnitude <= 1e-9 * max(1, reference.magnitude),
          "graine \(seed), tour \(round), mesure \(index)")
      }
      #expect(found.inversions == expected.inversions, "graine \(seed), tour \(round)")
      // The order of the communes changes nothing but the last bits of sums.
      let reversed = MesureInegalites(richesse: wealth.reversed(), population: people.reversed())
      let back = reversed.mesurer(Array(transfers.reversed()).span)
      #expect((back.giniApres - found.giniApres).magnitude < 1e-12 && back.inversions == found.inversions)
    }
  }
}
