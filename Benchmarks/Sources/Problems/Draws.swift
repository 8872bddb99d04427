import Sampling

/// Problems of the shape of the comparison's (`baselines/problemes.py`), drawn without it.
public struct Draws {
  private let random: CounterRandom
  private var stream: UInt32 = 0

  public init(seed: UInt64) { random = CounterRandom(seed: seed) }

  public mutating func column(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
    stream += 1
    return (0..<count).map { draw in
      range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform(draw: UInt64(draw), stream: stream)
    }
  }

  /// Whole numbers: habitants, euros or centimes.
  public mutating func whole(_ count: Int, _ range: ClosedRange<Double>) -> [Double] {
    column(count, range).map { $0.rounded() }
  }

  public static func dsc(communes n: Int, scenarios: Int) -> Problem {
    var draws = Draws(seed: 20_261)
    let population = draws.whole(n, 40...6_000)
    let revenu = zip(population, draws.column(n, 9_000...22_000)).map { ($0 * $1).rounded() }
    let potentiel = zip(population, draws.column(n, 500...1_500)).map { ($0 * $1).rounded() }
    let people = population.reduce(0, +)
    let anterieur = zip(population, draws.column(n, 0.6...1.4)).map { ($0 / people * 5e8 * $1).rounded() }
    let poids = (0..<scenarios).flatMap { _ -> [Double] in
      let parts = draws.column(8, 0.2...1)
      let total = parts.reduce(0, +)
      return parts.map { $0 / total }
    }
    return Problem([
      "population": population, "revenu": revenu, "potentiel": potentiel,
      "quantites": draws.whole(5 * n, 0...900), "anterieur": anterieur, "poids": poids,
      "exposants": draws.column(2 * scenarios, 0.5...2), "enveloppe": draws.whole(scenarios, 4.6e8...5.4e8),
      "plancher": draws.column(scenarios, 0.8...0.9), "plafond": draws.column(scenarios, 1.15...1.6),
    ])
  }

  public static func fpic(communes n: Int, ensembles m: Int, scenarios: Int) -> Problem {
    var draws = Draws(seed: 20_262)
    let ensemble = (0..<n).map { Double($0 * m / n) }
    let population = draws.whole(n, 20...4_000)
    let potentiel = zip(population, draws.column(n, 500...1_500)).map { ($0 * $1).rounded() }
    let revenu = zip(population, draws.column(n, 9_000...22_000)).map { ($0 * $1).rounded() }
    func sum(_ column: [Double]) -> [Double] {
      var out = [Double](repeating: 0, count: m)
      for (row, value) in zip(ensemble, column) { out[Int(row)] += value }
      return out
    }
    let (habitants, agrege) = (sum(population), sum(potentiel))
    var tirages: [Double] = []
    let people = habitants.reduce(0, +)
    for _ in 0..<scenarios {
      let x = draws.column(6, 0...1)
      let (wp, w1) = (0.5 + x[2] / 2, 0.4 + 0.3 * x[3])
      let fonds = (people * (9 + 12 * x[0])).rounded()
      tirages += [
        fonds, (800 + 200 * x[1]).rounded() / 1_000, wp, 1 - wp, 0.11 + 0.04 * x[4], (1 - w1) / 2, w1, (1 - w1) / 2,
        (500 + 200 * x[5]).rounded() / 1_000, 0.5, (0.055 * fonds).rounded(),
      ]
    }
    return Problem([
      "ensemble": ensemble, "population": population, "potentiel": potentiel, "revenu_ensembles": sum(revenu),
      "agrege": agrege, "habitants": habitants, "ressources": agrege.map { (0.93 * $0).rounded() },
      "effort": draws.column(m, 0.7...1.6), "cif": draws.column(m, 0.1...0.75), "base": habitants.map { 14 * $0 },
      "exoneree": draws.column(n, 0...1).map { $0 < 0.08 ? 1 : 0 }, "tirages": tirages,
    ])
  }
}
