import LinearAlgebra

/// The part of the envelope reserved to the communes of a contrat de ville, as long as no pact is adopted.
///
/// - *Texte*: CGCT art. L5211-28-4, III: instituted « au profit des communes concernées », split « dans les conditions
///   définies au II ».
/// - *Formule*: reserve `R = min(plancher, E)`; share of a commune in a criterion `part_i / Σ part` over the communes of the
///   contrat, whose scores are measured against the means of the whole EPCI; the rest `E − R` goes to all.
/// - *Exemple*: shares 40, 35, 25 %, the first two in the contrat: 53,33 % and 46,67 % of the reserve.
/// - *Bornes et cas limites*: no point in the contrat: its populations; no commune in it: an error; that the reserve is
///   inside the envelope, and not above it, is the reading retained.
/// - *Voir aussi*: `PlancherContratDeVille`, `PartsCriteres`.
public enum ReserveContratDeVille {
  public static let regle = Regle(
    "dsc.reserve_contrat_de_ville", libelle: "Part réservée aux communes du contrat de ville",
    article: "CGCT art. L5211-28-4, III", formule: "part de la commune ÷ somme des parts des communes du contrat",
    confiance: .derive)

  /// - Parameter concernees: 1 for a commune of the contrat de ville.
  public static func parts(
    _ parts: Span<Double>, concernees: Span<Double>, population p: Span<Double>,
    dans reservees: inout MutableSpan<Double>
  ) {
    func isIn(_ i: Int) -> Bool { concernees[i] == 1 }
    let sum = orderedReduction(parts.count) { isIn($0) ? parts[$0] : 0 }
    let heads = orderedReduction(parts.count) { isIn($0) && p[$0] > 0 ? p[$0] : 0 }
    for i in 0..<parts.count {
      guard isIn(i), p[i] > 0 else {
        reservees[i] = 0
        continue
      }
      reservees[i] = sum > 0 ? parts[i] / sum : p[i] / heads
    }
  }
}
