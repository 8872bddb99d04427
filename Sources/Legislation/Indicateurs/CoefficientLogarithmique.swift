import Glibc

/// How much more an inhabitant of a large territory weighs.
///
/// - *Texte*: CGCT art. R2336-1 (FPIC), R2334-3 (dotation forfaitaire).
/// - *Formule*: 1 up to the low population, 2 from the high one, between them `1 + pente × log10(population ÷ basse)`.
/// - *Exemple*: FPIC, 20 000 inhabitants: 1 + 0,54827305 × log10(20 000 ÷ 7 500) = 1,233547176.
/// - *Bornes et cas limites*: decimal logarithm, the only base that joins 1 to 2; the slope is the decree's rounded
///   number, so a step of less than 1e-8 stays at the high end. The coefficient applies to the ensemble as a whole, never
///   commune by commune.
/// - *Voir aussi*: `PotentielFinancierAgrege`, parameters `indicateurs.logarithme` and `indicateurs.logarithme_forfaitaire`.
public struct CoefficientLogarithmique: Sendable, Equatable {
  public static let regle = Regle(
    "indicateurs.logarithme", libelle: "Coefficient logarithmique de population", article: "CGCT art. R2336-1",
    formule: "1 + pente × log10(population ÷ population basse), entre 1 et 2")

  public var populationBasse: Double
  public var populationHaute: Double
  public var pente: Double

  public init(populationBasse: Double, populationHaute: Double, pente: Double) {
    self.populationBasse = populationBasse
    self.populationHaute = populationHaute
    self.pente = pente
  }

  /// - Parameter population: DGF inhabitants.
  public func valeur(_ population: Double) -> Double {
    if population <= populationBasse { return 1 }
    if population >= populationHaute { return 2 }
    return 1 + pente * log10(population / populationBasse)
  }
}
