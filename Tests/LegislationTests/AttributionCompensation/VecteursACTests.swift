import LinearAlgebra
import Testing

@testable import Legislation

@Suite("AC : vecteurs imprimés")
struct VecteursACTests {
  let droit = ParametresAC(annee: 2022)

  @Test("TV-3 : 5 % de l'attribution, arrondi au centime inférieur")
  func individualisee() {
    // Martigues, AC 95 065 616 €; the others so that Martigues is far above the mean and Aix (1,082) is not.
    let ac: [Double] = [9_506_561_600, 4_691_210_300]
    var bornes = [0.0, 0.0]
    var span = bornes.mutableSpan
    let eligibles: [Double] = [1, 0]
    RevisionIndividualisee.bornes(ac: ac.span, eligibles: eligibles.span, parametres: droit, dans: &span)
    #expect(bornes == [475_328_080, 0])
  }

  @Test("TV-4 : borne après fusion, la plus petite des deux, au centime inférieur")
  func fusion() {
    let ac: [Double] = [4_691_210_300, 81_489_800, 12_928_376_500, 9_506_561_600]
    let recettes: [Double] = [18_890_512_630, 2_370_470_473, 115_195_390_900, 13_583_862_870]
    var bornes = [Double](repeating: 0, count: 4)
    var span = bornes.mutableSpan
    RevisionFusion.bornes(origine: ac.span, recettes: recettes.span, parametres: droit, dans: &span)
    #expect(bornes == [944_525_631, 24_446_940, 3_878_512_950, 679_193_143])
  }

  @Test("TV-13 : charge nette d'un équipement transféré")
  func clect() {
    let piscine = EquipementTransfere(cout: 1_200_000, fraisFinanciers: 300_000, entretien: [15_000], duree: 30)
    let charge = ChargeTransferee(fonctionnement: .dernierBudget(0), equipements: [piscine], ressources: 8_000)
    #expect(piscine.renouvellementAnnuel == 40_000)
    #expect(piscine.fraisFinanciersAnnuels == 10_000)
    #expect(charge.charge == 57_000)
    // Thirty years written one by one are the same upkeep.
    var detail = piscine
    detail.entretien = [Double](repeating: 15_000, count: 30)
    #expect(detail.entretienAnnuel == 15_000)
    // Net of subsidies, and of a FCTVA of 16,404 %.
    var nette = piscine
    nette.subventions = 300_000
    nette.tauxFCTVA = 0.16404
    #expect((nette.coutNet - 703_152).magnitude < 1e-6)
    #expect(CoutFonctionnement.moyenneComptes([90_000, 100_000, 110_000]).montant == 100_000)
    #expect(CoutFonctionnement.moyenneComptes([]).montant.isNaN)
  }

  @Test("TV-15 : baisse des bases, proportionnelle aux attributions positives")
  func baisseBases() {
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: Matrix(column: [100_000_000, 50_000_000, -10_000_000]))
    entrees.revisions = [.baisseBases(BaisseBases(pertes: [9_000_000]))]
    let out = AttributionCompensation.calculer(entrees, parametres: droit)
    #expect(out.revisions[0].deltas.values == [-6_000_000, -3_000_000, 0])
    #expect(out.attributions.values == [94_000_000, 47_000_000, -10_000_000])
    #expect(out.faits == [[]])
  }

  @Test("Décision 13 : une baisse de 300 000 € sur le potentiel, forme A, avec et sans miroir")
  func miroir() {
    func payeParBeauvoisin(_ sens: SensRepartition?) -> Double {
      let libre = LibreParCriteres(
        montants: [-30_000_000], communes: PetiteCamargue.communes,
        criteres: [CritereRepartition("potentiel", .potentiel(PetiteCamargue.formeA))], poids: Matrix(column: [1]),
        sens: sens)
      var entrees = AttributionCompensationEntrees(
        scenarios: 1, attributions: Matrix(column: [126_443_500, 2_557_100, -3_284_800, -9_484_900, 266_422_500]))
      entrees.revisions = [.libreParCriteres(libre)]
      let out = AttributionCompensation.calculer(entrees, parametres: droit)
      #expect(out.revisions[0].couts == [-30_000_000])
      return -out.revisions[0].deltas[2, 0]
    }
    #expect((payeParBeauvoisin(nil) / 100).rounded() == 45_545)
    #expect((payeParBeauvoisin(.inverse) / 100).rounded() == 45_545)
    #expect((payeParBeauvoisin(.direct) / 100).rounded() == 68_619)
  }
}
