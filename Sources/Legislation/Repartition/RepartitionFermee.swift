import LinearAlgebra

/// An envelope shared by weighted criteria and closed to the centime, outside the DSC and its own rules.
///
/// - *Texte*: convention; the criteria are those of art. L5211-28-4.
/// - *Formule*: `montant_i = E · Σ_c w_c · part_ic`, in the order of the criteria, then the largest remainders.
/// - *Exemple*: 100,00 € between three communes of equal shares: 33,34 · 33,33 · 33,33.
/// - *Bornes et cas limites*: a criterion in error leaves every amount unknown, with its fact.
/// - *Voir aussi*: `MoteurCriteres`, `MontantsBruts`, `FermetureEnveloppe`, `DroitsDeTirage`, `DGFTerritoriale`.
public enum RepartitionFermee {
  public static let regle = Regle(
    "repartition.fermee", libelle: "Répartition par critères", article: "convention",
    formule: "enveloppe × somme des (part du critère × part de la commune), au centime par les plus forts restes",
    confiance: .derive)

  /// A sharing with its intermediate columns, centimes.
  public struct Resultat: Sendable {
    /// Rounded half up.
    public var enveloppe: Double
    public var criteres: [CritereEvalue]
    /// By criterion.
    public var contributions: [[Double]]
    public var bruts: [Double]
    /// Whole centimes that add up to the envelope; NaN when they cannot be shared.
    public var montants: [Double]
    public var faits: [FaitCritere]
  }

  /// - Parameters:
  ///   - enveloppe: centimes.
  ///   - poids: fractions, one a criterion.
  public static func repartir(
    enveloppe: Double, criteres: [CritereEvalue], poids: Span<Double>, rangs: Span<Int32>
  ) -> Resultat {
    let zero = [Double](repeating: 0, count: rangs.count)
    var out = Resultat(
      enveloppe: enveloppe.roundedHalfUp, criteres: criteres, contributions: [], bruts: zero, montants: zero,
      faits: criteres.flatMap { $0.faits(scenario: 0) })
    out.faits += controlerPoids(poids, criteres.map(\.critere))
    var bruts = zero
    for (c, critere) in criteres.enumerated() {
      let column = critere.parts.column(0)
      let share = out.enveloppe * poids[c]
      let contribution = column.map { share * critere.parts.values[$0] }
      for i in bruts.indices { bruts[i] += contribution[i] }
      out.contributions.append(contribution)
    }
    var montants = zero
    var closed = montants.mutableSpan
    let sound = !out.faits.contains { $0.severity == .erreur }
    if !sound || (try? FermetureEnveloppe.fermer(bruts.span, total: out.enveloppe, rangs: rangs, dans: &closed)) == nil
    {
      montants = zero.map { _ in .nan }
    }
    out.bruts = bruts
    out.montants = montants
    return out
  }
}
