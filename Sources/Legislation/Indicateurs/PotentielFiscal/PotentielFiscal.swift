/// The potentiel fiscal of a commune, since 2022, before the fraction de correction.
///
/// - *Texte*: CGCT art. L2334-4, I and II.
/// - *Formule*: `ménages + produits propres + part propre + population DGF ÷ population du groupement × (produits du
///   groupement − ΣAC)`; the own part is `IFER + AC` under fiscalité professionnelle unique, the professional products
///   elsewhere, with the AC under fiscalité de zone.
/// - *Exemple*: L'Abergement-Clémenciat 2022: 279 896 + 46 959 + 66 957 + 814 ÷ 40 850 × 3 154 184 = 456 664 €.
/// - *Bornes et cas limites*: the AC is signed. Σ over the communes does not depend on the AC. In the first year under
///   fiscalité professionnelle unique the regime of the year before still holds. A commune isolée shares nothing.
/// - *Voir aussi*: `FractionCorrection`, `PotentielFinancier`, `RetroactionPotentiel`, `ValeurPubliee`.
public enum PotentielFiscal {
  public static let regle = Regle(
    "indicateurs.potentiel_fiscal", libelle: "Potentiel fiscal d'une commune", article: "CGCT art. L2334-4, I et II",
    formule:
      "bases des ménages aux taux moyens + produits propres + AC + part de population × (produits du groupement − Σ AC)"
  )

  /// Euros.
  /// - Parameters:
  ///   - regime: of the year before.
  ///   - population: inhabitants DGF.
  ///   - attribution: AC of the accounts of the year before, signed, that for environmental nuisances included.
  public static func brut(
    menages: BlocMenages, produits: ProduitsCommunaux, groupement: ProduitsGroupement, regime: RegimeCommune,
    population: Double, attribution: Double, taux: TauxMoyensNationaux
  ) -> Double {
    let unique = regime == .fiscaliteUnique
    let ac = regime.aDesAttributions ? attribution : 0
    let own = unique ? produits.ifer : produits.professionnels(taux) + produits.ifer
    let total = groupement.aPartager(taux, regime: regime) - (regime.aDesAttributions ? groupement.attributions : 0)
    let share = groupement.population > 0 ? population / groupement.population : 0
    return menages.valeur(taux, fiscaliteProfessionnelleUnique: unique) + produits.propres + own + ac + share * total
  }
}
