/// What each commune of a former ensemble brings to the guarantee of its new one.
///
/// - *Texte*: CGCT art. L2336-6, from 2017 on.
/// - *Formule*: `quote-part = montant de l'ancien ensemble × (population DGF ÷ potentiel financier par habitant) ÷ Σ` over
///   the communes of the former ensemble; the new ensemble adds up those of its communes, then the rate of the year applies.
/// - *Exemple*: 90 000 € and two communes, 1 000 inhabitants at 500 € and 1 000 at 1 000 €: 60 000 € and 30 000 €.
/// - *Bornes et cas limites*: the whole amount of the former ensemble, the share of its EPCI included. Data of the year of
///   the perimeter. A commune without potentiel financier above zero brings nothing; if none has any, equal parts. A former
///   commune isolée brings its whole amount. Each commune follows its own former ensembles, year after year.
/// - *Voir aussi*: `GarantieReversement`.
public enum QuotesPartsCommunales {
  public static let regle = Regle(
    "fpic_national.quotes_parts", libelle: "Quote-part communale d'un ancien ensemble", article: "CGCT art. L2336-6",
    formule: "montant × (population ÷ potentiel financier par habitant) ÷ somme sur l'ancien ensemble",
    confiance: .derive)

  public static func quotePart(montant: Double, poids: Double, somme: Double, membres: Int) -> Double {
    somme > 0 ? montant * (poids / somme) : montant / Double(max(1, membres))
  }
}
