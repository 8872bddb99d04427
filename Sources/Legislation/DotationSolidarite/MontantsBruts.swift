import LinearAlgebra

/// Raw amounts: the envelope times the weighted shares.
///
/// - *Texte*: CGCT art. L5211-28-4, II.
/// - *Formule*: `contribution_ic = (E · w_c / Σ points_c) · points_ic`; `d_i = Σ_c contribution_ic`, in the order of the
///   criteria.
/// - *Exemple*: E = 500 000 €, 10 % on social housing, 139 dwellings of 1 387: 5 010,81 € to Aimargues.
/// - *Bornes et cas limites*: real centimes, never rounded here; `Σ d = E` to the last bits.
/// - *Voir aussi*: `PartsCriteres`, `GarantieComplement`, `Tunnel`.
public enum MontantsBruts {
  public static let regle = Regle(
    "dsc.montant_brut", libelle: "Montant avant garantie", article: "CGCT art. L5211-28-4, II",
    formule: "montant = enveloppe × somme des (part du critère × part de la commune dans le critère)")

  /// Centimes that one point of a criterion brings.
  @inline(__always) static func valeurDuPoint(enveloppe: Double, poids: Double, somme: Double) -> Double {
    enveloppe * poids / somme
  }

  /// What one criterion brings to each commune.
  static func contribution(
    valeurDuPoint: Double, clefs: Span<Double>, dans contribution: inout MutableSpan<Double>
  ) {
    for i in 0..<contribution.count { contribution[i] = valeurDuPoint * clefs[i] }
  }

  /// `d`, from the columns shared by the criteria and the values of their points.
  static func reunir(
    _ lanes: Int, clefs: UnsafePointer<LanesInput>, valeurs: UnsafePointer<Double>, nombre: Int, noyaux: KernelSet,
    dans bruts: LanesOutput
  ) {
    noyaux.combine(lanes, clefs, valeurs, nombre, bruts)
  }
}
