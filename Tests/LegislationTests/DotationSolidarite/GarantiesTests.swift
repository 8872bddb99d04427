import LinearAlgebra
import Testing

@testable import Legislation

@Suite("DSC : bornes, garanties, lissages")
struct GarantiesTests {
  func bornes(_ h: [Double], plancher: Double, plafond: Double) -> (f: [Double], c: [Double], conflits: [Int]) {
    let scratch = LaneScratch(rows: h.count, columns: 3)
    scratch.set(0, h.span)
    let croisement = BornesGarantie.bornes(
      scratch.lanes, reference: scratch.column(0), bruts: scratch.column(0), plancher: plancher, plafond: plafond,
      noyaux: .selected, planchers: scratch.column(1), plafonds: scratch.column(2)
    ).croisement
    let conflits = BornesGarantie.conflits(reference: h.span, plancher: plancher, plafond: plafond)
    #expect(conflits.isEmpty == (croisement <= 1))
    return (Array(scratch.rows(1)), Array(scratch.rows(2)), conflits)
  }

  @Test("Les bornes sont arrondies vers l'intérieur, au centime")
  func arrondi() {
    let out = bornes([4_500_001], plancher: 0.95, plafond: 1.1)
    #expect(out.f == [4_275_001])
    #expect(out.c == [4_950_001])
    // 0.95 × 100 is not exact in binary; it is 95 centimes, not 96.
    #expect(bornes([100, 14_000_000], plancher: 0.95, plafond: 1.1).f == [95, 13_300_000])
    #expect(bornes([10], plancher: 0.95, plafond: 1.1).c == [11])
  }

  @Test("Commune nouvelle : ni plancher ni plafond ; sans fraction, de même")
  func nouvelle() {
    let out = bornes([.nan], plancher: 0.95, plafond: 1.1)
    #expect(out.f == [0] && out.c == [.infinity])
    let libre = bornes([1000], plancher: .nan, plafond: .nan)
    #expect(libre.f == [0] && libre.c == [.infinity])
  }

  @Test("Plafond sous le plancher : le plancher l'emporte, et la commune est nommée ; le seul arrondi ne compte pas")
  func conflit() {
    let out = bornes([1000, 0], plancher: 1, plafond: 0.9)
    #expect(out.f == [1000, 0] && out.c == [1000, 0] && out.conflits == [0])
    let arrondi = bornes([1_001], plancher: 0.9, plafond: 0.9)
    #expect(arrondi.f == [901] && arrondi.c == [901] && arrondi.conflits == [])
  }

