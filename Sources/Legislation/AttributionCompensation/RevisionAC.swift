import LinearAlgebra

/// One revision asked for, with its numbers by scenario. Amounts in centimes; blocks are communes × scenarios or one
/// column; lists have one value for all scenarios or one each.
public enum RevisionAC: Sendable {
  /// Net charges by commune: positive when transferred to the EPCI, negative when given back.
  case transfert(charges: Matrix)
  case servicesCommuns(ServicesCommuns)
  case neutralisation(NeutralisationFiscale)
  /// Signed changes, and communes that refuse (1) or accept (0).
  case libre(montants: Matrix, refus: Matrix?)
  case libreParCriteres(LibreParCriteres)
  /// A simulation device: each year a free revision of this rate, with its warning.
  case indexation(taux: [Double], refus: Matrix?)
  /// Signed changes, none positive, and communes that refuse.
  case accord(montants: Matrix, refus: Matrix?)
  case individualisee(DemandeIndividualisee)
  case baisseBases(BaisseBases)
  /// Signed changes.
  case fusion(montants: Matrix)

  public var mode: ModeRevision {
    switch self {
    case .transfert: .transfert
    case .servicesCommuns: .servicesCommuns
    // Within the bounds of a fusion, it is the one revision that the fusion allows.
    case .neutralisation(let neutralisation): neutralisation.auTitreDeLaFusion ? .fusion : .neutralisation
    case .libre, .libreParCriteres, .indexation: .libre
    case .accord: .accord
    case .individualisee: .individualisee
    case .baisseBases: .baisseBases
    case .fusion: .fusion
    }
  }

  public var regle: Regle {
    switch self {
    case .transfert: Transfert.regle
    case .servicesCommuns: ImputationServicesCommuns.regle
    case .neutralisation: NeutralisationFiscale.regle
    case .libre: RevisionLibre.regle
    case .accord: RevisionAccord.regle
    case .libreParCriteres: RevisionParCriteres.regle
    case .indexation: Indexation.regle
    case .individualisee: RevisionIndividualisee.regle
    case .baisseBases: RevisionBaisseBases.regle
    case .fusion: RevisionFusion.regle
    }
  }
}

/// What to do with a change beyond its legal bound.
public enum HorsBornes: String, Sendable, Codable, CaseIterable {
  /// Apply it as written: the alerte asks for a motive.
  case signaler
  /// Bring it back to the bound.
  case ecreter
  /// Leave the commune's AC as it was.
  case refuser
}
