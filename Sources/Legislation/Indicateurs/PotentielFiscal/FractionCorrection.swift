/// The correction that spreads the effects of the tax reform of 2021 over the indicators.
///
/// - *Texte*: loi 2020-1721 de finances pour 2021, art. 252, III.
/// - *Formule*: potentiel: `final = brut − poids × fraction`; effort fiscal: `(numérateur + poids × fraction) ÷
///   (dénominateur + poids × fraction)`; weights 100, 90, 80, 60, 40, 20, 0 % from 2022 (potentiel).
/// - *Exemple*: L'Abergement-Clémenciat 2022: 456 664 − 28 247 = 428 417, published 428 415.
/// - *Bornes et cas limites*: the published sign rules: subtracted from a potentiel, added to both terms of an effort
///   fiscal. The fraction of 2022 is never recomputed: final published values are read, and only differences simulated.
/// - *Voir aussi*: `RetroactionPotentiel`, parameters `indicateurs.correction`.
public enum FractionCorrection {
  public static let regle = Regle(
    "indicateurs.correction", libelle: "Fraction de correction",
    article: "Loi 2020-1721 de finances pour 2021, art. 252, III", formule: "valeur brute − poids de l'année × fraction"
  )

  /// Euros.
  public static func potentiel(brut: Double, fraction: Double, poids: Double) -> Double { brut - poids * fraction }

  /// Both terms in euros; NaN when the denominator is not positive.
  public static func effortFiscal(
    numerateur: Double, denominateur: Double, fractionNumerateur: Double, fractionDenominateur: Double, poids: Double
  ) -> Double {
    let base = denominateur + poids * fractionDenominateur
    return base > 0 ? (numerateur + poids * fractionNumerateur) / base : .nan
  }
}
