/// Weights of the communes of an établissement public territorial of the Grand Paris, until 2024.
///
/// *Texte.* CGCT art. L5219-8 (2016 to 2024): the EPT keeps the amounts of 2015 of the EPCI that it replaced, and the rest
/// is shared « en fonction » of what each commune paid, or received, in 2015. The levy key was struck down by the Conseil
/// constitutionnel (2024-1085 QPC, deferred effect); since 2025 the communes follow the droit commun.
///
/// *Formule.* `poids = montant de 2015 de la commune`; 0 for an attribution of a commune whose potentiel financier per
/// head exceeds twice the mean (2017 →).
///
/// *Exemple.* 90 000 € between communes of 10 000, 20 000 and 0 € in 2015: 30 000, 60 000 and 0 €.
///
/// *Bornes et cas limites.* An unknown or negative amount of 2015 weighs nothing. A former commune isolée counts with its
/// capped levy (CE, 2 May 2018, n° 400495): that is the amount notified in 2015. The EPT bears the exemptions; the FSRIF is
/// not deducted.
///
/// *Voir aussi.* `RepartitionInterneEntrees.Statut`, parameter `fpic.ept.communes_droit_commun`.
public enum ClesEPT {
  public static let regle = Regle(
    "fpic.cles_ept", libelle: "montant de la commune d'un établissement public territorial",
    article: "CGCT art. L5219-8",
    formule:
      "(montant de l'ensemble − part figée de l'établissement) × montant de 2015 de la commune ÷ somme des montants "
      + "de 2015",
    confiance: .derive)

  /// - Parameter exclues: 1 for a commune that an attribution leaves out, else 0.
  public static func poids(
    montants2015: Span<Double>, exclues: Span<Double>, into poids: inout MutableSpan<Double>
  ) {
    for i in 0..<poids.count {
      poids[i] = montants2015[i] > 0 && exclues[i] == 0 ? montants2015[i] : 0
    }
  }
}
