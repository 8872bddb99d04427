import LinearAlgebra

/// Guarantee M3: floor and ceiling, the others scaled by one common factor.
///
/// - *Texte*: convention.
/// - *Formule*: `DSC_i = clip(θ·d_i, f_i, c_i)`, `θ` such that `Σ DSC_i = E`.
/// - *Exemple*: TV-5 shape A, −5 %/+10 % on 140 000; 45 000; 110 000; 60 000; 145 000: θ = 1,0986149623; 133 000,00;
///   43 732,32; 106 767,68; 57 000,00; 159 500,00 €.
/// - *Bornes et cas limites*: `d_i = 0` stays at its floor, so a solution exists if and only if `Σf ≤ E` and
///   `E ≤ Σ c over d > 0 plus Σ f over d = 0`; otherwise nothing is paid and the fact says what is missing. Without
///   ceilings this is also the « uniform shave » of the non-guaranteed, once iterated.
/// - *Voir aussi*: `BornesGarantie`, `LinearAlgebra.KernelSet.boundedScaling`.
public enum Tunnel {
  public static let regle = Regle(
    "dsc.garantie.tunnel", libelle: "Tunnel entre plancher et plafond", article: "convention",
    formule: "montant = facteur commun × montant brut, ramené entre le plancher et le plafond", confiance: .derive)

  /// Padded columns, centimes.
  /// - Parameter portee: of the raw amounts between these bounds, where it is known already.
  /// - Returns: `θ`.
  static func repartir(
    _ lanes: Int, bruts d: LanesInput, planchers f: LanesInput, plafonds c: LanesInput, enveloppe: Double,
    portee: KernelSet.Reach? = nil, noyaux: KernelSet, dans garantis: LanesOutput
  ) throws(BoundedScalingError) -> Double {
    try noyaux.boundedScaling(
      lanes, weight: d, floor: f, ceiling: c, total: enveloppe, within: portee, into: garantis)
  }
}
