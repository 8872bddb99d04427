import Diagnostics
import Foundation
import Simulation
import Testing

/// A fact stands at the clause that the rule judged, with its figures, and obligations do not hang on an article.
@Suite("Licéité : lieu et mesure d'un constat")
struct LegalityPlacesTests {
  private func found(_ code: String, _ articles: String) throws -> Diagnostic {
    try #require(try Workshop().run(articles).scenarios[0].diagnostics.first { $0.code == code })
  }

  @Test("la part de l'EPCI hors bornes : à sa ligne, avec les chiffres de la borne")
  func share() throws {
    let fact = try found(
      "L0306",
      """
      article 1 : FPIC
        prélèvement : répartition dérogatoire à la majorité des deux tiers
          montant de l'ensemble : 520 000 € en 2026, puis constant
          part de l'EPCI : 55 %
          entre communes : 20 % selon la population DGF, 40 % selon le revenu, 40 % selon le potentiel financier
        en connaissance de cause : « accord politique »
      """)
    #expect(fact.place?.sourceLine?.contains("part de l'EPCI : 55 %") == true)
    // The motive takes the place of the repair; the nearest lawful value stays in the figures.
    let m = try #require(fact.mesure)
    #expect(m.valeur == 286_000 && m.borne == 259_719 && m.plusProche == 259_719 && m.ecart == 26_281)
    #expect(m.sens == .auPlus && m.unite == .euros)
  }

  @Test("le montant d'une commune hors borne : à la ligne de la commune")
  func line() throws {
    // Only the wealthiest of the tutorial may be reduced: 5 % of its AC at most.
    let fact = try found(
      "L0102",
      """
      article 1 : attribution de compensation
        révision individualisée à compter de 2026
          « Montjoie » : − 1 000 €
        en connaissance de cause : « essai »
      """)
    #expect(fact.place?.sourceLine == "    « Montjoie » : − 1 000 €")
    #expect(fact.mesure?.borne == 1.2 && fact.mesure?.plusProche == nil)
  }

  @Test("les critères légaux trop faibles : à la répartition ; le total des planchers : à la garantie")
  func dotation() throws {
    let weights = try found(
      "L0201",
      """
      article 1 : DSC
        enveloppe de 3 M€ en 2026, puis constante
        répartie
          20 % selon l'écart de revenu par habitant, linéaire
          10 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
          70 % selon la population INSEE
        en connaissance de cause : « essai »
      """)
    #expect(weights.place?.sourceLine == "  répartie")
    #expect(weights.mesure?.valeur == 0.3 && weights.mesure?.borne == 0.35)
    let floors = try found(
      "L0206",
      """
      article 1 : DSC
        enveloppe de 1 M€ en 2026, puis constante
        répartie 50 % selon l'écart de revenu par habitant, 50 % selon l'insuffisance de potentiel financier par habitant
        tunnel : au moins 99 % et au plus 200 % du montant de l'année précédente
      """)
    #expect(floors.place?.sourceLine?.contains("tunnel") == true)
    #expect(floors.mesure?.borne == 1_000_000)
  }

  @Test("un refus : à la ligne du refus ; un vote qui n'atteint pas sa majorité : à la ligne du vote")
  func refusalAndVote() throws {
    let text = """
      article 1 : attribution de compensation
        révision libre à compter de 2026
          « Montjoie » : − 1 000 €
          refus de « Montjoie »
          vote : 10 pour, 30 contre, le 12 mars 2026
        en connaissance de cause : « essai »
      """
    #expect(try found("L0105", text).place?.sourceLine == "    refus de « Montjoie »")
    let vote = try found("L0402", text)
    #expect(vote.place?.sourceLine?.contains("vote : 10 pour") == true)
    // 40 votes cast: 27 are needed.
    #expect(vote.mesure?.valeur == 10 && vote.mesure?.borne == 27 && vote.mesure?.unite == .voix)
  }

  @Test("métropole sans article DSC : une alerte quand elle n'en verse pas, rien quand elle en verse")
  func duty() throws {
    func codes(_ nature: String, dsc: Bool) throws -> [String] {
      let workshop = try Workshop()
      let yaml = workshop.folder.appending(path: "territoire/territoire.yaml")
      let text = try String(contentsOf: yaml, encoding: .utf8)
      try Data(text.replacing("nature: CA", with: "nature: \(nature)").utf8).write(to: yaml)
      if !dsc {
        try workshop.editCommunes { rows in
          guard let column = rows[0].firstIndex(of: "dsc_2025") else { return rows }
          return rows.enumerated().map { index, row in
            var row = row
            if index > 0 { row[column] = "0" }
            return row
          }
        }
      }
      return try workshop.run(
        "article 1 : attribution de compensation\n  révision libre à compter de 2026\n    « Montjoie » : − 1 000 €\n"
      ).codes
    }
    #expect(try codes("METROPOLE", dsc: false).contains("L0236"))
    #expect(try codes("CU", dsc: false).contains("L0236"))
    #expect(try !codes("METROPOLE", dsc: true).contains("L0236"))
    #expect(try !codes("CA", dsc: false).contains("L0236"))
  }

