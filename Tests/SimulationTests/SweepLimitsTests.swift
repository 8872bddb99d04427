import Diagnostics
import Foundation
import Language
import Testing

@testable import Simulation

@Suite("Valeurs qu'un balayage ne peut pas prendre")
struct SweepLimitsTests {
  private static let articles = """
    article 1 : attribution de compensation
      service commun « Informatique » à compter de 2027 : 300 k€/an, part de l'EPCI 45 %, réparti selon la population INSEE

    article 2 : dotation de solidarité communautaire
      enveloppe de 3,6 M€ en 2026, puis indexée de 1 % par an
      pondération : population INSEE
      répartie
        60 % selon l'écart de revenu par habitant, rapport inverse exposant 2
        40 % selon la longueur de voirie
      tunnel : au moins 80 % et au plus 140 % du montant de l'année précédente
      en connaissance de cause : « essai »

    article 3 : FPIC
      coefficient d'intégration fiscale : 38,42 %
      prélèvement : répartition dérogatoire à la majorité des deux tiers
        part de l'EPCI : 45 %
        entre communes : selon la population DGF
      reversement : droit commun
      en connaissance de cause : « essai »

    article 7 : taux d'imposition
      échange à compter de 2027 : foncier bâti, 0,5 point pour l'EPCI, restitué par l'attribution de compensation

    """

  private func write(_ workshop: Workshop, _ lines: String) throws -> String {
    try workshop.write(Self.articles, sweeping: lines)
  }

  private func open(_ lines: String, draws: Int? = nil) throws -> Sweep {
    let workshop = try Workshop()
    return try Sweep.open(try write(workshop, lines), draws: draws, seed: nil, reference: .situation)
  }

  /// The only error, its spaces plain.
  private func refusal(_ lines: String, draws: Int? = nil) throws -> Diagnostic {
    let error = try #require(throws: DiagnosedError.self) { _ = try open(lines, draws: draws) }
    var found = try #require(error.diagnostics.first)
    #expect(error.diagnostics.count == 1, "\(error.diagnostics)")
    found.message = plain(found.message)
    found.repair = found.repair.map(plain)
    return found
  }

  @Test("une grille dit sa première valeur refusée, sa variante, et jusqu'où aller")
  func grids() throws {
    let found = try refusal(
      """
      enveloppe de l'article 2 : 3 M€, 4 M€
      coefficient d'intégration fiscale de l'article 3 : de 98 % à 102 % par pas de 1 %
      indexation de l'article 2 : 0 %, 1 %
      """)
    #expect(found.code == "S0807")
    // 98 %, 99 % and 100 % come before, each with the two indexations.
    #expect(found.message.contains("vaut « 101 % » dans la variante 6,"), "\(found.message)")
    #expect(found.message.contains("ne dépasse pas 100 %"))
    #expect(found.repair?.contains("2 sur 5 ; restez à « 100 % » au plus") == true, "\(found.repair ?? "")")
    #expect(found.place?.line == 31 && found.place?.column == 52)
    let negative = try refusal("enveloppe de l'article 2 : 3 M€, − 1 €")
    #expect(negative.message.contains("vaut « − 1 € » dans la variante 1,"), "\(negative.message)")
    #expect(negative.repair?.contains("à « 0 € » au moins") == true)
    #expect(try open("enveloppe de l'article 2 : 0 €, 1 €").count == 2)
  }

  @Test(
    "les bornes d'une loi sont jugées avant tout tirage, par la règle de la valeur écrite",
    arguments: [
      ("part de l'EPCI du prélèvement de l'article 3", "entre 90 % et 110 %", "100 %"),
      (
        "part de l'EPCI de « Informatique » de l'article 1",
        "selon la loi triangulaire entre 10 % et 100,5 %, mode 50 %", "100 %"
      ),
      ("hypothèse revenus", "entre − 120 % et 1 %", "− 99,999999 %"),
      ("indexation de l'article 2", "entre − 100 % et 1 %", "− 99,999999 %"),
      ("exposant du critère 1 de l'article 2", "entre 0 et 2", "0,000000001"),
      ("taux foncier bâti de l'article 7", "entre − 1 et 1", "0,000000001"),
      ("paramètre fpic.derogation.ecart_maximal_commune à compter de 2027", "entre − 1 % et 20 %", "0 %"),
    ])
  func laws(_ target: String, _ law: String, _ bound: String) throws {
    let found = try refusal("\(target) : tirée \(law)\ntirages : 4 au hasard, graine 1")
    #expect(found.code == "S0807")
    #expect(found.repair?.contains("« \(bound) »") == true, "\(found.message) \(found.repair ?? "")")
  }

  @Test("un plancher au-dessus du plafond est une alerte : il se balaye")
  func alerts() throws {
    #expect(try open("plancher de l'article 2 : 50 %, 150 %").count == 2)
  }

