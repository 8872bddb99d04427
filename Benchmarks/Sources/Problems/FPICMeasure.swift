import Legislation
import LinearAlgebra
import Synchronization

/// The national FPIC of the comparison through the rules: ensembles only, every commune written, or losses only.
public final class FPICMeasure: @unchecked Sendable {
  public enum Mode: String, Sendable {
    case ensembles, communes, pertes
  }

  private let indicateurs: IndicateursEnsembles
  private let scenarios: [(ParametresFPICNational, FPICNational.Financement)]
  private let nationales: CommunesNationales
  private let reference: PaddedColumns
  private let tolerances: PaddedColumns
  public let communes: Output
  private let nets: Output
  public let pertes: Output
  private let places: [(espace: EspaceFPICNational, bloc: CommunesNationales.Bloc)]

  public init(_ problem: Problem) throws {
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
    let indicateurs = indicateurs
    places = (0..<4).map { _ in (EspaceFPICNational(indicateurs), CommunesNationales.Bloc(indicateurs)) }
    let lignes = nationales.lignes
    reference = PaddedColumns(rows: lignes.count, columns: 1)
    tolerances = PaddedColumns(Matrix(column: lignes.map { $0.map { 0.5 * population[$0] } ?? .infinity }))
    communes = Output(rows: lignes.count, scenarios: draws.columns)
    nets = Output(rows: m, scenarios: draws.columns)
    pertes = Output(rows: 3, scenarios: draws.columns)
  }

  /// Row of each place of `communes`; −1 where a place only fills.
  public var lignes: [Double] { nationales.lignes.map { Double($0 ?? -1) } }

  /// The ensembles in the order of the problem, which the engine ranks by potentiel.
  public var ensembles: Output {
    let out = Output(rows: nets.rows, scenarios: nets.scenarios)
    for s in 0..<out.scenarios {
      for (position, ligne) in indicateurs.lignes.enumerated() { out.row(s)[ligne] = nets.row(s)[position] }
    }
    return out
  }

  /// Nanoseconds of all the scenarios.
  public func run(_ mode: Mode, kernels: KernelSet, workers: Int) async throws -> Double {
    let noyaux = kernels.columns
    let refused = Mutex<String?>(nil)
    let spent = await timed(workers: workers, total: scenarios.count, block: CommunesNationales.Bloc.capacite) {
      [self] worker, range in
      do { try evaluate(mode, range, noyaux, worker) } catch { refused.withLock { $0 = "\(error)" } }
    }
    if let reason = refused.withLock({ $0 }) { throw Fault("un scénario ne se calcule pas : \(reason)") }
    return spent
  }

  /// All the scenarios on the calling thread, by the kernels of this processor.
  public func evaluate(_ mode: Mode) throws {
    for start in stride(from: 0, to: scenarios.count, by: CommunesNationales.Bloc.capacite) {
      let range = start..<min(start + CommunesNationales.Bloc.capacite, scenarios.count)
      try evaluate(mode, range, KernelSet.selected.columns, 0)
    }
  }

  private func evaluate(_ mode: Mode, _ range: Range<Int>, _ noyaux: ColumnKernels, _ place: Int) throws {
    // Workers are numbered, each one has its own place.
    let (espace, bloc) = places[place]
    bloc.vider()
    for s in range {
      try FPICNational.evaluer(scenarios[s].0, scenarios[s].1, noyaux: noyaux, dans: espace)
      if mode == .ensembles {
        espace.soldes(noyaux: noyaux, dans: nets.row(s))
      } else {
        nationales.ajouter(espace, noyaux: noyaux, a: bloc)
      }
    }
    switch mode {
    case .ensembles: break
    case .communes:
      nationales.soldes(bloc, noyaux: noyaux) { communes.row(range.lowerBound + $0) }
    case .pertes:
      nationales.pertes(bloc, reference: reference, tolerances: tolerances, noyaux: noyaux)
      for s in range {
        let (lost, row) = (bloc.pertes(s - range.lowerBound), pertes.row(s))
        (row[0], row[1], row[2]) = (lost.nombre, lost.total, lost.plusForte)
      }
    }
  }
}

extension Output {
  fileprivate func row(_ s: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(base + s * lanes).assumingMemoryBound(to: Double.self)
  }
}
