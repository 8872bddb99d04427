/// Guarantee M1: the EPCI tops up the losers beyond the envelope.
///
/// - *Texte*: convention.
/// - *Formule*: `DSC_i = max(d_i, f_i)`; the cost is `Σ max(d_i, f_i) − E`.
/// - *Exemple*: Petite Camargue, floors at 95 % of 140 000; 45 000; 110 000; 60 000; 145 000: 562 756,21 € are paid for
///   an envelope of 500 000 €.
/// - *Bornes et cas limites*: always possible; the total paid, rounded half up to the centime, exceeds the envelope
///   that was voted, and is the amount to vote.
/// - *Voir aussi*: `GarantieGagnants` (same floors, closed envelope), `BornesGarantie`.
public enum GarantieComplement {
  public static let regle = Regle(
    "dsc.garantie.complement", libelle: "Garantie payée par l'EPCI", article: "convention",
    formule: "montant = le plus grand du montant brut et du plancher", confiance: .derive)

  public static func repartir(
    bruts d: Span<Double>, planchers f: Span<Double>, dans garantis: inout MutableSpan<Double>
  ) {
    for i in 0..<d.count { garantis[i] = max(d[i], f[i]) }
  }
}
