extension ClausesFPIC {
  mutating func change(_ cible: Balayage.Cible, _ body: Change) {
    switch cible {
    case .coefficientIntegrationFiscale: coefficientIntegrationFiscale?.value.change(body)
    case .poids(_, .prelevement): prelevement?.criteres.change(body)
    case .poids(_, .reversement): reversement?.criteres.change(body)
    case .montantEnsemble(_, .prelevement, let annee): prelevement?.montantEnsemble?.value.change(annee: annee, body)
    case .montantEnsemble(_, .reversement, let annee): reversement?.montantEnsemble?.value.change(annee: annee, body)
    case .partEPCI(_, .prelevement): prelevement?.partEPCI?.value.change(body)
    case .partEPCI(_, .reversement): reversement?.partEPCI?.value.change(body)
    case .montant(let nom, let volet, _, nil):
      if volet != .reversement { prelevement?.montants.change(nom, body) }
      if volet != .prelevement { reversement?.montants.change(nom, body) }
    default: break
    }
  }
}

extension DecisionFPIC.PartEPCI {
  fileprivate mutating func change(_ body: Change) {
    switch self {
    case .pourcentage(var rate):
      rate.change(body)
      self = .pourcentage(rate)
    case .montant(var montant):
      montant.change(body)
      self = .montant(montant)
    case .totalite: break
    }
  }
}
