import Diagnostics
import Foundation
import Simulation
import Testing

/// The attribution de compensation as a user writes it, on the tutorial's territory; expected values by hand.
@Suite("Scénarios d'attribution de compensation")
struct AttributionScenariosTests {
  /// Adds columns by header, from the row's figures by header.
  private func shop(_ columns: [(String, ([String: Double]) -> String)] = []) throws -> Workshop {
    let shop = try Workshop()
    try shop.editCommunes { rows in
      let header = rows[0]
      return rows.enumerated().map { index, row in
        let figures = Dictionary(zip(header, row.map { Double($0) ?? 0 })) { first, _ in first }
        return row + columns.map { index == 0 ? $0.0 : $0.1(figures) }
      }
    }
    return shop
  }

  private func euros(_ c: Comparison, _ annee: Int, _ name: String) -> Double {
    c.centimes(annee, .attributionCompensation)[c.row(name)] / 100
  }

  @Test("attributions initiales : isolée, fiscalité additionnelle, ancienne FPU, FNGIR, puis la charge du transfert")
  func initiales() throws {
    let shop = try shop([
      ("produit_fp_2025", { _ in "300000" }), ("compensation_part_salaires_2025", { _ in "40000" }),
      ("fngir_2025", { _ in "-1000.25" }), ("ac_ancien_epci", { _ in "12345" }),
      ("reversements_fiscalite_2025", { _ in "500" }),
    ])
    let c = try shop.run(
      """
      article 1 : attribution de compensation
        attributions initiales de 2026
          communes isolées : « Montjoie »
          communes d'un EPCI à fiscalité additionnelle : « Val-Fleuri »
          communes d'un EPCI à fiscalité professionnelle unique : toutes les autres
          FNGIR transféré à l'EPCI
        transfert « Piscine » à compter de 2026
          fonctionnement : 50 000 €, dernier budget
          charge de « Montjoie »
      """)
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.map(\.message))")
    #expect(euros(c, 2026, "Montjoie") == 288_999.75)
    #expect(euros(c, 2026, "Val-Fleuri") == 338_499.75)
    #expect(euros(c, 2031, "Exempleville") == 11_344.75)
    // Zones franches and SRU are not in the file: it is said.
    #expect(c.codes.filter { $0 == "L0133" }.count == 2)
    #expect(c.scenarios[0].hypotheses.contains { $0.hasPrefix("AC initiales") })
    // The published potentiel is taken to hold the initial amounts: only the transfer moves it, the year after.
    #expect(c.scenarios[0].indicateurs[0].potentielFinancier[c.row("Exempleville")] == 68_366_195)
    #expect(c.scenarios[0].indicateurs[1].potentielFinancier[c.row("Montjoie")] < 3_083_933)
    let tree = try shop.study(
      """
      article 1 : attribution de compensation
        attributions initiales de 2026
          communes d'un EPCI à fiscalité additionnelle : toutes
      """
    ).explain(commune: "Montjoie", annee: 2026)
    let initiale = try #require(tree[0].enfants[0].enfants.first)
    #expect(initiale.valeur == 33_950_000)
    #expect(initiale.enfants.map(\.valeur) == [30_000_000, 4_000_000, -50_000])
  }

  @Test("une commune dont on ne sait pas d'où elle vient, une colonne qui manque : une erreur chacune")
  func initialesErreurs() throws {
    func code(_ text: String) throws -> [String] {
      do {
        _ = try Workshop().study(text)
        return []
      } catch let error as DiagnosedError {
        return error.diagnostics.filter { $0.severity == .erreur }.map(\.code)
      }
    }
    #expect(
      try code(
        """
        article 1 : attribution de compensation
          attributions initiales de 2026
            communes d'un EPCI à fiscalité professionnelle unique : « Montjoie »
        """) == ["T0130", "P0115"])
    #expect(
      try code(
        """
        article 1 : attribution de compensation
          montants de 2025
          neutralisation fiscale à compter de 2027 : foncier bâti
        """) == ["T0130"])
    #expect(
      try code(
        """
        article 1 : attribution de compensation
          montants de 2025
          révision pour baisse des bases à compter de 2027 : perte constatée, en proportion des attributions
        """) == ["T0130", "T0130"])
  }

  @Test("neutralisation fiscale lue dans les colonnes : somme nulle, chaque commune à son signe")
  func neutralisation() throws {
    let shop = try shop([("taux_ancien_epci_foncier_bati_2025", { $0["insee"] == 96001 ? "0.04" : "0.01" })])
    let c = try shop.run(
      """
      article 1 : attribution de compensation
        montants de 2025
        neutralisation fiscale à compter de 2027 : foncier bâti
      """)
    let avant = c.centimes(2026, .attributionCompensation)
    let apres = c.centimes(2027, .attributionCompensation)
    let deltas = zip(apres, avant).map { $0 - $1 }
    #expect(deltas.reduce(0, +) == 0)
    // t* by hand, on the bases of the file.
    let bases = c.territoire.column("bases_foncier_bati_2025")!.values
    let total = bases.reduce(0, +)
    let moyen = (0.04 * bases[0] + 0.01 * (total - bases[0])) / total
    for i in deltas.indices {
      let expected = -bases[i] * ((i == 0 ? 0.04 : 0.01) - moyen) * 100
      #expect((deltas[i] - expected).magnitude < 1, "\(i)")
    }
  }

  @Test("baisse des bases : la perte constatée, nette de compensation, sur les communes perdantes")
  func baisse() throws {
    let shop = try shop([
      ("produit_fp_2026", { $0["insee"] == 96003 ? "900000" : "500000" }),
      ("produit_fp_2027", { $0["insee"] == 96003 ? "800000" : ($0["insee"] == 96004 ? "530000" : "500000") }),
    ])
    let text = """
      article 1 : attribution de compensation
        montants de 2025
        révision pour baisse des bases à compter de 2027 : perte constatée, compensation 20 k€, sur les communes perdantes
      """
    let c = try shop.run(text)
    // Net loss of the EPCI: 100 000 − 30 000 − 20 000; the only loser bears it all.
    #expect(euros(c, 2027, "Saint-Modèle") == 3_595_960 - 50_000)
    #expect(euros(c, 2027, "La Plaine-Témoin") == 482_495)
    let brute = try shop.run(text + "\n\nparamètre ac.baisse_bases.nette_de_compensation : non à compter de 2026")
    #expect(euros(brute, 2027, "Saint-Modèle") == 3_595_960 - 70_000)
  }

  @Test("part en investissement : 60 % du coût de renouvellement, dit du côté de l'EPCI ; l'option du CIF joue")
  func investissement() throws {
    let text = """
      article 1 : attribution de compensation
        montants de 2025
        transfert « Piscine » à compter de 2026
          équipement : coût 1,2 M€, intérêts 300 k€, entretien 15 k€/an, durée 30 ans
          ressources : 8 000 €/an
          charge de « Exempleville »
        part en investissement à compter de 2026 : 60 % du coût de renouvellement
      """
    let shop = try Workshop()
    let c = try shop.run(text)
    // TV-13: 57 000 €, of which 40 000 € of renewal.
    #expect(euros(c, 2026, "Exempleville") == 10_272_043 - 57_000)
    #expect(c.scenarios[0].epci.map(\.attributionInvestissement) == .init(repeating: -2_400_000, count: 6))
    let hors = try shop.run(text + "\n\nparamètre indicateurs.ac_investissement.comptee : non à compter de 2026")
    let cif = { (c: Comparison) in c.scenarios[0].indicateurs[2].coefficientIntegrationFiscale ?? .nan }
    // 24 000 € more of transfers, over the receipts counted: 50,2 M + 32 072 904 + 410 000.
    #expect((cif(c) - cif(hors) - 24_000.0 / 82_682_904).magnitude < 1e-12)
    let potentiel = { (c: Comparison) in c.scenarios[0].indicateurs[1].potentielFinancier[0] }
    #expect(potentiel(hors) > potentiel(c))
  }

  @Test("indexation : chaque année une révision libre, arrondie, avec son alerte et son motif")
  func indexation() throws {
    let c = try Workshop().run(
      """
      article 1 : attribution de compensation
        montants de 2025
        indexation à compter de 2027 : + 1,5 % par an
          refus de « Val-Fleuri »
        en connaissance de cause : « révisions libres votées chaque année »
      """)
    #expect(euros(c, 2026, "Montjoie") == 86_100)
    #expect(euros(c, 2027, "Montjoie") == 87_391.5)
    #expect(euros(c, 2028, "Montjoie") == 88_702.37)
    #expect(euros(c, 2031, "Val-Fleuri") == -34_362)
    #expect(c.scenarios[0].decisions.count == 5)
    #expect(c.codes.contains("L0104"))
  }

  @Test("révision après fusion : hors délai, deux fois, ramenée à la borne en euros de N−1")
  func fusion() throws {
    let shop = try shop([("ac_ancien_epci", { String($0["ac_2025"]!) })])
    let text = """
      article 1 : attribution de compensation
        montants de 2025
        fusion de 2024
        hors des bornes : ramener à la borne
        révision après fusion à compter de 2026
          « Montjoie » : − 100 000 €
          « Roche-Haute » : − 150 000 €
      """
    let c = try shop.run(text)
    #expect(!c.scenarios[0].diagnostics.hasErrors)
    // 30 % of 86 100 €; 5 % of the recettes of 2025, 2 023 945 €.
    #expect(euros(c, 2026, "Montjoie") == 86_100 - 25_830)
    #expect(euros(c, 2026, "Roche-Haute") == 779_259 - 101_197.25)
    let late = try shop.run(text.replacing("de 2024", with: "de 2023"))
    #expect(late.scenarios[0].diagnostics.contains { $0.code == "L0112" && $0.severity == .erreur })
    let twice = try shop.run(
      text + "\n  révision après fusion à compter de 2026\n    « Montjoie » : − 1 €\n")
    #expect(twice.codes.contains("L0113"))
  }

  @Test("un service facturé ne change pas l'AC ; un EPT n'en a pas, avec une remarque")
  func particuliers() throws {
    let shop = try Workshop()
    let facture = """
      article 1 : attribution de compensation
        montants de 2025
        service commun « Achats » à compter de 2027 : 90 k€/an, part de l'EPCI 50 %, facturé, réparti selon la population DGF
      """
    let c = try shop.run(facture)
    #expect(c.centimes(2027, .attributionCompensation) == c.centimes(2026, .attributionCompensation))
    #expect(c.codes.contains("L0137"))
    // Half of 90 k€, shared by population DGF; the EPCI receives what the communes pay.
    let people = try #require(c.territoire.column("population_dgf")?.values)
    let total = people.reduce(0, +)
    #expect(c.centimes(2026, .servicesCommuns).allSatisfy { $0.isNaN })
    for annee in [2027, 2031] {
      let paid = c.centimes(annee, .servicesCommuns)
      #expect(paid.reduce(0, +) == -4_500_000)
      for (row, amount) in paid.enumerated() {
        #expect((amount + 4_500_000 * people[row] / total).magnitude < 1)
      }
      #expect(c.scenarios[0].epci(annee)?.leviers[.servicesCommuns] == -4_500_000)
      let without = c.reference.montants[annee, .net]
      #expect(c.centimes(annee, .net) == zip(without, paid).map { $0 + $1 })
    }
    let yaml = shop.folder.appending(path: "territoire/territoire.yaml")
    let original = try String(contentsOf: yaml, encoding: .utf8)
    try Data(original.replacing("nature: CA", with: "nature: EPT").utf8).write(to: yaml)
    let ept = try shop.run(facture)
    #expect(ept.scenarios[0].diagnostics.contains { $0.code == "L0122" && $0.severity == .remarque })
    #expect(ept.centimes(2027, .attributionCompensation).allSatisfy { $0 == 0 })
  }
}
