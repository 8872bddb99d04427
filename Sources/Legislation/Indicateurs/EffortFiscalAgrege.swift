import LinearAlgebra

/// Effort fiscal of an ensemble intercommunal, and its national mean.
///
/// - *Texte*: CGCT art. L2336-2, V and VI.
/// - *Formule*: `Σ produits des communes et de l'EPCI ÷ part des ménages du potentiel fiscal agrégé`; national mean:
///   `Σ numérateurs ÷ Σ dénominateurs`, never a mean of ratios.
/// - *Exemple*: numerators 1,2 M€ and 0,4 M€ over 1,0 M€ and 0,5 M€: 1,6 ÷ 1,5 = 1,066667, where the mean of the ratios
///   would be 1.
/// - *Bornes et cas limites*: an entity without a positive denominator has no effort fiscal; its numerator is left out of
///   the mean too. A commune isolée takes its own effort fiscal.
/// - *Voir aussi*: `EffortFiscal`.
public enum EffortFiscalAgrege {
  public static let regle = Regle(
    "indicateurs.effort_fiscal_agrege", libelle: "Effort fiscal agrégé", article: "CGCT art. L2336-2, V et VI",
    formule: "Σ produits ÷ Σ produits aux taux moyens")

  /// NaN without a positive denominator.
  public static func calculer(numerateur: Double, denominateur: Double) -> Double {
    numerateur > 0 && denominateur > 0 ? numerateur / denominateur : .nan
  }

  public static func moyenne(numerateurs: Span<Double>, denominateurs: Span<Double>) -> Double {
    func counted(_ i: Int) -> Bool { numerateurs[i] > 0 && denominateurs[i] > 0 }
    let high = orderedReduction(numerateurs.count) { counted($0) ? numerateurs[$0] : 0 }
    let low = orderedReduction(numerateurs.count) { counted($0) ? denominateurs[$0] : 0 }
    return low > 0 ? high / low : .nan
  }
}
