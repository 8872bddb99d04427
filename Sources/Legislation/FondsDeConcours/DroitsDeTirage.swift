/// Rights to draw of the communes: an envelope shared by criteria, then drawn project by project.
///
/// - *Texte*: convention of the pacte; each drawing is a fonds de concours under its own caps.
/// - *Formule*: `droit_i = Q · Σ_c w_c · part_ic`, closed to the centime; available = rights of the year + balance carried
///   over.
/// - *Exemple*: 100 000 €, two communes of equal shares: 50 000 € each; 30 000 € drawn leave 20 000 €, carried to the next
///   year or lost.
/// - *Bornes et cas limites*: the criteria are those of the DSC, with the same population of weighting and the same
///   fallback when nobody has points.
/// - *Voir aussi*: `RepartitionFermee`, `FondsDeConcours`.
public enum DroitsDeTirage {
  public static let regle = Regle(
    "fonds_de_concours.droits", libelle: "Droits de tirage", article: "convention",
    formule: "droit = enveloppe × somme des (part du critère × part de la commune dans le critère)", confiance: .derive)
}
