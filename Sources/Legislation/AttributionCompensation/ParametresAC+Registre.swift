import Diagnostics

extension ParametresAC {
  /// The values in force in `annee`.
  /// - Throws: `L0003` before the first year of a rule that cannot do without.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    self.init(
      annee: annee, seuilIndividualisee: try parametres.valeurExigee(.acSeuilIndividualisee, annee: annee),
      seuilStrict: parametres.estOuvert(.acSeuilIndividualiseeStrict, annee: annee),
      baisseIndividualisee: try parametres.valeurExigee(.acBaisseIndividualisee, annee: annee),
      partAttributionFusion: try parametres.valeurExigee(.acPartAttributionFusion, annee: annee),
      partRecettesFusion: try parametres.valeurExigee(.acPartRecettesFusion, annee: annee),
      dureeFusion: Int(try parametres.valeurExigee(.acDureeFusion, annee: annee)))
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] = [
    .acSeuilIndividualisee, .acSeuilIndividualiseeStrict, .acBaisseIndividualisee, .acPartAttributionFusion,
    .acPartRecettesFusion, .acDureeFusion,
  ]
}
