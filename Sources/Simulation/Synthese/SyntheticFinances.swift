import Glibc
import LinearAlgebra

/// Products, attributions and accounts of the communes of an ensemble.
///
/// The household products are what the target potentiel leaves once the other terms are drawn; where too little is
/// left, they keep a floor, and the potentiel of the commune comes out higher than its target.
struct SyntheticFinances {
  /// Products at mean rates: households (taxe foncière, résidences secondaires), and the commune's own.
  private(set) var menages: [Double] = []
  private(set) var propres: [Double] = []
  private(set) var attribution: [Double]
  private(set) var forfaitaire: [Double] = []
  private(set) var recettes: [Double] = []
  private(set) var effortNumerateur: [Double] = []
  private(set) var effortDenominateur: [Double] = []
  private(set) var dsc: [Double]
  let produitsEPCI: Double
  /// Household products levied by the EPCI.
  let menagesEPCI: Double
  /// What is shared by population among the members: the products under fiscalité unique, nothing otherwise.
  let partagees: Double

  /// - Parameter size: normal score of the population of the ensemble.
  init(_ draws: SyntheticDraws, _ wealth: SyntheticWealth, dgf: [Double], size: Double, fiscaliteUnique: Bool) {
    let count = dgf.count
    let people = orderedReduction(count) { dgf[$0] }
    // From 224 € per inhabitant under 10 000 inhabitants to twice as much over 300 000.
    let slope = min(1, max(0, log(people / 8_000) / log(300_000 / 8_000)))
    let products = people * (224 + 240 * slope) * exp(0.22 * draws.normal(.produits) + 0.152 * wealth.effect)
    produitsEPCI = (fiscaliteUnique ? products : 0.35 * products).rounded()
    partagees = fiscaliteUnique ? produitsEPCI : 0
    menagesEPCI = people * 175 * exp(0.22 * draws.normal(.cif))
    attribution =
      fiscaliteUnique
      ? Self.attributions(draws, wealth, dgf, size: size, products: produitsEPCI) : [Double](repeating: 0, count: count)
    let paid = orderedReduction(count) { [attribution] in attribution[$0] }
    for i in 0..<count {
      let stratum = SyntheticLaws.stratum(dgf[i])
      let df = (dgf[i] * SyntheticLaws.dotationForfaitaire[stratum] * exp(0.3 * draws.normal(.forfaitaire, i) - 0.045))
        .rounded()
      forfaitaire.append(df)
      let target = max(0.25 * wealth.potentiel[i], wealth.potentiel[i] - df)
      let own = 0.09 * target
      propres.append(own.rounded())
      let rest = target - own - attribution[i] - dgf[i] / people * (partagees - paid)
      menages.append(max(0.12 * target, rest).rounded())
      recettes.append(
        (dgf[i] * SyntheticLaws.recettes[stratum] * exp(0.22 * draws.normal(.recettes, i) - 0.024)).rounded())
      let base = max(1, (0.85 * menages[i]).rounded())
      let effort =
        SyntheticLaws.effortFiscal[stratum] * exp(-0.08 * wealth.deviation[i] + 0.2 * draws.normal(.effort, i))
      effortDenominateur.append(base)
      effortNumerateur.append((base * effort).rounded())
    }
    dsc = Self.dotations(draws, dgf, people: people, fiscaliteUnique: fiscaliteUnique)
  }

  /// Signs by stratum, sizes correlated with the potentiel, then the positive ones scaled to what the ensemble pays in
  /// all, a drawn amount per inhabitant that its products bear.
  private static func attributions(
    _ draws: SyntheticDraws, _ wealth: SyntheticWealth, _ dgf: [Double], size: Double, products: Double
  ) -> [Double] {
    var raw = dgf.indices.map { i -> Double in
      let stratum = SyntheticLaws.stratum(dgf[i])
      let z = 0.66 * wealth.deviation[i] + 0.751 * draws.normal(.attribution, i)
      // The poorer a commune, the likelier it pays: the sign leans on the same deviation as the size.
      let sign = 0.3 * wealth.deviation[i] + 0.954 * draws.normal(.attributionSign, i)
      let threshold = QuantileOfShare.value(SyntheticLaws.negativeShare[stratum])
      if sign < threshold { return -dgf[i] * exp(3.2 + 1.29 * draws.normal(.attribution, i)) }
      return dgf[i] * SyntheticLaws.attribution[stratum] * exp(1.31 * z - 0.858)
    }
    let negative = orderedReduction(raw.count) { min(0, raw[$0]) }
    let positive = orderedReduction(raw.count) { max(0, raw[$0]) }
    guard positive > 0 else { return raw.map { $0.rounded() } }
    // Wealthy ensembles pay back more.
    let people = orderedReduction(dgf.count) { dgf[$0] }
    let head = log(orderedReduction(dgf.count) { wealth.potentiel[$0] } / people)
    let score = 0.64 * (head - 6.72) / 0.26 + 0.12 * size + 0.759 * draws.normal(.attributionRatio)
    let target = min(
      1.03 * SyntheticLaws.attributionsPerHead.value(score) * people, SyntheticLaws.mostPaid * products)
    let least = 0.05
    let factor = max(least, (target - negative) / positive)
    if factor == least, negative < 0 {
      // An ensemble that receives more than it pays: the communes that pay it pay more.
      let growth = (target - least * positive) / negative
      for i in raw.indices where raw[i] < 0 { raw[i] *= growth }
    }
    return raw.map { ($0 < 0 ? $0 : $0 * factor).rounded() }
  }

  /// One EPCI out of four has a dotation, of some 25 € per inhabitant.
  private static func dotations(
    _ draws: SyntheticDraws, _ dgf: [Double], people: Double, fiscaliteUnique: Bool
  ) -> [Double] {
    guard fiscaliteUnique, draws.uniform(.dsc) < 286.0 / 1_085 else { return dgf.map { _ in 0 } }
    let head = 18 * exp(0.6 * draws.normal(.dsc, 1))
    return dgf.indices.map { i in (dgf[i] * head * exp(0.4 * draws.normal(.dscShare, i))).rounded() }
  }
}
