import Analysis
import Diagnostics
import Foundation
import Language
import Legislation
import Sampling
import Territory
import Testing

@testable import Simulation

/// A national folder and files that sweep it.
private final class Country {
  let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-\(UUID().uuidString)")

  /// Seventy-one drawn ensembles, one of them overseas.
  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try SyntheticFrance.write(.init(graine: 7, ensembles: 71, annee: 2024), to: path, replace: true)
  }

  /// The eight entities of the worked example, which have a past.
  init(copying source: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: source, to: URL(filePath: path))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appending(path: "france").path }

  static let eight = Workshop.root.appending(path: "Tests/EndToEndTests/national")

  func edit(_ file: String, _ change: (String) -> String) throws {
    let url = folder.appending(path: "france/\(file)")
    try Data(change(try String(contentsOf: url, encoding: .utf8)).utf8).write(to: url)
    try? FileManager.default.removeItem(at: folder.appending(path: "france/territoire.bin"))
  }

  func sweep(
    _ lines: String..., head: String = "", annee: Int = 2024, seed: UInt64? = nil, communes: Bool = false
  ) throws -> NationalSweep {
    let file = folder.appending(path: "balayage.pacte")
    try Data("\(head)\nbalayer\n\(lines.map { "  \($0)\n" }.joined())".utf8).write(to: file)
    return try NationalSweep.open(
      file.path, folder: path, options: NationalOptions(annee: annee), draws: nil, seed: seed,
      communes: communes)
  }

  /// The first thing that refuses these lines.
  func refusal(_ lines: String..., head: String = "") -> Diagnostic? {
    do {
      let file = folder.appending(path: "balayage.pacte")
      try Data("\(head)\nbalayer\n\(lines.map { "  \($0)\n" }.joined())".utf8).write(to: file)
      _ = try NationalSweep.open(
        file.path, folder: path, options: NationalOptions(annee: 2024), draws: nil, seed: nil,
        communes: false)
      return nil
    } catch { return (error as? DiagnosedError)?.diagnostics.first }
  }
}

/// Every number of a sweep, variant after variant.
private struct Gathered {
  var records: [Double] = []
  var values: [Double] = []
  var verdicts: [Double] = []
  var statistics: EnsembleStatistics
  private var sweep: NationalSweep

  init(_ sweep: NationalSweep, threads: Int, block: Int) throws {
    final class Box: @unchecked Sendable {
      var gathered: Gathered?
    }
    self.sweep = sweep
    statistics = sweep.statistics()
    let box = Box()
    box.gathered = self
    let commit: @Sendable (SweepTranche<EnsembleStatistics>) -> Void = {
      box.gathered?.records += $0.records
      box.gathered?.values += $0.values
      box.gathered?.verdicts += $0.verdicts
      if let counted = $0.statistics { box.gathered?.statistics.merge(counted) }
    }
    let runner = SweepRunner(sweep, threads: threads, block: block, keepsValues: true)
    #expect(try runner.run(from: 0, shouldStop: { false }, watch: { _ in }, commit: commit) == sweep.count)
    self = try #require(box.gathered)
  }

  subscript(_ scenario: Int, _ measure: NationalMeasure) -> Double {
    records[scenario * sweep.recordLength + measure.position]
  }

  func amounts(_ scenario: Int, _ flow: NationalFlow) -> [Double] {
    let first = scenario * sweep.valueLength + flow.rawValue * sweep.entites
    return Array(values[first..<first + sweep.entites])
  }

  /// Balances of the communes, by row of the territory.
  func communes(_ scenario: Int) -> [Double] {
    let end = (scenario + 1) * sweep.valueLength
    return Array(values[end - sweep.run.set.territoire.communes.count..<end])
  }
}

