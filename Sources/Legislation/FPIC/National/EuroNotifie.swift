/// Whole euros of a notified amount.
///
/// - *Texte*: none: convention of the project (decisions 45 and 51).
/// - *Formule*: nearest euro, half up.
/// - *Exemple*: 24 097,50 €: 24 098 €.
/// - *Bornes et cas limites*: an amount is a quotient of sums and its double may lie a hair under the half that it is; the
///   hair is some units in its last place, never more, so that 0,499999 stays below the half.
/// - *Voir aussi*: `PlafonnementPrelevement.notifier`.
public enum EuroNotifie {
  public static let regle = Regle(
    "fpic_national.arrondi", libelle: "Arrondi d'un montant notifié", article: "convention",
    formule: "euro le plus proche, le demi-euro vers le haut", confiance: .derive)

  /// Amounts of zero or more, under 2^51.
  @inlinable public static func arrondir(_ montant: Double) -> Double {
    let hausse = montant + (1e-10 + montant * 0x1p-48)
    // Adding 2^52 leaves no room for a fraction: the nearest whole number. The hair has moved the half away from a tie. A
    // column of these is vector instructions, where the rounding of the library is a call.
    return (hausse + 0x1p52) - 0x1p52
  }
}
