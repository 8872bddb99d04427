import Simulation

/// The measures of inequality of drawn transfers.
public final class Inequality {
  private var mesure: MesureInegalites
  private let transferts: [[Double]]

  public init() {
    var draws = Draws(seed: 20_264)
    let n = 300
    mesure = MesureInegalites(
      richesse: draws.column(n, 500...1_500), population: draws.whole(n, 40...6_000),
      revenu: draws.column(n, 9_000...22_000))
    transferts = (0..<1_000).map { _ in draws.whole(n, -20_000...200_000) }
  }

  public func evaluate() {
    for column in transferts { _ = mesure.mesurer(column.span) }
  }
}
