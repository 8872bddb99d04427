import LinearAlgebra

/// Envelopes that follow a rule rather than amounts.
///
/// - *Texte*: CGCT art. L5211-28-4, I: the council sets the amount freely; the rules are conventions of pacts.
/// - *Formule*: part of the receipts, `E(N) = τ · RRF_EPCI(N−1)`; growth shared, `E(N) = E₀ + σ · Σ (ΔFP)⁺` from the year of
///   `E₀` on; per inhabitant, `E(N) = x · P(N)`; each rounded half up to the centime once.
/// - *Exemple*: E₀ = 3 M€, FP 50,4 then 52,0 then 51,5 then 51,9 M€, σ = 50 %: 3,8; 3,8; 4,0 M€.
/// - *Bornes et cas limites*: a fall of the products lowers nothing, and is not made up for before a rise counts again.
/// - *Voir aussi*: `FractionsDSC`, `PlancherContratDeVille`.
public enum EnveloppeDSC {
  public static let regle = Regle(
    "dsc.enveloppe", libelle: "Enveloppe de la dotation", article: "CGCT art. L5211-28-4, I",
    formule: "montant voté, ou règle d'évolution écrite dans le pacte", confiance: .derive)

  /// Centimes.
  public static func partDesRecettes(_ part: Double, recettes: Double) -> Double { (part * recettes).roundedHalfUp }

  /// - Parameter produits: products of the year of `depart`, then of each following one, centimes.
  public static func partDeLaHausse(depart: Double, part: Double, produits: [Double]) -> Double {
    let rises = zip(produits.dropFirst(), produits).reduce(0) { $0 + max($1.0 - $1.1, 0) }
    return (depart + part * rises).roundedHalfUp
  }
}
