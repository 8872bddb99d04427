import Diagnostics
import Foundation
import Legislation
import Testing

@testable import Simulation

/// The levers beside the AC, the DSC and the FPIC, on the tutorial's territory.
@Suite("Les autres leviers, année par année")
struct LeversTests {
  private static let base = """
    article 1 : attribution de compensation
      montants de 2025

    article 2 : dotation de solidarité communautaire
      enveloppe de 3,5 M€ en 2026, puis constante
      pondération : population INSEE
      répartie
        40 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        60 % selon l'écart de revenu par habitant, linéaire

    article 3 : FPIC
      prélèvement : droit commun
        montant de l'ensemble : 520 000 € en 2026, puis constant
      reversement : droit commun
        montant de l'ensemble : 1 460 000 € en 2026, puis constant
    """

  private func run(_ articles: String, base: Bool = true) throws -> Comparison {
    try Workshop().run((base ? Self.base + "\n\n" : "") + articles)
  }

  @Test("des leviers à zéro redonnent le scénario sans eux, au bit près")
  func neutre() throws {
    let plain = try run("").scenarios[0]
    let with = try run(
      """
      article 4 : fonds de concours
        assiette : TTC
        enveloppe de 0 € en 2026, puis constante
        droits de tirage répartis selon la population INSEE
        solde des droits : reporté
      article 5 : taxe d'aménagement
        perçue par les communes
        reversement à compter de 2026 : 0 % du produit
      article 6 : partage de foncier
        foncier bâti des zones à compter de 2026 : 0 % du produit
      article 7 : taux d'imposition
        taux des communes à compter de 2026 : foncier bâti + 0 point
      article 8 : prise en charge du FPIC
        0 % du prélèvement des communes à compter de 2026
      article 9 : DGF territoriale
        mise en commun partielle à compter de 2026 : 0 % des recettes réelles
        pondération : population INSEE
        répartie
          50 % selon l'écart de revenu par habitant, linéaire
          50 % selon l'insuffisance de potentiel fiscal par habitant, écart tronqué
      """
    ).scenarios[0]
    for annee in 2026...2031 {
      for flux in Flux.historiques + [.net] {
        #expect(with.montants[annee, flux].isIdentical(to: plain.montants[annee, flux]), "\(annee) \(flux)")
      }
      #expect(with.epci(annee)?.cout == plain.epci(annee)?.cout)
      #expect(with.indicateurs(annee) == plain.indicateurs(annee))
      #expect(with.epci(annee)?.budget == plain.epci(annee)?.budget)
    }
    #expect(!with.diagnostics.hasErrors)
  }

  @Test("sans levier, ni colonne ni table de plus")
  func absents() throws {
    let comparison = try run("")
    #expect(comparison.composantes == Flux.historiques)
    #expect(comparison.formuleNet == "AC + DSC + FPIC reversé − FPIC prélevé")
    #expect(comparison.scenarios[0].leviers.projets.isEmpty && comparison.scenarios[0].leviers.liens.isEmpty)
  }

  // MARK: fonds de concours

  @Test("droits de 1 200 € par an à parts égales : reportés trois ans, puis consommés dans l'ordre")
  func droits() throws {
    let found = try run(
      """
      article 4 : fonds de concours
        assiette : TTC
        enveloppe de 1 200 € en 2026, puis constante
        droits de tirage répartis selon un forfait par commune
        solde des droits : reporté
        projet « A » de « Montjoie » en 2028 : coût 10 000 € TTC, fonds de concours 250 €
        projet « B » de « Montjoie » en 2028 : coût 10 000 € TTC, fonds de concours maximal
        projet « C » de « Montjoie » en 2029 : coût 100 € TTC, subventions 20,01 €, fonds de concours maximal
      """)
    let row = found.row("Montjoie")
    func paid(_ annee: Int) -> Double { found.scenarios[0].montants[annee, .fondsDeConcours, row] }
    #expect([2026, 2027, 2028, 2029].map(paid) == [0, 0, 30_000, 3_999], "300 € of rights, then half of 79,99 €")
    #expect(found.scenarios[0].leviers.droits.first { $0.annee == 2030 && $0.commune == row }?.report == 6_001)
    #expect(found.scenarios[0].epci(2028)?.leviers[.fondsDeConcours] == 30_000)
    // Investment on both sides.
    let plain = try run("").scenarios[0]
    #expect(found.scenarios[0].epci(2028)?.budget?.compte == plain.epci(2028)?.budget?.compte)
    #expect(found.scenarios[0].epci(2028)?.budget?.investissement == 30_000)
    #expect(found.scenarios[0].indicateurs(2030) == plain.indicateurs(2030), "neither CIF nor potentiel")
  }

