import LinearAlgebra

/// Guarantee M2: those above their floor pay for those below, in proportion to what they have above it.
///
/// - *Texte*: convention.
/// - *Formule*: `besoin = Σ (f_i − d_i)⁺`, `g_i = (d_i − f_i)⁺`, `DSC_i = max(d_i, f_i) − besoin · g_i / Σg`.
/// - *Exemple*: TV-5 shape A with floors at 95 %: besoin 62 756,2088 €; 133 000; 42 750; 104 500; 57 000; 162 750 €.
/// - *Bornes et cas limites*: possible when `Σf ≤ E`; nobody falls below their floor; a new commune has a floor of 0
///   and pays on its whole amount.
/// - *Voir aussi*: `Tunnel`, `GarantieDegressive`.
public enum GarantieGagnants {
  public static let regle = Regle(
    "dsc.garantie.gagnants", libelle: "Garantie financée par les communes au-dessus de leur plancher",
    article: "convention",
    formule: "montant = plus grand du brut et du plancher − besoin × excédent ÷ somme des excédents",
    confiance: .derive)

  /// - Throws: the missing centimes when the floors exceed the envelope.
  public static func repartir(
    bruts d: Span<Double>, planchers f: Span<Double>, enveloppe: Double, dans garantis: inout MutableSpan<Double>
  ) throws(BoundedScalingError) {
    let totalPlanchers = orderedSum(f)
    guard totalPlanchers <= enveloppe else { throw .floorsExceedTotal(shortfall: totalPlanchers - enveloppe) }
    let besoin = orderedReduction(d.count) { f[$0] > d[$0] ? f[$0] - d[$0] : 0 }
    let excedents = orderedReduction(d.count) { d[$0] > f[$0] ? d[$0] - f[$0] : 0 }
    // At the very bound the last bits may say otherwise: the floors then take the whole envelope.
    let taux = excedents > 0 ? min(besoin / excedents, 1) : 0
    for i in 0..<d.count { garantis[i] = d[i] > f[i] ? d[i] - taux * (d[i] - f[i]) : f[i] }
  }
}
