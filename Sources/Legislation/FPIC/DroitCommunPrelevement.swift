import LinearAlgebra

/// Weights of the communes in the droit commun split of a levy.
///
/// *Texte.* CGCT art. L2336-3, II, first paragraph (2013 →): « en fonction du potentiel financier par habitant et de la
/// population ».
///
/// *Formule.* `poids = potentiel financier par habitant × population DGF = potentiel financier`.
///
/// *Exemple.* 318 743 € between communes of 15.6, 4.5, 4.8 and 0.56 M€ of potentiel financier: 195 302 €, 56 337 €,
/// 60 093 € and 7 011 €.
///
/// *Bornes et cas limites.* No inhabitant, or a potentiel financier of zero or less (a case that the text does not
/// cover): weight 0, reported.
///
/// *Voir aussi.* `RepartitionEnEuros`, `DroitCommunAttribution`.
public enum DroitCommunPrelevement {
  public static let regle = Regle(
    "fpic.prelevement_droit_commun", libelle: "prélèvement de droit commun de la commune",
    article: "CGCT art. L2336-3, II",
    formule: "part des communes × potentiel financier de la commune ÷ somme des potentiels financiers",
    confiance: .derive)

  /// - Parameters: columns of one scenario; `populationDGF` in inhabitants, `potentielFinancier` in euros.
  public static func poids(
    populationDGF: Span<Double>, potentielFinancier: Span<Double>, into poids: inout MutableSpan<Double>
  ) {
    for i in 0..<poids.count {
      let potentiel = potentielFinancier[i]
      poids[i] = populationDGF[i] == 0 || potentiel <= 0 ? 0 : potentiel
    }
  }
}
