import Diagnostics

extension ParametresFondsDeConcours {
  /// - Throws: `L0003` before the first year of the rule.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    self.init(
      partMaximale: try parametres.valeurExigee(.fondsDeConcoursPartMaximale, annee: annee),
      participationMinimale: try parametres.valeurExigee(.fondsDeConcoursParticipationMinimale, annee: annee),
      tauxFctva: try parametres.valeurExigee(.fondsDeConcoursTauxFctva, annee: annee))
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] = [
    .fondsDeConcoursPartMaximale, .fondsDeConcoursParticipationMinimale, .fondsDeConcoursTauxFctva,
  ]
}
