import LinearAlgebra
import Testing

@testable import Legislation

@Suite("DSC : vecteurs imprimés, Petite Camargue")
struct VecteursDSCTests {
  @Test("TV-5 : les trois formes, au centime")
  func troisFormes() {
    let attendus: [(FormeRichesse, [Double])] = [
      (PetiteCamargue.formeA, [9_511_954, 3_980_678, 9_718_389, 4_238_358, 22_550_621]),
      (.ecartTronque, [4_761_018, 4_330_195, 11_436_501, 4_956_902, 24_515_384]),
      (.lineaire(pente: 1), [9_538_504, 3_971_570, 9_682_578, 4_219_810, 22_587_538]),
    ]
    for (forme, montants) in attendus {
      let out = DotationSolidarite.calculer(PetiteCamargue.entrees(forme), parametres: PetiteCamargue.droit2022)
      #expect(out.montants.values == montants)
      #expect(out.totaux == [50_000_000])
      #expect(!out.faits[0].contains { $0.severity == .erreur })
    }
  }

  @Test("TV-5 : moyennes de l'ensemble, somme sur somme")
  func moyennes() {
    let out = DotationSolidarite.calculer(PetiteCamargue.entrees(), parametres: PetiteCamargue.droit2022)
    #expect((out.criteres[0].moyennes[0] - 13_608.537585).magnitude < 5e-7)
    #expect((out.criteres[1].moyennes[0] - 989.750520).magnitude < 5e-7)
  }

  @Test("TV-6 : tunnel, garantie payée par les gagnants, garantie payée par l'EPCI")
  func garanties() {
    var entrees = PetiteCamargue.entrees()
    entrees.garantie = Garantie(.tunnel, planchers: [0.95], plafonds: [1.10])
    var out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.montants.values == [13_300_000, 4_373_232, 10_676_768, 5_700_000, 15_950_000])
    #expect((out.theta[0] - 1.0986149623).magnitude < 5e-11)

    entrees.garantie = Garantie(.tunnel, planchers: [0.95])
    out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.montants.values == [13_300_000, 4_275_000, 10_450_000, 5_700_000, 16_275_000])

    entrees.garantie = Garantie(.gagnants, planchers: [0.95])
    out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.montants.values == [13_300_000, 4_275_000, 10_450_000, 5_700_000, 16_275_000])
    let besoin = zip(out.bruts.values, out.planchers.values).reduce(0) { $0 + max($1.1 - $1.0, 0) }
    #expect((besoin - 6_275_620.88).magnitude < 5e-3)

    entrees.garantie = Garantie(.complement, planchers: [0.95])
    out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.totaux == [56_275_621])
    #expect(out.montants.values.reduce(0, +) == 56_275_621)
  }

  @Test("TV-7 : lissage linéaire sur quatre ans, total constant")
  func lissage() {
    let aimargues: [Double] = [12_877_988, 11_755_977, 10_633_965, 9_511_954]
    let vauvert: [Double] = [16_512_655, 18_525_310, 20_537_966, 22_550_621]
    for rang in 1...4 {
      var entrees = PetiteCamargue.entrees()
      entrees.lissage = LissageDSC(rang: rang, duree: 4)
      let out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
      #expect(out.montants[0, 0] == aimargues[rang - 1])
      #expect(out.montants[4, 0] == vauvert[rang - 1])
      #expect(out.totaux == [50_000_000])
    }
  }

  @Test("Décision 27 : part effective de 44,4 % quand l'enveloppe passe à 650 000 €, première année sur quatre")
  func partEffective() {
    var entrees = PetiteCamargue.entrees(enveloppe: 65_000_000)
    entrees.lissage = LissageDSC(rang: 1, duree: 4)
    let out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.totaux == [53_750_000])
    #expect((out.partEffective[0] - 0.444).magnitude < 5e-4)
  }
}
