import LinearAlgebra

/// Deduction of the FSRIF levy of the year before, borne by the EPCI.
///
/// *Texte.* CGCT art. L2336-3, II, last paragraph.
///
/// *Formule.* `déduction = min(prélèvement de la commune, prélèvement FSRIF de l'année précédente)`.
///
/// *Exemple.* A commune of 60 093 € that paid 150 000 € to the FSRIF: 60 093 € are deducted, it pays nothing and the
/// EPCI pays 60 093 € more. With 97 406 € on a levy of 199 154 €, 101 748 € remain.
///
/// *Bornes et cas limites.* Down to zero only. Île-de-France only; neither the communes isolées nor the members of an
/// EPT. An unknown FSRIF deducts nothing and is reported. Applied before the exemptions (decision 16).
///
/// *Voir aussi.* `Exonerations`; `AtelierDeductions`, which applies both.
public enum DeductionFSRIF {
  public static let regle = Regle(
    "fpic.deduction_fsrif", libelle: "déduction du prélèvement FSRIF, à la charge de l'EPCI",
    article: "CGCT art. L2336-3, II, dernier alinéa",
    formule: "le plus petit du prélèvement de la commune et de son prélèvement FSRIF de l'année précédente")

  /// Whole euros that count as paid to the FSRIF.
  static func verse(_ fsrif: Double) -> Double { fsrif.isNaN ? 0 : max(0, fsrif.roundedHalfUp) }
}
