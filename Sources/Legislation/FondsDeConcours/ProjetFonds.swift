/// The cost on which a fonds de concours is measured.
public enum AssietteProjet: String, Sendable, Codable, CaseIterable {
  /// Cost with VAT, FCTVA left out of the subsidies: the ministerial reading, by default.
  case ttc
  /// Cost without VAT, when the beneficiary recovers it.
  case ht
  /// Cost with VAT less the FCTVA: the prudent reading.
  case ttcNetFctva
}

/// A project of a commune and what it asks. Centimes.
public struct ProjetFonds: Sendable, Equatable {
  public enum Demande: Sendable, Equatable {
    case montant(Double)
    /// Whatever the caps and the rights left allow.
    case maximum
  }

  public var nom: String
  /// Row of the beneficiary.
  public var commune: Int
  public var coutTTC: Double
  public var coutHT: Double
  public var subventions: Double
  public var demande: Demande

  /// - Parameters: NaN for a cost that is not written.
  public init(
    nom: String, commune: Int, coutTTC: Double = .nan, coutHT: Double = .nan, subventions: Double, demande: Demande
  ) {
    self.nom = nom
    self.commune = commune
    self.coutTTC = coutTTC
    self.coutHT = coutHT
    self.subventions = subventions
    self.demande = demande
  }
}

/// Dated values that the rules of the fonds de concours read, for one year.
public struct ParametresFondsDeConcours: Sendable, Equatable {
  /// `fonds_de_concours.part_maximale`
  public var partMaximale: Double
  /// `fonds_de_concours.participation_minimale`
  public var participationMinimale: Double
  /// `fonds_de_concours.taux_fctva`
  public var tauxFctva: Double

  public init(partMaximale: Double, participationMinimale: Double, tauxFctva: Double) {
    self.partMaximale = partMaximale
    self.participationMinimale = participationMinimale
    self.tauxFctva = tauxFctva
  }
}
