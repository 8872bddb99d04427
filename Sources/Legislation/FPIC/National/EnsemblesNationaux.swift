/// Every ensemble intercommunal and commune isolée of a year: contiguous columns, one row an entity.
public struct EnsemblesNationaux: Sendable {
  /// Where an entity stands in the law.
  public enum Zone: UInt8, Sendable {
    case metropole
    /// Overseas departments without Mayotte: they contribute on national criteria, and receive from their own envelope.
    case dom
    /// Mayotte and the collectivités d'outre-mer: neither levy nor rank; a share by population.
    case collectivite
  }

  public var sirens: [String]
  /// False for a commune isolée.
  public var estEnsemble: [Bool]
  public var zones: [Zone]
  /// Single-commune islands.
  public var iles: [Bool]
  /// Inhabitants DGF and INSEE.
  public var populationDGF: [Double]
  public var populationINSEE: [Double]
  /// Euros.
  public var revenu: [Double]
  /// Potentiel financier agrégé (ensemble) or potentiel financier (commune isolée), euros.
  public var potentielFinancierAgrege: [Double]
  /// Ressources prises en compte by the cap, euros; NaN when unknown.
  public var ressources: [Double]
  /// Effort fiscal agrégé: numerator and denominator, euros; NaN when unknown.
  public var effortNumerateur: [Double]
  public var effortDenominateur: [Double]
  /// FSRIF levies of the member communes, year before, euros.
  public var fsrif: [Double]
  /// What each receives if it is not eligible, euros; 0 without history.
  public var garanties: [Double]

  public var count: Int { sirens.count }

  public init(
    sirens: [String], estEnsemble: [Bool], zones: [Zone], iles: [Bool], populationDGF: [Double],
    populationINSEE: [Double], revenu: [Double], potentielFinancierAgrege: [Double], ressources: [Double],
    effortNumerateur: [Double], effortDenominateur: [Double], fsrif: [Double], garanties: [Double]
  ) {
    self.sirens = sirens
    self.estEnsemble = estEnsemble
    self.zones = zones
    self.iles = iles
    self.populationDGF = populationDGF
    self.populationINSEE = populationINSEE
    self.revenu = revenu
    self.potentielFinancierAgrege = potentielFinancierAgrege
    self.ressources = ressources
    self.effortNumerateur = effortNumerateur
    self.effortDenominateur = effortDenominateur
    self.fsrif = fsrif
    self.garanties = garanties
  }
}
