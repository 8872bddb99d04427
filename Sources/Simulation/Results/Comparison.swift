import Diagnostics
import Territory

/// Scenarios of one territory against one reference: everything that tables, charts and files are made of.
///
/// `pacte simuler` is a comparison of one scenario with the reference « situation actuelle ».
public struct Comparison: Sendable {
  public var territoire: Territory
  /// May be one of `scenarios` (then `referenceEstScenario`), or computed (situation, droit commun, fil de l'eau).
  public var reference: ScenarioResult
  public var referenceEstScenario: Bool
  public var scenarios: [ScenarioResult]
  public var annees: [Int]
  /// Diagnostics that concern the territory or the whole run.
  public var diagnostics: [Diagnostic]
  /// Loss below which a commune is « stable », in euros per inhabitant DGF.
  public var tolerance: Double

  public init(
    territoire: Territory, reference: ScenarioResult, referenceEstScenario: Bool, scenarios: [ScenarioResult],
    annees: [Int], diagnostics: [Diagnostic], tolerance: Double
  ) {
    self.territoire = territoire
    self.reference = reference
    self.referenceEstScenario = referenceEstScenario
    self.scenarios = scenarios
    self.annees = annees
    self.diagnostics = diagnostics
    self.tolerance = tolerance
  }
}

/// A commune's change against the reference in one year.
public struct Ecart: Sendable, Equatable {
  public enum Sens: String, Sendable { case gagnante, perdante, stable, inconnue }
  public var commune: Int
  /// Centimes; NaN when one side is unknown.
  public var montant: Double
  /// Euros per inhabitant DGF.
  public var parHabitant: Double
  /// Fraction of the reference's net amount (magnitude); NaN when it is null.
  public var relatif: Double
  /// Fraction of the recettes réelles de fonctionnement; NaN when they are unknown.
  public var partRecettes: Double
  public var sens: Sens
}

/// Winners and losers of a scenario in one year.
public struct Synthese: Sendable, Equatable {
  public struct Cote: Sendable, Equatable {
    public var communes = 0
    /// INSEE inhabitants.
    public var population = 0.0
    /// Centimes, signed.
    public var montant = 0.0
  }
  public var annee: Int
  public var gagnantes = Cote()
  public var perdantes = Cote()
  public var stables = Cote()
  public var inconnues = 0
  /// Worst loss by each measure; `nil` when no commune loses.
  public var pireMontant: Ecart?
  public var pireParHabitant: Ecart?
  public var pirePartRecettes: Ecart?
  /// Change of the EPCI's cost, in centimes.
  public var ecartCoutEPCI = 0.0
}
