import Diagnostics
import Legislation
import Testing

@testable import Simulation

/// Votes written in a scenario, and the conditions under which its decisions pass. The tutorial has 46 seats: 20, 7, 5,
/// 3, 2, 2, 2, 1, 1, 1, 1, 1 by ascending INSEE code; two thirds are 31.
@Suite("Votes et conditions d'adoption")
struct VotesTests {
  private func libre(_ lines: String) throws -> Comparison {
    try Workshop().run(
      """
      article 1 : FPIC
        prélèvement : répartition libre
          montant de l'ensemble : 520 000 € en 2026, puis constant
          part de l'EPCI : totalité
      \(lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
      """)
  }

  @Test(
    "répartition libre à l'unanimité : une voix contre renvoie aux deux tiers et aux communes, l'abstention est neutre")
  func unanimity() throws {
    let notified = "notification : le 5 mai 2026"
    func state(_ vote: String) throws -> Decision.Etat {
      try libre("\(notified)\nvote : \(vote), le 25 juin 2026").scenarios[0].decisions[0].etat
    }
    #expect(try state("40 pour, 0 contre") == .acquise)
    #expect(try state("40 pour, 0 contre, 6 abstentions") == .acquise)
    // Two thirds are reached and no commune refuses, but nothing is written of the communes yet.
    #expect(try state("40 pour, 1 contre") == .nonRenseignee)
    #expect(try state("25 pour, 21 contre") == .rejetee)
  }

  @Test("un refus municipal dans les deux mois écarte la répartition libre, un refus tardif ou un silence non")
  func refusals() throws {
    func found(_ line: String) throws -> [String] {
      try libre(
        """
        notification : le 5 mai 2026
        vote : 40 pour, 6 contre, le 25 juin 2026
        notification aux communes : le 30 juin 2026
        \(line)
        """
      ).codes.filter { $0.hasPrefix("L04") }
    }
    #expect(try found("refus de « Montjoie », le 30 août 2026") == ["L0407"])
    #expect(try found("refus de « Montjoie », le 31 août 2026").isEmpty)
    #expect(try found("silence de toutes les communes").isEmpty)
    #expect(try found("accord de toutes les communes, le 12 juillet 2026").isEmpty)
  }

  @Test("plus de voix que de sièges : une erreur, pour la DSC comme pour le FPIC")
  func seats() throws {
    let c = try libre("vote : 45 pour, 0 contre, 2 abstentions")
    #expect(c.scenarios[0].diagnostics.contains { $0.code == "L0411" && $0.severity == .erreur })
    #expect(try !libre("vote : 45 pour, 0 contre, 1 abstention").codes.contains("L0411"))
  }

  private func study(_ requirement: String) throws -> Comparison {
    // Bourg-d'Exemple (7 seats) and Val-Fleuri (2) lose; the others do not move.
    try Workshop().run(
      """
      article 1 : attribution de compensation
        révision libre à compter de 2026
          « Bourg-d'Exemple » : − 100 000 €
          « Val-Fleuri » : − 100 000 €

      exiger \(requirement)
      """)
  }

