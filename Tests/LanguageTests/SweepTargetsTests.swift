import Diagnostics
import Foundation
import Language
import Testing

@Suite("Ce qu'un balayage fait varier")
struct SweepTargetsTests {
  private static let head = """
    pacte « Cibles », scénario S
    territoire 200012345 « CA du Val d'Exemple »
    données « territoire »
    période 2026 à 2031

    """

  private static let articles = """
    article 1 : attribution de compensation
      montants de 2025
      révision libre à compter de 2027
        « Montjoie » : − 10 000 €
        « Val-Fleuri » : + 5 000 €
      révision libre à compter de 2028 : − 400 k€, répartis 60 % selon la population DGF, 40 % selon la longueur de voirie
      transfert « Piscine » à compter de 2027
        fonctionnement : 340 000 €, 352 000 €, 358 000 €, moyenne des comptes 2024 à 2026
        équipement : coût 4 M€, intérêts 600 k€, entretien 40 k€/an, durée 30 ans, subventions 1,2 M€
        ressources : 120 k€/an
        charge de « Montjoie » : 60 %
        charge de « Val-Fleuri » : 40 %
      service commun « Informatique » à compter de 2027 : 300 k€/an, part de l'EPCI 45 %, réparti selon la population INSEE
      révision pour baisse des bases à compter de 2029 : perte de 90 k€, compensation 10 k€, en proportion des attributions, dans la limite de 4 % des recettes réelles

    article 2 : dotation de solidarité communautaire
      enveloppe de 9 % des recettes réelles de fonctionnement de l'EPCI
      pondération : population INSEE
      répartie
        70 % selon l'écart de revenu par habitant, rapport inverse exposant 2
        30 % selon l'insuffisance de potentiel financier par habitant, linéaire pente 1
      garantie : au moins 21 €/hab. DGF et baisse d'au plus 6 €/hab. DGF du montant de l'année précédente, financée par l'EPCI, jusqu'en 2028 inclus
      lissage : linéaire sur 4 ans depuis les montants de 2025
      versement à « CC voisine » : 50 k€ en 2026, puis constant

    article 3 : FPIC
      prélèvement : répartition libre
        montant de l'ensemble : 520 000 € en 2026, puis constant
        part de l'EPCI : 46 %
        « Montjoie » : 20 000 €
        « Val-Fleuri » : 12 000 €
      reversement : droit commun

    article 4 : fonds de concours
      assiette : TTC
      projet « École » de « Montjoie » en 2027 : coût 600 000 € TTC, subventions 150 000 €, fonds de concours 90 000 €
      projet « Halle » de « Val-Fleuri » en 2028 : coût 310 000 € TTC, fonds de concours maximal

    article 5 : taxe d'aménagement
      perçue par les communes
      reversement à compter de 2027 : 11 % du produit
        « Montjoie » : 5 %
      reversement à compter de 2027 : 51 % du produit des zones d'activités

    article 6 : partage de foncier
      foncier bâti des zones à compter de 2027 : 13 % du produit
        « Roche-Haute » : 7 %

    article 7 : taux d'imposition
      échange à compter de 2027 : foncier bâti, 0,5 point pour l'EPCI, sans restitution
      taux des communes à compter de 2028 : foncier non bâti − 0,25 point
      taux de l'EPCI à compter de 2028 : cotisation foncière 26,5 %

    article 8 : prise en charge du FPIC
      50 % du prélèvement des communes à compter de 2027, dans la limite de 120 001 €

    article 9 : DGF territoriale
      mise en commun partielle à compter de 2027 : 1 % des recettes réelles
      répartie
        55 % selon l'écart de revenu par habitant, linéaire
        45 % selon l'insuffisance de potentiel fiscal par habitant, linéaire

    """

  private static let fractions = """
    article 2 : dotation de solidarité communautaire
      enveloppe de 3,5 M€ en 2026, puis augmentée de 50 % de la hausse de la fiscalité professionnelle
      pondération : population INSEE
      fraction « Charges » : 1,2 M€ en 2026, puis constante
        répartie
          80 % selon la longueur de voirie
          20 % selon la population INSEE
      fraction « Richesse » : 34 % de l'enveloppe
        répartie selon l'écart de revenu par habitant
      fraction « Solde » : le reste
        répartie selon l'insuffisance de potentiel financier par habitant

    """

  /// A line of « balayer », and what it changes in the text of the articles.
  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let before: String
    let after: String
    var testDescription: String { line }

