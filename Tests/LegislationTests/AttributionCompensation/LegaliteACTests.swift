import Diagnostics
import Testing

@testable import Legislation

@Suite("AC : phrases et codes")
struct LegaliteACTests {
  let nom: (Int) -> String = { ["Bourg-d'Exemple", "Montjoie"][$0] }
  let e = "\u{00A0}€"
  let t = "\u{202F}"

  @Test("Borne dépassée : de combien, et la valeur licite la plus proche")
  func borne() {
    let fait = FaitAC.borneDepassee(mode: .fusion, commune: 0, demande: -30_001, borne: -30_000)
    #expect(
      fait.message(nom: nom)
        == "pour Bourg-d'Exemple, la révision après fusion veut baisser l'attribution de 300,01\(e) : "
        + "la borne est de 300,00\(e), dépassée de 0,01\(e)")
    #expect(fait.repair(nom: nom) == "écrire au plus 300,00\(e), ou passer par la révision libre")
    #expect(fait.article == "CGI art. 1609 nonies C, V-5°" && fait.severity == .alerte && fait.commune == 0)
  }

  @Test("Non éligible, refus, indexation")
  func phrases() {
    #expect(
      FaitAC.nonEligible(commune: 1, rapport: 1.082, seuil: 1.2).message(nom: nom)
        == "Montjoie n'est pas éligible à la révision individualisée : son potentiel financier par habitant atteint "
        + "108,2\u{00A0}% de la moyenne, il doit dépasser 120\u{00A0}%")
    #expect(
      FaitAC.refus(mode: .libre, commune: 1, montant: -2_000_000).message(nom: nom)
        == "Montjoie refuse la révision libre : son attribution reste inchangée, "
        + "au lieu de varier de \u{2212}20\(t)000,00\(e)")
    #expect(
      FaitAC.indexation(taux: 0.015).message(nom: nom)
        == "l'attribution de compensation ne peut pas être indexée : le taux de 1,5\u{00A0}% suppose une révision "
        + "libre votée chaque année")
    #expect(
      FaitAC.horsDelaiFusion(annees: 3, duree: 3).message(nom: nom)
        == "la révision après fusion est ouverte 3 ans : l'EPCI est dans sa 4e année")
  }

  @Test("Votes : chaque mode dit qui vote et à quelle majorité")
  func votes() {
    #expect(
      ModeRevision.libre.voteConseil == .deuxTiersExprimes && ModeRevision.libre.voteCommunes == .chaqueInteressee)
    #expect(ModeRevision.individualisee.voteCommunes == .majoriteQualifiee)
    #expect(ModeRevision.fusion.voteConseil == .deuxTiersExprimes && ModeRevision.fusion.voteCommunes == .aucun)
    #expect(ModeRevision.baisseBases.voteConseil == .majoriteSimple && ModeRevision.baisseBases.voteCommunes == .aucun)
    #expect(ModeRevision.transfert.voteCommunes == .majoriteQualifieeSurRapport)
    #expect(ModeRevision.servicesCommuns.voteConseil == .convention)
    #expect(
      ModeRevision.allCases.sorted() == [
        .transfert, .servicesCommuns, .neutralisation, .libre, .accord, .individualisee, .baisseBases, .fusion,
      ])
  }

  @Test("Chaque code de fait a son explication, une seule fois")
  func codes() {
    #expect(CodesAC.entrees.map(\.code) == (101...139).map { "L0\($0)" })
  }
}
