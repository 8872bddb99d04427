import Diagnostics
import Foundation
import Legislation
import Testing

@testable import Simulation
@testable import Territory

@Suite("Une France synthétique")
struct SyntheticFranceTests {
  private static func law() throws -> SyntheticLaw { try SyntheticLaw(annee: 2022) }

  private static func make(_ count: Int, graine: UInt64 = 42) throws -> ImportedTerritory {
    SyntheticFrance.territory(
      .init(graine: graine, ensembles: count, annee: 2022), law: try law(), ensembles: 0..<count)
  }

  /// One country for all the statistics.
  private static let france = Result { try make(SyntheticFrance.perFolder) }

  private struct Figures {
    let territory: ImportedTerritory
    /// Rows of the members of each ensemble of several communes.
    let members: [[Int]]

    init(_ territory: ImportedTerritory) {
      self.territory = territory
      var rows: [String: [Int]] = [:]
      for (row, commune) in territory.communes.enumerated() {
        if let siren = commune.epci { rows[siren, default: []].append(row) }
      }
      members = rows.keys.sorted().map { rows[$0] ?? [] }
    }

    func column(_ name: String) -> [Double] { territory.columns.first { $0.nom == name }?.values ?? [] }

    func sum(_ name: String, _ rows: [Int]) -> Double {
      let values = column(name)
      return rows.reduce(0) { $0 + values[$1] }
    }
  }

  private func quantile(_ values: [Double], _ p: Double) -> Double {
    let sorted = values.sorted()
    return sorted[Int(Double(sorted.count - 1) * p)]
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let (ma, mb) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    let cov = zip(a, b).reduce(0) { $0 + ($1.0 - ma) * ($1.1 - mb) }
    let (va, vb) = (a.reduce(0) { $0 + ($1 - ma) * ($1 - ma) }, b.reduce(0) { $0 + ($1 - mb) * ($1 - mb) })
    return cov / (va * vb).squareRoot()
  }

  @Test("tailles : populations et nombres de communes des EPCI de 2022, part de la plus grande commune")
  func sizes() throws {
    let figures = Figures(try Self.france.get())
    let populations = figures.members.map { figures.sum("population_insee", $0) }
    for (p, expected) in [(0.05, 6_299.0), (0.25, 13_432), (0.5, 23_448), (0.75, 44_510), (0.95, 193_964)] {
      #expect(abs(quantile(populations, p) / expected - 1) < 0.05, "population à \(p)")
    }
    let counts = figures.members.map { Double($0.count) }
    for (p, expected) in [(0.05, 7.0), (0.25, 14), (0.5, 23), (0.75, 38), (0.95, 65)] {
      #expect(abs(quantile(counts, p) - expected) <= max(2, 0.12 * expected), "communes à \(p)")
    }
    let insee = figures.column("population_insee")
    let largest = figures.members.map { rows -> Double in
      let total = rows.reduce(0) { $0 + insee[$1] }
      return (rows.map { insee[$0] }.max() ?? 0) / total
    }
    #expect(abs(quantile(largest, 0.5) - 0.26) < 0.06)
    #expect(abs(quantile(largest, 0.95) - 0.56) < 0.12)
    // 66.3 million in ensembles in 2022.
    let people = insee.reduce(0, +)
    #expect(people > 62e6 && people < 70e6)
  }

  /// Communes of the métropole in ensembles of several communes: those of the published statistics.
  private func mainland(_ figures: Figures) -> [[Int]] {
    figures.members.filter { !figures.territory.communes[$0[0]].departement.hasPrefix("97") }
  }

  private func near(_ found: Double, _ expected: Double, _ tolerance: Double, _ what: String) {
    #expect(abs(found - expected) <= tolerance, "\(what) : \(found) au lieu de \(expected) ± \(tolerance)")
  }