    init(_ line: String, _ before: String, _ after: String) {
      (self.line, self.before, self.after) = (line, before, after)
    }
  }

  static let valueCases: [Case] = [
    Case(
      "montant de « Montjoie » de l'article 1 : − 20 000 €", "« Montjoie » : − 10 000 €", "« Montjoie » : − 20 000 €"),
    Case(
      "montant de « val fleuri » de l'article 1 en 2027 : 0 €", "« Val-Fleuri » : + 5 000 €", "« Val-Fleuri » : 0 €"),
    Case("fonctionnement de « Piscine » de l'article 1 en 2025 : 1 €", "352 000 €", "1 €"),
    Case("coût de « Piscine » de l'article 1 : 5 M€", "coût 4 M€", "coût 5 000 000 €"),
    Case("intérêts de « Piscine » de l'article 1 : 1 €", "intérêts 600 k€", "intérêts 1 €"),
    Case("entretien de « Piscine » de l'article 1 : 50 k€", "entretien 40 k€", "entretien 50 k€"),
    Case("durée de « Piscine » de l'article 1 : 25", "durée 30 ans", "durée 25 ans"),
    Case("subventions de « Piscine » de l'article 1 : 0 €", "subventions 1,2 M€", "subventions 0 €"),
    Case("ressources de « Piscine » de l'article 1 : 1 k€", "ressources : 120 k€", "ressources : 1 k€"),
    Case("coût de « Informatique » de l'article 1 : 2 €", "300 k€/an", "2 €/an"),
    Case("part de l'EPCI de « Informatique » de l'article 1 : 10 %", "part de l'EPCI 45 %", "part de l'EPCI 10 %"),
    Case("compensation de l'article 1 : 3 €", "compensation 10 k€", "compensation 3 €"),
    Case("limite de l'article 1 en 2029 : 3 %", "dans la limite de 4 %", "dans la limite de 3 %"),
    Case("enveloppe de l'article 2 : 8 %", "enveloppe de 9 %", "enveloppe de 8 %"),
    Case("exposant du critère 1 de l'article 2 : 1,5", "exposant 2", "exposant 1,5"),
    Case("pente du critère 2 de l'article 2 : 0,5", "pente 1", "pente 0,5"),
    Case("plancher de l'article 2 : 22 €/hab. DGF", "au moins 21 €/hab. DGF", "au moins 22 €/hab. DGF"),
    Case("durée du lissage de l'article 2 : 6", "linéaire sur 4 ans", "linéaire sur 6 ans"),
    Case("lissage de l'article 2 : 3", "linéaire sur 4 ans", "linéaire sur 3 ans"),
    Case("fin de la garantie de l'article 2 : 2027", "jusqu'en 2028", "jusqu'en 2027"),
    Case("baisse de l'article 2 : 7 €/hab. DGF", "baisse d'au plus 6 €/hab. DGF", "baisse d'au plus 7 €/hab. DGF"),
    Case("montant de « CC voisine » de l'article 2 : 60 k€", "50 k€ en 2026", "60 k€ en 2026"),
    Case("part de l'EPCI du prélèvement de l'article 3 : 40 %", "part de l'EPCI : 46 %", "part de l'EPCI : 40 %"),
    Case(
      "montant de « Montjoie » du prélèvement de l'article 3 : 1 €", "« Montjoie » : 20 000 €", "« Montjoie » : 1 €"),
    Case("coût de « École » de l'article 4 : 9 €", "coût 600 000 €", "coût 9 €"),
    Case("subventions de « École » de l'article 4 en 2027 : 9 €", "subventions 150 000 €", "subventions 9 €"),
    Case("fonds de concours de « École » de l'article 4 : 9 €", "concours 90 000 €", "concours 9 €"),
    Case("taux du produit de l'article 5 en 2027 : 12 %", "11 % du produit", "12 % du produit"),
    Case("taux des zones de l'article 5 : 52 %", "51 % du produit", "52 % du produit"),
    Case("taux du produit de « Montjoie » de l'article 5 : 6 %", "« Montjoie » : 5 %", "« Montjoie » : 6 %"),
    Case("taux de l'article 6 : 14 %", "13 % du produit", "14 % du produit"),
    Case("taux de « Roche-Haute » de l'article 6 : 8 %", "« Roche-Haute » : 7 %", "« Roche-Haute » : 8 %"),
    Case("taux foncier bâti de l'article 7 : 0,75", "0,5 point pour", "0,75 point pour"),
    Case("taux foncier non bâti des communes de l'article 7 : − 0,1", "− 0,25 point", "− 0,1 point"),
    Case("taux de l'EPCI de l'article 7 en 2028 : 27 %", "26,5 %", "27 %"),
    Case("taux de l'article 8 : 60 %", "50 % du prélèvement", "60 % du prélèvement"),
    Case("limite de l'article 8 : 1 €", "120 001 €", "1 €"),
    Case("taux de l'article 9 : 2 %", "1 % des recettes réelles\n", "2 % des recettes réelles\n"),
  ]

  static let weightCases: [Case] = [
    Case(
      "poids de la révision de 2028 de l'article 1 : sur le simplexe par pas de 50 %",
      "répartis 60 % selon la population DGF, 40 %", "répartis 25 % selon la population DGF, 75 %"),
    Case(
      "poids de « Piscine » de l'article 1 : sur le simplexe par pas de 50 %",
      "charge de « Montjoie » : 60 %\n    charge de « Val-Fleuri » : 40 %",
      "charge de « Montjoie » : 25 %\n    charge de « Val-Fleuri » : 75 %"),
    Case(
      "poids de l'article 9 : sur le simplexe par pas de 50 %",
      "55 % selon l'écart de revenu par habitant, linéaire\n    45 %",
      "25 % selon l'écart de revenu par habitant, linéaire\n    75 %"),
  ]

  static let fractionCases: [Case] = [
    Case("enveloppe de « Charges » de l'article 2 en 2026 : 1 M€", "1,2 M€ en 2026", "1 M€ en 2026"),
    Case("enveloppe de « Richesse » de l'article 2 : 30 %", "34 % de l'enveloppe", "30 % de l'enveloppe"),
    Case("indexation de l'article 2 : 40 %", "augmentée de 50 %", "augmentée de 40 %"),
  ]

  private func load(_ articles: String, _ lines: String? = nil) throws -> Scenario {
    let text = Self.head + articles + (lines.map { "balayer\n  \($0)\n" } ?? "")
    switch try Files.load(text: text) {
    case .success(let (scenario, _)): return scenario
    case .failure(let error):
      Issue.record("\(Files.rendered(error.diagnostics))")
      throw error
    }
  }

  /// The same tree as the text where the value is written by hand.
  private func compare(_ found: Case, in articles: String, par values: [Int64]? = nil) throws {
    #expect(articles.components(separatedBy: found.before).count == 2, "« \(found.before) » une seule fois")
    var scenario = try load(articles, found.line)
    let axe = try #require(scenario.balayage?.axes.first)
    let text = ScenarioPrinter.print(scenario)
    #expect(text.contains(found.line.prefix { $0 != ":" }), "imprimé comme il se lit")
    let value: Balayage.Valeur
    if let values {
      value = .poids(values.map { Decimal($0) })
    } else {
      guard case .liste(let list) = axe.valeurs.value else { throw CocoaError(.formatting) }
      value = .quantite(list[0])
    }
    scenario = scenario.remplacant(axe.cible.value, par: value, span: axe.valeurs.span)
    scenario.balayage = nil
    let expected = try load(articles.replacing(found.before, with: found.after))
    #expect(scenario.articles.count == expected.articles.count)
    // Amounts are compared by their centimes: the unit in which they were written may differ.
    #expect(plain(ScenarioPrinter.print(scenario)) == plain(ScenarioPrinter.print(expected)))
    #expect(ScenarioPrinter.print(scenario) != ScenarioPrinter.print(try load(articles)))
  }

  /// Without the way an amount is rounded to thousands or millions.
  private func plain(_ text: String) -> String {
    text.replacing("5 000 000 €", with: "5 M€").replacing("5\u{202F}000\u{202F}000 €", with: "5 M€")
  }

  @Test("une valeur balayée est celle que l'on aurait écrite à la main", arguments: valueCases)
  func values(_ found: Case) throws { try compare(found, in: Self.articles) }

  @Test("les parts d'une révision, d'une charge ou d'une DGF varient ensemble", arguments: weightCases)
  func weights(_ found: Case) throws { try compare(found, in: Self.articles, par: [25, 75]) }

  @Test("les fractions de la DSC varient", arguments: fractionCases)
  func fractions(_ found: Case) throws { try compare(found, in: Self.fractions) }

  @Test("les poids d'une fraction aussi")
  func fractionWeights() throws {
    try compare(
      Case(
        "poids de « Charges » de l'article 2 : sur le simplexe par pas de 50 %",
        "80 % selon la longueur de voirie\n      20 %", "25 % selon la longueur de voirie\n      75 %"),
      in: Self.fractions, par: [25, 75])
  }

  private func refusal(_ line: String, in articles: String = articles) throws -> (code: String, text: String)? {
    guard case .failure(let error) = try Files.load(text: Self.head + articles + "balayer\n  \(line)\n") else {
      return nil
    }
    let found = error.diagnostics.first { $0.severity == .erreur }
    return found.map { ($0.code, "\($0.message) ; \($0.repair ?? "")") }
  }

  @Test("ce qui n'est pas assez précis, ou ne varie pas, est dit avec la manière de l'écrire")
  func refusals() throws {
    let several = try refusal("taux de l'article 5 : 10 %, 20 %")
    #expect(several?.code == "P0171" && several?.text.contains("2 valeurs") == true)
    #expect(
      try refusal("fonctionnement de « Piscine » de l'article 1 : 1 €, 2 €")?.text.contains("« en 2025 »") == true)
    #expect(try refusal("montant de « Petit-Exemple » de l'article 1 : 1 €, 2 €")?.code == "P0171")
    #expect(try refusal("taux foncier bâti de l'article 7 : 1 %, 2 %")?.code == "P0173")
    #expect(try refusal("durée de « Piscine » de l'article 1 : 20,5")?.code == "P0173")
    #expect(try refusal("vote de l'article 2 : 30, 40")?.code == "P0180")
    #expect(try refusal("durée du lissage de l'article 2 : tirée entre 3 et 6")?.code == "P0173")
    #expect(try refusal("fin de la garantie de l'article 2 : 2027,5")?.text.contains("par pas de 1") == true)
    let tunnel = try load(Self.articles, "fin du tunnel de l'article 2 : 2030").balayage
    #expect(tunnel == (try load(Self.articles, "fin de la garantie de l'article 2 : 2030").balayage))
    #expect(try refusal("fin de la révision de l'article 1 : 2027, 2028")?.code == "P0180")
    #expect(try refusal("année de la révision de l'article 1 : 2027, 2028")?.code == "P0180")
    let steps = Self.articles.replacing(
      "lissage : linéaire sur 4 ans depuis les montants de 2025",
      with: "lissage : garantie dégressive de 100 %, 50 % des montants de 2025"
    ).replacing(
      "garantie : au moins 21 €/hab. DGF et baisse d'au plus 6 €/hab. DGF du montant de l'année précédente, financée par l'EPCI, jusqu'en 2028 inclus\n  ",
      with: "")
    #expect(
      try refusal("durée du lissage de l'article 2 : 3, 4", in: steps)?.text.contains("scénario pour chacune") == true)
    #expect(try refusal("fin de la garantie de l'article 2 : 2028", in: steps)?.text.contains("jusqu'en 2028") == true)
    #expect(try refusal("montant : 3 €")?.code == "P0102")
  }

  private func national(_ text: String) throws -> (scenario: Scenario?, error: Diagnostic?) {
    let file = FileManager.default.temporaryDirectory.appending(path: "pays-\(UUID().uuidString).pacte")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    do {
      return (
        try ScenarioLoader.loadNational(path: file.path, dossier: "france", nom: "France", annee: 2024).0, nil
      )
    } catch { return (nil, error.diagnostics.first) }
  }

  @Test("un balayage national n'a que son bloc, ses réformes et son titre")
  func nationalFile() throws {
    let text = """
      pacte « Indices », scénario I
      date 15 avril 2026
      paramètre fpic_national.prelevement.plafond : 12 % à compter de 2024
      balayer
        poids de l'indice de reversement : sur le simplexe par pas de 50 %
        poids de l'indice du prélèvement : tirés sur le simplexe
        paramètre fpic_national.prelevement.seuil à compter de 2024 : 80 %, 90 %
        tirages : 3 au hasard, graine 1
      """
    let scenario = try #require(try national(text).scenario)
    #expect(scenario.nom == "I" && scenario.periode.value == 2024...2024 && scenario.parametres.count == 1)
    let axes = try #require(scenario.balayage?.axes)
    #expect(axes.prefix(2).map(\.cible.value) == [.poidsIndice(.reversement), .poidsIndice(.prelevement)])
    #expect(axes[1].cible.value.texte == "poids de l'indice de prélèvement")
    // Printed, the block reads back as itself.
    let printed = ScenarioPrinter.print(scenario)
    let block = try #require(printed.range(of: "balayer")).lowerBound
    #expect(try national(String(printed[block...])).scenario?.balayage == scenario.balayage)
    let strangers: [(line: String, row: Int)] = [
      ("territoire 200012345 « CA »", 1), ("données « france »", 1), ("période 2024 à 2025", 1),
      ("à partir de « autre.pacte »", 1), ("sans rétroaction", 1), ("hypothèses\n  revenus : + 1 % par an", 2),
      ("exiger au plus 3 communes perdantes", 1), ("article 3 : FPIC\n  reversement : droit commun", 1),
    ]
    for (line, row) in strangers {
      let found = try national(line + "\nbalayer\n  poids de l'indice de prélèvement : sur le simplexe par pas de 50 %")
      #expect(
        found.error?.code == "P0181" && found.error?.place?.line == row, "\(line) : \(String(describing: found.error))")
    }
    #expect(try national("balayer\n").error?.code == "P0170")
    #expect(try refusal("poids de l'indice de reversement : sur le simplexe par pas de 50 %")?.code == "P0181")
  }
}
