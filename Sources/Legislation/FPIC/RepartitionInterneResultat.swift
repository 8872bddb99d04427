import LinearAlgebra

/// The internal split with every intermediate column, for the trace and the report.
///
/// Matrices are communes × scenarios; those that no scenario changes have one column (`Matrix.column` reads both), and
/// lists likewise have one value. A scenario that cannot be computed holds not-a-number and a fact of severity `erreur`.
public struct RepartitionInterneResultat: Sendable {
  public var nature: NatureFPIC
  public var annee: Int
  public var droitCommun: RepartitionDroitCommun
  /// Mode A, and mode B built from criteria.
  public var proposition: RepartitionProposee?
  /// Frozen shares, when they hold.
  public var quotesParts: RepartitionFigee?
  /// Amounts decided, before FSRIF and exemptions.
  public var deliberes: MontantsFPIC
  /// Levy only; `nil` in mode B, whose amounts stand.
  public var deductions: DeductionsFPIC?
  /// Amounts notified.
  public var notifies: MontantsFPIC
  public var faits: [FaitFPICDeScenario]

  /// Facts of one scenario, shared ones included.
  public func faits(_ scenario: Int) -> [FaitFPIC] {
    faits.filter { $0.scenario == nil || $0.scenario == scenario }.map(\.fait)
  }
}

public struct FaitFPICDeScenario: Sendable, Equatable {
  /// `nil` when the fact holds for every scenario of the block.
  public var scenario: Int?
  public var fait: FaitFPIC
}

/// Droit commun: EPCI and communes by the CIF, then between communes.
public struct RepartitionDroitCommun: Sendable, Equatable {
  /// Amount of the ensemble in whole euros.
  public var montant: [Double]
  public var cifBrut: [Double]
  public var cifRetenu: [Double]
  /// Potentiel financier (levy), or population × mean ÷ potentiel financier per head (attribution).
  public var poids: Matrix
  /// 1 for a commune excluded by the threshold of twice the mean (attribution), else 0.
  public var exclues: Matrix
  /// Before rounding, euros.
  public var reels: Matrix
  public var montants: MontantsFPIC
  /// Share of the EPCI by the contributions, before it is kept within 0 and 1; `nil` where the CIF shares.
  public var partContribution: [Double]?
  /// EPCI share to which a derogation refers, euros: that of the droit commun, of the CIF in 2012.
  public var epciDeReference: [Double]

  public var scenarios: Int { montants.scenarios }
}

/// A proposal built from criteria, or written amount by amount, with its bounds.
public struct RepartitionProposee: Sendable, Equatable {
  /// Share of each commune in each criterion, in the order of the criteria; empty for written amounts.
  public var partsParCritere: [Matrix]
  /// Weighted share of each commune; no row for written amounts.
  public var parts: Matrix
  /// Before rounding, euros; no row for written amounts.
  public var reels: Matrix
  /// Ceiling (levy) or floor (attribution) of each commune, whole euros; no row in mode B.
  public var bornesCommunes: Matrix
  /// Empty in mode B.
  public var bornesEPCI: [BornesEPCI]
  public var montants: MontantsFPIC
}

/// Amounts from frozen shares.
public struct RepartitionFigee: Sendable, Equatable {
  /// Before rounding, euros.
  public var reelsEPCI: [Double]
  public var reels: Matrix
  public var montants: MontantsFPIC
}

/// What the EPCI takes over from its communes, whole euros.
public struct DeductionsFPIC: Sendable, Equatable {
  public var fsrif: Matrix
  /// Share of the levy left by the exemptions: 0, one half or 1.
  public var partLaissee: Matrix
  public var exonerations: Matrix
}
