/// Applies a legal bound to what a revision asks for.
///
/// - *Texte*: the article of each mode.
/// - *Formule*: `ΔAC_i` in `[minimum_i, maximum_i]`; beyond, as written, back to the bound, or 0, as the user chose.
/// - *Exemple*: asked −6 000 €, bound 5 000 €: −6 000 with an alerte, or −5 000, or 0.
/// - *Bornes et cas limites*: each mode's bound refers to the AC before that mode; a bound is whole centimes.
/// - *Voir aussi*: `HorsBornes`.
public enum BornesRevision {
  public static let regle = Regle(
    "ac.bornes", libelle: "Borne légale d'une révision", article: "CGI art. 1609 nonies C, V",
    formule: "variation ramenée entre ses bornes, refusée ou signalée", confiance: .derive)

  /// - Returns: rows beyond their bounds.
  public static func appliquer(
    demandes: Span<Double>, minimums: Span<Double>, maximums: Span<Double>, horsBornes: HorsBornes,
    dans deltas: inout MutableSpan<Double>
  ) -> [Int] {
    var rows: [Int] = []
    for i in 0..<demandes.count {
      deltas[i] = demandes[i]
      guard demandes[i] < minimums[i] || demandes[i] > maximums[i] else { continue }
      rows.append(i)
      switch horsBornes {
      case .signaler: break
      case .ecreter: deltas[i] = min(max(demandes[i], minimums[i]), maximums[i])
      case .refuser: deltas[i] = 0
      }
    }
    return rows
  }
}
