import LinearAlgebra
import Testing

@testable import Legislation

@Suite("Quotes-parts figées par une délibération antérieure")
struct QuotesPartsFigeesTests {
  private func quotes(
    _ codes: [String] = ["30001", "30002", "30003", "30004"], epci: Double = 200_000,
    _ communes: [Double] = [200_000, 40_000, 55_000, 5_000], origine: QuotesPartsFigees.Origine = .derogatoire,
    caducite: QuotesPartsFigees.Caducite? = nil
  ) -> QuotesPartsFigees {
    QuotesPartsFigees(
      annee: 2024, codesINSEE: codes, epci: epci, communes: communes, origine: origine, caducite: caducite)
  }

  private func calculer(
    _ quotes: QuotesPartsFigees, montant: Double = 500_000, annee: Int = 2025
  ) throws -> RepartitionInterneResultat {
    try ExemplesFPIC.calculer(ExemplesFPIC.prelevement(montant: [montant], decision: .quotesParts(quotes)), annee)
  }

  @Test("sur le même montant, les mêmes euros ; sur un autre, en proportion et fermé")
  func proportion() throws {
    let meme = try calculer(quotes())
    #expect(meme.deliberes.epci == [200_000])
    #expect(meme.deliberes.communes.columnArray(0) == [200_000, 40_000, 55_000, 5_000])
    let moitie = try calculer(quotes(), montant: 250_001)
    #expect(moitie.deliberes.epci == [100_001], "equal remainders go to the EPCI first")
    #expect(moitie.deliberes.communes.columnArray(0) == [100_000, 20_000, 27_500, 2_500])
  }

  @Test("l'exemple de la règle : 1 001 € sur 400, 350 et 250")
  func exemple() {
    var reels = [0.0, 0, 0]
    var entiers = reels
    var sortieReels = reels.mutableSpan
    var sortieEntiers = entiers.mutableSpan
    let reparti = QuotesPartsFigees.appliquer(
      montant: 1_001, quotes: [400, 350, 250].span, departage: [0, 1].span, reels: &sortieReels,
      entiers: &sortieEntiers)
    #expect(reparti)
    #expect(entiers == [401, 350, 250])
  }

  @Test("les communes sont retrouvées par leur code, et FSRIF et exonérations suivent")
  func ordre() throws {
    let melange = quotes(["30004", "30003", "30002", "30001"], [5_000, 55_000, 40_000, 200_000])
    #expect(try calculer(melange).deliberes == calculer(quotes()).deliberes)
    #expect(try calculer(quotes()).notifies.communes.columnArray(0) == [200_000, 0, 0, 5_000])
  }

  @Test("caduque ou avant 2024, le droit commun s'applique et le motif est dit")
  func caducite() throws {
    let retrait = try calculer(quotes(caducite: .revisionParCommune))
    #expect(retrait.codes() == ["L0336"])
    #expect(retrait.deliberes == retrait.droitCommun.montants)
    let perimetre = try calculer(quotes(["30001", "30002", "30003", "30009"]))
    #expect(perimetre.faits(0) == [.quotesPartsCaduques(.perimetre, annee: 2024, .prelevement)])
    #expect(try calculer(quotes(), annee: 2023).codes() == ["L0337"])
    #expect(try calculer(quotes(), annee: 2024).codes() == [])
  }

  @Test("des bornes dépassées cette année ne font qu'une remarque")
  func sansReteste() throws {
    // c2 at 80 000 exceeds its ceiling of 73 238.
    let resultat = try calculer(quotes(epci: 160_000, [200_000, 80_000, 55_000, 5_000]))
    #expect(resultat.faits(0) == [.bornesNonRetestees(depassements: 1, annee: 2024, .prelevement)])
  }

  @Test("issue d'une répartition libre, les montants restent sans déduction")
  func libre() throws {
    let resultat = try calculer(quotes(origine: .libre))
    #expect(resultat.notifies == resultat.deliberes)
    #expect(resultat.codes() == ["L0310", "L0311"])
    #expect(resultat.faits(0).allSatisfy { $0.severity == .remarque })
  }
}
