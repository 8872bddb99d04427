import Legislation
import LinearAlgebra

/// What every variant of a commune is measured against: its balance under the law in force, by the same formula.
struct CommuneYardstick: Sendable {
  /// By row of the territory: euros before rounding, not-a-number where unknown; tolerance, euros.
  let balances: [Double]
  let tolerances: [Double]
  let isKnown: [Bool]

  /// - Parameter plan: under the law in force, on the figures of the folder.
  init(_ run: NationalRun, _ communes: NationalCommunes, _ plan: NationalPlan) throws(FaitFPICNational) {
    let bench = NationalBench(plan)
    try FPICNational.evaluer(plan.parametres, plan.envelope.financement(plan.parametres), dans: bench.espace)
    let count = communes.isKnown.count
    var balances = [Double](repeating: .nan, count: count)
    if let nationales = plan.communes {
      let bloc = CommunesNationales.Bloc(plan.indicateurs)
      nationales.ajouter(bench.espace, a: bloc)
      let out = LaneScratch(rows: nationales.lignes.count, columns: 1)
      nationales.soldes(bloc) { _ in out.address(0) }
      for (place, row) in nationales.lignes.enumerated() {
        if let row, communes.isKnown[row] { balances[row] = out.address(0)[place] }
      }
    }
    self.balances = balances
    isKnown = communes.isKnown
    tolerances = communes.colonnes.populationDGF.map { $0 > 0 ? Study.tolerance * $0 : 0 }
  }
}
