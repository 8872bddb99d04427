/// What leaves the fund for the overseas territories before the métropole is served.
///
/// - *Texte*: CGCT art. L2336-4, I; R2336-7.
/// - *Formule*: `quote-part = fonds × population d'outre-mer ÷ (métropole + outre-mer) × 1,33`; then by population: the
///   departments without Mayotte (served by the rules of the reversement on their own references), the others.
/// - *Exemple*: 1 000 M€, 2,80 M and 64,70 M inhabitants: 55 170 370 €.
/// - *Bornes et cas limites*: populations of the last census; rounded half up. The base is what is levied.
/// - *Voir aussi*: parameter `fpic_national.outre_mer.majoration`.
public enum QuotePartOutreMer {
  public static let regle = Regle(
    "fpic_national.outre_mer", libelle: "Quote-part d'outre-mer", article: "CGCT art. L2336-4, I",
    formule: "fonds × population d'outre-mer ÷ population totale × 1,33")

  /// Whole euros.
  public static func montant(
    fonds: Double, populationOutreMer: Double, populationMetropole: Double, majoration: Double
  ) -> Double {
    (fonds * (populationOutreMer / (populationMetropole + populationOutreMer)) * majoration + 0.5).rounded(.down)
  }

  /// Whole euros for the overseas departments without Mayotte; the rest goes to the others.
  public static func partDepartements(_ quotePart: Double, populationDOM: Double, populationOutreMer: Double) -> Double {
    (quotePart * (populationDOM / populationOutreMer) + 0.5).rounded(.down)
  }
}
