import LinearAlgebra

/// Split of 2012, by what each member contributes to the potentiel fiscal agrégé.
///
/// *Texte.* CGCT art. L2336-3, II (levy) and L2336-5, II (attribution), in force in 2012.
///
/// *Formule.* With `K` the contributions and `AC` the attributions de compensation received (signed): levy, EPCI
/// `(K_e − ΣAC) ÷ ΣK`, then between communes by `K_c + AC_c`; attribution, EPCI `K_e ÷ ΣK`, then between communes by
/// `population DGF × (ΣK ÷ population DGF of the ensemble) ÷ (K_c ÷ population DGF)`. Euros as from 2013 on: the share of
/// the EPCI to the nearest one, the block of the communes by difference.
///
/// *Exemple.* Contributions of 4 M€ (EPCI), 3, 2 and 1 M€; AC of 600 000, 200 000 and −100 000 €. Levy of 100 000 €: EPCI
/// 33 000, communes 36 000, 22 000 and 9 000 €. Attribution of 100 000 €, 6 000, 5 000 and 1 000 inhabitants: EPCI 40 000,
/// communes 28 235, 29 412 and 2 353 €.
///
/// *Bornes et cas limites.* The text corrects the levy alone by the AC. A contribution that is not positive weighs nothing
/// in a levy, and counts in an attribution, per head, as that of the poorest commune above zero; the share of the EPCI
/// stays within 0 and 1: each is reported. A derogation at two thirds cut the amount by the CIF instead, without a bound
/// for the communes.
///
/// *Voir aussi.* `PartageParCIF`, parameter `fpic.partage.cif`.
public enum PartageParContribution {
  public static let regle = Regle(
    "fpic.partage_2012", libelle: "partage selon la contribution au potentiel fiscal agrégé",
    article: "CGCT art. L2336-3, II et L2336-5, II (2012)",
    formule:
      "prélèvement : contribution majorée ou minorée de l'attribution de compensation ; attribution : population × "
      + "contribution moyenne par habitant ÷ contribution par habitant",
    confiance: .derive)

  /// Share of the EPCI before it is kept within 0 and 1; NaN without contributions.
  /// - Parameter attributions: Σ AC for a levy, 0 for an attribution; euros like the contributions.
  public static func partEPCI(epci: Double, communes: Double, attributions: Double) -> Double {
    let total = epci + communes
    return total > 0 ? (epci - attributions) / total : .nan
  }

  /// Share of the EPCI in whole euros, halves up: the product first, so that a half is a half. `retenue` is the share kept
  /// within 0 and 1.
  public static func montantEPCI(
    montant: Double, epci: Double, communes: Double, attributions: Double, retenue: Double
  ) -> Double {
    let part = partEPCI(epci: epci, communes: communes, attributions: attributions)
    guard part == retenue else { return (retenue * montant).roundedHalfUp }
    return ((epci - attributions) * montant / (epci + communes)).roundedHalfUp
  }

  /// Weights of the communes in a levy: contribution and AC, nothing below zero.
  public static func poidsPrelevement(
    contributions: Span<Double>, attributions: Span<Double>, into poids: inout MutableSpan<Double>
  ) {
    for i in 0..<poids.count {
      let base = contributions[i] + attributions[i]
      poids[i] = base < 0 ? 0 : base
    }
  }

  /// Weights of the communes in an attribution.
  /// - Parameter total: contributions of the ensemble, EPCI included.
  public static func poidsAttribution(
    contributions: Span<Double>, populationDGF: Span<Double>, total: Double, into poids: inout MutableSpan<Double>
  ) {
    let moyenne = total / orderedSum(populationDGF)
    var plancher = Double.infinity
    for i in 0..<poids.count where populationDGF[i] > 0 && contributions[i] > 0 {
      plancher = min(plancher, contributions[i] / populationDGF[i])
    }
    for i in 0..<poids.count {
      let population = populationDGF[i]
      if population == 0 {
        poids[i] = 0
      } else {
        let own = contributions[i]
        poids[i] = own.isNaN ? .nan : population * moyenne / (own > 0 ? own / population : plancher)
      }
    }
  }
}