@Suite("Balayages du FPIC national")
struct NationalSweepTests {
  /// The four amounts of every entity of a year computed alone.
  private func expect(_ gathered: Gathered, _ scenario: Int, equals alone: FPICNationalResultat) {
    let lines = alone.lignes
    #expect(gathered.amounts(scenario, .prelevement) == lines.map(\.prelevement), "\(scenario)")
    #expect(gathered.amounts(scenario, .reversement) == lines.map(\.reversement), "\(scenario)")
    #expect(gathered.amounts(scenario, .garantie) == lines.map(\.garantie), "\(scenario)")
    #expect(gathered.amounts(scenario, .solde) == lines.map(\.solde), "\(scenario)")
    #expect(gathered[scenario, .plafonnes] == Double(lines.count { $0.plafonne }), "\(scenario)")
    #expect(gathered[scenario, .fonds] == alone.financement.fonds)
    #expect(gathered[scenario, .quotePartOutreMer] == alone.financement.quotePart)
    #expect(gathered[scenario, .valeurPointPrelevement] == alone.valeurPoint.valeur)
    #expect(gathered[scenario, .valeurPointReversement] == alone.metropole.valeurPoint)
  }

  /// A variant computed alone: the law is replaced in the registry, number by number, and the year evaluated whole.
  private func alone(_ sweep: NationalSweep, _ scenario: Int, _ territoire: Territory? = nil) throws -> NationalRun {
    var law = try Parametres.charger()
    for (axis, value) in zip(sweep.design.axes, sweep.design.values(scenario)) {
      let numbers = axis.numbers(value)
      switch axis.cible {
      case .parametre(let written, let annee):
        let chemin = try Parametres.chemin(nomme: written)
        // As a registry writes it: the nearest double of the decimal fraction.
        let number = axis.unit == .pourcentage ? (numbers[0] * 1e6).rounded() / 1e8 : numbers[0]
        law = try law.remplacant(chemin, valeur: number, aCompterDe: annee)
      case .poidsIndice(let volet):
        let side = volet == .prelevement ? "prelevement" : "reversement"
        for (name, number) in zip(volet.criteresIndice, numbers) {
          let chemin = try Parametres.chemin(nomme: "fpic_national.\(side).poids_\(name)")
          law = try law.remplacant(chemin, valeur: (number * 1e6).rounded() / 1e8, aCompterDe: 2024)
        }
      default: break
      }
    }
    return try NationalRun(
      territoire ?? sweep.run.set.territoire, options: sweep.run.options, droit: law, found: [])
  }

  @Test("au droit en vigueur, une variante donne bit pour bit l'année nationale, et personne ne perd")
  func neutral() throws {
    for country in [try Country(), try Country(copying: Country.eight)] {
      let sweep = try country.sweep("paramètre fpic_national.reversement.part_eligible à compter de 2024 : 60 %, 30 %")
      let gathered = try Gathered(sweep, threads: 1, block: 8)
      expect(gathered, 0, equals: sweep.run.fpic)
      #expect(gathered[0, .perdants] == 0 && gathered[0, .gagnants] == 0)
      #expect(gathered[0, .stables] == Double(sweep.entites))
      #expect(gathered[1, .beneficiaires] < gathered[0, .beneficiaires])
      #expect(gathered[1, .perdants] > 0)
    }
  }