  @Test("au-delà du plafond : une erreur, que le motif rend alerte ; la table dit le plafond")
  func horsPlafond() throws {
    func articles(_ motif: String) -> String {
      """
      article 4 : fonds de concours
        assiette : TTC
        projet « École » de « Montjoie » en 2027 : coût 600 000 € TTC, subventions 150 000 €, fonds de concours 225 000,01 €
        \(motif)
      """
    }
    let refused = try run(articles("vote : 40 pour, 4 contre"))
    let fault = try #require(refused.scenarios[0].diagnostics.first { $0.code == "L0601" })
    #expect(fault.severity == .erreur && plain(fault.message).hasPrefix("2027 : le fonds de concours « École »"))
    let accepted = try run(articles("en connaissance de cause : « accord de la préfecture »"))
    let told = try #require(accepted.scenarios[0].diagnostics.first { $0.code == "L0601" })
    #expect(told.severity == .alerte && told.repair == "en connaissance de cause : « accord de la préfecture »")
    #expect(accepted.centimes(2027, .fondsDeConcours)[accepted.row("Montjoie")] == 22_500_001)
    #expect(accepted.scenarios[0].leviers.projets[0].evalue.plafond.montant == 22_500_000)
  }

  // MARK: taxes

  @Test("Montjoie, à la main : taxe d'aménagement, foncier des zones, et le potentiel de l'année suivante")
  func partages() throws {
    let found = try run(
      """
      article 5 : taxe d'aménagement
        perçue par les communes
        reversement à compter de 2027 : 10 % du produit
          « Roche-Haute » : 25 %
        reversement à compter de 2027 : 50 % du produit des zones d'activités
      article 6 : partage de foncier
        foncier bâti des zones à compter de 2027 : 4 % du produit
      """)
    let scenario = found.scenarios[0]
    let row = found.row("Montjoie")
    #expect(scenario.montants[2026, .taxeAmenagement, row].isNaN, "no flow before its year")
    // 10 % × (29 400 − 3 500) + 50 % × 3 500.
    #expect(scenario.montants[2027, .taxeAmenagement, row] == -434_000)
    // 25 % × (26 100 − 14 400) + 50 % × 14 400, the exception also where the zones have their own part.
    #expect(scenario.montants[2027, .taxeAmenagement, found.row("Roche-Haute")] == -1_012_500)
    // 4 % × 194 806 × 39,21 % = 3 055,337…
    #expect(scenario.montants[2027, .partageFoncier, row] == -305_534)
    #expect(scenario.epci(2027)?.leviers[.partageFoncier] == scenario.montants.total(2027, .partageFoncier))
    let before = try #require(scenario.indicateurs(2027)?.potentielFinancier[row])
    let after = try #require(scenario.indicateurs(2028)?.potentielFinancier[row])
    #expect((after - before + 0.04 * 194_806 * 0.372872).magnitude < 1e-6)
    // Receipts of the EPCI: X ÷ D the year after.
    let shared = -scenario.montants.total(2027, .partageFoncier) / 100
    let cif = try #require(scenario.indicateurs(2028)?.coefficientIntegrationFiscale)
    let plainCIF = try #require(try run("").scenarios[0].indicateurs(2028)?.coefficientIntegrationFiscale)
    #expect((cif - plainCIF - shared / 82_682_904).magnitude < 1e-12)
    #expect(scenario.indicateurs(2027)?.coefficientIntegrationFiscale == 0.3842)
  }

  @Test("échange d'un demi-point rendu par l'AC : chaque commune à l'équilibre, le CIF revient deux ans après")
  func echange() throws {
    let found = try run(
      """
      article 7 : taux d'imposition
        échange à compter de 2027 : foncier bâti, 0,5 point pour l'EPCI, restitué par l'attribution de compensation
        en connaissance de cause : « le non bâti suivra »
      """)
    let plain = try run("").scenarios[0]
    let scenario = found.scenarios[0]
    let row = found.row("Montjoie")
    // 2 782 948 € × 0,5 %.
    #expect(scenario.montants[2027, .fiscalite, row] == -1_391_474)
    for commune in found.territoire.communes.indices {
      let ac = scenario.montants[2027, .attributionCompensation, commune]
      let before = plain.montants[2027, .attributionCompensation, commune]
      #expect(ac - before == -scenario.montants[2027, .fiscalite, commune])
    }
    #expect(scenario.epci(2027)?.leviers[.fiscalite] == scenario.montants.total(2027, .fiscalite))
    #expect(scenario.epci(2027)?.cout == plain.epci(2027)?.cout)
    let given = -scenario.montants.total(2027, .fiscalite) / 100
    func cif(_ annee: Int) -> Double { scenario.indicateurs(annee)?.coefficientIntegrationFiscale ?? .nan }
    #expect(cif(2027) == 0.3842)
    func without(_ annee: Int) -> Double { plain.indicateurs(annee)?.coefficientIntegrationFiscale ?? .nan }
    #expect((cif(2028) - without(2028) - given / 82_682_904).magnitude < 1e-12)
    #expect((cif(2029) - without(2029)).magnitude < 1e-12, "AC: neutral in the end")
    #expect(scenario.decisions.contains { $0.texte == "CGI art. 1609 nonies C, V-1° bis" })
    #expect(found.codes.contains("L1001"), "the land tax on unbuilt property did not follow")
  }

