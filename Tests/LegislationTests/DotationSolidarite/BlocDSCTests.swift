import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("DSC : un bloc, un scénario, tous les noyaux donnent les mêmes bits")
struct BlocDSCTests {
  let droit = PetiteCamargue.droit2025

  /// Scenarios that move weights, envelope, bounds and coefficients of shapes over a random territory.
  func bloc(_ graine: UInt64, scenarios: Int) -> DotationSolidariteEntrees {
    var g = SplitMix64(seed: graine ^ 0xB10C)
    let oracle = OracleDSC.tirage(graine: graine)
    var entrees = oracle.entrees
    let last = oracle.communes.reduce(0) { $0 + ($1.anterieur ?? 0) }
    entrees.scenarios = scenarios
    entrees.poids = Matrix(rows: 7, columns: scenarios)
    var coefficients = Matrix(rows: 7, columns: scenarios, repeating: .nan)
    var planchers: [Double] = []
    var plafonds: [Double] = []
    entrees.enveloppes = []
    for s in 0..<scenarios {
      for (c, poids) in g.poids(7).enumerated() { entrees.poids[c, s] = poids }
      if g.chance(0.8) { coefficients[0, s] = Double.random(in: 0.5...2.5, using: &g) }
      if g.chance(0.8) { coefficients[1, s] = Double.random(in: 0.5...2, using: &g) }
      entrees.enveloppes.append((last * Double.random(in: 0.9...1.2, using: &g)).rounded())
      planchers.append(g.chance(0.1) ? .nan : Double.random(in: 0.85...1, using: &g))
      plafonds.append(g.chance(0.1) ? .nan : Double.random(in: 1...1.4, using: &g))
    }
    entrees.coefficients = coefficients
    entrees.garantie = Garantie(MethodeGarantie.allCases[Int(graine % 4)], planchers: planchers, plafonds: plafonds)
    if graine % 3 == 0 { entrees.lissage = LissageDSC(rang: 1, duree: 3) }
    return entrees
  }

  /// The same scenario alone.
  func seul(_ entrees: DotationSolidariteEntrees, _ s: Int) -> DotationSolidariteEntrees {
    var out = entrees
    out.scenarios = 1
    out.poids = Matrix(column: entrees.poids.columnArray(s))
    out.coefficients = entrees.coefficients.map { Matrix(column: $0.columnArray(s)) }
    out.enveloppes = [entrees.enveloppes[s]]
    out.garantie.planchers = [entrees.garantie.planchers[s]]
    out.garantie.plafonds = [entrees.garantie.plafonds[s]]
    return out
  }

  func bits(_ x: some Sequence<Double>) -> [UInt64] { x.map(\.bitPattern) }

  @Test("Le bloc avec ses colonnes, chaque scénario seul, la boucle sans colonnes : 300 blocs")
  func largeur() {
    var payes = 0
    for graine in UInt64(1)...300 {
      let entrees = bloc(graine, scenarios: 7)
      let ensemble = DotationSolidarite.calculer(entrees, parametres: droit)
      let evaluation = EvaluationDSC(entrees, colonnes: false)
      let atelier = AtelierDSC(evaluation)
      for s in 0..<7 {
        let isole = DotationSolidarite.calculer(seul(entrees, s), parametres: droit)
        #expect(bits(ensemble.bruts.columnArray(s)) == bits(isole.bruts.values), "graine \(graine)")
        #expect(bits(ensemble.lisses.columnArray(s)) == bits(isole.lisses.values), "graine \(graine)")
        #expect(bits(ensemble.montants.columnArray(s)) == bits(isole.montants.values), "graine \(graine)")
        #expect(ensemble.faits[s] == isole.faits[0], "graine \(graine)")
        let issue = atelier.repartir(entrees, scenario: s)
        #expect(bits(atelier.lignes(atelier.bruts)) == bits(isole.bruts.values), "graine \(graine)")
        guard issue == .payee else { continue }
        payes += 1
        #expect(bits(atelier.lignes(atelier.montants)) == bits(isole.montants.values), "graine \(graine)")
        #expect(atelier.total == isole.totaux[0])
      }
    }
    #expect(payes > 1200)
  }

  @Test("Chaque niveau de processeur : 200 blocs")
  func niveaux() {
    for graine in UInt64(1)...200 {
      let entrees = bloc(graine, scenarios: 3)
      let reference = DotationSolidarite.calculer(entrees, parametres: droit, noyaux: .portable)
      for noyaux in KernelSet.available {
        let out = DotationSolidarite.calculer(entrees, parametres: droit, noyaux: noyaux)
        #expect(bits(out.bruts.values) == bits(reference.bruts.values), "graine \(graine), \(noyaux.name)")
        #expect(bits(out.garantis.values) == bits(reference.garantis.values), "graine \(graine), \(noyaux.name)")
        #expect(bits(out.montants.values) == bits(reference.montants.values), "graine \(graine), \(noyaux.name)")
        #expect(bits(out.theta) == bits(reference.theta), "graine \(graine), \(noyaux.name)")
      }
    }
  }

  @Test("Les bornes des noyaux sont `plancherEntier` et `plafondEntier`, près des entiers et loin de zéro")
  func bornes() {
    var g = SplitMix64(seed: 5)
    let scratch = LaneScratch(rows: 64, columns: 3)
    for _ in 0..<3000 {
      let fraction = [0.95, 1, 1.1, Double.random(in: 0...2, using: &g)][Int.random(in: 0..<4, using: &g)]
      let scale = [1, 1e4, 1e8, 1e12][Int.random(in: 0..<4, using: &g)]
      let h = (0..<64).map { _ in
        g.chance(0.02) ? .nan : (Double.random(in: 0...scale, using: &g) * 100).rounded() / (g.chance(0.5) ? 1 : 100)
      }
      scratch.set(0, h.span)
      for noyaux in KernelSet.available {
        _ = BornesGarantie.bornes(
          scratch.lanes, reference: scratch.column(0), bruts: scratch.column(0), plancher: fraction, plafond: fraction,
          noyaux: noyaux, planchers: scratch.column(1), plafonds: scratch.column(2))
        for i in 0..<64 {
          let (floor, ceiling) = ((fraction * h[i]).plancherEntier, (fraction * h[i]).plafondEntier)
          #expect(scratch.rows(1)[i] == (h[i].isNaN ? 0 : floor))
          #expect(scratch.rows(2)[i] == (h[i].isNaN ? .infinity : max(floor, ceiling)))
        }
      }
    }
  }
}
