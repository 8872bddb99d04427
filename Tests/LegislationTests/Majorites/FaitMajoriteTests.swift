import Diagnostics
import Testing

@testable import Legislation

@Suite("Phrases sur les votes")
struct FaitMajoriteTests {
  private let article = "CGCT art. L2336-3, II, 1°"
  private func nom(_ rang: Int) -> String { ["Aubais", "Montjoie"][rang] }
  private func clair(_ texte: String?) -> String? {
    texte.map { String($0.map { $0 == "\u{202F}" || $0 == "\u{00A0}" ? " " : $0 }) }
  }
  private func phrases(_ fait: FaitMajorite) -> [String?] {
    [clair(fait.message(nom: nom)), clair(fait.repair(nom: nom))]
  }

  @Test("L0402 : par combien de voix la majorité manque")
  func majorite() throws {
    let regle = try ParametresMajorites(annee: 2022, parametres: .charger()).deuxTiers
    let fait = FaitMajorite.majoriteNonAtteinte(
      .conseilCommunautaire, regle.evaluer(Scrutin(pour: 65, contre: 37)), regle, article: article)
    #expect(
      phrases(fait) == [
        "la majorité des deux tiers n'est pas atteinte : le vote du conseil communautaire compte 65 voix pour sur 102 "
          + "suffrages exprimés (63,73 %), il en faut 68",
        "il manque 3 voix à nombre égal de suffrages exprimés ; sans majorité, le droit commun s'applique",
      ])
    #expect(fait.severity == .alerte && fait.code == "L0402" && fait.article == article)
  }

  @Test("L0403 : de combien de jours le vote est en retard")
  func delai() throws {
    let vote = try #require(DateCivile(annee: 2026, mois: 8, jour: 21))
    let echeance = try #require(DateCivile(annee: 2026, mois: 8, jour: 20))
    #expect(
      phrases(.delaiDepasse(.conseilCommunautaire, date: vote, echeance: echeance, article: article)) == [
        "le vote du conseil communautaire, le 21 août 2026, vient 1 jour après la date limite du 20 août 2026",
        "le conseil devait voter le 20 août 2026 au plus tard ; hors délai, le droit commun s'applique",
      ])
  }

  @Test("L0401, L0405, L0406 : ce qui n'est pas écrit est une remarque")
  func nonRenseigne() throws {
    let echeance = try #require(DateCivile(annee: 2026, mois: 8, jour: 1))
    let faits: [FaitMajorite] = [
      .voteNonRenseigne(.conseilCommunautaire, article: article),
      .notificationInconnue(.conseilCommunautaire, article: article),
      .dateDuVoteInconnue(.conseilCommunautaire, echeance: echeance, article: article),
    ]
    #expect(faits.map(\.severity) == [.remarque, .remarque, .remarque])
    #expect(faits.map(\.code) == ["L0401", "L0405", "L0406"])
    #expect(
      faits.map { clair($0.message(nom: nom)) } == [
        "le vote du conseil communautaire n'est pas renseigné : la majorité n'est pas vérifiée",
        "la date de la notification n'est pas renseignée : le délai du vote du conseil communautaire n'est pas vérifié",
        "la date du vote du conseil communautaire n'est pas renseignée : la date limite est le 1er août 2026",
      ])
  }

  @Test("L0404, L0407, L0408 : unanimité rompue, refus et silence d'une commune")
  func communes() {
    let issue = RegleUnanimite().evaluer(Scrutin(pour: 39, contre: 1))
    #expect(
      clair(FaitMajorite.unanimiteRompue(.conseilCommunautaire, issue, article: article).message(nom: nom))
        == "l'unanimité du conseil communautaire n'est pas atteinte : 1 voix sur 40 n'est pas favorable")
    let refus = FaitMajorite.refusMunicipal(commune: 1, article: article)
    #expect(refus.commune == 1)
    #expect(
      clair(refus.message(nom: nom))
        == "le conseil municipal (Montjoie) a refusé : un seul refus suffit à écarter la répartition libre")
    #expect(
      clair(FaitMajorite.accordManquant(commune: 0, article: article).message(nom: nom))
        == "le conseil municipal (Aubais) n'a pas délibéré : son accord exprès est nécessaire")
  }

  @Test("L0409 : ce qui manque dans chaque branche de la majorité qualifiée")
  func qualifiee() throws {
    let regle = try ParametresMajorites(annee: 2022, parametres: .charger()).qualifiee
    let issue = regle.evaluer([.favorable, .silence, .defavorable], population: [1000, 2000, 3000])
    #expect(
      phrases(.qualifieeNonAtteinte(issue, article: "CGCT art. L5211-5, II")) == [
        "la majorité qualifiée n'est pas atteinte : 1 conseil favorable sur 3, pour 1 000 habitants sur 6 000",
        "il manque 1 conseil et 2 001 habitants, ou 1 conseil et 3 000 habitants",
      ])
  }

  @Test("L0411, L0412 : plus de voix que de sièges est une erreur, un accord attendu une remarque")
  func comptes() {
    let faits: [FaitMajorite] = [
      .plusDeVoixQueDeSieges(.conseilCommunautaire, voix: 48, sieges: 46, article: article),
      .accordsAttendus(recus: 1, attendus: 3, article: "CGI art. 1609 nonies C, V-1° bis"),
    ]
    #expect(faits.map(\.severity) == [.erreur, .remarque])
    #expect(
      faits.map(phrases) == [
        [
          "le vote du conseil communautaire compte 48 voix pour 46 sièges",
          "corrigez le vote, ou la colonne sieges de communes.csv",
        ],
        [
          "1 accord de commune sur 3 : chaque commune intéressée délibère, son silence ne vaut pas accord",
          "écrivez « accord de « … », le 12 septembre 2026 » sous la décision",
        ],
      ])
  }

  @Test("sans majorité, seul le FPIC retombe sur le droit commun")
  func suites() throws {
    let regle = try ParametresMajorites(annee: 2026, parametres: .charger()).deuxTiers
    let issue = regle.evaluer(Scrutin(pour: 28, contre: 15))
    let dsc = FaitMajorite.majoriteNonAtteinte(
      .conseilCommunautaire, issue, regle, article: "CGCT art. L5211-28-4, I")
    #expect(
      clair(dsc.repair(nom: nom))
        == "il manque 1 voix à nombre égal de suffrages exprimés ; sans majorité, la décision n'est pas adoptée")
  }

  @Test("chaque code de vote a son explication")
  func codes() {
    let connus = CodesMajorites.entrees.map(\.code)
    let attendus = (0...9).map { "L040\($0)" } + ["L0410", "L0411", "L0412"]
    #expect(connus == Array(attendus.dropFirst()))
  }
}
