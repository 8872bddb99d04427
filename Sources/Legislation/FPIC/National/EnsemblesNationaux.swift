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
  /// Part of its levy left to a commune isolée that its rank exempts, in full or by half; 1 for the others. The text does
  /// not say who pays for it.
  public var partLaissee: [Double]
  /// Inhabitants DGF and INSEE.
  public var populationDGF: [Double]
  public var populationINSEE: [Double]
  /// Euros.
  public var revenu: [Double]
  /// Potentiel financier agrégé (ensemble) or potentiel financier (commune isolée), euros.
  public var potentielFinancierAgrege: [Double]
  /// Ressources prises en compte by the cap, euros; NaN when unknown: no cap.
  public var ressources: [Double]
  /// Effort fiscal agrégé as a fraction: numerator and denominator, euros, or the ratio and 1; NaN when unknown.
  public var effortNumerateur: [Double]
  public var effortDenominateur: [Double]
  /// FSRIF levies of the member communes, year before, euros.
  public var fsrif: [Double]
  /// What the guarantee is a fraction of, by number of years without eligibility less one (`GarantieReversement`).
  public var basesGarantie: [[Double]]

  public var count: Int { sirens.count }

  public init(
    sirens: [String], estEnsemble: [Bool], zones: [Zone], iles: [Bool], populationDGF: [Double],
    populationINSEE: [Double], revenu: [Double], potentielFinancierAgrege: [Double], ressources: [Double],
    effortNumerateur: [Double], effortDenominateur: [Double], fsrif: [Double], partLaissee: [Double]? = nil,
    basesGarantie: [[Double]] = []
  ) {
    self.sirens = sirens
    self.estEnsemble = estEnsemble
    self.zones = zones
    self.iles = iles
    self.partLaissee = partLaissee ?? [Double](repeating: 1, count: sirens.count)
    self.populationDGF = populationDGF
    self.populationINSEE = populationINSEE
    self.revenu = revenu
    self.potentielFinancierAgrege = potentielFinancierAgrege
    self.ressources = ressources
    self.effortNumerateur = effortNumerateur
    self.effortDenominateur = effortDenominateur
    self.fsrif = fsrif
    self.basesGarantie = basesGarantie
  }

  /// Effort fiscal known: without it an entity is not ranked (decision 23).
  public func aUnEffort(_ i: Int) -> Bool {
    effortNumerateur[i] > 0 && effortDenominateur[i] > 0
  }
}
