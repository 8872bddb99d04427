import LinearAlgebra

/// Wealth of an ensemble intercommunal: what the FPIC compares.
///
/// - *Texte*: CGCT art. L2336-2, I to IV.
/// - *Formule*: `potentiel fiscal agrégé + Σ dotations forfaitaires N−1 − Σ compensations (part salaires et taxe
///   professionnelle) − prélèvements et minorations ± FSRIF N−1`; per inhabitant: `÷ (population DGF × coefficient
///   logarithmique de l'ensemble)`; national mean: `Σ potentiels ÷ Σ (population × coefficient)`.
/// - *Exemple*: 20 M€ and 20 000 inhabitants: 20 000 000 ÷ (20 000 × 1,233547176) = 810,67 € per inhabitant.
/// - *Bornes et cas limites*: both compensations leave, not the part salaires alone. AC, DSC, taxes and redevances of
///   household waste, DSU, DSR and dotation d'intercommunalité are not in it. `approche` (sum of the communes' potentiels
///   financiers) is 2 to 3 % too high: national calculations only, where its mean has the same bias; never against an
///   official mean.
/// - *Voir aussi*: `CoefficientLogarithmique`, `PotentielFinancier`.
public enum PotentielFinancierAgrege {
  public static let regle = Regle(
    "indicateurs.potentiel_financier_agrege", libelle: "Potentiel financier agrégé", article: "CGCT art. L2336-2",
    formule: "potentiel fiscal agrégé + dotations forfaitaires N−1 − compensations − prélèvements ± FSRIF")

  /// Euros, sums over the ensemble.
  public struct Termes: Sendable, Equatable {
    public var potentielFiscalAgrege = 0.0
    public var dotationsForfaitaires = 0.0
    public var partSalaires = 0.0
    public var taxeProfessionnelle = 0.0
    public var prelevements = 0.0
    public var minorations = 0.0
    public var fsrifRecu = 0.0
    public var fsrifPaye = 0.0

    public init() {}
  }

  public static func calculer(_ t: Termes) -> Double {
    t.potentielFiscalAgrege + t.dotationsForfaitaires - t.partSalaires - t.taxeProfessionnelle - t.prelevements
      - t.minorations + t.fsrifRecu - t.fsrifPaye
  }

  /// The stand-in when nobody knows the aggregate.
  public static func approche(potentielsFinanciers: Span<Double>) -> Double { orderedSum(potentielsFinanciers) }

  /// Euros per weighted inhabitant.
  public static func parHabitant(_ potentiel: Double, population: Double, logarithme: CoefficientLogarithmique)
    -> Double
  {
    potentiel / (population * logarithme.valeur(population))
  }

  /// Euros per weighted inhabitant; `logarithme` is that of the FPIC, or that of the dotation forfaitaire for communes.
  public static func moyenne(
    potentiels: Span<Double>, populations: Span<Double>, logarithme: CoefficientLogarithmique
  ) -> Double {
    orderedSum(potentiels)
      / orderedReduction(populations.count) { populations[$0] * logarithme.valeur(populations[$0]) }
  }
}
