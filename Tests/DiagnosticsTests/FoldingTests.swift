import Diagnostics
import Testing

@Suite("Noms repliés et suggestions")
struct FoldingTests {
  @Test(
    "accents, casse, traits d'union, apostrophes et espaces ne comptent pas",
    arguments: [
      ("Bourg-d’Exemple", "bourg d exemple"), ("BOURG D'EXEMPLE", "bourg d exemple"),
      ("Œuf  à la coque", "oeuf a la coque"),
      ("E\u{301}té", "ete"), ("  - Montjoie - ", "montjoie"),
    ])
  func folding(_ text: String, _ expected: String) {
    #expect(Folding.fold(text) == expected)
  }

  @Test("une faute de frappe trouve le bon nom ; un autre mot n'en trouve aucun")
  func nearest() {
    let names = ["Montjoie", "Val-Fleuri", "Clairefontaine"]
    #expect(Folding.nearest("Monjoie", among: names) == "Montjoie")
    #expect(Folding.nearest("Motnjoie", among: names) == "Montjoie")
    #expect(Folding.nearest("val fleury", among: names) == "Val-Fleuri")
    #expect(Folding.nearest("Paris", among: names) == nil)
    #expect(Folding.nearest("", among: names) == nil)
  }

  @Test("à distance égale, l'ordre alphabétique tranche : la réponse ne dépend pas de l'ordre des candidats")
  func ties() {
    #expect(Folding.nearest("tat", among: ["tas", "tau"]) == Folding.nearest("tat", among: ["tau", "tas"]))
  }
}
