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
    let found = deduire([199_154], fsrif: [97_406], partLaissee: [0.5])
    #expect(found.fsrif == [97_406] && found.exonerations == [50_874] && found.notifies == [50_874])
    #expect(found.pris == 97_406 + 50_874)
  }

  @Test("la moitié d'un montant impair laisse le demi-euro à la commune")
  func impair() {
    let found = deduire([101], fsrif: [0], partLaissee: [0.5])
    #expect(found.exonerations == [50] && found.notifies == [51])
  }

  @Test(
    "un FSRIF plus grand que le prélèvement le prend en entier, un inconnu ou un négatif rien ; un montant inconnu le reste"
  )
  func bornes() {
    let found = deduire([60_093, 10, 10, .nan], fsrif: [150_000, .nan, -5, 3], partLaissee: [1, 1, 0, 1])
    #expect(Array(found.fsrif[..<3]) == [60_093, 0, 0])
    #expect(Array(found.notifies[..<3]) == [0, 10, 0])
    #expect(Array(found.exonerations[..<3]) == [0, 0, 10])
    #expect(found.notifies[3].isNaN && found.pris.isNaN)
  }

  private func deduire(
    _ prelevement: [Double], fsrif: [Double], partLaissee: [Double]
  ) -> (fsrif: [Double], exonerations: [Double], notifies: [Double], pris: Double) {
    var deduits = [Double](repeating: 0, count: prelevement.count)
    var (exoneres, notifies) = (deduits, deduits)
    var deduitsRows = deduits.mutableSpan
    var exoneresRows = exoneres.mutableSpan
    var notifiesRows = notifies.mutableSpan
    let pris = AtelierDeductions(communes: prelevement.count).deduire(
      prelevement: prelevement.span, fsrif: fsrif.span, partLaissee: partLaissee.span, deduits: &deduitsRows,
      exoneres: &exoneresRows, notifies: &notifiesRows)
    return (deduits, exoneres, notifies, pris)
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