  @Test("Planchers exactement égaux à l'enveloppe : réalisable ; un centime de moins : non, avec ce qui manque")
  func planchersLimites() {
    for methode in [MethodeGarantie.tunnel, .gagnants] {
      var entrees = PetiteCamargue.entrees(enveloppe: 47_500_000)
      entrees.garantie = Garantie(methode, planchers: [0.95])
      var out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
      #expect(out.montants.values == [13_300_000, 4_275_000, 10_450_000, 5_700_000, 13_775_000])
      entrees.enveloppes = [47_499_999]
      out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
      #expect(
        out.faits[0].contains(.planchersAuDessusDeLEnveloppe(planchers: 47_500_000, enveloppe: 47_499_999)))
      #expect(out.montants.values.allSatisfy { $0.isNaN })
      #expect(out.totaux[0].isNaN)
    }
  }

  @Test("Plafonds exactement égaux à l'enveloppe : réalisable ; un centime de plus : non")
  func plafondsLimites() {
    var entrees = PetiteCamargue.entrees(enveloppe: 55_000_000)
    entrees.garantie = Garantie(.tunnel, planchers: [0.95], plafonds: [1.1])
    var out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.montants.values == [15_400_000, 4_950_000, 12_100_000, 6_600_000, 15_950_000])
    entrees.enveloppes = [55_000_001]
    out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.faits[0].contains(.plafondsSousLEnveloppe(plafonds: 55_000_000, enveloppe: 55_000_001)))
  }

  @Test("Une commune au montant brut nul reste à son plancher dans le tunnel")
  func brutNul() throws {
    func tunnel(_ enveloppe: Double) throws -> [Double] {
      let scratch = LaneScratch(rows: 2, columns: 4)
      scratch.set(0, [0, 100].span)
      scratch.set(1, [10, 0].span)
      scratch.set(2, [1000, 150].span)
      _ = try Tunnel.repartir(
        scratch.lanes, bruts: scratch.column(0), planchers: scratch.column(1), plafonds: scratch.column(2),
        enveloppe: enveloppe, noyaux: .selected, dans: scratch.column(3))
      return Array(scratch.rows(3))
    }
    #expect(try tunnel(160) == [10, 150])
    #expect(throws: BoundedScalingError.ceilingsBelowTotal(surplus: 1)) { try tunnel(161) }
  }

  @Test("Un plafond avec une garantie sans tunnel est sans effet, et c'est dit")
  func plafondSansEffet() {
    var entrees = PetiteCamargue.entrees()
    entrees.garantie = Garantie(.gagnants, planchers: [0.95], plafonds: [1.0])
    let out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.faits[0].contains(.plafondSansEffet(.gagnants)))
    #expect(out.montants[4, 0] == 16_275_000)
  }

  @Test("S2 : l'échelle 100, 75, 50, 25 %, puis plus rien")
  func degressive() {
    let echelle = [1, 0.75, 0.5, 0.25]
    #expect(GarantieDegressive.garantie(echelle: echelle, rang: 2).planchers == [0.75])
    #expect(GarantieDegressive.garantie(echelle: echelle, rang: 2).methode == .gagnants)
    #expect(GarantieDegressive.garantie(echelle: echelle, rang: 4).planchers == [0.25])
    #expect(GarantieDegressive.garantie(echelle: echelle, rang: 5) == .aucune)
    #expect(GarantieDegressive.garantie(echelle: [], rang: 1) == .aucune)
    var entrees = PetiteCamargue.entrees()
    // Last year's amount is not the reference of S2.
    entrees.anneePrecedente = nil
    entrees.garantie = GarantieDegressive.garantie(echelle: echelle, rang: 1)
    let out = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(out.planchers.values == PetiteCamargue.anterieurs)
    #expect(out.montants[0, 0] == 14_000_000 && out.montants[3, 0] == 6_000_000)
  }

  @Test("S3 : tunnel annuel, le chemin de deux ans")
  func tunnelAnnuel() {
    var entrees = PetiteCamargue.entrees()
    entrees.garantie = TunnelAnnuel.garantie(baisse: 0.05, hausse: .nan)
    let premiere = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(premiere.montants[0, 0] == 13_300_000)
    entrees.anneePrecedente = premiere.montants
    let seconde = DotationSolidarite.calculer(entrees, parametres: PetiteCamargue.droit2022)
    #expect(seconde.montants[0, 0] == 12_635_000)
  }

  @Test("S1 : bornes du temps, commune nouvelle, demi-centime exact")
  func lissage() {
    let x: [Double] = [100, 300]
    let h: [Double] = [200, .nan]
    func lisse(_ rang: Int) -> [Double] {
      var out = [0.0, 0.0]
      var span = out.mutableSpan
      LissageLineaire.lisser(cible: x.span, origine: h.span, rang: rang, duree: 4, dans: &span)
      return out
    }
    #expect(lisse(0) == [200, 0])
    #expect(lisse(1) == [175, 75])
    #expect(lisse(4) == [100, 300])
    #expect(lisse(9) == [100, 300])
    // (1·3 + 0·1)/4 = 0.75 → 1; (1 + 1)/4 → half a centime goes up.
    #expect(LissageLineaire.total(origine: 10, cible: 12, rang: 1, duree: 4) == 11)
    #expect(LissageLineaire.total(origine: 10, cible: 11, rang: 1, duree: 4) == 10)
    #expect(LissageLineaire.total(origine: 10, cible: 11, rang: 1, duree: 2) == 11)
  }

  @Test("La part effective ne bouge pas sans garantie, et tombe de tout ce que l'histoire déplace")
  func partEffective() {
    let bruts: [Double] = [60, 40]
    let payes: [Double] = [50, 50]
    func mesurer(_ montants: [Double]) -> (deplace: Double, part: Double) {
      let colonnes = LaneScratch(rows: 2, columns: 2)
      colonnes.fill(0, montants)
      colonnes.fill(1, bruts)
      return PartEffective.mesurer(
        colonnes.lanes, montants: colonnes.column(0), bruts: colonnes.column(1), paye: montants[0] + montants[1],
        partLegale: 0.5)
    }
    let egale = mesurer(bruts)
    #expect(egale.deplace == 0 && egale.part == 0.5)
    let deplacee = mesurer(payes)
    #expect(deplacee.deplace == 10 && deplacee.part == 0.45)
    // Half the envelope, same proportions: nothing is displaced.
    #expect(mesurer([30, 20]).part == 0.5)
    #expect(mesurer([0, 0]).part.isNaN)
  }

  @Test("TV-16 : plancher du contrat de ville")
  func contratDeVille() {
    #expect(
      PlancherContratDeVille.montant(produit: 5_200_000_000, produitPrecedent: 5_040_000_000, part: 0.5) == 80_000_000)
    #expect(PlancherContratDeVille.montant(produit: 5_000_000_000, produitPrecedent: 5_040_000_000, part: 0.5) == 0)
    #expect(PlancherContratDeVille.montant(produit: 3, produitPrecedent: 2, part: 0.5) == 1)
  }
}
