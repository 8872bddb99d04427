import Diagnostics
import Language
import Legislation
import Territory

// Duties of the EPCI on the DSC that a scenario may leave unsaid, with or without an article on it.
extension ScenarioPlan {
  /// Facts of the first year of the period, once a run.
  /// - Parameter dotation: centimes of the DSC that the communes receive in that year; NaN when unknown.
  func silencesSurLaDSC(_ dotation: Double) throws(DiagnosedError) -> [FaitDSC] {
    let first = annees.first ?? territoire.annee
    var cadre = dotationSolidarite?.cadre ?? CadreDSC(territoire)
    let clauses = dotationSolidarite?.clauses
    let flagged = territoire.column("contrat_ville")?.values.contains(1) ?? false
    let fusion = attributionCompensation?.clauses.fusion?.value
    cadre.anneesDepuisFusion = fusion.map { first - $0 }
    let rules = try ParametresDSC(annee: first, parametres: parametres)
    let faits = ObligationDSC.controlerSilences(
      cadre, contratDeVille: flagged && clauses?.contratDeVille == nil,
      plancher: plancherContratDeVille(first, rules), fusionSansEcart: fusion != nil && clauses?.fusion == nil,
      parametres: rules)
    return clauses == nil ? ObligationDSC.controlerSansArticle(cadre, dotation: dotation) + faits : faits
  }

  /// NaN when the territory lacks a product.
  private func plancherContratDeVille(_ annee: Int, _ rules: ParametresDSC) -> Double {
    func product(_ year: Int) -> Double {
      territoire.column("produit_fp", annee: year)?.values.reduce(0) { $0 + ($1 * 100).roundedHalfUp } ?? .nan
    }
    let (before, now) = (product(annee - 1), product(annee))
    guard before.isFinite, now.isFinite else { return .nan }
    return PlancherContratDeVille.montant(
      produit: now, produitPrecedent: before, part: rules.partCroissanceContratDeVille)
  }
}

extension CadreDSC {
  /// What the nature and the tax regime of the territory impose.
  init(_ territoire: Territory) {
    self.init(
      institutionObligatoire: territoire.nature == .CU || territoire.nature == .METROPOLE,
      fiscaliteProfessionnelleUnique: territoire.regime == .FPU,
      etablissementPublicTerritorial: territoire.nature == .EPT)
  }
}
