import Diagnostics

extension ParametresDSC {
  /// The values in force in `annee`.
  /// - Throws: `L0003` before the first year of the rule.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    let minimum = try parametres.valeurExigee(.dscEcretageMinimum, annee: annee)
    let maximum = try parametres.valeurExigee(.dscEcretageMaximum, annee: annee)
    self.annee = annee
    partMinimale = parametres.valeur(.dscPartMinimale, annee: annee)
    criteresMajoritaires = parametres.estOuvert(.dscCriteresMajoritaires, annee: annee)
    reconductionOuverte = parametres.estOuvert(.dscReconductionOuverte, annee: annee)
    ecretage = minimum...max(minimum, maximum)
    // Before an obligation exists, nothing is owed and no gap obliges.
    partCroissanceContratDeVille = parametres.valeur(.dscPartCroissanceContratDeVille, annee: annee) ?? 0
    ecartFusion = parametres.valeur(.dscEcartPotentielFusion, annee: annee) ?? .infinity
    dureeFusion = Int(parametres.valeur(.dscDureeFusion, annee: annee) ?? 0)
    produitFiscalAdmis = parametres.estOuvert(.dscProduitFiscalAdmis, annee: annee)
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] = [
    .dscPartMinimale, .dscCriteresMajoritaires, .dscReconductionOuverte, .dscEcretageMinimum, .dscEcretageMaximum,
    .dscPartCroissanceContratDeVille, .dscEcartPotentielFusion, .dscDureeFusion,
    .dscProduitFiscalAdmis,
  ]
}
