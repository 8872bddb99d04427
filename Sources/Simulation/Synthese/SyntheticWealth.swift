import Glibc

/// Revenu and potentiel financier per inhabitant, joint between ensembles and within them.
struct SyntheticWealth {
  let revenu: [Double]
  /// Target of the potentiel financier, in euros; the engine computes the real one from the products.
  let potentiel: [Double]
  /// Deviation of each commune's potentiel from its model, and of the whole ensemble.
  let deviation: [Double]
  let effect: Double

  init(_ draws: SyntheticDraws, insee: [Double], dgf: [Double], secondaires: [Double]) {
    let revenuEffect = 0.145 * draws.normal(.revenuEPCI)
    let effect = 0.169 * draws.normal(.potentielEPCI)
    self.effect = effect
    var revenu: [Double] = []
    var potentiel: [Double] = []
    var deviation: [Double] = []
    for i in insee.indices {
      let size = log(insee[i])
      let head = 9.553 + 0.0385 * (size - 6.256) + revenuEffect + 0.156 * draws.normal(.revenu, i)
      revenu.append((insee[i] * exp(head)).rounded())
      let own = draws.normal(.potentiel, i)
      let wealth =
        2.348 + 0.0816 * size + 0.387 * head + 0.465 * log(1 + secondaires[i] / insee[i]) + effect + 0.231 * own
      potentiel.append(dgf[i] * exp(wealth))
      deviation.append((effect + 0.231 * own) / 0.286)
    }
    self.revenu = revenu
    self.potentiel = potentiel
    self.deviation = deviation
  }
}
