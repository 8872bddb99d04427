/// Reduction agreed between the council of the EPCI and the communes concerned.
///
/// - *Texte*: CGI art. 1609 nonies C, V-1°.
/// - *Formule*: `ΔAC_i ≤ 0` as agreed if the commune consents, 0 if it refuses.
/// - *Exemple*: an AC of 100 000 € reduced by 8 000 € by agreement leaves 92 000 €.
/// - *Bornes et cas limites*: a rise is beyond the bound of 0; the vote of the council is from memory, see
///   `ModeRevision.confianceVote`; applied after the free revision, an order that no text gives.
/// - *Voir aussi*: `RevisionLibre`, `RevisionIndividualisee`.
public enum RevisionAccord {
  public static let regle = Regle(
    "ac.accord", libelle: "Réduction d'un commun accord", article: ModeRevision.accord.article,
    formule: "variation négative ou nulle convenue avec la commune", confiance: .memoire)
}
