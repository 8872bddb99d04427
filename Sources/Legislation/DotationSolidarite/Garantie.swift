/// Who pays for the guarantee.
public enum MethodeGarantie: String, Sendable, Codable, CaseIterable {
  case aucune
  /// M1, the EPCI.
  case complement
  /// M2, the communes above their floor.
  case gagnants
  /// M3, everybody through a common factor, with floors and ceilings.
  case tunnel
}

/// Which past amount floors and ceilings are fractions of.
public enum ReferenceGarantie: String, Sendable, Codable {
  case anneePrecedente
  /// The amount before the first year of the reform.
  case origine
}

/// A guarantee; the method is that of the block, its numbers are those of each scenario (one value serves all).
public struct Garantie: Sendable, Equatable {
  public var methode: MethodeGarantie
  public var reference: ReferenceGarantie
  /// Fraction of the reference, by scenario; NaN for none.
  public var planchers: [Double]
  /// Fraction of the reference, by scenario; NaN for none.
  public var plafonds: [Double]
  /// Bounds in whole units that replace the fractions, the same for every scenario.
  public var ecrites: BornesEcrites?

  public init(
    _ methode: MethodeGarantie, reference: ReferenceGarantie = .anneePrecedente, planchers: [Double] = [.nan],
    plafonds: [Double] = [.nan]
  ) {
    self.methode = methode
    self.reference = reference
    self.planchers = planchers
    self.plafonds = plafonds
  }

  public static let aucune = Garantie(.aucune)
}
