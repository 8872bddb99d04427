/// How the indices of the reversement spread over the ensembles of the métropole, whatever the weights: where the search of
/// the cut starts, never where it ends.
///
/// Mean and variance of `Σ w·x` follow from those of the ratios; the shape is that of the weights in force.
struct RepartitionIndices: Sendable {
  private var moyennes = (0.0, 0.0, 0.0)
  private var variances = (0.0, 0.0, 0.0)
  /// Of the first with the second, the first with the third, the second with the third.
  private var covariances = (0.0, 0.0, 0.0)
  /// Standardised indices at the weights in force, descending.
  private var quantiles: [Double] = []

  init(_ rapports: [[Double]], poids: [Double]) {
    let n = rapports[0].count
    guard n > 1 else { return }
    let m = rapports.map { $0.reduce(0, +) / Double(n) }
    func covariance(_ a: Int, _ b: Int) -> Double {
      (0..<n).reduce(0) { $0 + (rapports[a][$1] - m[a]) * (rapports[b][$1] - m[b]) } / Double(n)
    }
    moyennes = (m[0], m[1], m[2])
    variances = (covariance(0, 0), covariance(1, 1), covariance(2, 2))
    covariances = (covariance(0, 1), covariance(0, 2), covariance(1, 2))
    let (moyenne, ecart) = moments((poids[0], poids[1], poids[2]))
    guard ecart > 0 else { return }
    quantiles = (0..<n).map { i in
      ((0..<3).reduce(0) { $0 + poids[$1] * rapports[$1][i] } - moyenne) / ecart
    }.sorted(by: >)
  }

  private func moments(_ w: (Double, Double, Double)) -> (moyenne: Double, ecart: Double) {
    let carres = w.0 * w.0 * variances.0 + w.1 * w.1 * variances.1 + w.2 * w.2 * variances.2
    let croises = w.0 * w.1 * covariances.0 + w.0 * w.2 * covariances.1 + w.1 * w.2 * covariances.2
    return (
      w.0 * moyennes.0 + w.1 * moyennes.1 + w.2 * moyennes.2, max(0, carres + 2 * croises).squareRoot()
    )
  }

  /// A guess of the cut that keeps the `nombre` highest indices, and the gap between two neighbours there; `nil` where
  /// nothing can be guessed.
  func depart(nombre: Int, poids: (Double, Double, Double)) -> (seuil: Double, pas: Double)? {
    guard nombre > 0, nombre < quantiles.count else { return nil }
    let (moyenne, ecart) = moments(poids)
    let haut = max(0, nombre - 1 - Self.portee)
    let bas = min(quantiles.count - 1, nombre + Self.portee)
    let pas = ecart * (quantiles[haut] - quantiles[bas]) / Double(bas - haut)
    guard pas > 0, pas.isFinite else { return nil }
    return (moyenne + ecart * (quantiles[nombre - 1] + quantiles[nombre]) / 2, pas)
  }

  private static let portee = 12
}
