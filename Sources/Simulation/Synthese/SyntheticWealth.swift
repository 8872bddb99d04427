import Glibc

/// Revenu and potentiel financier per inhabitant, joint between ensembles and within them.
///
/// Both rise with the size of the communes of the ensemble, and less with the size of a commune among them. Most of
/// their link is between ensembles: the effects of an ensemble on one and on the other have a correlation of one half.
/// The coefficients were fitted so that the tables of 2022 and a synthetic country have the same correlations, spreads
/// and means by size (`SyntheticFranceTests`).
struct SyntheticWealth {
  let revenu: [Double]
  /// Target of the potentiel financier, in euros; the engine computes the real one from the products.
  let potentiel: [Double]
  /// Deviation of each commune's potentiel from its model, and of the whole ensemble, in standard deviations.
  let deviation: [Double]
  let effect: Double

  private static let spreads = (revenu: 0.158, potentielEnsemble: 0.19, potentielCommune: 0.205)
  private static let link = 0.5

  init(_ draws: SyntheticDraws, insee: [Double], dgf: [Double], secondaires: [Double]) {
    let spreads = Self.spreads
    let first = draws.normal(.revenuEPCI)
    let effect =
      spreads.potentielEnsemble
      * (Self.link * first + (1 - Self.link * Self.link).squareRoot() * draws.normal(.potentielEPCI))
    self.effect = effect / spreads.potentielEnsemble
    let sizes = insee.map { log($0) }
    let middle = sizes.reduce(0, +) / Double(max(1, sizes.count))
    let rise = middle - 6.256
    let whole = hypot(spreads.potentielEnsemble, spreads.potentielCommune)
    var revenu: [Double] = []
    var potentiel: [Double] = []
    var deviation: [Double] = []
    for i in insee.indices {
      let own = (revenu: draws.normal(.revenu, i), potentiel: draws.normal(.potentiel, i))
      let apart = sizes[i] - middle
      let head = 9.553 + 0.042 * rise + 0.036 * apart + spreads.revenu * (first + own.revenu)
      revenu.append((insee[i] * exp(head)).rounded())
      let gap = effect + spreads.potentielCommune * own.potentiel
      let town = 0.085 * max(0, sizes[i] - 8)
      let wealth =
        6.535 + 0.104 * rise + 0.030 * apart + town + 0.465 * log(1 + secondaires[i] / insee[i])
        + 0.025 * own.revenu + gap
      potentiel.append(dgf[i] * exp(wealth))
      deviation.append(gap / whole)
    }
    self.revenu = revenu
    self.potentiel = potentiel
    self.deviation = deviation
  }
}