  @Test("richesses : corrélations, écarts types et moyennes des communes, entre ensembles et à l'intérieur")
  func wealth() throws {
    let figures = Figures(try Self.france.get())
    let groups = mainland(figures)
    let dgf = figures.column("population_dgf")
    let insee = figures.column("population_insee")
    let potentiel = zip(figures.column("potentiel_financier"), dgf).map { log($0 / $1) }
    let revenu = zip(figures.column("revenu"), insee).map { log($0 / $1) }
    let size = insee.map { log($0) }
    func all(_ values: [Double]) -> [Double] { groups.flatMap { rows in rows.map { values[$0] } } }
    func means(_ values: [Double]) -> [Double] {
      groups.map { rows in rows.reduce(0) { $0 + values[$1] } / Double(rows.count) }
    }
    func deviations(_ values: [Double]) -> [Double] {
      zip(groups, means(values)).flatMap { rows, mean in rows.map { values[$0] - mean } }
    }
    func spread(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
    // The published statistics of 2022, recomputed on the national table; the tolerance is that of a draw.
    near(correlation(all(potentiel), all(revenu)), 0.33, 0.04, "potentiel et revenu")
    near(correlation(all(potentiel), all(size)), 0.36, 0.06, "potentiel et population")
    near(correlation(all(revenu), all(size)), 0.24, 0.04, "revenu et population")
    near(correlation(means(potentiel), means(revenu)), 0.54, 0.07, "potentiel et revenu des ensembles")
    near(correlation(means(potentiel), means(size)), 0.52, 0.08, "potentiel et population des ensembles")
    near(correlation(deviations(potentiel), deviations(revenu)), 0.15, 0.03, "potentiel et revenu dans l'ensemble")
    near(correlation(deviations(potentiel), deviations(size)), 0.19, 0.05, "potentiel et population dans l'ensemble")
    near(spread(all(potentiel)), 0.322, 0.02, "écart type du potentiel")
    near(spread(all(revenu)), 0.220, 0.02, "écart type du revenu")
    near(spread(means(potentiel)), 0.235, 0.02, "écart type du potentiel des ensembles")
    near(spread(means(revenu)), 0.163, 0.015, "écart type du revenu des ensembles")
    near(all(revenu).reduce(0, +) / Double(all(revenu).count), 9.553, 0.02, "moyenne du revenu")
    near(all(potentiel).reduce(0, +) / Double(all(potentiel).count), 6.592, 0.03, "moyenne du potentiel")
    let effort = zip(
      figures.column("effort_fiscal_numerateur"), figures.column("effort_fiscal_denominateur")
    ).map { log($0 / $1) }
    near(correlation(all(effort), all(potentiel)), -0.20, 0.05, "effort fiscal et potentiel")
    let total =
      figures.column("effort_fiscal_numerateur").reduce(0, +)
      / figures.column("effort_fiscal_denominateur").reduce(0, +)
    near(total, 1.143, 0.05, "effort fiscal")
  }

  @Test("potentiel financier agrégé : quantiles des ensembles, moyennes par taille d'ensemble")
  func aggregates() throws {
    let figures = Figures(try Self.france.get())
    let groups = mainland(figures)
    func logarithmic(_ people: Double) -> Double {
      people <= 7_500 ? 1 : people >= 500_000 ? 2 : 1 + 0.548_273_05 * log10(people / 7_500)
    }
    let perHead = groups.map { rows -> Double in
      let people = figures.sum("population_dgf", rows)
      return figures.sum("potentiel_financier", rows) / (people * logarithmic(people))
    }
    for (p, expected) in [(0.05, 471.0), (0.25, 550), (0.5, 626), (0.75, 713), (0.95, 946)] {
      near(quantile(perHead, p), expected, 0.1 * expected, "PFIA par habitant à \(p)")
    }
    let limits = [0, 10_000, 15_000, 30_000, 50_000, 100_000, 250_000, Double.infinity]
    for (index, expected) in [798.0, 787, 839, 879, 964, 1_087, 1_380].enumerated() {
      let rows = groups.filter {
        let people = figures.sum("population_insee", $0)
        return people >= limits[index] && people < limits[index + 1]
      }.flatMap { $0 }
      let mean = figures.sum("potentiel_financier", rows) / figures.sum("population_dgf", rows)
      near(mean, expected, 0.12 * expected, "potentiel par habitant, ensembles de plus de \(limits[index])")
    }
  }

  @Test("attributions : signes, montants par habitant, ensembles, lien avec le potentiel")
  func attributions() throws {
    let figures = Figures(try Self.france.get())
    let ac = figures.column("ac_2021")
    let dgf = figures.column("population_dgf")
    let potentiel = figures.column("potentiel_financier")
    let unique = Set(figures.territory.ensembles.filter { $0.textes["regime"] == "FPU" }.map(\.siren))
    let rows = figures.territory.communes.indices.filter {
      figures.territory.communes[$0].epci.map { unique.contains($0) } == true
    }
    let others = Set(ac.indices).subtracting(rows)
    #expect(others.count > 1_000 && others.allSatisfy { ac[$0] == 0 })
    near(Double(rows.count { ac[$0] < 0 }) / Double(rows.count), 0.295, 0.03, "part des attributions négatives")
    near(ac.reduce(0, +) / dgf.reduce(0, +), 149, 12, "attribution par habitant")
    near(rows.reduce(0) { $0 + ac[$1] } / rows.reduce(0) { $0 + dgf[$1] }, 160, 14, "attribution par habitant en FPU")
    near(ac.reduce(0) { $0 + min(0, $1) } / 1e6, -740, 150, "millions d'attributions négatives")
    let positive = rows.filter { ac[$0] > 0 }
    let link = correlation(positive.map { log(ac[$0] / dgf[$0]) }, positive.map { log(potentiel[$0] / dgf[$0]) })
    // Recomputed on the logarithms of the national table: 0.58.
    near(link, 0.58, 0.07, "attribution et potentiel")
    let perHead = figures.members.filter {
      figures.territory.communes[$0[0]].epci.map { unique.contains($0) } == true
    }.map { figures.sum("ac_2021", $0) / figures.sum("population_dgf", $0) }
    for (p, expected, tolerance) in [
      (0.05, -34.0, 14.0), (0.25, 39, 8), (0.5, 82, 10), (0.75, 141, 15), (0.95, 269, 40),
    ] { near(quantile(perHead, p), expected, tolerance, "attribution par habitant des EPCI à \(p)") }
  }

  @Test("le CIF est celui du moteur, et ses quantiles sont ceux d'un pays")
  func cif() throws {
    let territory = try Self.france.get()
    let cif = territory.ensembles.compactMap { $0.valeurs["cif"] }
    #expect(abs(quantile(cif, 0.5) - 0.38) < 0.08)
    #expect(quantile(cif, 0.02) > 0 && quantile(cif, 0.98) < 0.9)
    let ensemble = SyntheticEnsemble(
      SyntheticDraws(random: .init(seed: 42), ensemble: 3), law: try Self.law())
    let paid = ensemble.attribution.reduce(0, +)
    let dsc = ensemble.dsc.reduce(0, +)
    let recettes = ensemble.recettesCIF
    let expected =
      (recettes.epci - (ensemble.fiscaliteUnique ? paid : 0) - 0.5 * dsc)
      / (recettes.epci + recettes.communes + recettes.syndicats)
    #expect(abs(ensemble.cif - expected) < 1e-12)
  }

  @Test("la population DGF et le potentiel financier satisfont les identités du fichier publié")
  func identities() throws {
    let figures = Figures(try Self.make(60))
    let dgf = figures.column("population_dgf")
    let insee = figures.column("population_insee")
    let secondary = figures.column("residences_secondaires")
    #expect(dgf.indices.allSatisfy { dgf[$0] >= insee[$0] + secondary[$0] })
    let financier = figures.column("potentiel_financier")
    let fiscal = figures.column("potentiel_fiscal")
    #expect(dgf.indices.allSatisfy { financier[$0] > fiscal[$0] && fiscal[$0] > 0 })
  }

  @Test("même graine, mêmes octets ; autre graine, autre pays ; un ensemble ne dépend que de son numéro")
  func seeds() throws {
    let first = try Self.make(40).files.map(\.octets)
    #expect(try Self.make(40).files.map(\.octets) == first)
    #expect(try Self.make(40, graine: 43).files.map(\.octets) != first)
    let larger = try Self.make(41)
    let smaller = try Self.make(40)
    #expect(Array(larger.ensembles.prefix(40)) == smaller.ensembles)
  }

  @Test("le dossier écrit se relit, et plusieurs dossiers font un grand pays")
  func folders() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("pacte-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let one = try SyntheticFrance.write(
      .init(graine: 7, ensembles: 12, annee: 2024), to: root + "/petit", replace: false)
    #expect(one.dossiers == [root + "/petit"] && one.ensembles == 12)
    let (territory, found) = try TerritoryReader.read(folder: root + "/petit")
    #expect(found == [] && territory.nature == .NATIONAL && territory.communes.count == one.communes)
    #expect(territory.column("ac_2023") != nil && territory.national["annee"] == 2024)
    let run = try NationalRun.open(root + "/petit", options: NationalOptions(annee: 2024))
    #expect(run.fpic.lignes.count == 12)
  }
}
