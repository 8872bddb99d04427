extension FaitDSC {
  public var exigeUnMotif: Bool {
    switch self {
    case .poidsLegauxInsuffisants, .critereLibrePreponderant, .critereLegalAbsent, .institutionObligatoire,
      .sousPlancherContratDeVille, .anneeSansRegle, .reconductionFermee:
      true
    default: false
    }
  }
}

extension FaitCritere {
  public var exigeUnMotif: Bool { false }
}
