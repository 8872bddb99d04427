import Diagnostics
import Foundation
import Simulation
import Testing

@testable import Reporting

@Suite("Conditions d'adoption, doutes et fiches")
struct AdoptionAndFicheTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func study(_ name: String) throws -> Study {
    try Study.open([Self.root.appending(path: "Scenarios/scenario-\(name).pacte").path])
  }

  private func plain(_ text: String) -> String { text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ") }

  @Test("pacte voter : règle, seuil en voix, état, délai, communes pivots, perdantes contre ou abstention")
  func text() throws {
    let text = plain(AdoptionText.render(try study("c").compare(reference: .situation)))
    for line in [
      "1. Montant et critères de la dotation, 2026 · acquise",
      "- Montant : Conseil communautaire, majorité des deux tiers (suffrages exprimés, sans les abstentions)",
      "seuil : 31 voix sur 46 si tous les élus s'expriment",
      "état : acquise, 36 voix pour sur 44 exprimées ; il en fallait 30, marge de 6 voix",
      "indispensables : Exempleville", "pour bloquer : 1 commune suffit (par exemple Exempleville)",
      "si les 2 communes perdantes votent contre : non acquis, 19 voix pour sur 46, il en faut 31, il en manque 12",
      "si les 2 communes perdantes s'abstiennent : acquis, 19 voix pour sur 19, il en faut 13, marge de 6",
      "délai : 2 mois à compter de la notification par le préfet, soit le 5 juillet 2026", "Voie 2",
      "silence : vaut accord",
      "Ce n'est pas une prévision de vote.",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test("la table des conditions a une ligne par étape, et les sièges totalisent 100 %")
  func tables() throws {
    let comparison = try study("c").compare(reference: .situation)
    let steps = comparison.scenarios[0].decisions.flatMap { $0.voies.joined() }.count
    #expect(comparison.adoptionTable.rows.count == steps)
    let shares = comparison.siegesTable.rows.compactMap { row -> Double? in
      if case .number(let value) = row[4] { value } else { nil }
    }
    #expect(shares.count == 12 && (shares.reduce(0, +) - 1).magnitude < 1e-12)
  }

  @Test("la fiche d'une commune : ses flux, ses repères, son arbre, les balises fermées, le même fichier deux fois")
  func fiche() throws {
    let study = try study("b")
    let comparison = try study.compare(reference: .situation)
    let fiches = try study.fiches(communes: [4], annee: 2028)
    let page = FicheHTML(comparison, try #require(fiches.first)).page(version: "0")
    #expect(page == FicheHTML(comparison, fiches[0]).page(version: "0"))
    let text = plain(page)
    #expect(text.contains("<html lang=\"fr\">") && text.contains("<h1>Montjoie (96005)</h1>"))
    #expect(text.contains("336 455,64 €"))
    #expect(text.contains("paramètre fpic.derogation.ecart_maximal_commune"))
    #expect(text.contains("<caption>") && text.contains("scope=\"row\""))
    for tag in ["details", "summary", "ul", "li", "table", "section"] {
      let opened = text.components(separatedBy: "<\(tag)").count - text.components(separatedBy: "<\(tag)er").count
      #expect(
        text.components(separatedBy: "</\(tag)>").count - 1
          == text.components(separatedBy: "<\(tag)>").count + text.components(separatedBy: "<\(tag) ").count - 2,
        "\(tag) \(opened)")
    }
    // A branch that is explained once is only cited afterwards.
    #expect(text.components(separatedBy: "Enveloppe de 2028 :").count == 6)
    #expect(text.contains("(expliqué plus haut)"))
  }

  @Test("le rapport porte les conditions d'adoption, les doutes quand il y en a, et une fiche par commune")
  func report() throws {
    let study = try study("b")
    let comparison = try study.compare(reference: .situation, doutes: true)
    let html = HTMLReport(comparison, version: "0", fiches: try study.fiches()).render()
    #expect(html.contains("id=\"decisions\"") && html.contains("Conditions d&#39;adoption"))
    #expect(html.components(separatedBy: "<details class=\"fiche\">").count == 13)
    #expect(html.contains("id=\"doutes\"") == !comparison.doutesTable.rows.isEmpty)
  }
}
