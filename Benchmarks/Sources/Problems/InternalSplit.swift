import Legislation
import LinearAlgebra

/// The levy of one ensemble, for drawn amounts and CIF.
public final class InternalSplit {
  private var voie: VoieFPIC
  private let montants: [Double]
  private let cifs: [Double]

  public init() throws {
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

  public func evaluate() {
    for s in montants.indices { _ = voie.repartir(montant: montants[s], cif: cifs[s]) }
  }
}
