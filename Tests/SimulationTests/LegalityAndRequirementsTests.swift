import Diagnostics
import Foundation
import Simulation
import Testing

@Suite("Licéité, exigences et références")
struct LegalityAndRequirementsTests {
  private func fpic(_ part: String, _ extra: String = "") -> String {
    """
    article 1 : FPIC
      prélèvement : répartition dérogatoire à la majorité des deux tiers
        montant de l'ensemble : 520 000 € en 2026, puis constant
        part de l'EPCI : \(part)
        entre communes : 20 % selon la population DGF, 40 % selon le revenu, 40 % selon le potentiel financier
    \(extra)
    """
  }

  @Test("une part de l'EPCI au-delà de 30 % : de combien, la valeur légale la plus proche, et le motif qui l'admet")
  func bound() throws {
    // 38,42 % of 520 000 is 199 784; 30 % of it 59 935: at most 259 719. 55 % is 286 000.
    let c = try Workshop().run(fpic("55 %"))
    let found = try #require(c.scenarios[0].diagnostics.first { $0.code == "L0306" })
    #expect(found.severity == .erreur)
    #expect(plain(found.message).contains("la part de l'EPCI, 286 000 €, dépasse de 26 281 € son maximum de 259 719 €"))
    #expect(plain(found.repair ?? "").contains("259 719 €"))
    let admitted = try Workshop().run(fpic("55 %", "  en connaissance de cause : « accord politique »"))
    let alert = try #require(admitted.scenarios[0].diagnostics.first { $0.code == "L0306" })
    #expect(alert.severity == .alerte && alert.repair == "en connaissance de cause : « accord politique »")
    let within = try Workshop().run(fpic("49 %"))
    #expect(!within.codes.contains("L0306"))
  }

