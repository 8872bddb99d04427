extension FaitAC {
  public var exigeUnMotif: Bool {
    switch self {
    case .borneDepassee, .nonEligible, .nonReductible, .reductionSeulement, .indexation, .horsDelaiFusion,
      .fusionDejaUtilisee:
      true
    default: false
    }
  }
}
