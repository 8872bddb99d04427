import Legislation
import LinearAlgebra
import Problems
import Simulation

/// The functions that a sweep repeats, a thousand scenarios at a time: they allocate nothing.
func kernelCases() {
  // Every level pays whole centimes: the engine knows no other DSC.
  for (level, exponents, bounds) in [(1, false, false), (2, true, false), (3, false, true), (4, true, true)] {
    measure("dsc-l\(level)", .none) {
      try DSCMeasure(Draws.dsc(communes: 300, scenarios: 1_000), exponents: exponents, bounds: bounds)
    } body: {
      $0.evaluate()
    }
  }
  for mode in [FPICMeasure.Mode.ensembles, .communes, .pertes] {
    measure("fpic-national-\(mode.rawValue)", .none) {
      try FPICMeasure(Draws.fpic(communes: 8_000, ensembles: 300, scenarios: 104))
    } body: {
      try $0.evaluate(mode)
    }
  }
  measure("repartition-interne", .none, prepare: InternalSplit.init) { $0.evaluate() }
  measure("inegalites", .none, prepare: Inequality.init) { $0.evaluate() }
}

/// The levy of one ensemble, for drawn amounts and CIF.
private final class InternalSplit {
  private var voie: VoieFPIC
  private let montants: [Double]
  private let cifs: [Double]

  init() throws {
    var draws = Draws(seed: 20_263)
    let n = 60
    let population = draws.whole(n, 40...6_000)
    let entrees = RepartitionInterneEntrees(
      nature: .prelevement, codesINSEE: (0..<n).map { String(10_001 + $0) },
      populationDGF: Matrix(column: population),
      potentielFinancier: Matrix(column: zip(population, draws.column(n, 500...1_500)).map { ($0 * $1).rounded() }),
      montant: [0], cif: [0], prelevementFSRIF: Matrix(column: draws.whole(n, 0...2_000)),
      rangs: RangsExoneration(
        dsu10000: Matrix(column: draws.whole(n, 100...900)), dsu5000: Matrix(column: draws.whole(n, 10...100)),
        dsrCible: Matrix(column: draws.whole(n, 1_000...20_000))))
    let law = try ParametresRepartitionInterne(annee: 2024, parametres: try Parametres.charger())
    guard let voie = VoieFPIC(entrees, parametres: law) else { throw Fault("répartition sans voie") }
    self.voie = voie
    montants = draws.whole(1_000, 100_000...2_000_000)
    cifs = draws.column(1_000, 0.1...0.75)
  }

  func evaluate() {
    for s in montants.indices { _ = voie.repartir(montant: montants[s], cif: cifs[s]) }
  }
}

/// The measures of inequality of drawn transfers.
private final class Inequality {
  private var mesure: MesureInegalites
  private let transferts: [[Double]]

  init() {
    var draws = Draws(seed: 20_264)
    let n = 300
    mesure = MesureInegalites(
      richesse: draws.column(n, 500...1_500), population: draws.whole(n, 40...6_000),
      revenu: draws.column(n, 9_000...22_000))
    transferts = (0..<1_000).map { _ in draws.whole(n, -20_000...200_000) }
  }

  func evaluate() {
    for column in transferts { _ = mesure.mesurer(column.span) }
  }
}
