import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("AC : contre une transcription naïve, et propriétés")
struct ProprietesACTests {
  let droit = ParametresAC(annee: 2024)

  struct Territoire {
    var ac: [Int]
    var charges: [Int]
    var libre: [Int]
    var refus: [Bool]
    var taux: Int
    var potentiel: [Int]
    var population: [Int]
    var perte: Int
    var fusion: [Int]
    var recettes: [Int]

    init(graine: UInt64) {
      var g = SplitMix64(seed: graine)
      let n = Int.random(in: 1...20, using: &g)
      func column(_ range: ClosedRange<Int>) -> [Int] { (0..<n).map { _ in Int.random(in: range, using: &g) } }
      ac = column(-20_000_000...60_000_000)
      charges = column(-300_000...900_000)
      libre = column(-500_000...500_000)
      refus = (0..<n).map { _ in g.chance(0.2) }
      taux = Int.random(in: 0...8, using: &g)
      potentiel = column(100_000...30_000_000)
      population = column(50...20_000)
      perte = Int.random(in: 1...20_000_000, using: &g)
      fusion = column(-4_000_000...4_000_000)
      recettes = column(1_000_000...90_000_000)
    }

    /// The law read line by line, in whole centimes; changes beyond a bound are brought back to it.
    func oracle() -> [Int] {
      var ac = self.ac
      for i in ac.indices { ac[i] -= charges[i] }
      for i in ac.indices where !refus[i] { ac[i] += libre[i] }
      let totalPotentiel = potentiel.reduce(0, +)
      let totalPopulation = population.reduce(0, +)
      for i in ac.indices where ac[i] > 0 {
        // F_i > 1.2 F̄ in whole numbers.
        if 10 * potentiel[i] * totalPopulation > 12 * totalPotentiel * population[i] {
          ac[i] -= min(ac[i] * taux / 100, ac[i] * 5 / 100)
        }
      }
      let positive = ac.filter { $0 > 0 }.reduce(0, +)
      let cut = min(perte, positive)
      if positive > 0 {
        var share = [Int](repeating: 0, count: ac.count)
        // Cuts are negative: the floor is away from zero, then the largest remainders come back by one centime.
        var order: [(rest: Int, row: Int)] = []
        for i in ac.indices where ac[i] > 0 {
          let (quotient, rest) = (ac[i] * cut).quotientAndRemainder(dividingBy: positive)
          share[i] = rest == 0 ? -quotient : -quotient - 1
          let remainder = rest == 0 ? 0 : positive - rest
          order.append((Int((Double(remainder) / Double(positive) * 1e6).rounded(.toNearestOrEven)), i))
        }
        order.sort { ($1.rest, $0.row) < ($0.rest, $1.row) }
        var missing = -cut - share.reduce(0, +)
        for (_, row) in order where missing > 0 {
          share[row] += 1
          missing -= 1
        }
        for i in ac.indices { ac[i] += share[i] }
      }
      for i in ac.indices {
        let borne = min(abs(self.ac[i]) * 30 / 100, recettes[i] * 5 / 100)
        ac[i] += max(-borne, min(borne, fusion[i]))
      }
      return ac
    }

    var entrees: AttributionCompensationEntrees {
      func column(_ values: [Int]) -> Matrix { Matrix(column: values.map(Double.init)) }
      var out = AttributionCompensationEntrees(scenarios: 1, attributions: column(ac))
      out.revisions = [
        .fusion(montants: column(fusion)), .baisseBases(BaisseBases(pertes: [Double(perte)])),
        .individualisee(.taux([Double(taux) / 100])),
        .libre(montants: column(libre), refus: Matrix(column: refus.map { $0 ? 1 : 0 })),
        .transfert(charges: column(charges)),
      ]
      out.horsBornes = .ecreter
      out.potentielFinancier = column(potentiel)
      out.populationDGF = column(population)
      out.attributionsOrigine = column(ac)
      out.recettesPrecedentes = column(recettes)
      out.anneesDepuisFusion = 0
      return out
    }
  }

  @Test("Cinq modes à la suite, 4 000 territoires, au centime")
  func oracle() {
    for graine in UInt64(1)...4000 {
      let territoire = Territoire(graine: graine)
      let out = AttributionCompensation.calculer(territoire.entrees, parametres: droit)
      #expect(out.attributions.values == territoire.oracle().map(Double.init), "graine \(graine)")
    }
  }

  @Test("L'attribution finale est l'initiale plus les variations gardées pour l'explication")
  func variations() {
    for graine in UInt64(1)...200 {
      let territoire = Territoire(graine: graine)
      let out = AttributionCompensation.calculer(territoire.entrees, parametres: droit)
      for i in territoire.ac.indices {
        let sum = out.revisions.reduce(Double(territoire.ac[i])) { $0 + $1.deltas[i, 0] }
        #expect(sum == out.attributions[i, 0], "graine \(graine)")
      }
      for revision in out.revisions {
        #expect(revision.couts[0] == revision.deltas.values.reduce(0, +), "graine \(graine)")
      }
    }
  }

  @Test("Un scénario seul ou dans un bloc de sept : les mêmes bits et les mêmes faits")
  func largeurDuBloc() {
    for graine in UInt64(1)...100 {
      let territoire = Territoire(graine: graine)
      var g = SplitMix64(seed: graine ^ 0x99)
      let n = territoire.ac.count
      let lanes = 7
      let communes = ColonnesCommunes(
        populationINSEE: Matrix(column: territoire.population.map(Double.init)),
        populationDGF: Matrix(column: territoire.population.map(Double.init)),
        revenu: Matrix(column: territoire.potentiel.map(Double.init)),
        potentiel: Matrix(column: territoire.potentiel.map(Double.init)))
      let montants = (0..<lanes).map { _ in Double.random(in: -1e7...1e7, using: &g) }
      let taux = (0..<lanes).map { _ in Double.random(in: 0...0.08, using: &g) }
      let pertes = (0..<lanes).map { _ in Double.random(in: 0...1e7, using: &g) }
      func bloc(_ range: Range<Int>) -> AttributionCompensationResultat {
        var e = territoire.entrees
        e.scenarios = range.count
        e.revisions = [
          .libreParCriteres(
            LibreParCriteres(
              montants: Array(montants[range]), communes: communes,
              criteres: [
                CritereRepartition("potentiel", .potentiel(.rapportInverse(exposant: 1, ecretage: 0.25...4))),
                CritereRepartition("population", .population(nil)),
              ], poids: Matrix(column: [0.6, 0.4]))),
          .individualisee(.taux(Array(taux[range]))), .baisseBases(BaisseBases(pertes: Array(pertes[range]))),
        ]
        return AttributionCompensation.calculer(e, parametres: droit)
      }
      let ensemble = bloc(0..<lanes)
      for lane in 0..<lanes {
        let seul = bloc(lane..<(lane + 1))
        #expect(
          (0..<n).map { seul.attributions[$0, 0].bitPattern }
            == (0..<n).map { ensemble.attributions[$0, lane].bitPattern }, "graine \(graine), scénario \(lane)")
        #expect(seul.faits[0] == ensemble.faits[lane], "graine \(graine), scénario \(lane)")
      }
    }
  }
}
