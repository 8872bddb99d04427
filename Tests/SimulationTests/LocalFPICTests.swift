import Diagnostics
import Foundation
import Legislation
import Simulation
import Testing

@testable import Territory

@Suite("Le FPIC d'un territoire, année par année")
struct LocalFPICTests {
  /// The tutorial with the figures of its fiche FPIC.
  private func workshop(pfia: String = "98000000", national: String = Self.means) throws -> Workshop {
    let workshop = try Workshop()
    let file = workshop.folder.appending(path: "territoire/ensembles.csv")
    var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    lines[0] += ",pfia,rfa,efa_numerateur,efa_denominateur,eligible_2025,fpic_prelevement_2026,fpic_reversement_2026"
    lines[1] += ",\(pfia),90000000,60000000,50000000,1,512000,1486000"
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    try Data(national.utf8).write(to: workshop.folder.appending(path: "territoire/national.yaml"))
    return workshop
  }

  static let means = """
    annee: 2026
    pfia_moyen_habitant: 640
    revenu_moyen_prelevement: 16500
    revenu_moyen_reversement: 16600
    effort_fiscal_moyen: 1.15
    indice_seuil_eligibilite: 0.5

    """

  private static let computed = """
    article 1 : FPIC
      prélèvement : droit commun
        montant de l'ensemble : calculé
      reversement : droit commun
        montant de l'ensemble : calculé
    """

  private func totals(_ comparison: Comparison, _ annee: Int) -> (paid: Double, received: Double) {
    let year = comparison.scenarios[0].epci.first { $0.annee == annee }
    let paid = comparison.centimes(annee, .prelevementFPIC).reduce(0, +) + (year?.prelevementFPIC ?? .nan)
    let received = comparison.centimes(annee, .reversementFPIC).reduce(0, +) + (year?.reversementFPIC ?? .nan)
    return (paid / 100, received / 100)
  }

  @Test("calée sur la notification : l'année des données rend le montant notifié, et rien ne bouge sans hypothèse")
  func calibrated() throws {
    let result = try workshop().run(Self.computed)
    for annee in [2026, 2029, 2031] {
      #expect(totals(result, annee) == (512_000, 1_486_000))
    }
    #expect(result.codes.count { $0 == "S0222" } == 2)
  }

  @Test(
    "des moyennes qui montent baissent le prélèvement et montent le reversement ; une valeur de point, en proportion")
  func moving() throws {
    let up = try workshop().run(
      "hypothèses\n  moyenne nationale du potentiel financier agrégé : + 1 % par an\n" + Self.computed)
    #expect(totals(up, 2027).paid < 512_000 && totals(up, 2027).received > 1_486_000)
    let half = try workshop().run("hypothèses\n  valeurs de point du FPIC : − 50 % par an\n" + Self.computed)
    #expect(totals(half, 2027) == (256_000, 743_000))
  }

  @Test("un ensemble qui passe sous le seuil d'éligibilité entre dans les garanties : 90, 70, 50, 25 %")
  func guarantee() throws {
    let result = try workshop().run("hypothèses\n  revenus : + 900 % par an\n" + Self.computed)
    #expect(totals(result, 2026).received == 1_486_000)
    #expect([2027, 2028, 2029, 2030].map { totals(result, $0).received } == [1_337_400, 1_040_200, 743_000, 371_500])
    #expect(totals(result, 2031).received == 0)
  }

  @Test("sans moyennes, ou avec un potentiel approché, le calcul est refusé et dit pourquoi")
  func refused() throws {
    func codes(_ workshop: Workshop) -> Set<String> {
      do {
        _ = try workshop.run(Self.computed)
        return []
      } catch let error as DiagnosedError {
        return Set(error.diagnostics.filter { $0.severity == .erreur }.map(\.code))
      } catch { return ["?"] }
    }
    #expect(codes(try workshop(national: "annee: 2026\n")) == ["S0223"])
    #expect(codes(try workshop(pfia: "")) == ["S0224"])
  }

  @Test("« montants du FPIC : − 10 % par an » fait baisser les montants maintenus")
  func hypothesis() throws {
    let result = try Workshop().run(
      "hypothèses\n  montants du FPIC : − 10 % par an\narticle 1 : FPIC\n  prélèvement : droit commun")
    // From the amounts of 2025.
    #expect(totals(result, 2026) == (460_800, 1_337_400))
    #expect(totals(result, 2027) == (414_720, 1_203_660))
  }

  private static func lasting(_ end: String) -> String {
    """
    article 1 : FPIC
      prélèvement : répartition dérogatoire à la majorité des deux tiers
        montant de l'ensemble : 500 000 € en 2026, 600 000 € en 2027, puis constant
        part de l'EPCI : 40 %
        entre communes : 20 % selon la population DGF, 40 % selon le revenu, 40 % selon le potentiel financier
        dans les bornes légales
        \(end)
    """
  }

  private func lastingTotals(_ comparison: Comparison, _ annee: Int) -> Double {
    comparison.scenarios[0].epci.first { $0.annee == annee }.map { $0.prelevementFPIC / 100 } ?? .nan
  }

  @Test("pluriannualité : les quotes-parts de 2026 tiennent, puis le droit commun après une demande de révision")
  func lasting() throws {
    let result = try Workshop().run(
      Self.lasting("vaut jusqu'à son retrait\n    révision demandée par une commune en 2029"))
    let droitCommun = try Workshop().run(
      "article 1 : FPIC\n  prélèvement : droit commun\n    montant de l'ensemble : 500 000 € en 2026, 600 000 € en 2027, puis constant"
    )
    #expect(result.centimes(2029, .prelevementFPIC) == droitCommun.centimes(2029, .prelevementFPIC))
    #expect(result.centimes(2028, .prelevementFPIC) == result.centimes(2027, .prelevementFPIC))
    #expect(result.centimes(2028, .prelevementFPIC) != droitCommun.centimes(2028, .prelevementFPIC))
    #expect(result.codes.contains("L0336"))
    // Shares of 500 000 € on 600 000 €, exemptions apart.
    let before = result.centimes(2026, .prelevementFPIC)
    let after = result.centimes(2027, .prelevementFPIC)
    for (a, b) in zip(before, after) { #expect((a * 1.2 - b).magnitude <= 100 * 1.2) }
  }

  @Test("sans la clause, la décision est reprise chaque année sur les chiffres de l'année")
  func yearly() throws {
    let hypotheses = "hypothèses\n  population : + 1 % par an\n"
    let yearly = try Workshop().run(hypotheses + Self.lasting(""))
    let lasting = try Workshop().run(hypotheses + Self.lasting("vaut jusqu'à son retrait"))
    #expect(yearly.centimes(2026, .prelevementFPIC) == lasting.centimes(2026, .prelevementFPIC))
    #expect(!yearly.codes.contains("L0336") && !lasting.codes.contains("L0336"))
  }
}
