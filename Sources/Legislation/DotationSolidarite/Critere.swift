/// The population that weights the criteria: the EPCI chooses, population INSEE by default.
public enum PopulationPonderation: String, Sendable, Codable, CaseIterable {
  case insee, dgf
}

/// Whom a criterion of wealth favours.
public enum SensRepartition: String, Sendable, Codable {
  /// The poorest receive most: every DSC, and an attribution that is increased.
  case direct
  /// The richest pay most: a reduction to share, with the shapes mirrored around the mean.
  case inverse
}

/// The shape given to « écart » and « insuffisance »; the law names the quantities, not the function.
public enum FormeRichesse: Sendable, Equatable {
  /// A, `(X̄/X)^α`, the ratio kept in `ecretage` before the exponent.
  case rapportInverse(exposant: Double, ecretage: ClosedRange<Double>)
  /// B, `(X̄ − X)⁺/X̄`.
  case ecartTronque
  /// C, `(1 + λ(X̄ − X)/X̄)⁺`.
  case lineaire(pente: Double)

  /// Default for « écart de revenu ».
  public static let revenuParDefaut = FormeRichesse.lineaire(pente: 1)
  /// Default for « insuffisance du potentiel », the most literal reading of the word.
  public static let potentielParDefaut = FormeRichesse.ecartTronque
}

/// What a criterion measures.
public enum NatureCritere: Sendable, Equatable {
  /// First legal criterion: income per inhabitant (population INSEE).
  case revenu(FormeRichesse)
  /// Second legal criterion: potentiel financier or fiscal per inhabitant (population DGF).
  case potentiel(FormeRichesse)
  /// Number of inhabitants; `nil` takes the weighting population.
  case population(PopulationPonderation?)
  /// A raw quantity, by its position in `ColonnesCommunes.quantites`: dwellings, metres, pupils.
  case quantite(Int)
  /// A rate weighted by population: effort fiscal, or the ratio of two quantities.
  case tauxPondere(numerateur: Int, denominateur: Int?)
  /// The same for each commune.
  case forfait
  /// The same for each commune of less than `seuil` inhabitants.
  case petiteCommune(seuil: Double)

  /// The shape of a criterion of wealth.
  public var forme: FormeRichesse? {
    switch self {
    case .revenu(let forme), .potentiel(let forme): forme
    default: nil
    }
  }

  public var estLegal: Bool {
    switch self {
    case .revenu, .potentiel: true
    default: false
    }
  }
}

/// A criterion of distribution, with the name that facts and tables print.
public struct CritereRepartition: Sendable, Equatable {
  public var libelle: String
  public var nature: NatureCritere
  /// Which of the two legal criteria it is; a column computed from one of them remains one.
  public var legal: CritereLegal?

  public init(_ libelle: String, _ nature: NatureCritere, legal: CritereLegal? = nil) {
    self.libelle = libelle
    self.nature = nature
    switch nature {
    case .revenu: self.legal = .revenu
    case .potentiel: self.legal = .potentiel
    default: self.legal = legal
    }
  }
}