  @Test("exiger un vote : acquis si les perdantes s'abstiennent ou votent contre, des deux côtés du seuil")
  func requirement() throws {
    let against = try study("le vote des deux tiers du conseil est acquis si les communes perdantes votent contre")
    #expect(against.perdantes(against.scenarios[0]) == [1, 5])
    #expect(against.scenarios[0].exigences[0].satisfaite)
    let unanimous = try study("le vote à l'unanimité du conseil est acquis si les communes perdantes votent contre")
    #expect(!unanimous.scenarios[0].exigences[0].satisfaite)
    #expect(
      unanimous.scenarios[0].exigences[0].constats.map(plain) == [
        "37 voix pour sur 46, il en faut 46 ; 2 communes perdantes (Bourg-d'Exemple, Val-Fleuri)"
      ])
    #expect(
      try study("le vote à l'unanimité du conseil est acquis si les communes perdantes s'abstiennent").scenarios[0]
        .exigences[0].satisfaite)
    #expect(
      try study("la majorité qualifiée des communes est acquise si les communes perdantes refusent").scenarios[0]
        .exigences[0].satisfaite)
  }

  @Test("les conditions d'adoption : seuil en voix, commune indispensable, plus petits blocages, perdantes contre")
  func analysis() throws {
    let c = try study("aucune commune ne perd plus de 1 000 €/hab. DGF")
    let decision = try #require(c.scenarios[0].decisions.first)
    #expect(decision.voies.count == 1)
    let step = decision.voies[0][0].etape
    #expect(step.organe == .conseilCommunautaire && step.seuil.libelle == "majorité des deux tiers")
    let found = try #require(c.adoption(step, perdantes: c.perdantes(c.scenarios[0])))
    #expect(found.seuil == .voix(necessaires: 31, total: 46))
    #expect(found.indispensables == [0] && found.blocage == [0])
    #expect(found.siContre == .init(acquis: true, pour: 37, base: 46, necessaires: 31))
    #expect(found.siAbstention == .init(acquis: true, pour: 37, base: 37, necessaires: 25))
    #expect(decision.voies[0][1].etape.organe == .conseilsInteresses)
    #expect(decision.voies[0][1].detail == "0 accord sur 2 communes intéressées")
  }

  @Test("les décisions viennent dans l'ordre des années, avec leurs étapes et leurs dates limites")
  func order() throws {
    let c = try Study.open(Workshop.tutorial("b")).compare(reference: .situation)
    let decisions = c.scenarios[0].decisions
    #expect(decisions.map(\.annee) == [2026, 2026, 2027])
    let fpic = try #require(decisions.first { $0.objet.hasPrefix("Répartition dérogatoire") })
    #expect(fpic.voies[0][0].echeance.map(\.description) == "5 juillet 2026")
    #expect(plain(fpic.voies[0][0].detail) == "38 voix pour sur 44 exprimées ; il en fallait 30, marge de 8 voix")
  }

  private func transfer(_ lines: String) throws -> Comparison {
    try Workshop().run(
      """
      article 1 : attribution de compensation
        transfert « Piscine » à compter de 2027
          fonctionnement : 350 000 €, dernier budget
          charge de « Bourg-d'Exemple »
      \(lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
      """)
  }

  @Test("rapport de la CLECT : les accords des communes sont comptés dans la majorité qualifiée, le silence non")
  func qualified() throws {
    // 85 649 inhabitants; without Exempleville (48 000) neither branch can be reached.
    let refused = try transfer("accord de toutes les autres communes\nrefus de « Exempleville », le 3 novembre 2027")
    #expect(refused.scenarios[0].decisions[0].etat == .rejetee)
    let found = try #require(refused.scenarios[0].diagnostics.first { $0.code == "L0409" })
    #expect(
      plain(found.message)
        == "la majorité qualifiée n'est pas atteinte : 11 conseils favorables sur 12, pour 37 649 habitants sur 85 649")
    // Half of the councils and more than two thirds of the population: the six largest.
    let largest =
      "accord de « Exempleville », « Bourg-d'Exemple », « Saint-Modèle », « La Plaine-Témoin », « Montjoie », « Val-Fleuri »"
    #expect(try transfer(largest).scenarios[0].decisions[0].voies[0][0].etat == .acquise)
    #expect(try !transfer(largest).codes.contains("L0409"))
    let five = largest.replacing(", « Val-Fleuri »", with: "")
    #expect(try transfer(five + "\nsilence de toutes les communes").codes.contains("L0409"))
    #expect(try transfer("vote : 40 pour, 6 contre").scenarios[0].decisions[0].voies[0][1].etat == .acquise)
  }

  @Test("révision libre : un refus daté garde l'AC de la commune comme un refus sans date, les accords sont attendus")
  func free() throws {
    func run(_ lines: String) throws -> Comparison {
      try Workshop().run(
        """
        article 1 : attribution de compensation
          révision libre à compter de 2026
            « Montjoie » : − 1 000 €
            « Val-Fleuri » : − 1 000 €
        \(lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
        """)
    }
    let plainRefusal = try run("refus de « Montjoie »")
    let dated = try run("refus de « Montjoie », le 3 mars 2026")
    let row = dated.row("Montjoie")
    #expect(dated.centimes(2026, .attributionCompensation)[row] == 8_610_000)
    #expect(
      dated.centimes(2026, .attributionCompensation) == plainRefusal.centimes(2026, .attributionCompensation))
    #expect(dated.scenarios[0].decisions[0].voies[0][1].detail == "0 accord, 1 refus sur 2 communes intéressées")
    #expect(dated.codes.contains("L0412"))
    let agreed = try run("vote : 40 pour, 6 contre\naccord de « Montjoie », « Val-Fleuri », le 3 mars 2026")
    #expect(agreed.scenarios[0].decisions[0].etat == .acquise)
    #expect(!agreed.codes.contains("L0412"))
  }
}
