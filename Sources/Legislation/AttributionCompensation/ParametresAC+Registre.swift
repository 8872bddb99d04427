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
    deductionMenages = parametres.estOuvert(.acDeductionMenages, annee: annee)
    perteNetteDeCompensation = parametres.estOuvert(.acPerteNetteDeCompensation, annee: annee)
    tauxFCTVA = parametres.valeur(.acTauxFCTVA, annee: annee)
    delaiRapportCLECT = Int(try parametres.valeurExigee(.acDelaiRapportCLECT, annee: annee))
    delaiCommunesCLECT = Int(try parametres.valeurExigee(.acDelaiCommunesCLECT, annee: annee))
    comptesPrefetFonctionnement = Int(try parametres.valeurExigee(.acComptesPrefetFonctionnement, annee: annee))
    comptesPrefetInvestissement = Int(try parametres.valeurExigee(.acComptesPrefetInvestissement, annee: annee))
    moisNotification = Int(try parametres.valeurExigee(.acMoisNotification, annee: annee))
    jourNotification = Int(try parametres.valeurExigee(.acJourNotification, annee: annee))
    periodiciteRapport = parametres.valeur(.acPeriodiciteRapport, annee: annee).map { Int($0) }
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] = [
    .acSeuilIndividualisee, .acSeuilIndividualiseeStrict, .acBaisseIndividualisee, .acPartAttributionFusion,
    .acPartRecettesFusion, .acDureeFusion, .acDeductionMenages, .acPerteNetteDeCompensation, .acTauxFCTVA,
    .acDelaiRapportCLECT, .acDelaiCommunesCLECT, .acComptesPrefetFonctionnement, .acComptesPrefetInvestissement,
    .acMoisNotification, .acJourNotification, .acPeriodiciteRapport,
  ]
}