  @Test("contrat de ville : le pacte non précisé est une remarque, écrit ou non dans un article DSC")
  func pact() throws {
    func codes(_ clause: String) throws -> [String] {
      try Workshop().run(
        """
        article 1 : DSC
          enveloppe de 3 M€ en 2026, puis constante
          répartie 50 % selon l'écart de revenu par habitant, 50 % selon l'insuffisance de potentiel financier par habitant
        \(clause)
        """
      ).codes
    }
    #expect(try codes("").contains("L0237"))
    #expect(try !codes("  contrat de ville : pacte adopté en 2026").contains("L0237"))
    // Exempleville is the only commune of the tutorial in a contrat de ville.
    let workshop = try Workshop()
    try workshop.editCommunes { rows in
      guard let column = rows[0].firstIndex(of: "contrat_ville") else { return rows }
      return rows.enumerated().map { index, row in
        var row = row
        if index > 0 { row[column] = "0" }
        return row
      }
    }
    let without = try workshop.run(
      "article 1 : attribution de compensation\n  révision libre à compter de 2026\n    « Montjoie » : − 1 000 €\n")
    #expect(!without.codes.contains("L0237"))
  }

  @Test("une révision votée le 31 décembre vaut pour l'année, le lendemain non")
  func finalAmounts() throws {
    func codes(_ date: String) throws -> [String] {
      try Workshop().run(
        """
        article 1 : attribution de compensation
          révision libre à compter de 2027
            « Montjoie » : − 1 000 €
            vote : 40 pour, 0 contre, le \(date)
        """
      ).codes
    }
    #expect(try !codes("31 décembre 2027").contains("L0138"))
    #expect(try codes("1er janvier 2028").contains("L0138"))
  }

  @Test("les taux se votent le 15 avril au plus tard")
  func rates() throws {
    func run(_ date: String) throws -> Comparison {
      try Workshop().run(
        """
        article 1 : taux d'imposition
          taux de l'EPCI à compter de 2027 : foncier bâti + 1 point
          vote : 40 pour, 0 contre, le \(date)
        """)
    }
    #expect(try !run("15 avril 2027").codes.contains("L1009"))
    let late = try run("16 avril 2027")
    #expect(late.codes.contains("L1009") && late.scenarios[0].decisions[0].etat == .rejetee)
    #expect(late.scenarios[0].decisions[0].regle.hasSuffix("au plus tard le 15 avril 2027"))
  }

  @Test("prise en charge et DGF partielle : deux mois à compter de la notification")
  func deadlines() throws {
    func borne(_ date: String) throws -> [String] {
      try Workshop().run(
        """
        article 1 : prise en charge du FPIC
          50 % du prélèvement des communes à compter de 2026
          notification : le 20 juin 2026
          vote : 40 pour, 0 contre, le \(date)
          en connaissance de cause : « essai »
        """
      ).codes
    }
    #expect(try !borne("20 août 2026").contains("L0403"))
    #expect(try borne("21 août 2026").contains("L0403"))
    func pooled(_ notification: String) throws -> [String] {
      let workshop = try Workshop()
      try workshop.editCommunes { rows in
        rows.enumerated().map { index, row in row + [index == 0 ? "dgf_2025" : "1000000"] }
      }
      return try workshop.run(
        """
        article 1 : DGF territoriale
          mise en commun partielle à compter de 2026 : 1 % des recettes réelles
          répartie 50 % selon l'écart de revenu par habitant, 50 % selon l'insuffisance de potentiel fiscal par habitant
        \(notification)
          vote : 40 pour, 0 contre, le 6 juillet 2026
          en connaissance de cause : « essai »
        """
      ).codes
    }
    #expect(try pooled("  notification : le 5 mai 2026").contains("L0403"))
    #expect(try !pooled("  notification : le 6 mai 2026").contains("L0403"))
    #expect(try pooled("").contains("L0405"))
  }

  @Test("un critère de produit fiscal est une alerte depuis 2021")
  func productCriterion() throws {
    let workshop = try Workshop()
    try workshop.editCommunes { rows in
      rows.enumerated().map { index, row in row + [index == 0 ? "produit_fp_2025" : "1000"] }
    }
    let c = try workshop.run(
      """
      article 1 : DSC
        enveloppe de 3 M€ en 2026, puis constante
        répartie
          40 % selon l'écart de revenu par habitant
          40 % selon l'insuffisance de potentiel financier par habitant
          20 % selon « produit_fp_2025 »
      """)
    let fact = try #require(c.scenarios[0].diagnostics.first { $0.code == "L0239" })
    #expect(fact.severity == .alerte && fact.place?.sourceLine?.contains("produit_fp_2025") == true)
  }

  @Test("un territoire aux règles particulières le dit, quel que soit l'article")
  func special() throws {
    let workshop = try Workshop()
    try workshop.editCommunes { rows in
      rows.enumerated().map { index, row in index == 0 ? row : [row[0].replacing("96", with: "2A")] + row.dropFirst() }
    }
    let groups = workshop.folder.appending(path: "territoire/groupements.csv")
    try Data(String(contentsOf: groups, encoding: .utf8).replacing("96", with: "2A").utf8).write(to: groups)
    let c = try workshop.run(
      """
      article 1 : taux d'imposition
        taux de l'EPCI à compter de 2027 : foncier bâti + 1 point
      """)
    #expect(c.codes.contains("L0135"))
  }
}
