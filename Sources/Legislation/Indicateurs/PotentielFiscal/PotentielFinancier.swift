/// From the potentiel fiscal of a commune to its potentiel financier.
///
/// - *Texte*: CGCT art. L2334-4, IV.
/// - *Formule*: `potentiel financier = potentiel fiscal + dotation forfaitaire N−1 − compensation part salaires −
///   compensation de taxe professionnelle − prélèvement sur fiscalité − contribution au redressement`.
/// - *Exemple*: L'Abergement-Clémenciat 2022: 428 415 + 87 413 − 275 = 515 553 €; 633,357494 € for each of its 814
///   inhabitants.
/// - *Bornes et cas limites*: the two compensations are inside the dotation forfaitaire and inside the potentiel fiscal;
///   they leave once. The dotation de consolidation of communes nouvelles is left out by whoever gives the dotation.
/// - *Voir aussi*: `RetroactionPotentiel`, `FractionCorrection`.
public enum PotentielFinancier {
  public static let regle = Regle(
    "indicateurs.potentiel_financier", libelle: "Potentiel financier d'une commune", article: "CGCT art. L2334-4, IV",
    formule:
      "potentiel fiscal + dotation forfaitaire N−1 − compensations part salaires et taxe professionnelle − prélèvements"
  )

  /// Euros.
  public static func calculer(
    potentielFiscal: Double, dotationForfaitaire: Double, partSalaires: Double, taxeProfessionnelle: Double,
    prelevements: Double
  ) -> Double {
    potentielFiscal + dotationForfaitaire - partSalaires - taxeProfessionnelle - prelevements
  }
}
