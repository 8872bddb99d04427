import Legislation
import LinearAlgebra

/// The DSC of the comparison through the rule itself: what `pacte` runs for one scenario, over a block.
public final class DSCMeasure: @unchecked Sendable {
  public let entrees: DotationSolidariteEntrees
  public let output: Output
  private var workshops: [String: [AtelierDSC]] = [:]

  /// - Parameters:
  ///   - exponents: those of the problem on the legal criteria, or plain ratios.
  ///   - bounds: the floor and the cap of the problem, or none.
  public init(_ problem: Problem, exponents: Bool = true, bounds: Bool = true) throws {
    let population = Matrix(column: try problem.column("population"))
    let n = population.rows
    let quantities = try problem.block("quantites", rows: n)
    let weights = try problem.block("poids", rows: 8)
    let forme = FormeRichesse.rapportInverse(exposant: 1, ecretage: 1e-6...1e6)
    var criteres = [
      CritereRepartition("revenu", .revenu(forme)), CritereRepartition("potentiel", .potentiel(forme)),
      CritereRepartition("population", .population(nil)),
    ]
    for k in 0..<5 { criteres.append(CritereRepartition("quantité \(k)", .quantite(k))) }
    var built = DotationSolidariteEntrees(
      scenarios: weights.columns,
      communes: ColonnesCommunes(
        populationINSEE: population, populationDGF: population, revenu: Matrix(column: try problem.column("revenu")),
        potentiel: Matrix(column: try problem.column("potentiel")),
        quantites: (0..<5).map { Matrix(column: quantities.columnArray($0)) }),
      criteres: criteres, poids: weights, enveloppes: try problem.column("enveloppe"))
    if exponents {
      let drawn = try problem.block("exposants", rows: 2)
      var coefficients = Matrix(rows: 8, columns: weights.columns, repeating: .nan)
      for s in 0..<weights.columns { for k in 0..<2 { coefficients[k, s] = drawn[k, s] } }
      built.coefficients = coefficients
    }
    if bounds {
      built.anneePrecedente = Matrix(column: try problem.column("anterieur"))
      built.garantie = Garantie(
        .tunnel, planchers: try problem.column("plancher"), plafonds: try problem.column("plafond"))
    }
    entrees = built
    output = Output(rows: n, scenarios: weights.columns)
    for kernels in KernelSet.available {
      let evaluation = EvaluationDSC(built, colonnes: false, noyaux: kernels)
      workshops[kernels.name] = (0..<4).map { _ in AtelierDSC(evaluation) }
    }
  }

  /// Nanoseconds of all the scenarios.
  public func run(kernels: String, workers: Int) async -> Double {
    guard let ready = workshops[kernels] else { return .nan }
    // Tasks are numbered, each one has its own workshop.
    nonisolated(unsafe) let shops = ready
    return await timed(workers: workers, total: entrees.scenarios, block: 64) { [self] worker, range in
      evaluate(range, in: shops[worker])
    }
  }

  /// All the scenarios on the calling thread, by the kernels of this processor.
  public func evaluate() {
    guard let shop = workshops[KernelSet.selected.name]?.first else { return }
    evaluate(0..<entrees.scenarios, in: shop)
  }

  private func evaluate(_ range: Range<Int>, in shop: AtelierDSC) {
    for s in range {
      let place = output.base + s * output.lanes
      guard shop.repartir(entrees, scenario: s) == .payee else {
        for i in 0..<output.lanes { place[i] = Lanes(repeating: .nan) }
        continue
      }
      shop.deposer(a: place)
    }
  }
}
