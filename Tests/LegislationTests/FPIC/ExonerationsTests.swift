import LinearAlgebra
import Testing

@testable import Legislation

@Suite("FSRIF et exonérations, à la charge de l'EPCI")
struct ExonerationsTests {
  private enum Liste { case dsu10000, dsu5000, dsrCible }

  private func part(_ liste: Liste, _ rang: Double, _ annee: Int) throws -> Double {
    let parametres = try ParametresExoneration(annee: annee, parametres: .charger())
    let rangs = [rang]
    let aucun = [Double.nan]
    var part = [-1.0]
    var sortie = part.mutableSpan
    Exonerations.partLaissee(
      dsu10000: (liste == .dsu10000 ? rangs : aucun).span, dsu5000: (liste == .dsu5000 ? rangs : aucun).span,
      dsrCible: (liste == .dsrCible ? rangs : aucun).span, parametres: parametres, into: &sortie)
    return part[0]
  }

  @Test("depuis 2016 : 250 premières, 30 premières, 2 500 premières, et plus de moitié")
  func depuis2016() throws {
    for annee in [2016, 2024] {
      #expect(try part(.dsu10000, 250, annee) == 0)
      #expect(try part(.dsu10000, 251, annee) == 1)
      #expect(try part(.dsu5000, 30, annee) == 0)
      #expect(try part(.dsu5000, 31, annee) == 1)
      #expect(try part(.dsrCible, 2_500, annee) == 0)
      #expect(try part(.dsrCible, 2_501, annee) == 1)
    }
  }

  @Test("de 2012 à 2015 : 150 puis la moitié jusqu'à 250, 10 puis la moitié jusqu'à 30, rien par la DSR")
  func avant2016() throws {
    for annee in [2012, 2013, 2015] {
      #expect(try part(.dsu10000, 150, annee) == 0)
      #expect(try part(.dsu10000, 151, annee) == 0.5)
      #expect(try part(.dsu10000, 250, annee) == 0.5)
      #expect(try part(.dsu10000, 251, annee) == 1)
      #expect(try part(.dsu5000, 10, annee) == 0)
      #expect(try part(.dsu5000, 11, annee) == 0.5)
      #expect(try part(.dsu5000, 30, annee) == 0.5)
      #expect(try part(.dsu5000, 31, annee) == 1)
      #expect(try part(.dsrCible, 1, annee) == 1)
    }
  }

  @Test("une commune non classée n'est pas exonérée")
  func nonClassee() throws {
    #expect(try part(.dsu10000, .nan, 2024) == 1)
  }

  @Test("FSRIF d'abord, puis la moitié du reste : 50 874 € et non 2 171 €")
  func ordre() {
    let prelevement = [199_154.0]
    let fsrif = [97_406.0]
    var deduit = [0.0]
    var sortieDeduit = deduit.mutableSpan
    DeductionFSRIF.deduire(prelevement: prelevement.span, fsrif: fsrif.span, into: &sortieDeduit)
    #expect(deduit == [97_406])
    var exonere = [0.0]
    var sortie = exonere.mutableSpan
    Exonerations.exonerer(
      prelevement: prelevement.span, deduction: deduit.span, partLaissee: [0.5].span, into: &sortie)
    #expect(exonere == [50_874])
    #expect(prelevement[0] - deduit[0] - exonere[0] == 50_874)
  }

  @Test("la moitié d'un montant impair laisse le demi-euro à la commune")
  func impair() {
    var exonere = [0.0]
    var sortie = exonere.mutableSpan
    Exonerations.exonerer(prelevement: [101.0].span, deduction: [0.0].span, partLaissee: [0.5].span, into: &sortie)
    #expect(exonere == [50])
  }

  @Test("un FSRIF inconnu ne déduit rien et le dit ; des rangs inconnus n'exonèrent personne et le disent")
  func inconnus() throws {
    var entrees = ExemplesFPIC.prelevement()
    entrees.prelevementFSRIF = Matrix(column: [0, 0, .nan, 0])
    entrees.rangs = nil
    let resultat = try ExemplesFPIC.calculer(entrees)
    #expect(resultat.faits(0) == [.rangsInconnus, .fsrifInconnu(commune: 2)])
    #expect(resultat.notifies == resultat.deliberes)
  }
}