  @Test("chaque variante est l'année que donne seule le même droit, tous les nombres du droit variant ensemble")
  func alone() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : tirée entre 70 % et 100 %",
      "poids de l'indice de prélèvement : tirés sur le simplexe",
      "poids de l'indice de reversement : tirés sur le simplexe",
      "paramètre fpic_national.prelevement.plafond à compter de 2023 : tirée entre 1 % et 20 %",
      "paramètre fpic_national.reversement.part_eligible à compter de 2024 : tirée entre 30 % et 90 %",
      "paramètre fpic_national.reversement.effort_fiscal_minimal à compter de 2024 : tirée entre 0,5 et 1,3",
      "paramètre fpic_national.outre_mer.majoration à compter de 2024 : tirée entre 1 et 2",
      "tirages : 60 par hypercube latin, graine 3")
    let gathered = try Gathered(sweep, threads: 2, block: 7)
    var computed = 0
    for scenario in 0..<sweep.count {
      guard gathered.verdicts[scenario] == 1 else {
        // The caps do not let the fund be levied: the same year alone says so.
        #expect(throws: DiagnosedError.self) { try alone(sweep, scenario) }
        #expect(gathered.amounts(scenario, .solde).allSatisfy { $0.isNaN })
        continue
      }
      computed += 1
      expect(gathered, scenario, equals: try alone(sweep, scenario).fpic)
    }
    #expect(computed > 30 && computed < sweep.count, "des deux sortes : \(computed)")
  }

  @Test("les taux de garantie varient, même depuis zéro")
  func guarantees() throws {
    let country = try Country(copying: Country.eight)
    let sweep = try country.sweep(
      "paramètre fpic_national.garantie.taux à compter de 2024 : 0 %, 40 %, 90 %",
      "paramètre fpic_national.garantie.taux_deuxieme_annee à compter de 2024 : 0 %, 70 %",
      "paramètre fpic_national.garantie.taux_troisieme_annee à compter de 2024 : 50 %, 60 %",
      "paramètre fpic_national.garantie.taux_quatrieme_annee à compter de 2024 : 25 %")
    let gathered = try Gathered(sweep, threads: 1, block: 5)
    for scenario in 0..<sweep.count { expect(gathered, scenario, equals: try alone(sweep, scenario).fpic) }
    // B: 171 429 € in 2022, out of it since 2023; second year at 70 % = 120 000 €.
    #expect(gathered[2, .garanties] == 120_000 && gathered[0, .garanties] == 0)
  }

  @Test("le fonds de la loi varie quand le dossier n'en écrit pas")
  func fund() throws {
    let country = try Country()
    try country.edit("national.yaml") { $0.replacing(/fonds: [0-9]+\n/, with: "") }
    let sweep = try country.sweep(
      "paramètre fpic_national.montant_prelevements à compter de 2012 : de 100 M€ à 160 M€ par pas de 20 M€",
      annee: 2012)
    let gathered = try Gathered(sweep, threads: 1, block: 3)
    for scenario in 0..<sweep.count { expect(gathered, scenario, equals: try alone(sweep, scenario).fpic) }
    #expect((0..<4).map { gathered[$0, .fonds] } == [100e6, 120e6, 140e6, 160e6])
  }

  @Test("un nombre lu en préparant les entités en prépare d'autres : coefficient logarithmique")
  func prepared() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "paramètre indicateurs.logarithme.pente à compter de 2024 : 0,2, 0,4",
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : 85 %, 90 %")
    #expect(sweep.preparesAnew)
    let gathered = try Gathered(sweep, threads: 2, block: 3)
    for scenario in 0..<sweep.count { expect(gathered, scenario, equals: try alone(sweep, scenario).fpic) }
    #expect(gathered.amounts(0, .prelevement) != gathered.amounts(2, .prelevement))
  }

  @Test("une réforme écrite avant le bloc vaut dans chaque variante, et se compare au droit en vigueur")
  func reform() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : 90 %",
      head: "paramètre fpic_national.prelevement.poids_revenu : 50 % à compter de 2024")
    let gathered = try Gathered(sweep, threads: 1, block: 2)
    let law = try Parametres.charger().remplacant(.fpicNationalPrelevementPoidsRevenu, valeur: 0.5, aCompterDe: 2024)
    let alone = try NationalRun(sweep.run.set.territoire, options: sweep.run.options, droit: law, found: [])
    expect(gathered, 0, equals: alone.fpic)
    #expect(gathered[0, .perdants] > 0)
  }

  @Test("les erreurs d'une colonne : les mêmes que dans un dossier où elles sont écrites")
  func errors() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "colonne « revenu » : erreur normale d'écart-type 2 %", "colonne « pfia » : erreur uniforme entre − 5 % et + 5 %",
      "colonne « population_dgf » : erreur uniforme entre − 1 % et + 1 %",
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : 85 %, 90 %",
      "tirages : 4 au hasard, graine 11")
    #expect(sweep.count == 8)
    let gathered = try Gathered(sweep, threads: 2, block: 3)
    let random = CounterRandom(seed: 11)
    for scenario in 0..<sweep.count {
      let draw = UInt64(scenario % 4)
      var territoire = sweep.run.set.territoire
      for row in territoire.communes.indices {
        let u = random.uniform(draw: draw, stream: 0xC000_0000, position: UInt32(row))
        territoire.columns["revenu"]?.values[row] *= 1 + (2e6 * normalQuantile(u)) / 1e8
        let v = random.uniform(draw: draw, stream: 0xC000_0002, position: UInt32(row))
        let people = territoire.columns["population_dgf"]?.values[row] ?? .nan
        territoire.columns["population_dgf"]?.values[row] = (people * (1 + (-1e6 + 2e6 * v) / 1e8) + 0.5).rounded(.down)
      }
      for row in territoire.ensembles.indices {
        let u = random.uniform(draw: draw, stream: 0xC000_0001, position: 1 << 24 + UInt32(row))
        guard let wealth = territoire.ensembles[row].valeurs["pfia"] else { continue }
        territoire.ensembles[row].valeurs["pfia"] = wealth * (1 + (-5e6 + 10e6 * u) / 1e8)
      }
      expect(gathered, scenario, equals: try alone(sweep, scenario, territoire).fpic)
    }
    #expect(gathered.amounts(0, .solde) != gathered.amounts(1, .solde))
  }

  @Test("les mesures d'une variante, comptées entité par entité")
  func measures() throws {
    let country = try Country()
    let sweep = try country.sweep("paramètre fpic_national.reversement.part_eligible à compter de 2024 : 60 %, 45 %")
    let gathered = try Gathered(sweep, threads: 1, block: 2)
    let (before, after) = (sweep.run.fpic.lignes, try alone(sweep, 1).fpic.lignes)
    let (people, heads) = (sweep.run.set.colonnes.populationINSEE, sweep.run.set.colonnes.populationDGF)
    let changes = zip(before, after).map { $1.solde - $0.solde }
    let losers = changes.indices.filter { changes[$0] < -0.5 * heads[$0] }
    let winners = changes.indices.filter { changes[$0] > 0.5 * heads[$0] }
    #expect(!losers.isEmpty && !winners.isEmpty)
    #expect(gathered[1, .perdants] == Double(losers.count))
    #expect(gathered[1, .gagnants] == Double(winners.count))
    #expect(gathered[1, .stables] == Double(changes.count - losers.count - winners.count))
    #expect(gathered[1, .populationPerdante] == losers.reduce(0) { $0 + people[$1] })
    #expect(gathered[1, .pertes] == losers.reduce(0) { $0 + changes[$1] })
    #expect(gathered[1, .pirePerte] == changes.min())
    let worst = losers.map { changes[$0] / heads[$0] }.min() ?? 0
    #expect((gathered[1, .pirePerteParHabitant] - worst).magnitude < 1e-9)
    #expect(gathered[1, .prelevements] == after.reduce(0) { $0 + $1.prelevement })
    #expect(gathered[1, .reversements] == after.reduce(0) { $0 + $1.reversement })
    #expect(gathered[1, .contributeurs] == Double(after.count { $0.prelevement > 0 }))
    #expect(gathered[1, .beneficiaires] == Double(after.count { $0.reversement > 0 }))
    let oracle = OracleInegalites(
      population: after.map(\.populationPonderee), avant: after.map(\.potentielParHabitant),
      transferts: after.map(\.solde))
    #expect((gathered[1, .giniAvant] - oracle.gini(oracle.avant)).magnitude < 1e-12)
    #expect((gathered[1, .giniApres] - oracle.gini(oracle.apres)).magnitude < 1e-12)
    #expect((gathered[1, .theilApres] - oracle.theil(oracle.apres)).magnitude < 1e-12)
    #expect(gathered[1, .inversions] == Double(oracle.inversions))
    // Poorest first until half of the people, the entity across the half pro rata.
    var (left, poor, rich) = (oracle.total / 2, 0.0, 0.0)
    for i in after.indices.sorted(by: { oracle.avant[$0] < oracle.avant[$1] }) {
      let part = max(0, min(1, left / oracle.population[i]))
      left -= oracle.population[i]
      poor += part * (after[i].reversement + after[i].garantie)
      rich += (1 - part) * after[i].prelevement
    }
    #expect((gathered[1, .partMoitiePauvre] - poor / gathered[1, .reversements]).magnitude < 1e-12)
    #expect((gathered[1, .partMoitieRiche] - rich / gathered[1, .prelevements]).magnitude < 1e-12)
  }

  @Test("les mêmes nombres à un, deux et cinq fils et à des blocs impairs ; l'état des statistiques se relit")
  func threads() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : tirée entre 70 % et 100 %",
      "poids de l'indice de reversement : tirés sur le simplexe", "tirages : 41 par suite de Sobol', graine 5")
    let first = try Gathered(sweep, threads: 1, block: 64)
    for (threads, block) in [(2, 3), (5, 7)] {
      let other = try Gathered(sweep, threads: threads, block: block)
      #expect(first.records.isIdentical(to: other.records) && first.values.isIdentical(to: other.values))
      #expect(first.statistics.state == other.statistics.state)
    }
    let state = first.statistics.state
    #expect(sweep.statistics(state)?.state == state)
    #expect(sweep.statistics(Array(state.dropLast())) == nil && sweep.statistics(state + [0]) == nil)
    // Exact extremes, and the share of the variants where each entity pays, receives or loses.
    for entite in [0, 17, 70] {
      let balances = (0..<sweep.count).map { first.amounts($0, .solde)[entite] }
      let found = first.statistics.distribution(.solde, entite)
      #expect(found.minimum == balances.min() && found.maximum == balances.max())
      #expect(found.mean == balances.reduce(0, +) / Double(sweep.count))
      let people = sweep.run.set.colonnes.populationDGF[entite]
      let sorted = balances.sorted()
      for (rank, p) in [(2, 0.05), (10, 0.25), (20, 0.5), (38, 0.95)] {
        let error = max(0.1 * people, sorted[rank].magnitude / 1024) * 1.01
        #expect((found.quantile(p) - sorted[rank]).magnitude <= error, "\(entite) \(p)")
      }
      let levied = (0..<sweep.count).count { first.amounts($0, .prelevement)[entite] > 0 }
      #expect(first.statistics.probability(.prelevement, entite) == Double(levied) / Double(sweep.count))
      let (before, heads) = (sweep.run.fpic.lignes[entite].solde, sweep.run.set.colonnes.populationDGF[entite])
      let losing = balances.count { $0 - before < -0.5 * heads }
      #expect(first.statistics.probability(.solde, entite) == Double(losing) / Double(sweep.count))
    }
  }

  /// Balances of the communes by the whole rule, notified; not-a-number where it splits nothing.
  private func notified(_ run: NationalRun) -> [Double] {
    var out = [Double](repeating: .nan, count: run.set.territoire.communes.count)
    for (entite, split) in run.repartitions.enumerated() {
      if let split {
        let paid = split.prelevement.notifies.communes.columnArray(0)
        let received = split.attribution.notifies.communes.columnArray(0)
        for (index, row) in split.communes.enumerated() { out[row] = received[index] - paid[index] }
      } else if run.set.entites[entite].type == .isolee {
        for row in run.set.membres[entite] { out[row] = run.fpic.lignes[entite].solde }
      }
    }
    return out
  }

  @Test("chaque commune, à quelques euros d'arrondi de la répartition interne entière ; comptées comme elles sont")
  func communes() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : 90 %, 80 %",
      "colonne « population_dgf » : erreur uniforme entre − 2 % et + 2 %",
      "poids de l'indice de reversement : tirés sur le simplexe", "tirages : 11 au hasard, graine 9", communes: true)
    let gathered = try Gathered(sweep, threads: 1, block: 22)
    let other = try Gathered(sweep, threads: 3, block: 5)
    #expect(gathered.values.isIdentical(to: other.values) && gathered.records.isIdentical(to: other.records))
    #expect(gathered.statistics.state == other.statistics.state)
    #expect(sweep.statistics(gathered.statistics.state)?.state == gathered.statistics.state)
    #expect(sweep.statistics(Array(gathered.statistics.state.dropLast())) == nil)
    let reference = sweep.run.set.territoire.communes.indices.map(sweep.communeReference)
    let inForce = notified(sweep.run)
    #expect(zip(reference, inForce).allSatisfy { ($0 - $1).magnitude < 5 || ($0.isNaN && $1.isNaN) })
    for scenario in [0, 7, 15, 21] {
      var territoire = sweep.run.set.territoire
      ColumnDisturbance(random: CounterRandom(seed: 9)).communes(
        sweep.design.axes[1], .noise(UInt64(scenario % 11)), of: &territoire)
      let expected = notified(try alone(sweep, scenario, territoire))
      let found = gathered.communes(scenario)
      #expect(found.count { !$0.isNaN } > 1900)
      #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude < 5 || ($0.isNaN && $1.isNaN) }, "\(scenario)")
    }
    let heads = try #require(sweep.run.set.territoire.column("population_dgf")?.values)
    for row in [0, 3, 1200, 2019] {
      let balances = (0..<sweep.count).map { gathered.communes($0)[row] }
      let figures = gathered.statistics.commune(row)
      #expect(figures.minimum == balances.min() && figures.maximum == balances.max())
      #expect((figures.mean - balances.reduce(0, +) / Double(sweep.count)).magnitude < 1e-6)
      let losing = balances.count { $0 - reference[row] < -0.5 * heads[row] }
      #expect((figures.losing - Double(losing) / Double(sweep.count)).magnitude < 1e-9, "\(row)")
    }
    for scenario in [0, 13] {
      let changes = zip(gathered.communes(scenario), reference).map { $0 - $1 }
      let losers = changes.indices.filter { changes[$0] < -0.5 * heads[$0] }
      #expect((gathered[scenario, .communesPerdantes] - Double(losers.count)).magnitude <= 1)
      #expect((gathered[scenario, .pertesCommunes] - losers.reduce(0) { $0 + changes[$1] }).magnitude < 100)
      #expect((gathered[scenario, .pirePerteCommune] - (losers.map { changes[$0] }.min() ?? 0)).magnitude < 0.01)
    }
  }

  @Test("au droit en vigueur aucune commune ne perd ; sans coefficient, les communes sont refusées")
  func communesUnderTheLaw() throws {
    let line = "paramètre fpic_national.prelevement.seuil à compter de 2024 : 90 %"
    let sweep = try Country().sweep(line, communes: true)
    let gathered = try Gathered(sweep, threads: 1, block: 1)
    #expect(gathered[0, .communesPerdantes] == 0 && gathered[0, .pirePerteCommune] == 0)
    // A folder without communes.
    #expect {
      _ = try Country(copying: Country.eight).sweep(line, communes: true)
    } throws: { ($0 as? DiagnosedError)?.diagnostics.first?.code == "S0813" }
  }

  @Test("la sensibilité d'un balayage national : ce qui compte vraiment, et ce qui ne compte pas")
  func sensitivity() throws {
    let country = try Country()
    let sweep = try country.sweep(
      "paramètre fpic_national.prelevement.seuil à compter de 2024 : tirée entre 75 % et 95 %",
      "paramètre fpic_national.reversement.part_eligible à compter de 2024 : tirée entre 40 % et 70 %",
      "tirages : 8 au hasard, graine 1")
    let morris = try SweepMorris.analyse(sweep, trajectories: 12, threads: 2)
    #expect(morris.evaluations == 36)
    func effect(_ name: String, _ axis: Int) throws -> Morris.Effect {
      try #require(morris.lines.first { $0.output.grandeur == name && $0.factor == sweep.design.axes[axis].name })
        .effect
    }
    // The threshold decides who pays, the eligible part who receives, and neither the other.
    #expect(try effect("preleves", 0).mean < -10)
    #expect(try effect("preleves", 1).meanMagnitude == 0)
    #expect(try effect("beneficiaires", 1).mean > 10)
    #expect(try effect("beneficiaires", 0).meanMagnitude == 0)
    let sobol = try SweepSobol.analyse(sweep, draws: 64, threads: 2)
    let paying = sobol.lines.filter { $0.output.grandeur == "preleves" }
    #expect(paying.count == 2 && (paying[0].total.value - 1).magnitude < 0.1 && paying[1].total.value == 0)
    #expect(sobol.lines.contains { $0.output.commune == 70 && $0.output.grandeur == "solde" })
  }

  @Test("ce qu'un balayage national refuse, où, et comment réparer")
  func refusals() throws {
    let country = try Country()
    func code(_ line: String, head: String = "") -> String? { country.refusal(line, head: head)?.code }
    #expect(code("enveloppe de l'article 2 : 3 M€, 4 M€") == "P0181")
    #expect(code("hypothèse revenus : 1 %, 2 %") == "P0181")
    #expect(code("paramètre fpic_national.prelevement.seuil à compter de 2025 : 80 %, 90 %") == "P0113")
    #expect(code("paramètre fpic_national.prelevement.seul à compter de 2024 : 80 %, 90 %") == "L0001")
    #expect(code("paramètre fpic.derogation.ecart_maximal_commune à compter de 2024 : 20 %, 30 %") == "S0811")
    #expect(code("paramètre fpic_national.prelevement.iles_exonerees à compter de 2024 : 0, 1") == "S0811")
    #expect(code("paramètre fpic_national.prelevement.seuil à compter de 2024 : 80 %, 120 %") == "L0002")
    #expect(code("paramètre fpic_national.prelevement.seuil à compter de 2024 : 3 €, 4 €") == "L0002")
    #expect(code("paramètre fpic_national.montant_prelevements à compter de 2024 : 1 M€, 2 M€") == "S0812")
    #expect(code("poids de l'indice de reversement : 20 %, 30 %") == "P0172")
    #expect(code("poids de l'indice de reversement : tirés sur le simplexe") == "P0176")
    #expect(code("colonne « revenus » : erreur normale d'écart-type 2 %", head: "") == "P0176")
    let draws = "tirages : 4 au hasard, graine 1"
    #expect(country.refusal("colonne « revenus » : erreur normale d'écart-type 2 %", draws)?.code == "P0178")
    #expect(country.refusal("colonne « voirie » : erreur normale d'écart-type 2 %", draws)?.code == "S0812")
    let wide = country.refusal("colonne « revenu » : erreur normale d'écart-type 60 %", draws)
    // Hundreds of communes: each draw has some beyond 1,67 standard deviations.
    #expect(wide?.code == "S0807" && wide?.repair.map(plain)?.contains("refusés : 4 sur 4") == true)
    #expect(
      code("paramètre fpic_national.prelevement.seuil à compter de 2024 : 80 %", head: "période 2024 à 2026") == "P0181"
    )
    #expect(
      code("paramètre fpic_national.prelevement.seuil à compter de 2024 : 80 %", head: "territoire 200012345 « X »")
        == "P0181")
    let twice = country.refusal(
      "poids de l'indice de prélèvement : sur le simplexe par pas de 50 %",
      "paramètre fpic_national.prelevement.poids_revenu à compter de 2024 : 10 %, 20 %")
    #expect(twice?.code == "P0116" && twice?.place?.line == 4)
    let found = try #require(country.refusal("enveloppe de l'article 2 : 3 M€, 4 M€"))
    #expect(found.place?.line == 3 && found.repair?.contains("poids de l'indice") == true)
    try country.edit("ensembles.csv") { text in
      // Without the resources of the cap, moving it changes nothing.
      let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      let place = rows[0].firstIndex(of: "rfa") ?? 0
      return rows.map { row in row.indices.filter { $0 != place }.map { row[$0] }.joined(separator: ",") }
        .joined(separator: "\n") + "\n"
    }
    #expect(code("paramètre fpic_national.prelevement.plafond à compter de 2024 : 10 %, 20 %") == "S0812")
  }
}
