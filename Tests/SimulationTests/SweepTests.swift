import Diagnostics
import Foundation
import Language
import Testing

@testable import Simulation

@Suite("Balayages")
struct SweepTests {
  private static let articles = """
    hypothèses
      revenus : + 1 % par an

    article 1 : attribution de compensation
      révision libre à compter de 2028 : − 400 k€, répartis selon la population DGF

    article 2 : dotation de solidarité communautaire
      enveloppe de 3,6 M€ en 2026, puis indexée de 1 % par an
      pondération : population INSEE
      répartie
        35 % selon l'insuffisance de potentiel financier par habitant, écart tronqué
        25 % selon l'écart de revenu par habitant, linéaire
        20 % selon le nombre de logements sociaux
        20 % selon la longueur de voirie
      tunnel : au moins 80 % et au plus 140 % du montant de l'année précédente
      en connaissance de cause : « essai »

    article 3 : FPIC
      coefficient d'intégration fiscale : 38,42 %
      prélèvement : répartition dérogatoire à la majorité des deux tiers
        montant de l'ensemble : 520 000 € en 2026, puis constant
        part de l'EPCI : 45 %
        entre communes : 20 % selon la population DGF, 40 % selon le revenu, 40 % selon le potentiel financier
        dans les bornes légales
      reversement : droit commun
        montant de l'ensemble : 1 460 000 € en 2026, puis indexé de − 2 % par an
      en connaissance de cause : « essai »

    """

  /// Opens the scenario with these lines in its block « balayer ».
  private func sweep(_ workshop: Workshop, _ lines: String..., draws: Int? = nil, seed: UInt64? = nil) throws -> Sweep {
    let path = try workshop.write(Self.articles, sweeping: lines.joined(separator: "\n"))
    return try Sweep.open(path, draws: draws, seed: seed, reference: .situation)
  }

  /// The values of every scenario, as a run of these threads and blocks gives them.
  private func values(_ sweep: Sweep, threads: Int, block: Int) throws -> (records: [Double], values: [Double]) {
    final class Box: @unchecked Sendable {
      var records: [Double] = []
      var values: [Double] = []
    }
    let box = Box()
    let runner = SweepRunner(sweep, threads: threads, block: block, keepsValues: true)
    let commit: @Sendable (SweepTranche<CommuneStatistics>) -> Void = {
      box.records += $0.records
      box.values += $0.values
    }
    let done = try runner.run(from: 0, shouldStop: { false }, watch: { _ in }, commit: commit)
    #expect(done == sweep.count)
    return (box.records, box.values)
  }

  private static let everything = [
    "enveloppe de l'article 2 : 3,5 M€, 4 M€",
    "indexation de l'article 2 : tirée entre − 1 % et 2,5 %",
    "poids de l'article 2 : tirés sur le simplexe",
    "plancher de l'article 2 : tirée entre 50 % et 80 %",
    "plafond de l'article 2 : tirée selon la loi triangulaire entre 130 % et 250 %, mode 140 %",
    "poids du prélèvement de l'article 3 : tirés sur le simplexe",
    "part de l'EPCI du prélèvement de l'article 3 : tirée entre 30 % et 60 %",
    "montant de l'ensemble du prélèvement de l'article 3 : tirée selon la loi normale de moyenne 520 k€ et d'écart-type 20 k€",
    "coefficient d'intégration fiscale de l'article 3 : tirée entre 35 % et 40 %",
    "révision de 2028 de l'article 1 : tirée entre − 400 k€ et 0 €",
    "paramètre fpic.derogation.ecart_maximal_commune à compter de 2027 : 20 %, 30 %",
    "hypothèse revenus : tirée entre − 1 % et 3 %", "hypothèse population : tirée entre − 0,5 % et 1 %",
    "tirages : 3 par hypercube latin, graine 42",
  ]

