import Legislation
import LinearAlgebra

/// How the transfers per inhabitant follow wealth or income.
///
/// - *Texte*: convention (no article).
/// - *Formule*: correlation and least-squares slope of `y = T ÷ population` on `x`, weights = population DGF.
/// - *Exemple*: Petite Camargue, DSC by the inverse of wealth, against the potentiel financier: + 0,113142 (− 0,373595 with
///   truncated gaps).
/// - *Bornes et cas limites*: NaN when either side does not vary, or a value is unknown.
/// - *Voir aussi*: `IndiceConcentration`.
public struct RegressionPonderee: Sendable, Equatable {
  public static let regle = Regle(
    "inegalites.correlation", libelle: "Corrélation et pente des transferts par habitant", article: "convention",
    formule: "covariance pondérée ÷ écarts-types ; pente = covariance ÷ variance", confiance: .derive)

  public var correlation: Double
  /// Euros per inhabitant of transfer for one more euro per inhabitant of `x`.
  public var pente: Double

  public init(x: Span<Double>, y: Span<Double>, populations: Span<Double>) {
    let people = orderedSum(populations)
    let mx = orderedDot(populations, x) / people
    let my = orderedDot(populations, y) / people
    let xx = orderedReduction(x.count) { populations[$0] * (x[$0] - mx) * (x[$0] - mx) }
    let yy = orderedReduction(x.count) { populations[$0] * (y[$0] - my) * (y[$0] - my) }
    let xy = orderedReduction(x.count) { populations[$0] * (x[$0] - mx) * (y[$0] - my) }
    correlation = xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : .nan
    pente = xx > 0 ? xy / xx : .nan
  }
}
