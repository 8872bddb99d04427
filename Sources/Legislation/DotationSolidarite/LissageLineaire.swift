import LinearAlgebra

/// Smoothing S1: from the old amount to the new one by equal steps.
///
/// - *Texte*: convention.
/// - *Formule*: `DSC_i(t) = h⁰_i + (t/T) · (x_i(t) − h⁰_i)`, `x` after guarantee; the total is
///   `E⁰ + (t/T) · (E(t) − E⁰)`, rounded half up to the centime from whole centimes.
/// - *Exemple*: Aimargues from 140 000 € to 95 119,54 € in four years: 128 779,88; 117 559,77; 106 339,65; 95 119,54 €.
/// - *Bornes et cas limites*: from year T on, the new amounts; before the first year, the old ones; a new commune
///   starts from 0. The floors of a guarantee bound the target, not the path.
/// - *Voir aussi*: `GarantieDegressive`, `TunnelAnnuel`.
public enum LissageLineaire {
  public static let regle = Regle(
    "dsc.lissage.lineaire", libelle: "Lissage linéaire", article: "convention",
    formule: "montant = ancien montant + (rang de l'année ÷ durée) × (montant visé − ancien montant)",
    confiance: .derive)

  /// - Parameters: `origine` in centimes, NaN counting for 0; `rang` 1 in the first year; `duree` in years, at least 1.
  public static func lisser(
    cible x: Span<Double>, origine: Span<Double>, rang: Int, duree: Int, dans lisses: inout MutableSpan<Double>
  ) {
    let step = pas(rang: rang, duree: duree)
    for i in 0..<x.count {
      let start = origine[i].isNaN ? 0 : origine[i]
      lisses[i] = step >= 1 ? x[i] : start + step * (x[i] - start)
    }
  }

  /// Whole centimes to pay. Exact half-centimes are frequent: the products of whole numbers come first, one division
  /// last.
  public static func total(origine: Double, cible: Double, rang: Int, duree: Int) -> Double {
    let years = Double(max(duree, 1))
    let elapsed = min(max(Double(rang), 0), years)
    return ((origine * (years - elapsed) + cible * elapsed) / years).roundedHalfUp
  }

  private static func pas(rang: Int, duree: Int) -> Double {
    min(max(Double(rang), 0) / Double(max(duree, 1)), 1)
  }
}
