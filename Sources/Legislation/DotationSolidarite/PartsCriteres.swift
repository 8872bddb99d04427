import LinearAlgebra

/// One criterion evaluated: every intermediate column, for the explanation of an amount.
public struct CritereEvalue: Sendable {
  public var critere: CritereRepartition
  /// Value per inhabitant after imputation (euros), or the rate; `nil` for a raw quantity or a forfait.
  public var parHabitant: Matrix?
  /// Mean of the EPCI by column; NaN where the criterion has none.
  public var moyennes: [Double]
  public var scores: Matrix
  /// `clef / Σ clefs`, adds up to 1 in each column.
  public var parts: Matrix
  /// What the amounts are proportional to: the scores, or the population when every score is null.
  public var clefs: PaddedColumns
  /// `Σ clefs` by column; NaN when nothing can be shared.
  public var sommes: [Double]
  /// By column, like `parts`.
  public var faits: [[FaitCritere]]

  /// Facts of one scenario; a criterion whose data are shared by all has a single list.
  public func faits(scenario: Int) -> [FaitCritere] { faits.count == 1 ? faits[0] : faits[scenario] }
}

/// From scores to shares.
///
/// - *Texte*: CGCT art. L5211-28-4, II: the criteria are weighted by the share of the commune in the population.
/// - *Formule*: `part_i = s_i / Σs`.
/// - *Exemple*: scores 300, 100, 0: shares 75 %, 25 %, 0 %.
/// - *Bornes et cas limites*: `Σs = 0`: the shares are those of the weighting population, and a fact says so.
/// - *Voir aussi*: `MontantsBruts`.
public enum PartsCriteres {
  public static let regle = Regle(
    "dsc.parts", libelle: "Part de chaque commune dans un critère", article: "CGCT art. L5211-28-4, II",
    formule: "part = points de la commune ÷ somme des points")

  /// Writes the column that is shared, scores or population.
  /// - Returns: its sum, and whether the scores distinguish the communes.
  static func clef(
    scores: Span<Double>, population p: Span<Double>, noyaux: KernelSet, colonne j: Int, dans clefs: inout PaddedColumns
  ) -> (somme: Double, distingue: Bool) {
    clefs.set(j, scores)
    let lanes = clefs.lanes
    let sum = clefs.withColumn(j) { noyaux.sum(lanes, $0) }
    if sum > 0 { return (sum, true) }
    clefs.set(j, p)
    return (clefs.withColumn(j) { noyaux.sum(lanes, $0) }, false)
  }

  static func parts(clefs: Span<Double>, somme: Double, dans parts: inout MutableSpan<Double>) {
    for i in 0..<clefs.count { parts[i] = clefs[i] / somme }
  }
}