  @Test("chaque variante, imprimée puis relue, donne seule les mêmes montants, bit pour bit")
  func definition() throws {
    let workshop = try Workshop()
    let sweep = try sweep(workshop, Self.everything.joined(separator: "\n"))
    #expect(sweep.count == 12)
    let known = try compareWithRunsAlone(sweep, workshop)
    #expect(known > sweep.count * 3)
  }

  /// - Returns: how many years of how many variants could be compared.
  private func compareWithRunsAlone(_ sweep: Sweep, _ workshop: Workshop) throws -> Int {
    let (records, values) = try values(sweep, threads: 2, block: 5)
    let flows = CommuneStatistics.flux
    var known = 0
    for index in 0..<sweep.count {
      let file = workshop.folder.appending(path: "variante.pacte")
      var printed = ScenarioPrinter.print(sweep.written(index))
      printed.replace(sweep.scenario.donnees.value, with: "territoire")
      try Data(printed.utf8).write(to: file)
      let alone = try Study.open([file.path]).compare(reference: .situation)
      let result = alone.scenarios[0]
      for (year, annee) in sweep.annees.enumerated() {
        let first = (index * sweep.annees.count + year) * flows.count * sweep.communes
        let recordStart: Int = (index * sweep.annees.count + year) * SweepMeasure.allCases.count
        func measure(_ measure: SweepMeasure) -> Double {
          let offset: Int = SweepMeasure.allCases.firstIndex(of: measure) ?? 0
          return records[recordStart + offset]
        }
        // A year that cannot be computed is missing whole.
        guard !measure(.net).isNaN else { continue }
        known += 1
        for (flow, flux) in flows.enumerated() {
          let start: Int = first + flow * sweep.communes
          let found = Array(values[start..<start + sweep.communes])
          #expect(found.isIdentical(to: result.montants[annee, flux]), "\(index) \(annee) \(flux)")
        }
        let synthese = alone.synthese(result, annee: annee)
        #expect(measure(.perdantes) == Double(synthese.perdantes.communes))
        #expect(measure(.gagnantes) == Double(synthese.gagnantes.communes))
        #expect(measure(.stables) == Double(synthese.stables.communes))
        #expect(measure(.populationPerdante) == synthese.perdantes.population)
        let losses: Double = measure(.pertes) - synthese.perdantes.montant / 100
        let cost: Double = measure(.ecartCoutEPCI) - synthese.ecartCoutEPCI / 100
        #expect(losses.magnitude < 1e-6)
        #expect(cost.magnitude < 1e-6)
        let worst: Double = synthese.pireParHabitant?.parHabitant ?? 0
        #expect(measure(.pirePerteParHabitant) == worst)
        let inequality = try #require(
          result.metriques.first { $0.annee == annee && $0.transferts == .statique }?.mesures)
        #expect(measure(.giniApres) == inequality.giniApres)
        #expect(measure(.theilApres) == inequality.theilApres)
        #expect(measure(.progressivite) == inequality.progressivite)
        #expect(measure(.inversions) == Double(inequality.inversions))
        let cif: Double? = result.indicateurs(annee)?.coefficientIntegrationFiscale
        #expect(measure(.cif) == cif)
        let dotation: Double? = result.indicateurs(annee)?.dotationIntercommunalite
        #expect(measure(.dotationIntercommunalite) == (dotation ?? .nan) / 100 || dotation == nil)
      }
      let firstRecord: Int = index * sweep.annees.count * SweepMeasure.allCases.count
      let errors = sweep.annees.indices.map {
        records[firstRecord + $0 * SweepMeasure.allCases.count + SweepMeasure.erreurs.position]
      }
      // What stops a run alone is an error here, and nothing else is.
      let stops = result.diagnostics.contains { $0.severity == .erreur && $0.code.hasPrefix("L") }
      #expect(errors.contains { $0 > 0 } == stops, "\(index)")
    }
    return known
  }

  @Test("chaque axe qui demande un plan par valeur dit quelle règle l'exige")
  func obstacles() throws {
    let sweep = try sweep(
      Workshop(), "poids de l'article 2 : tirés sur le simplexe",
      "part de l'EPCI du prélèvement de l'article 3 : tirée entre 30 % et 60 %",
      "montant de l'ensemble du reversement de l'article 3 : 1 M€, 2 M€",
      "coefficient d'intégration fiscale de l'article 3 : tirée entre 35 % et 40 %",
      "révision de 2028 de l'article 1 : tirée entre − 400 k€ et 0 €",
      "paramètre fpic.derogation.ecart_maximal_commune à compter de 2027 : 20 %, 30 %",
      "hypothèse revenus : tirée entre − 1 % et 3 %", "colonne « revenu » : erreur normale d'écart-type 2 %",
      "tirages : 2 au hasard, graine 1")
    let outline = try sweep.outline()
    #expect(outline.lanes.count == 3)
    #expect(outline.compiled.map(\.obstacle) == [.coefficient, .attribution, .droit, .hypothese, .donnees])
    let fractions = try Workshop().swept("scenario-d", "enveloppe de l'article 2 : tirée entre 3 M€ et 4 M€")
    #expect(try fractions.outline().compiled.map(\.obstacle) == [.fractions])
    let levers = try Workshop().swept("scenario-e", "enveloppe de l'article 4 : tirée entre 300 k€ et 600 k€")
    #expect(try levers.outline().compiled.map(\.obstacle) == [.autreLevier])
  }

  @Test("les autres leviers laissent la DSC côte à côte dans un plan, et chaque variante est celle d'un calcul seul")
  func levers() throws {
    let workshop = try Workshop()
    let text = """
      pacte « Variantes du pacte fiscal », scénario V
      date 15 avril 2026
      à partir de « scenario-e.pacte »

      balayer
        enveloppe de l'article 2 : tirée entre 2,5 M€ et 4,5 M€
        poids de l'article 2 : tirés sur le simplexe
        tirages : 7 par suite de Sobol', graine 3
      """
    let file = workshop.folder.appending(path: "leviers.pacte")
    try Data(text.utf8).write(to: file)
    let sweep = try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    #expect(sweep.lanes.holdAll)
    #expect(try compareWithRunsAlone(sweep, workshop) > 7 * 3)
  }

  @Test("une valeur que nomme un levier ou l'AC a un plan par valeur, et chaque variante est celle d'un calcul seul")
  func namedTargets() throws {
    let workshop = try Workshop()
    let text = """
      pacte « Variantes du pacte fiscal », scénario V
      date 15 avril 2026
      à partir de « scenario-e.pacte »

      balayer
        fonds de concours de « Voie douce » de l'article 4 : 300 k€, 350 k€
        taux des zones de l'article 5 : 30 %, 50 %
        taux foncier bâti de l'article 7 : tirée entre 0,25 et 0,5
        limite de l'article 8 : tirée entre 60 k€ et 150 k€
        tirages : 2 par hypercube latin, graine 3
      """
    let file = workshop.folder.appending(path: "cibles.pacte")
    try Data(text.utf8).write(to: file)
    let sweep = try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    #expect(try sweep.outline().compiled.map(\.obstacle) == [.autreLevier, .autreLevier, .autreLevier, .autreLevier])
    #expect(try compareWithRunsAlone(sweep, workshop) > 8 * 3)
    // What is swept reaches the amounts.
    let costs = try values(sweep, threads: 1, block: 8).records
    let length = sweep.annees.count * SweepMeasure.allCases.count
    let last = length - SweepMeasure.allCases.count + SweepMeasure.coutEPCI.position
    #expect(Set((0..<sweep.count).map { costs[$0 * length + last] }).count >= 4)
  }

  @Test("la durée d'un lissage et la fin d'un tunnel varient, un plan par valeur")
  func durations() throws {
    let workshop = try Workshop()
    func open(_ clause: String, _ line: String) throws -> Sweep {
      let text = """
        pacte « Durées », scénario D
        territoire 200012345 « CA du Val d'Exemple »
        données « territoire »
        période 2026 à 2031

        article 2 : dotation de solidarité communautaire
          enveloppe de 3,9 M€ en 2026, puis constante
          pondération : population INSEE
          répartie
            60 % selon l'écart de revenu par habitant, linéaire
            40 % selon la longueur de voirie
          \(clause)
          en connaissance de cause : « essai »

        balayer
          \(line)
        """
      let file = workshop.folder.appending(path: "durees.pacte")
      try Data(text.utf8).write(to: file)
      return try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
    }
    func dotations(_ sweep: Sweep, _ index: Int) throws -> [Double] {
      let alone = try sweep.alone(index)
      return sweep.annees.map { alone.montants.total($0, .dotationSolidarite) }
    }
    let smoothed = try open(
      "lissage : linéaire sur 4 ans depuis les montants de 2025",
      "durée du lissage de l'article 2 : de 1 à 5 par pas de 2")
    #expect(try smoothed.outline().compiled.map(\.obstacle) == [.duree])
    #expect(try compareWithRunsAlone(smoothed, workshop) == 3 * 6)
    // From the amounts of 2025 to 3,9 M€ in one, three or five equal steps.
    let start = (smoothed.study.territoire.columns["dsc_2025"]?.values ?? []).reduce(0, +) * 100
    for (index, years) in [1.0, 3, 5].enumerated() {
      let expected = (1...6).map { year in
        let elapsed = min(Double(year), years)
        return ((start * (years - elapsed) + 390_000_000 * elapsed) / years).rounded(.toNearestOrAwayFromZero)
      }
      #expect(try dotations(smoothed, index) == expected, "\(years)")
    }
    let floor = try open(
      "tunnel : au moins 100 % et au plus 400 % du montant de 2025, jusqu'en 2026 inclus",
      "fin de la garantie de l'article 2 : de 2026 à 2031 par pas de 1")
    #expect(try compareWithRunsAlone(floor, workshop) == 6 * 6)
    let floors = floor.study.territoire.columns["dsc_2025"]?.values ?? []
    for index in 0..<floor.count {
      let alone = try floor.alone(index)
      let held = floor.annees.count { annee in
        zip(alone.montants[annee, .dotationSolidarite], floors).allSatisfy { $0 >= $1 * 100 }
      }
      #expect(held == index + 1)
    }
    let refused = try #require(throws: DiagnosedError.self) {
      try open("lissage : linéaire sur 4 ans depuis les montants de 2025", "lissage de l'article 2 : 4, 31")
    }
    #expect(refused.diagnostics.map(\.code) == ["S0807"])
    #expect(refused.diagnostics[0].repair.map(plain)?.contains("« 30 » au plus") == true)
  }

  @Test("les mêmes bits quels que soient les fils et les blocs", arguments: [(1, 1), (2, 7), (5, 3), (3, 64)])
  func threadsAndBlocks(_ threads: Int, _ block: Int) throws {
    let workshop = try Workshop()
    let sweep = try sweep(
      workshop, "poids de l'article 2 : tirés sur le simplexe", "enveloppe de l'article 2 : tirée entre 3 M€ et 5 M€",
      "colonne « revenu » : erreur normale d'écart-type 2 %", "tirages : 41 par suite de Sobol', graine 7")
    let (records, all) = try values(sweep, threads: threads, block: block)
    let (expectedRecords, expected) = try values(sweep, threads: 1, block: 41)
    #expect(records.isIdentical(to: expectedRecords))
    #expect(all.isIdentical(to: expected))
  }

  @Test("les grilles se combinent entre elles et avec chaque tirage ; la dernière avance le plus vite")
  func numbering() throws {
    let sweep = try sweep(
      Workshop(), "enveloppe de l'article 2 : de 3 M€ à 3,5 M€ par pas de 250 k€",
      "plancher de l'article 2 : 70 %, 80 %", "hypothèse revenus : tirée entre 0 % et 2 %",
      "tirages : 2 au hasard, graine 1")
    #expect(sweep.count == 12)
    var rows: [[Double]] = []
    for index in 0..<12 {
      var row: [Double] = []
      for (axis, value) in zip(sweep.design.axes, sweep.design.values(index)) { row += axis.numbers(value) }
      rows.append(row)
    }
    let envelopes: [Double] = rows.map { $0[0] / 1e6 }
    let floors: [Double] = rows.map { $0[1] }
    #expect(envelopes == [3, 3, 3, 3, 3.25, 3.25, 3.25, 3.25, 3.5, 3.5, 3.5, 3.5])
    #expect(floors == [70, 70, 80, 80, 70, 70, 80, 80, 70, 70, 80, 80])
    // The same two draws at every point of the grid.
    #expect(Set(rows.map { $0[2] }).count == 2)
    #expect(rows[0][2] == rows[2][2] && rows[1][2] == rows[3][2])
  }

  @Test("les poids tirés totalisent 100 % exactement ; la grille du simplexe a tous ses points")
  func simplex() throws {
    let drawn = try sweep(
      Workshop(), "poids de l'article 2 : tirés sur le simplexe", "tirages : 200 par hypercube latin, graine 3")
    for index in 0..<200 {
      guard case .weights(let parts) = drawn.design.values(index)[0] else {
        Issue.record("des poids attendus")
        return
      }
      #expect(parts.reduce(0, +) == 100_000_000)
    }
    let grid = try sweep(Workshop(), "poids de l'article 2 : sur le simplexe par pas de 25 %")
    #expect(grid.count == 35)
    #expect(Set((0..<35).map { "\(grid.design.values($0))" }).count == 35)
  }

  @Test("la graine et le nombre de tirages de la commande remplacent ceux du scénario")
  func overrides() throws {
    let lines = ["hypothèse revenus : tirée entre 0 % et 2 %", "tirages : 4 au hasard, graine 1"].joined(
      separator: "\n")
    let workshop = try Workshop()
    let written = try sweep(workshop, lines)
    let other = try sweep(workshop, lines, draws: 9, seed: 2)
    #expect(written.count == 4 && other.count == 9)
    #expect(written.design.values(0) != other.design.values(0))
    #expect(try sweep(workshop, lines, seed: 1).design.values(3) == written.design.values(3))
  }

  @Test("une table de l'utilisateur donne ses valeurs dans l'unité écrite, avec leurs poids")
  func userTable() throws {
    let workshop = try Workshop()
    try Data("taux;poids\n1,5;1\n2;3\n".utf8).write(to: workshop.folder.appending(path: "taux.csv"))
    let sweep = try sweep(
      workshop, "hypothèse revenus : tirée dans « taux.csv »", "tirages : 100 par hypercube latin, graine 1")
    let values = (0..<100).map { sweep.design.axes[0].numbers(sweep.design.values($0)[0])[0] }
    #expect(values.count { $0 == 1.5 } == 25)
    #expect(values.count { $0 == 2 } == 75)
    #expect(sweep.tables.count == 1)
    #expect(throws: DiagnosedError.self) {
      try Data("taux\nx\n".utf8).write(to: workshop.folder.appending(path: "taux.csv"))
      _ = try self.sweep(
        workshop, "hypothèse revenus : tirée dans « taux.csv »", "tirages : 10 au hasard, graine 1")
    }
  }

  @Test("l'erreur de mesure d'une colonne est propre à chaque commune et ne touche qu'elle")
  func noise() throws {
    let sweep = try sweep(
      Workshop(), "colonne « revenu » : erreur uniforme entre − 5 % et 5 %", "tirages : 2 au hasard, graine 1")
    let before = sweep.study.territoire.columns["revenu"]?.values ?? []
    let after = sweep.evaluator.substituted(sweep.design.values(0)).1
    let ratios = zip(after.columns["revenu"]?.values ?? [], before).map { $0 / $1 }
    #expect(ratios.allSatisfy { $0 >= 0.95 && $0 <= 1.05 })
    #expect(Set(ratios).count > ratios.count / 2)
    #expect(after.columns["population_insee"] == sweep.study.territoire.columns["population_insee"])
  }

  @Test("ce qui ne peut pas tourner est dit avant de commencer")
  func refusals() throws {
    func code(_ lines: String...) throws -> String? {
      do {
        _ = try sweep(Workshop(), lines.joined(separator: "\n"))
        return nil
      } catch let error as DiagnosedError {
        return error.diagnostics.first { $0.severity == .erreur }?.code
      }
    }
    #expect(try code("paramètre fpic.derogation.inconnu à compter de 2027 : 20 %") == "L0001")
    #expect(try code("paramètre fpic.derogation.ecart_maximal_commune à compter de 2027 : 20 €") == "L0002")
    #expect(
      try code("colonne « revenus » : erreur normale d'écart-type 2 %\ntirages : 2 au hasard, graine 1") == "P0178")
    #expect(try code("poids de l'article 2 : sur le simplexe par pas de 0,1 %") == "S0801")
    let trio = """
      hypothèse revenus : tirée entre 0 % et 2 %
      hypothèse population : tirée entre 0 % et 2 %
      plancher de l'article 2 : tirée entre 50 % et 80 %
      corrélation entre hypothèse revenus et hypothèse population : 0,9
      corrélation entre hypothèse revenus et plancher de l'article 2 : 0,9
      corrélation entre hypothèse population et plancher de l'article 2 : − 0,9
      tirages : 2 au hasard, graine 1
      """
    #expect(try code(trio) == "S0805")
    let workshop = try Workshop()
    #expect(throws: DiagnosedError.self) {
      try Sweep.open(
        workshop.folder.appending(path: "scenario-a.pacte").path, draws: nil, seed: nil, reference: .situation)
    }
  }

  @Test("le rang d'une mesure est celui de la liste des mesures")
  func positions() { #expect(SweepMeasure.allCases.map(\.position) == Array(SweepMeasure.allCases.indices)) }

  @Test("les statistiques se fusionnent dans n'importe quel ordre et survivent à leur mise de côté")
  func statistics() throws {
    let sweep = try sweep(
      Workshop(), "enveloppe de l'article 2 : de 3 M€ à 4 M€ par pas de 50 k€")
    let amounts = { (range: Range<Int>) in
      var block = SweepBlock(sweep, width: range.count)
      let statistics = CommuneStatistics(annees: sweep.annees.count, communes: sweep.communes)
      var tranche = SweepTranche(range: range, statistics: statistics)
      block.evaluate(range, of: sweep.points, into: &tranche, keepsValues: false)
      return statistics
    }
    let whole = amounts(0..<21)
    let pieces = amounts(13..<21)
    pieces.merge(amounts(0..<2))
    pieces.merge(amounts(2..<13))
    #expect(pieces == whole)
    let read = CommuneStatistics(annees: whole.annees, communes: whole.communes, state: whole.state)
    #expect(read == whole)
    #expect(
      CommuneStatistics(annees: whole.annees, communes: whole.communes, state: Array(whole.state.dropLast())) == nil)
  }
}

extension Workshop {
  /// A scenario of the tutorial with one line to sweep.
  fileprivate func swept(_ name: String, _ line: String) throws -> Sweep {
    let text = """
      pacte « Variantes », scénario V
      date 15 avril 2026
      à partir de « \(name).pacte »

      balayer
        \(line)
        tirages : 2 au hasard, graine 1
      """
    let file = folder.appending(path: "variantes.pacte")
    try Data(text.utf8).write(to: file)
    return try Sweep.open(file.path, draws: nil, seed: nil, reference: .situation)
  }
}
