import LinearAlgebra
import TestSupport
import Testing

@testable import Legislation

@Suite("DSC : contre une transcription naïve, au centime")
struct OracleDSCTests {
  let droit = PetiteCamargue.droit2025

  @Test("Sans garantie, 3 000 territoires")
  func sansGarantie() {
    for graine in UInt64(1)...3000 {
      let oracle = OracleDSC.tirage(graine: graine)
      let out = DotationSolidarite.calculer(oracle.entrees, parametres: droit)
      let attendu = OracleDSC.centimes(oracle.bruts(), oracle.enveloppe)
      #expect(out.montants.values == attendu.map(Double.init), "graine \(graine)")
    }
  }

  @Test("Tunnel, 3 000 territoires, y compris irréalisables")
  func tunnel() {
    var feasible = 0
    for graine in UInt64(1)...3000 {
      var oracle = OracleDSC.tirage(graine: graine)
      var g = SplitMix64(seed: graine ^ 0xA5A5)
      // Near last year's total, so that both ends are met.
      let last = oracle.communes.reduce(0) { $0 + ($1.anterieur ?? 0) }
      oracle.enveloppe = (last * Double.random(in: 0.92...1.12, using: &g)).rounded()
      let plancher = g.chance(0.2) ? nil : Double.random(in: 0.85...1, using: &g)
      let plafond = g.chance(0.2) ? nil : Double.random(in: 1...1.3, using: &g)
      var entrees = oracle.entrees
      entrees.garantie = Garantie(.tunnel, planchers: [plancher ?? .nan], plafonds: [plafond ?? .nan])
      let out = DotationSolidarite.calculer(entrees, parametres: droit)
      let bornes = oracle.bornes(plancher: plancher, plafond: plafond)
      guard let real = OracleDSC.tunnel(oracle.bruts(), bornes.floors, bornes.ceilings, oracle.enveloppe) else {
        #expect(out.montants.values.allSatisfy { $0.isNaN }, "graine \(graine)")
        #expect(out.faits[0].contains { $0.code == "L0206" || $0.code == "L0207" }, "graine \(graine)")
        continue
      }
      feasible += 1
      let attendu = OracleDSC.centimes(real, oracle.enveloppe)
      #expect(out.montants.values == attendu.map(Double.init), "graine \(graine)")
      for i in bornes.floors.indices {
        #expect(out.montants[i, 0] >= bornes.floors[i] && out.montants[i, 0] <= bornes.ceilings[i], "graine \(graine)")
      }
    }
    // Both outcomes must be frequent, or the test proves little.
    #expect(feasible > 1000 && feasible < 2900)
  }

  @Test("Garantie des gagnants et garantie de l'EPCI, 2 000 territoires")
  func garanties() {
    var feasible = 0
    for graine in UInt64(1)...2000 {
      var oracle = OracleDSC.tirage(graine: graine)
      var g = SplitMix64(seed: graine ^ 0x5A5A)
      let last = oracle.communes.reduce(0) { $0 + ($1.anterieur ?? 0) }
      oracle.enveloppe = (last * Double.random(in: 0.85...1.1, using: &g)).rounded()
      let floors = oracle.bornes(plancher: 0.95, plafond: nil).floors
      var entrees = oracle.entrees
      entrees.garantie = Garantie(.gagnants, planchers: [0.95])
      let gagnants = DotationSolidarite.calculer(entrees, parametres: droit)
      if let real = OracleDSC.gagnants(oracle.bruts(), floors, oracle.enveloppe) {
        feasible += 1
        #expect(
          gagnants.montants.values == OracleDSC.centimes(real, oracle.enveloppe).map(Double.init), "graine \(graine)")
      } else {
        let manque = floors.reduce(0, +) - oracle.enveloppe
        #expect(
          gagnants.faits[0].contains(
            .planchersAuDessusDeLEnveloppe(planchers: oracle.enveloppe + manque, enveloppe: oracle.enveloppe)),
          "graine \(graine)")
      }
      entrees.garantie = Garantie(.complement, planchers: [0.95])
      let complement = DotationSolidarite.calculer(entrees, parametres: droit)
      let real = zip(oracle.bruts(), floors).map { max($0, $1) }
      let total = (real.reduce(0, +) + 0.5 + 1e-6).rounded(.down)
      #expect(complement.totaux == [total], "graine \(graine)")
      #expect(complement.montants.values == OracleDSC.centimes(real, total).map(Double.init), "graine \(graine)")
    }
    #expect(feasible > 700 && feasible < 1900)
  }

  @Test("Lissage linéaire, 2 000 territoires, durées de 1 à 7 ans")
  func lissage() {
    for graine in UInt64(1)...2000 {
      let oracle = OracleDSC.tirage(graine: graine)
      var g = SplitMix64(seed: graine ^ 0x3C3C)
      let duree = Int.random(in: 1...7, using: &g)
      let rang = Int.random(in: 0...(duree + 1), using: &g)
      var entrees = oracle.entrees
      entrees.lissage = LissageDSC(rang: rang, duree: duree)
      let out = DotationSolidarite.calculer(entrees, parametres: droit)
      let t = min(rang, duree)
      let before = oracle.communes.map { Int($0.anterieur ?? 0) }
      // Whole centimes only: half up of (E⁰·(T − t) + E·t) / T.
      let numerator = before.reduce(0, +) * (duree - t) + Int(oracle.enveloppe) * t
      let total = (2 * numerator + duree) / (2 * duree)
      let bruts = oracle.bruts()
      let real = bruts.indices.map { i in
        t == duree
          ? bruts[i] : Double(before[i]) + Double(t) / Double(duree) * (bruts[i] - Double(before[i]))
      }
      #expect(out.totaux == [Double(total)], "graine \(graine)")
      #expect(out.montants.values == OracleDSC.centimes(real, Double(total)).map(Double.init), "graine \(graine)")
    }
  }
}