  @Test("d'une loi normale sont comptés les tirages refusés")
  func normal() throws {
    // Under zero: two standard deviations, 2,275 % of the draws; a Latin hypercube has 22 or 23 of 1 000.
    let lines = """
      enveloppe de l'article 2 : tirée selon la loi normale de moyenne 1 M€ et d'écart-type 500 k€
      tirages : 1 000 par hypercube latin, graine 3
      """
    let found = try refusal(lines)
    #expect(["22 sur 1 000", "23 sur 1 000"].contains { found.repair?.contains($0) == true }, "\(found.repair ?? "")")
    #expect(found.repair?.contains("à « 0 € » au moins") == true)
    let sound = try open(lines.replacing("500 k€", with: "100 k€"))
    let first = found.message.split(separator: "variante ")[1].prefix { $0.isNumber }
    let number = try #require(Int(first))
    // The same coordinates, a fifth of the deviation: below 800 k€ are those that were below zero.
    let values = (0..<1000).map { sound.design.axes[0].numbers(sound.design.values($0)[0])[0] }
    #expect(values.firstIndex { $0 < 800_000 } == number)
  }

  @Test("une loi normale qui ne tire rien de refusé tourne ; ce qu'une analyse tire d'autre ne se calcule pas")
  func analyses() throws {
    let sweep = try open(
      """
      enveloppe de l'article 2 : tirée selon la loi normale de moyenne 3,6 M€ et d'écart-type 2 M€
      tirages : 2 au hasard, graine 1
      """)
    #expect(sweep.limits.canRefuse)
    let values: [Int64] = [360_000_000, -1, 350_000_000, -200_000_000]
    let points = SweepPoints(count: values.count) { [.scalar(values[$0])] }
    #expect(try sweep.respond(points, threads: 1).states.map(\.calculable) == [true, false, true, false])
    let refused = try sweep.respond(points, threads: 1).states[1]
    #expect(zip(sweep.verdicts, refused.verdicts).allSatisfy { $0.objet != .calculable || $1 == false })
  }

  @Test("ce que deux valeurs font ensemble est compté variante par variante")
  func together() throws {
    let workshop = try Workshop()
    let text = """
      pacte « Fractions », scénario F
      territoire 200012345 « CA du Val d'Exemple »
      données « territoire »
      période 2026 à 2027

      article 2 : dotation de solidarité communautaire
        enveloppe de 3,6 M€ en 2026, puis constante
        fraction « A » : 40 % de l'enveloppe
          répartie selon la population INSEE
        fraction « B » : 60 % de l'enveloppe
          répartie selon la longueur de voirie
        en connaissance de cause : « essai »

      balayer
        enveloppe de « A » de l'article 2 : 40 %, 50 %
        enveloppe de « B » de l'article 2 : 50 %, 60 %
      """
    let file = workshop.folder.appending(path: "fractions.pacte")
    try Data(text.utf8).write(to: file)
    let sweep = try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    // 90 %, 100 %, 100 % and 110 % of the envelope.
    let states = try sweep.respond(sweep.points, threads: 1).states
    #expect(states.map(\.calculable) == [false, true, true, false])
    #expect(states.map(\.licite) == [false, true, true, false])
  }

  @Test("une élasticité ne sort pas de ce qui s'écrit")
  func elasticities() throws {
    let workshop = try Workshop()
    let file = try write(workshop, "coefficient d'intégration fiscale de l'article 3 : 30 %, 40 %")
    let text = try String(contentsOfFile: file, encoding: .utf8).replacing("38,42 %", with: "99,5 %")
    try Data(text.utf8).write(to: URL(filePath: file))
    let sweep = try Sweep.open(file, draws: nil, seed: nil, reference: .situation)
    let found = try SweepElasticities.analyse(sweep, threads: 1)
    #expect(found.refused == ["coefficient d'intégration fiscale de l'article 3"])
    #expect(found.lines.isEmpty)
  }

  @Test("une erreur de mesure ne rend pas un chiffre négatif")
  func noise() throws {
    let found = try refusal(
      "colonne « population_insee » : erreur normale d'écart-type 60 %\ntirages : 20 au hasard, graine 1")
    #expect(found.code == "S0807" && found.message.contains("− 100 %"))
    #expect(
      try refusal("colonne « revenu » : erreur uniforme entre − 101 % et 5 %\ntirages : 2 au hasard, graine 1").code
        == "P0174")
    #expect(
      try refusal("colonne « revenu » : erreur normale d'écart-type 2\ntirages : 2 au hasard, graine 1").code == "P0173"
    )
    #expect(
      try open("colonne « revenu » : erreur normale d'écart-type 5 %\ntirages : 2 au hasard, graine 1").count == 2)
  }

  @Test("une table aussi")
  func table() throws {
    let workshop = try Workshop()
    try Data("cif\n35\n101\n".utf8).write(to: workshop.folder.appending(path: "cif.csv"))
    let file = try write(
      workshop,
      "coefficient d'intégration fiscale de l'article 3 : tirée dans « cif.csv »\ntirages : 9 au hasard, graine 1")
    let error = try #require(throws: DiagnosedError.self) {
      _ = try Sweep.open(file, draws: nil, seed: nil, reference: .situation)
    }
    #expect(error.diagnostics.map(\.code) == ["S0807"])
    #expect(error.diagnostics[0].repair?.contains("retirez de la table") == true)
  }
}
