import LinearAlgebra

/// Weights of the communes in the droit commun split of an attribution.
///
/// *Texte.* CGCT art. L2336-5, II, first paragraph (2013 →): « en fonction de l'insuffisance du potentiel financier par
/// habitant et de la population »; exclusion of the wealthiest since the finance act for 2017, art. 143.
///
/// *Formule.* `poids = population DGF × moyenne ÷ potentiel financier par habitant`, where
/// `moyenne = Σ potentiels financiers ÷ Σ populations` of the whole ensemble; 0 when the commune's potentiel financier
/// per head is more than twice that mean.
///
/// *Exemple.* 191 246 € between (12 000 inhabitants; 15.6 M€), (5 000; 4.5), (3 000; 4.8), (800; 0.56), (200; 0.64):
/// mean 1 242.86 €, the fifth (3 200 €) is excluded; 99 153 €, 59 676 €, 20 141 €, 12 276 € and 0 €.
///
/// *Bornes et cas limites.* The threshold is strict and tested without division, on exact products. No inhabitant:
/// weight 0. A potentiel financier of zero or less (not covered by the text) counts, per head, as that of the poorest
/// commune above zero, and is reported. If the sum of potentiels financiers is not positive, no weight exists.
///
/// *Voir aussi.* `RepartitionEnEuros`, `DroitCommunPrelevement`.
public enum DroitCommunAttribution {
  public static let regle = Regle(
    "fpic.attribution_droit_commun", libelle: "attribution de droit commun de la commune",
    article: "CGCT art. L2336-5, II",
    formule: "part des communes × poids ÷ somme des poids ; poids = population DGF × potentiel financier moyen par "
      + "habitant ÷ potentiel financier par habitant, nul au-delà de deux fois la moyenne",
    confiance: .derive)

  /// - Parameters:
  ///   - populationDGF: inhabitants; `potentielFinancier`: euros; columns of one scenario.
  ///   - seuilExclusion: multiple of the mean, `nil` when the year has no exclusion.
  ///   - exclues: 1 for a commune above the threshold, else 0.
  public static func poids(
    populationDGF: Span<Double>, potentielFinancier: Span<Double>, seuilExclusion: Double?,
    into poids: inout MutableSpan<Double>, exclues: inout MutableSpan<Double>
  ) {
    let total = orderedSum(potentielFinancier)
    let habitants = orderedSum(populationDGF)
    let moyenne = total / habitants
    var plancher = Double.infinity
    for i in 0..<poids.count where populationDGF[i] > 0 && potentielFinancier[i] > 0 {
      plancher = min(plancher, potentielFinancier[i] / populationDGF[i])
    }
    for i in 0..<poids.count {
      let population = populationDGF[i]
      let potentiel = potentielFinancier[i]
      exclues[i] = 0
      if let seuilExclusion, population > 0,
        productExceeds(potentiel, habitants, seuilExclusion * total, population)
      {
        exclues[i] = 1
      }
      if population == 0 || exclues[i] == 1 || total <= 0 {
        poids[i] = 0
      } else {
        poids[i] = population * moyenne / (potentiel > 0 ? potentiel / population : plancher)
      }
    }
  }
}

/// `a × b > c × d` without rounding: rounded products are compared first (rounding keeps the order), and on equality
/// their exact remainders.
func productExceeds(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bool {
  let left = a * b
  let right = c * d
  if left != right { return left > right }
  return (-left).addingProduct(a, b) > (-right).addingProduct(c, d)
}