  @Test("TV-11 : 65 pour et 37 contre n'atteignent pas les deux tiers, il manque trois voix")
  func vote() throws {
    func run(_ vote: String) throws -> Comparison {
      let workshop = try Workshop()
      // Grenoble: more seats than the tutorial's council.
      try workshop.editCommunes { rows in
        var rows = rows
        if let column = rows[0].firstIndex(of: "sieges") { rows[1][column] = "90" }
        return rows
      }
      return try workshop.run(
        """
        article 1 : DSC
          enveloppe de 3 M€ en 2026, puis constante
          pondération : population INSEE
          répartie 50 % selon l'écart de revenu par habitant, linéaire, 50 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
          vote : \(vote)
        """)
    }
    let failed = try run("65 pour, 37 contre, le 18 novembre 2026")
    #expect(failed.scenarios[0].decisions.map(\.etat) == [.rejetee])
    #expect(failed.scenarios[0].diagnostics.contains { $0.code == "L0402" && $0.severity == .erreur })
    #expect(
      failed.scenarios[0].decisions[0].detail
        == "montant : 65 voix pour sur 102 exprimées ; il en fallait 68, il en manque 3 ; "
        + "critères : 65 voix pour sur 102 exprimées ; il en fallait 52, marge de 13 voix")
    #expect(try run("68 pour, 34 contre").scenarios[0].decisions.map(\.etat) == [.acquise])
  }

  @Test("un vote hors délai se voit : deux mois après la notification")
  func deadline() throws {
    func states(_ date: String) throws -> [Decision.Etat] {
      try Workshop().run(
        fpic(
          "45 %",
          "    dans les bornes légales\n    notification : le 20 juin 2026\n    vote : 40 pour, 4 contre, le \(date)")
      )
      .scenarios[0].decisions.map(\.etat)
    }
    #expect(try states("20 août 2026") == [.acquise])
    #expect(try states("21 août 2026") == [.rejetee])
  }

  @Test("la tolérance : une baisse de 0,50 €/hab. exactement est stable, un centime de plus est une perte")
  func tolerance() throws {
    func sens(_ amount: String) throws -> Ecart.Sens {
      let c = try Workshop().run(
        "article 1 : attribution de compensation\n  révision libre à compter de 2026\n    « Petit-Exemple » : \(amount)\n"
      )
      return c.ecarts(c.scenarios[0], annee: 2026)[c.row("Petit-Exemple")].sens
    }
    // 235 inhabitants DGF: 117,50 €.
    #expect(try sens("− 117,50 €") == .stable)
    #expect(try sens("− 117,51 €") == .perdante)
    #expect(try sens("+ 117,50 €") == .stable)
    #expect(try sens("+ 117,51 €") == .gagnante)
  }

  @Test(
    "chaque forme d'exigence, satisfaite et violée",
    arguments: [
      ("aucune commune ne perd plus de 6 €/hab. DGF par an", "aucune commune ne perd plus de 1 €/hab. DGF par an"),
      ("aucune commune ne perd plus de 20 000 €", "aucune commune ne perd plus de 9 999,99 €"),
      (
        "aucune commune ne perd plus de 1 % de ses recettes réelles",
        "aucune commune ne perd plus de 0,1 % de ses recettes réelles"
      ),
      ("« Val-Fleuri » ne perd pas", "« Montjoie » ne perd pas"),
      ("au plus 1 communes perdantes", "au plus 0 communes perdantes"),
      (
        "l'AC de « Montjoie » est au moins de 76 100 € en 2027", "l'AC de « Montjoie » est au moins de 76 101 € en 2027"
      ),
      ("le coût pour l'EPCI ne dépasse pas 0 €", "le coût pour l'EPCI ne dépasse pas − 10 001 €"),
    ])
  func requirements(_ kept: String, _ broken: String) throws {
    // Montjoie loses 10 000 € of its 86 100 €.
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        révision libre à compter de 2026
          « Montjoie » : − 10 000 €
      exiger \(kept)
      exiger \(broken)
      """)
    #expect(c.scenarios[0].exigences.map(\.satisfaite) == [true, false], "\(c.scenarios[0].exigences)")
    #expect(c.scenarios[0].diagnostics.count { $0.code == "S0501" } == 1)
  }

  @Test("une exigence porte aussi sur le flux d'un levier, facture comprise ; un levier absent ne la satisfait pas")
  func requirementsOnLevers() throws {
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        montants de 2025
        service commun « Achats » à compter de 2027 : 90 k€/an, part de l'EPCI 50 %, facturé, réparti selon la population DGF
      article 2 : partage de foncier
        foncier bâti des zones à compter de 2026 : 10 % du produit
      exiger la facture des services communs de « Montjoie » est au plus de 45 000 € en 2027
      exiger la facture des services communs de « Montjoie » est au plus de 1 € en 2027
      exiger le partage de foncier de « Roche-Haute » est au plus de 0 € en 2026
      exiger le fonds de concours de « Montjoie » est au moins de 1 € en 2027
      """)
    let verdicts = c.scenarios[0].exigences
    #expect(verdicts.map(\.satisfaite) == [true, false, true, false])
    #expect(verdicts[3].constats == ["2027 : aucun article n'emploie ce levier"])
  }

  @Test("les références : la situation tient les montants de 2025, le droit commun répartit le FPIC de l'année")
  func references() throws {
    let study = try Study.open(Workshop.tutorial("b"))
    let situation = try study.compare(reference: .situation).reference
    let droitCommun = try study.compare(reference: .droitCommun).reference
    let fil = try study.compare(reference: .filDeLEau).reference
    let known = (study.territoire.column("fpic_reversement_2025")?.values ?? []).map { $0 * 100 }
    #expect(situation.montants[2030, .reversementFPIC] == known)
    #expect(situation.epci(2030)?.reversementFPIC == 57_092_100)
    // 1 460 000 € in 2026 in the scenario: the communes and the EPCI share all of it, under both.
    for reference in [droitCommun, fil] {
      let epci = try #require(reference.epci(2026))
      #expect(reference.montants.total(2026, .reversementFPIC) + epci.reversementFPIC == 146_000_000)
    }
    let first = try study.compare(reference: .premier)
    #expect(first.referenceEstScenario && first.ecarts(first.scenarios[0], annee: 2031).allSatisfy { $0.montant == 0 })
  }

  @Test("des scénarios de territoires différents ne se comparent pas")
  func strangers() throws {
    let one = try Workshop()
    let two = try Workshop()
    #expect(throws: DiagnosedError.self) {
      try Study.open([
        one.folder.appending(path: "scenario-a.pacte").path, two.folder.appending(path: "scenario-a.pacte").path,
      ])
    }
  }
}
