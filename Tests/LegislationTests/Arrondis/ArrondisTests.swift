import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Arrondis")
struct ArrondisTests {
  func fermer(_ reels: [Double], _ total: Double, _ unite: UniteMonetaire) throws -> [Double] {
    var out = reels
    var span = out.mutableSpan
    let rangs = RangsDepartage.ordreDesLignes(reels.count)
    try FermetureEnveloppe.fermer(reels.span, total: total, unite: unite, rangs: rangs.span, dans: &span)
    return out
  }

  @Test("100 € entre trois communes égales, en centimes puis en euros")
  func fermeture() throws {
    let tiers = 10_000.0 / 3
    #expect(try fermer([tiers, tiers, tiers], 10_000, .centime) == [3334, 3333, 3333])
    #expect(try fermer([tiers, tiers, tiers], 10_000, .euro) == [3400, 3300, 3300])
    #expect(throws: ApportionmentError.self) { try fermer([tiers, tiers, tiers], 10_050, .euro) }
    #expect(throws: ApportionmentError.self) { try fermer([100, 100], 500, .centime) }
  }

  @Test("Départage : par code, Corse comprise ; par population puis code")
  func departage() {
    #expect(RangsDepartage.parCode(["30033", "2A004", "30006", "01001"]) == [3, 1, 2, 0])
    let populations: [Double] = [200, 900, 900]
    let codes = RangsDepartage.parCode(["30006", "30020", "30033"])
    #expect(RangsDepartage.parPopulation(populations.span, rangsINSEE: codes.span) == [2, 0, 1])
    let inverses: [Int32] = [0, 2, 1]
    #expect(RangsDepartage.parPopulation(populations.span, rangsINSEE: inverses.span) == [2, 1, 0])
  }

  @Test("Bornes rentrantes : plafond vers le bas, plancher vers le haut, sans piège binaire")
  func bornes() {
    #expect(679_193_143.5.plafondEntier == 679_193_143)
    #expect(4_274_905.1.plancherEntier == 4_274_906)
    #expect((0.95 * 100).plafondEntier == 95)
    #expect((1.1 * 10).plancherEntier == 11)
    #expect((0.3 * 12_928_376_500).plafondEntier == 3_878_512_950)
    #expect(99.9999.plafondEntier == 99)
    #expect(100.0001.plancherEntier == 101)
    #expect(Double.infinity.plafondEntier == .infinity)
    #expect(Double.nan.plancherEntier.isNaN)
  }
}
