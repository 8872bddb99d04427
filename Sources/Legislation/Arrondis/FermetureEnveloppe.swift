import LinearAlgebra

/// The unit in which a mechanism notifies its amounts.
public enum UniteMonetaire: Sendable, Equatable {
  /// AC and DSC.
  case centime
  /// FPIC.
  case euro

  /// Centimes in one unit.
  public var centimes: Double { self == .centime ? 1 : 100 }
}

/// Closes an envelope: whole amounts that add up to the total, by largest remainder.
///
/// - *Texte*: convention (no article); decisions on ties and signs are part of the rule.
/// - *Formule*: `montant_i = ⌊réel_i⌋`, floors toward −∞, then one unit more to the largest remainders until the sum is
///   the total; ties by `rangs`, remainders compared to 1e-6 unit.
/// - *Exemple*: 100,00 € between three equal communes: 33,34 · 33,33 · 33,33, the first INSEE code takes the centime.
///   In euros: 34 · 33 · 33.
/// - *Bornes et cas limites*: a total further from the sum of the reals than one unit per row does not close: it is an
///   error and never spread silently. A bound in whole units is not crossed.
/// - *Voir aussi*: `RangsDepartage` (ties), `BornesRentrantes`, `LinearAlgebra.largestRemainder`.
public enum FermetureEnveloppe {
  public static let regle = Regle(
    "arrondi.plus_forts_restes", libelle: "Fermeture de l'enveloppe par les plus forts restes",
    article: "convention",
    formule: "montant = partie entière, puis une unité de plus aux plus forts restes jusqu'au total",
    confiance: .derive)

  /// - Parameters:
  ///   - reels: real amounts in centimes, any sign.
  ///   - total: centimes, a whole number of units.
  ///   - rangs: tie-break rank of each row, smallest first.
  ///   - montants: whole units, in centimes.
  public static func fermer(
    _ reels: Span<Double>, total: Double, unite: UniteMonetaire = .centime, rangs: Span<Int32>,
    dans montants: inout MutableSpan<Double>
  ) throws(ApportionmentError) {
    guard unite == .euro else {
      try largestRemainder(reels, total: total, tieRank: rangs, into: &montants)
      return
    }
    let scale = unite.centimes
    var unites = [Double](repeating: 0, count: reels.count)
    for i in 0..<reels.count { unites[i] = reels[i] / scale }
    try largestRemainder(unites.span, total: total / scale, tieRank: rangs, into: &montants)
    for i in 0..<reels.count { montants[i] *= scale }
  }
}