  @Test("le même échange rendu par la DSC garde la moitié du CIF, par des fonds de concours la totalité")
  func vehicules() throws {
    func cif(_ vehicle: String) throws -> (cif: Double, given: Double) {
      let scenario = try run(
        """
        article 4 : fonds de concours
          assiette : TTC
          enveloppe de 1 000 € en 2026, puis constante
          droits de tirage répartis selon la population INSEE
          solde des droits : perdu
        article 7 : taux d'imposition
          échange à compter de 2027 : foncier bâti, 0,5 point pour l'EPCI, restitué par \(vehicle)
          en connaissance de cause : « le non bâti suivra »
        """
      ).scenarios[0]
      return (
        scenario.indicateurs(2029)?.coefficientIntegrationFiscale ?? .nan,
        -scenario.montants.total(2027, .fiscalite) / 100 / 82_682_904
      )
    }
    let before = try run("").scenarios[0].indicateurs(2029)?.coefficientIntegrationFiscale ?? .nan
    let dsc = try cif("la dotation de solidarité")
    #expect((dsc.cif - before - dsc.given / 2).magnitude < 1e-12)
    let fonds = try cif("les fonds de concours")
    #expect((fonds.cif - before - fonds.given).magnitude < 1e-12)
  }

  // MARK: EPCI

  @Test("une DSC de 500 000 € de plus : autant d'épargne en moins, et les années de désendettement qui suivent")
  func epargne() throws {
    let found = try run("").scenarios[0]
    let budget = try #require(found.epci(2026)?.budget)
    let epci = try #require(found.epci(2026))
    #expect(budget.exercice == 2025)
    // 68,4 M€ − 59,85 M€, less the DSC and the FPIC that moved since 2025, plus the dotation.
    let dsc = 350_000_000.0 - 343_261_000
    let levy = epci.prelevementFPIC - (512_000_00 - 136_274_00)
    let received = epci.reversementFPIC - (1_486_000_00 - 915_079_00)
    let moved = 855_000_000 - dsc - levy + received + (2_438_000_00 - 2_401_000_00)
    #expect(budget.compte.epargneBrute == moved)
    #expect(budget.compte.epargneNette == moved - 312_000_000)
    #expect(budget.compte.capaciteDesendettement == 4_450_000_000 / moved)
    #expect(
      budget.partReversee
        == (epci.attributionCompensation + epci.dotationSolidarite) / budget.compte.recettes)
  }

  @Test("une baisse d'AC se rend par quatre véhicules : effet sur le CIF à la main")
  func substitution() throws {
    let found = try Workshop().run(
      Self.base.replacing(
        "montants de 2025",
        with: "montants de 2025\n  révision libre à compter de 2027 : − 900 000 €, répartis selon la population DGF"))
    let lines = found.scenarios[0].leviers.substitutions
    #expect(lines.map(\.annee) == [2027, 2027, 2027, 2027], "told once")
    #expect(lines.map(\.montant) == [90_000_000, 90_000_000, 90_000_000, 90_000_000])
    #expect(lines.map(\.numerateur) == [0, 45_000_000, 90_000_000, 90_000_000])
    #expect((lines[2].cif - 900_000 / 82_682_904).magnitude < 1e-15)
  }

  @Test("chaque levier a sa décision, sa règle et l'état de son vote")
  func decisions() throws {
    let found = try Study.open(Workshop.tutorial("e")).compare(reference: .situation)
    let decisions = found.scenarios[0].decisions
    let objets = [
      "Fonds de concours", "Partage de la taxe d'aménagement", "Partage du foncier des zones d'activités",
      "Taux d'imposition", "Répartition libre du prélèvement FPIC, pour sa prise en charge",
    ]
    for objet in objets {
      #expect(decisions.first { $0.objet == objet }?.etat == .acquise, "\(objet)")
    }
    #expect(decisions.first { $0.objet == objets[4] }?.detail.hasSuffix("au plus tard le 5 juillet 2027") == true)
  }
}
