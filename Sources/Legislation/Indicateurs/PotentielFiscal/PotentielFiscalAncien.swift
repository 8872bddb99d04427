/// The potentiel fiscal of a commune until 2021.
///
/// - *Texte*: CGCT art. L2334-4 as it stood until 2021.
/// - *Formule*: `trois taxes (bases × taux moyens) + produits communaux (AC et FNGIR signés compris) + population DGF ÷
///   population du groupement × produits du groupement nets des AC + produits territorialisés`.
/// - *Exemple*: L'Abergement-Clémenciat 2020: 405 161 + 29 940 − 810 ÷ 40 025 × 1 073 648 = 413 373 €.
/// - *Bornes et cas limites*: what the grouping shares may be negative. The result is a whole number of euros, halves up, as
///   published.
/// - *Voir aussi*: `PotentielFiscal` (since 2022).
public enum PotentielFiscalAncien {
  public static let regle = Regle(
    "indicateurs.potentiel_fiscal_ancien", libelle: "Potentiel fiscal d'une commune jusqu'en 2021",
    article: "CGCT art. L2334-4, version de 2020",
    formule: "trois taxes + produits communaux + part de population × produits du groupement + produits territorialisés"
  )

  /// What the grouping's products bring to a commune, euros.
  public static func ventile(aPartager: Double, population: Double, populationGroupement: Double) -> Double {
    populationGroupement > 0 ? aPartager * population / populationGroupement : 0
  }

  /// Euros.
  public static func calculer(troisTaxes: Double, communaux: Double, ventiles: Double, territorialises: Double)
    -> Double
  {
    troisTaxes + communaux + ventiles + territorialises
  }
}
