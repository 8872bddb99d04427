/// Raw amounts: the envelope times the weighted shares.
///
/// - *Texte*: CGCT art. L5211-28-4, II.
/// - *Formule*: `contribution_ic = (E · w_c) · part_ic`; `d_i = Σ_c contribution_ic`, in the order of the criteria.
/// - *Exemple*: E = 500 000 €, 10 % on social housing, 139 dwellings of 1 387: 5 010,81 € to Aimargues.
/// - *Bornes et cas limites*: real centimes, never rounded here; `Σ d = E` to the last bits.
/// - *Voir aussi*: `PartsCriteres`, `GarantieComplement`, `Tunnel`.
public enum MontantsBruts {
  public static let regle = Regle(
    "dsc.montant_brut", libelle: "Montant avant garantie", article: "CGCT art. L5211-28-4, II",
    formule: "montant = enveloppe × somme des (part du critère × part de la commune dans le critère)")

  /// - Parameters: `enveloppe` in centimes; `poids` of the criterion; `parts` of the communes in it.
  public static func contribution(
    enveloppe: Double, poids: Double, parts: Span<Double>, dans contribution: inout MutableSpan<Double>
  ) {
    let montant = enveloppe * poids
    for i in 0..<parts.count { contribution[i] = montant * parts[i] }
  }

  /// `bruts += contribution`; called once for each criterion, in their order.
  public static func ajouter(_ contribution: Span<Double>, a bruts: inout MutableSpan<Double>) {
    for i in 0..<contribution.count { bruts[i] += contribution[i] }
  }
}
