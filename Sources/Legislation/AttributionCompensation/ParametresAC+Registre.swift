import Diagnostics

extension ParametresAC {
  /// The values in force in `annee`.
  /// - Throws: `L0003` before the first year of a rule that cannot do without.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    func nombre(_ chemin: CheminParametre) throws(DiagnosedError) -> Int {
      Int(try parametres.valeurExigee(chemin, annee: annee))
    }
    self.annee = annee
    seuilIndividualisee = try parametres.valeurExigee(.acSeuilIndividualisee, annee: annee)
    seuilStrict = parametres.estOuvert(.acSeuilIndividualiseeStrict, annee: annee)
    baisseIndividualisee = try parametres.valeurExigee(.acBaisseIndividualisee, annee: annee)
    partAttributionFusion = try parametres.valeurExigee(.acPartAttributionFusion, annee: annee)
    partRecettesFusion = parametres.valeur(.acPartRecettesFusion, annee: annee)
    dureeFusion = try nombre(.acDureeFusion)
    deductionMenages = parametres.estOuvert(.acDeductionMenages, annee: annee)
    perteNetteDeCompensation = parametres.estOuvert(.acPerteNetteDeCompensation, annee: annee)
    tauxFCTVA = parametres.valeur(.acTauxFCTVA, annee: annee)
    delaiRapportCLECT = try nombre(.acDelaiRapportCLECT)
    delaiCommunesCLECT = try nombre(.acDelaiCommunesCLECT)
    comptesPrefetFonctionnement = try nombre(.acComptesPrefetFonctionnement)
    comptesPrefetInvestissement = try nombre(.acComptesPrefetInvestissement)
    moisNotification = try nombre(.acMoisNotification)
    jourNotification = try nombre(.acJourNotification)
    moisDefinitif = try nombre(.acMoisDefinitif)
    jourDefinitif = try nombre(.acJourDefinitif)
    periodiciteRapport = parametres.valeur(.acPeriodiciteRapport, annee: annee).map { Int($0) }
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] = [
    .acSeuilIndividualisee, .acSeuilIndividualiseeStrict, .acBaisseIndividualisee, .acPartAttributionFusion,
    .acPartRecettesFusion, .acDureeFusion, .acDeductionMenages, .acPerteNetteDeCompensation, .acTauxFCTVA,
    .acDelaiRapportCLECT, .acDelaiCommunesCLECT, .acComptesPrefetFonctionnement, .acComptesPrefetInvestissement,
    .acMoisNotification, .acJourNotification, .acMoisDefinitif, .acJourDefinitif, .acPeriodiciteRapport,
  ]
}
