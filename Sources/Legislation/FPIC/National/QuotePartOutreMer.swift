import LinearAlgebra

/// What leaves the fund for the overseas territories before the métropole is served.
///
/// - *Texte*: CGCT art. L2336-4, I; R2336-7 and R2336-8.
/// - *Formule*: `quote-part = fonds × population d'outre-mer ÷ (métropole + outre-mer) × 1,33`; then by population: the
///   departments without Mayotte (served by the rules of the reversement on their own references), the others.
/// - *Exemple*: 1 000 M€, 2,80 M and 64,70 M inhabitants: 55 170 370 €.
/// - *Bornes et cas limites*: populations of the last census; rounded half up. The base is what is levied. The share of the
///   other territories is what the departments leave; between them, whole euros by largest remainders, the larger
///   population first on ties.
/// - *Voir aussi*: parameter `fpic_national.outre_mer.majoration`.
public enum QuotePartOutreMer {
  public static let regle = Regle(
    "fpic_national.outre_mer", libelle: "Quote-part d'outre-mer", article: "CGCT art. L2336-4, I",
    formule: "fonds × population d'outre-mer ÷ population totale × 1,33")

  /// Whole euros.
  public static func montant(
    fonds: Double, populationOutreMer: Double, populationMetropole: Double, majoration: Double
  ) -> Double {
    let exact =
      DoubleDouble(fonds) * DoubleDouble(populationOutreMer) * DoubleDouble(decimal: majoration)
      / DoubleDouble(populationMetropole + populationOutreMer)
    return EuroNotifie.arrondir(exact.value)
  }

  /// Whole euros for the overseas departments without Mayotte; the rest goes to the others.
  public static func partDepartements(
    _ quotePart: Double, populationDOM: Double, populationOutreMer: Double
  ) -> Double {
    let exact = DoubleDouble(quotePart) * DoubleDouble(populationDOM) / DoubleDouble(populationOutreMer)
    return EuroNotifie.arrondir(exact.value)
  }

  /// Whole euros of each of the other territories, by population; `nil` when no population is known.
  public static func partsTerritoires(_ montant: Double, populations: [Double]) -> [Double]? {
    var reels = [Double](repeating: 0, count: populations.count)
    var euros = reels
    let ordre = populations.indices.sorted { (-populations[$0], $0) < (-populations[$1], $1) }
    var rangs = [Int32](repeating: 0, count: populations.count)
    for (rang, i) in ordre.enumerated() { rangs[i] = Int32(rang) }
    var spanReels = reels.mutableSpan
    var spanEuros = euros.mutableSpan
    let reparti = RepartitionEnEuros.repartir(
      total: montant, poids: populations.span, departage: rangs.span, reels: &spanReels, entiers: &spanEuros)
    return reparti ? euros : nil
  }
}
