import LinearAlgebra

/// Amounts proposed between communes from shares, within bounds where they hold.
///
/// *Texte.* CGCT art. L2336-3, II and L2336-5, II (1° bounded, 2° free). The construction itself is not in the law.
///
/// *Formule.* `montant = bloc × part`; with bounds, `clip(θ × part, plancher, plafond)` where `θ` closes the block; then
/// whole euros by largest remainders.
///
/// *Exemple.* 100 € on shares of 60, 30 and 10 %, ceilings of 50, 40 and 30 €: the first stays at 50 €, the others share
/// 50 € by 3 to 1: 37.50 € and 12.50 € before rounding.
///
/// *Bornes et cas limites.* Bounds are whole euros and are never crossed by the rounding. When the communes with a share
/// cannot use the block even at their ceilings, there is no solution: amounts are not numbers and a fact says so.
///
/// *Voir aussi.* `BornesDerogation`, `CritereDerogation`, `boundedScaling`.
public enum PropositionDerogatoire {
  public static let regle = Regle(
    "fpic.proposition_derogatoire", libelle: "montant proposé pour la commune",
    article: "CGCT art. L2336-3, II et L2336-5, II",
    formule:
      "bloc des communes × part pondérée de la commune, ramené dans ses bornes, l'excédent étant réparti entre les "
      + "autres communes selon les mêmes parts",
    confiance: .derive)

  /// Weighted mean of the shares of the criteria, in the order of the criteria.
  /// - Parameters:
  ///   - parts: shares of one criterion for one scenario.
  ///   - poids: weight of this criterion divided by the sum of the weights.
  static func accumuler(_ parts: Span<Double>, poids: Double, into total: inout MutableSpan<Double>) {
    for i in 0..<total.count { total[i] += poids * parts[i] }
  }

  /// Real amounts of one scenario, within the bounds of the communes.
  /// - Parameters: `bornes` are ceilings for a levy, floors for an attribution; whole euros.
  public static func plafonner(
    parts: Span<Double>, bloc: Double, bornes: Span<Double>, nature: NatureFPIC, into reels: inout MutableSpan<Double>
  ) throws(BoundedScalingError) {
    let libre = [Double](repeating: nature == .prelevement ? 0 : max(0, bloc), count: parts.count)
    switch nature {
    case .prelevement:
      _ = try boundedScaling(parts, floor: libre.span, ceiling: bornes, total: bloc, into: &reels)
    case .attribution:
      _ = try boundedScaling(parts, floor: bornes, ceiling: libre.span, total: bloc, into: &reels)
    }
  }
}
