import Diagnostics
import Foundation
import Simulation
import Testing

/// The dotation de solidarité as a user writes it, on the tutorial's territory; expected values by hand.
@Suite("Scénarios de dotation de solidarité")
struct DotationScenariosTests {
  private let criteres = """
      pondération : population INSEE
      répartie
        50 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        50 % selon l'écart de revenu par habitant, linéaire
    """

  /// `produit_fp` of 2025 and after: 10 M€, then what `after` says, all on the first commune.
  private func shop(_ after: [Int: Double]) throws -> Workshop {
    let shop = try Workshop()
    try shop.editCommunes { rows in
      rows.enumerated().map { index, row in
        let years = after.keys.sorted()
        return row
          + (index == 0
            ? years.map { "produit_fp_\($0)" } : years.map { index == 1 ? String(after[$0] ?? 0) : "0" })
      }
    }
    return shop
  }

  @Test("part de la hausse de la fiscalité professionnelle : une baisse ne retire rien")
  func hausse() throws {
    let products: [Int: Double] = [2026: 50_400_000, 2027: 52_000_000, 2028: 51_500_000, 2029: 51_900_000]
    let c = try shop(products).run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis augmentée de 50 % de la hausse de la fiscalité professionnelle
      \(criteres)
      """, periode: "2026 à 2029")
    #expect(
      (2026...2029).map { c.scenarios[0].montants.total($0, .dotationSolidarite) / 100 }
        == [3_000_000, 3_800_000, 3_800_000, 4_000_000])
  }

  @Test("par habitant : la population de l'année ; part des recettes de l'EPCI de l'année précédente")
  func regles() throws {
    let shop = try Workshop()
    let text = """
      hypothèses
        population : + 1 % par an

      article 1 : dotation de solidarité communautaire
        enveloppe de 25 €/hab. DGF en 2026, puis constante
      \(criteres)
      """
    let c = try shop.run(text, periode: "2026 à 2027")
    let people = c.territoire.column("population_dgf")!.values
    let total = { (annee: Int) in c.scenarios[0].montants.total(annee, .dotationSolidarite) / 100 }
    #expect(total(2026) == 25 * people.reduce(0, +))
    // Inhabitants stay whole.
    #expect(total(2027) == 25 * people.reduce(0) { $0 + ($1 * 1.01).rounded() })
    let file = shop.folder.appending(path: "territoire/ensembles.csv")
    let published = try String(contentsOf: file, encoding: .utf8)
    try Data(published.replacingOccurrences(of: ",68400000,", with: ",82345678.90,").utf8).write(to: file)
    let part = try shop.run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 4 % des recettes réelles de fonctionnement de l'EPCI
      \(criteres)
      """, periode: "2026 à 2026")
    #expect(part.scenarios[0].montants.total(2026, .dotationSolidarite) == 329_382_716)
  }

  @Test("fractions : chacune son montant et ses critères, et la somme des deux calculs séparés")
  func fractions() throws {
    let c = try Workshop().run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis indexée de 7 % par an
        pondération : population INSEE
        fraction « Solidarité » : 50 % de l'enveloppe de 2026, puis indexée de 10 % par an
          répartie
            50 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
            50 % selon l'écart de revenu par habitant, linéaire
        fraction « Voirie » : le reste
          répartie selon la longueur de voirie
      """, periode: "2026 à 2027")
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.map(\.message))")
    func column(_ name: String) -> [Double] { c.territoire.column(name)!.values }
    let p = column("population_insee")
    let (pd, pf, rev, voirie) = (
      column("population_dgf"), column("potentiel_financier"), column("revenu"), column("voirie")
    )
    let (f, r) = (pf.reduce(0, +) / pd.reduce(0, +), rev.reduce(0, +) / p.reduce(0, +))
    let gap = p.indices.map { p[$0] * max(0, f - pf[$0] / pd[$0]) }
    let linear = p.indices.map { p[$0] * max(0, 2 - rev[$0] / p[$0] / r) }
    for (annee, solidarite, reste) in [(2026, 150_000_000.0, 150_000_000.0), (2027, 165_000_000, 156_000_000)] {
      let expected = p.indices.map {
        solidarite / 2 * (gap[$0] / gap.reduce(0, +) + linear[$0] / linear.reduce(0, +))
          + reste * voirie[$0] / voirie.reduce(0, +)
      }
      for (found, real) in zip(c.centimes(annee, .dotationSolidarite), expected) {
        #expect((found - real).magnitude < 1, "\(annee)")
      }
    }
    // The trace stands on the same weights.
    let tree = try Workshop().study(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis constante
        pondération : population INSEE
        fraction « A » : 1 M€ en 2026, puis constante
          répartie selon la population INSEE
        fraction « B » : le reste
          répartie selon la longueur de voirie
        en connaissance de cause : « essai »
      """
    ).explain(commune: "Montjoie", annee: 2026).flatMap(\.tous)
    func weight(_ index: Int) -> Double { tree.first { $0.grandeur == "dsc.critere_\(index).poids" }?.valeur ?? .nan }
    #expect(
      (weight(1) - 1.0 / 3).magnitude < 1e-12 && (weight(2) - 2.0 / 3).magnitude < 1e-12, "\(tree.map(\.grandeur))")
  }

  @Test("fractions au-dessus de l'enveloppe : une erreur qui dit de combien, et aucun montant")
  func fractionsTrop() throws {
    let c = try Workshop().run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 1 M€ en 2026, puis constante
        pondération : population INSEE
        fraction « A » : 1,2 M€ en 2026, puis constante
          répartie 50 % selon l'écart de revenu par habitant, linéaire et 50 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        fraction « B » : le reste
          répartie selon la longueur de voirie
      """)
    let found = try #require(c.scenarios[0].diagnostics.first { $0.code == "L0231" })
    #expect(plain(found.message).contains("il y a 200 000,00 € de trop"))
    #expect(c.centimes(2026, .dotationSolidarite).filter { !$0.isNaN }.isEmpty)
  }

  @Test("contrat de ville sans pacte : la part réservée va aux seules communes du contrat, le reste à toutes")
  func contratDeVille() throws {
    let shop = try shop([2025: 50_400_000, 2026: 52_000_000, 2027: 51_000_000, 2028: 53_000_000])
    try shop.editCommunes { rows in
      let column = rows[0].firstIndex(of: "contrat_ville")!
      return rows.map { row in
        var row = row
        if row[1] == "Montjoie" { row[column] = "1" }
        return row
      }
    }
    let text = """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis constante
      \(criteres)
        contrat de ville : pacte adopté en 2028
      """
    let c = try shop.run(text, periode: "2026 à 2028")
    let avec = c.centimes(2026, .dotationSolidarite)
    let sans = c.centimes(2028, .dotationSolidarite)
    // 2027: products fall, nothing is reserved.
    #expect(c.centimes(2027, .dotationSolidarite) == sans)
    #expect(avec.reduce(0, +) == 300_000_000 && sans.reduce(0, +) == 300_000_000)
    let members = [c.row("Exempleville"), c.row("Montjoie")]
    let part = { (i: Int) in sans[i] / 300_000_000 }
    for i in avec.indices where !members.contains(i) {
      #expect((avec[i] - sans[i] * (300 - 80) / 300).magnitude < 1.5, "\(i)")
    }
    // The reserve of 800 000 € is split by II among the two, criterion by criterion.
    let reserve = members.map { avec[$0] - part($0) * 220_000_000 }
    #expect((reserve.reduce(0, +) - 80_000_000).magnitude < 3)
    #expect(reserve.allSatisfy { $0 > 0 })
    #expect(c.codes.contains("L0232"))
    #expect(c.scenarios[0].hypotheses.contains { $0.contains("prise dans l'enveloppe") })
    // An envelope under the floor: all of it is reserved, and the law is broken.
    let low = try shop.run(text.replacing("3 M€", with: "700 k€"), periode: "2026 à 2026")
    let fact = try #require(low.scenarios[0].diagnostics.first { $0.code == "L0211" })
    #expect(fact.severity == .erreur && plain(fact.message).contains("il manque 100 000,00 €"))
    #expect(low.centimes(2026, .dotationSolidarite)[low.row("Val-Fleuri")] == 0)
    // The floor as the envelope itself.
    let floor = try shop.run(
      text.replacing(
        "enveloppe de 3 M€ en 2026, puis constante", with: "enveloppe égale au plancher du contrat de ville"),
      periode: "2026 à 2026")
    #expect(floor.scenarios[0].montants.total(2026, .dotationSolidarite) == 80_000_000)
  }

  @Test("fusion avec 40 % d'écart : trois ans d'obligation ; une enveloppe nulle est illégale")
  func fusion() throws {
    func codes(_ year: Int, _ gap: String) throws -> [String] {
      try Workshop().run(
        """
        article 1 : dotation de solidarité communautaire
          enveloppe de 0 € en 2026, puis constante
        \(criteres)
          fusion de \(year), écart de potentiel financier \(gap) %
        """, periode: "2026 à 2026"
      ).codes
    }
    #expect(try codes(2024, "40").contains("L0210"))
    #expect(try codes(2023, "40").contains("L0210") == false)
    #expect(try codes(2024, "39,99").contains("L0210") == false)
  }

  @Test("arrondi à l'euro : des montants entiers, le total à l'euro, les bornes aussi ; la trace suit")
  func euro() throws {
    let text = """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 456 789,60 € en 2026, puis constante
      \(criteres)
        tunnel : au moins 90 % et au plus 150 % du montant de 2025
        arrondi à l'euro
        en connaissance de cause : « essai »
      """
    let c = try Workshop().run(text, periode: "2026 à 2026")
    let amounts = c.centimes(2026, .dotationSolidarite)
    #expect(amounts.allSatisfy { $0.remainder(dividingBy: 100) == 0 })
    #expect(amounts.reduce(0, +) == 345_679_000)
    #expect(c.codes.contains("L0235"))
    let before = c.territoire.column("dsc_2025")!.values
    for i in amounts.indices {
      #expect(amounts[i] / 100 >= (0.9 * before[i]).rounded(.up) - 1e-6 && amounts[i] / 100 <= 1.5 * before[i])
    }
    let root = try Workshop().study(text, periode: "2026 à 2026").explain(commune: "Montjoie", annee: 2026)
    #expect(root.flatMap(\.tous).first { $0.grandeur == "dsc" }?.valeur == amounts[c.row("Montjoie")])
  }

  @Test("bornes par habitant dans un tunnel, et garantie payée par l'EPCI")
  func parHabitant() throws {
    let c = try Workshop().run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3,6 M€ en 2026, puis constante
      \(criteres)
        tunnel : baisse d'au plus 4 €/hab. DGF et hausse d'au plus 9 €/hab. DGF du montant de 2025
      """, periode: "2026 à 2026")
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.map(\.message))")
    let before = c.territoire.column("dsc_2025")!.values
    let people = c.territoire.column("population_dgf")!.values
    let amounts = c.centimes(2026, .dotationSolidarite).map { $0 / 100 }
    for i in amounts.indices {
      #expect(amounts[i] >= max(0, before[i] - 4 * people[i]) - 1e-6 && amounts[i] <= before[i] + 9 * people[i] + 1e-6)
    }
    #expect(amounts.reduce(0, +) == 3_600_000)
    let m1 = try Workshop().run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3,6 M€ en 2026, puis constante
      \(criteres)
        garantie : au moins 20 €/hab. INSEE, financée par l'EPCI
      """, periode: "2026 à 2026")
    let insee = m1.territoire.column("population_insee")!.values
    for (found, heads) in zip(m1.centimes(2026, .dotationSolidarite), insee) { #expect(found >= 2_000 * heads) }
  }

  @Test("versement à un EPCI voisin : hors de la somme des communes, dans le coût de l'EPCI")
  func voisin() throws {
    let c = try Workshop().run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis constante
      \(criteres)
        versement à « CC voisine » : 50 k€ en 2026, puis indexé de 2 % par an
      """, periode: "2026 à 2027")
    #expect(c.scenarios[0].montants.total(2027, .dotationSolidarite) == 300_000_000)
    #expect(c.scenarios[0].epci.map(\.dotationVoisine) == [5_000_000, 5_100_000])
    #expect(c.codes.contains("L0234"))
    let epci = c.scenarios[0].epci[0]
    #expect(
      epci.cout == epci.attributionCompensation + 300_000_000 + 5_000_000 + epci.prelevementFPIC - epci.reversementFPIC)
  }

  @Test("2020 : reconduction des montants de 2019, puis les nouvelles règles ; fermée ensuite")
  func reconduction() throws {
    let shop = try Workshop()
    try shop.editCommunes { rows in
      rows.enumerated().map { $1 + [$0 == 0 ? "dsc_2019" : String($0 * 1_000)] }
    }
    let text = """
      article 1 : dotation de solidarité communautaire
        reconduction en 2020
        enveloppe de 100 k€ en 2020, puis constante
      \(criteres)
      """
    let c = try shop.run(text, periode: "2020 à 2021")
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.map(\.message))")
    #expect(c.centimes(2020, .dotationSolidarite) == (1...12).map { Double($0) * 100_000 })
    #expect(c.scenarios[0].montants.total(2021, .dotationSolidarite) == 10_000_000)
    let late = try shop.run(
      text.replacing("reconduction en 2020", with: "reconduction en 2021"), periode: "2020 à 2021")
    #expect(late.scenarios[0].diagnostics.contains { $0.code == "L0213" && $0.severity == .erreur })
  }

  @Test("part de logements sociaux et taux : pondérés par la population")
  func taux() throws {
    let c = try Workshop().run(
      """
      article 1 : dotation de solidarité communautaire
        enveloppe de 1 M€ en 2026, puis constante
        pondération : population INSEE
        répartie selon la part de logements sociaux
        en connaissance de cause : « essai »
      """, periode: "2026 à 2026")
    func column(_ name: String) -> [Double] { c.territoire.column(name)!.values }
    let (p, ls, log) = (column("population_insee"), column("logements_sociaux"), column("logements"))
    let scores = p.indices.map { p[$0] * ls[$0] / log[$0] }
    for (found, score) in zip(c.centimes(2026, .dotationSolidarite), scores) {
      #expect((found - 100_000_000 * score / scores.reduce(0, +)).magnitude < 1)
    }
  }

  @Test("les trois formes côte à côte : celles que l'on écrirait à la main")
  func formes() throws {
    let shop = try Workshop()
    let text = """
      article 1 : dotation de solidarité communautaire
        enveloppe de 3 M€ en 2026, puis constante
      \(criteres)
      """
    _ = try shop.study(text, periode: "2026 à 2026")
    let all = try Study.open([shop.folder.appending(path: "essai.pacte").path], formes: true).compare(
      reference: .situation)
    #expect(
      all.scenarios.map(\.nom) == ["T", "T, rapport inverse", "T, écart tronqué", "T, linéaire"])
    let amounts = all.scenarios.map { $0.montants[2026, .dotationSolidarite] }
    #expect(Set(amounts.map { $0[0] }).count == 4)
    for (index, shape) in [(1, "rapport inverse"), (2, "écart tronqué"), (3, "linéaire")] {
      let written = text.replacing("habitant, écart tronqué", with: "habitant, \(shape)")
        .replacing("habitant, linéaire", with: "habitant, \(shape)")
      #expect(try shop.run(written, periode: "2026 à 2026").centimes(2026, .dotationSolidarite) == amounts[index])
    }
  }
}
