/// A published indicator carried to what a scenario makes of it.
///
/// - *Texte*: convention: the fraction de correction and the unpublished parts of an indicator cannot be rebuilt.
/// - *Formule*: `valeur = publiée + (recalculée du scénario − recalculée de la référence)`; the residual
///   `publiée − recalculée de la référence` is kept as it is.
/// - *Exemple*: published 428 415 €, rebuilt 428 417 € before and 429 417 € after: 429 415 €.
/// - *Bornes et cas limites*: without any change the published value comes out bit for bit.
/// - *Voir aussi*: `PotentielFiscal`, `RetroactionPotentiel`, `CoefficientIntegrationFiscale`.
public enum ValeurPubliee {
  public static let regle = Regle(
    "indicateurs.valeur_publiee", libelle: "Valeur publiée, déplacée par le scénario", article: "convention",
    formule: "valeur publiée + valeur recalculée du scénario − valeur recalculée de la référence", confiance: .derive)

  public static func deplacee(_ publiee: Double, reference: Double, scenario: Double) -> Double {
    scenario == reference ? publiee : publiee + (scenario - reference)
  }

  /// What the rebuilt value does not explain.
  public static func residu(_ publiee: Double, reference: Double) -> Double { publiee - reference }
}
