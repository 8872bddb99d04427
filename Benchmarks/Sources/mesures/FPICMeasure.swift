import Legislation
import LinearAlgebra

/// The national FPIC of the comparison through the rules: ensembles only, every commune written, or losses only.
final class FPICMeasure: @unchecked Sendable {
  enum Mode: String {
    case ensembles, communes, pertes
  }

  private let indicateurs: IndicateursEnsembles
  private let scenarios: [(ParametresFPICNational, FPICNational.Financement)]
  private let nationales: CommunesNationales
  private let reference: PaddedColumns
  private let tolerances: PaddedColumns
  let communes: Output
  let ensembles: Output
  let pertes: Output
  private final class Place {
    var espace = EspaceFPICNational()
    var scratch = CommunesNationales.Espace()
  }
  private let places = (0..<4).map { _ in Place() }

  init(_ problem: Problem) throws {
    let p = try problem.column("habitants")
    let m = p.count
    let effort = try problem.column("effort")
    let agrege = try problem.column("agrege")
    var base = try ParametresFPICNational(annee: 2024, parametres: try Parametres.charger())
    base.effortMinimal = 0
    let set = EnsemblesNationaux(
      sirens: (0..<m).map { String(200_000_000 + $0) }, estEnsemble: .init(repeating: true, count: m),
      zones: .init(repeating: .metropole, count: m), iles: .init(repeating: false, count: m), populationDGF: p,
      populationINSEE: p, revenu: try problem.column("revenu_ensembles"), potentielFinancierAgrege: agrege,
      ressources: try problem.column("ressources"), effortNumerateur: zip(effort, p).map { $0 * $1 },
      effortDenominateur: p, fsrif: .init(repeating: 0, count: m), basesGarantie: [try problem.column("base")])
    indicateurs = try IndicateursEnsembles(set, parametres: base)
    let draws = try problem.block("tirages", rows: 11)
    scenarios = (0..<draws.columns).map { s in
      var law = base
      law.seuilContributeur = draws[1, s]
      law.poidsPotentielPrelevement = draws[2, s]
      law.poidsRevenuPrelevement = draws[3, s]
      law.tauxPlafond = draws[4, s]
      law.poidsPotentielReversement = draws[5, s]
      law.poidsRevenuReversement = draws[6, s]
      law.poidsEffortReversement = draws[7, s]
      law.partEligible = Rapport(Int((draws[8, s] * 1000).rounded()), 1000) ?? law.partEligible
      law.garantie.taux = [draws[9, s]]
      return (law, FPICNational.Financement(fonds: draws[0, s], quotePart: draws[10, s]))
    }
    let population = try problem.column("population")
    let n = population.count
    var membres = [[Int]](repeating: [], count: m)
    for (row, ensemble) in try problem.column("ensemble").enumerated() { membres[Int(ensemble)].append(row) }
    let nan = [Double](repeating: .nan, count: n)
    var interne = try ParametresRepartitionInterne(annee: 2024, parametres: try Parametres.charger())
    interne.seuilExclusion = nil
    nationales = CommunesNationales(
      indicateurs, membres: membres, cif: try problem.column("cif"),
      colonnes: .init(
        populationDGF: population, potentielFinancier: try problem.column("potentiel"),
        fsrif: .init(repeating: 0, count: n), dsu10000: try problem.column("exoneree").map { $0 > 0 ? 1 : .nan },
        dsu5000: nan, dsrCible: nan), parametres: interne)
    let places = nationales.lignes
    reference = PaddedColumns(rows: places.count, columns: 1)
    tolerances = PaddedColumns(Matrix(column: places.map { $0.map { 0.5 * population[$0] } ?? .infinity }))
    communes = Output(rows: places.count, scenarios: draws.columns)
    ensembles = Output(rows: m, scenarios: draws.columns)
    pertes = Output(rows: 3, scenarios: draws.columns)
  }

  /// Row of each place of `communes`; −1 where a place only fills.
  var lignes: [Double] { nationales.lignes.map { Double($0 ?? -1) } }

  func run(_ mode: Mode, kernels: KernelSet, workers: Int) async -> Double {
    await timed(workers: workers, total: scenarios.count, block: 8) { [self] worker, range in
      let place = places[worker]
      for s in range {
        do {
          try FPICNational.evaluer(
            indicateurs, scenarios[s].0, scenarios[s].1, noyaux: kernels.columns, into: &place.espace)
        } catch { continue }
        let net = UnsafeMutableRawPointer(ensembles.base + s * ensembles.lanes).assumingMemoryBound(to: Double.self)
        for e in 0..<ensembles.rows {
          net[e] = place.espace.reversement[e] + place.espace.garantie[e] - place.espace.prelevement[e]
        }
        switch mode {
        case .ensembles: break
        case .communes:
          let row = UnsafeMutableRawPointer(communes.base + s * communes.lanes).assumingMemoryBound(to: Double.self)
          nationales.soldes(place.espace, noyaux: kernels.columns, scratch: &place.scratch, dans: row)
        case .pertes:
          let lost = nationales.pertes(
            place.espace, reference: reference, tolerances: tolerances, noyaux: kernels.columns, scratch: &place.scratch
          )
          let row = UnsafeMutableRawPointer(pertes.base + s * pertes.lanes).assumingMemoryBound(to: Double.self)
          (row[0], row[1], row[2]) = (lost.nombre, lost.total, lost.plusForte)
        }
      }
    }
  }
}
