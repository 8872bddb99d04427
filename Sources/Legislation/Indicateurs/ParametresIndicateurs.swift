import Diagnostics

/// Dated values that the rules on indicators read, for one year.
public struct ParametresIndicateurs: Sendable, Equatable {
  public var annee: Int
  /// `indicateurs.logarithme.*`
  public var logarithme: CoefficientLogarithmique
  /// `indicateurs.logarithme_forfaitaire.*`
  public var logarithmeForfaitaire: CoefficientLogarithmique
  /// `indicateurs.correction.potentiel`; zero before 2022.
  public var poidsCorrectionPotentiel: Double
  /// `indicateurs.correction.effort_fiscal`; zero before 2022.
  public var poidsCorrectionEffortFiscal: Double
  public var population: PopulationDGF.Coefficients
  public var cif: CoefficientIntegrationFiscale.Regles
  /// `indicateurs.cif.plafond_fusion`
  public var plafondFusion: Double
  /// `nil` before 2019: the dotation d'intercommunalité did not exist.
  public var cifPrisEnCompte: CIFPrisEnCompte?

  /// The values in force in `annee`.
  /// - Throws: `L0003` before the first year of a rule that cannot do without.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    func exigee(_ chemin: CheminParametre) throws(DiagnosedError) -> Double {
      try parametres.valeurExigee(chemin, annee: annee)
    }
    self.annee = annee
    logarithme = CoefficientLogarithmique(
      populationBasse: try exigee(.indicateursLogarithmePopulationBasse),
      populationHaute: try exigee(.indicateursLogarithmePopulationHaute), pente: try exigee(.indicateursLogarithmePente)
    )
    logarithmeForfaitaire = CoefficientLogarithmique(
      populationBasse: try exigee(.indicateursLogarithmeForfaitairePopulationBasse),
      populationHaute: try exigee(.indicateursLogarithmeForfaitairePopulationHaute),
      pente: try exigee(.indicateursLogarithmeForfaitairePente))
    poidsCorrectionPotentiel = parametres.valeur(.indicateursCorrectionPotentiel, annee: annee) ?? 0
    poidsCorrectionEffortFiscal = parametres.valeur(.indicateursCorrectionEffortFiscal, annee: annee) ?? 0
    population = PopulationDGF.Coefficients(
      placeCaravaneMajoree: try exigee(.indicateursPopulationPlaceCaravaneMajoree),
      logementORCOD: try exigee(.indicateursPopulationLogementOrcod))
    cif = CoefficientIntegrationFiscale.Regles(
      partDSC: try exigee(.indicateursCifPartDsc),
      retardComptes: Int(try exigee(.indicateursCifRetardComptes)),
      postes: PosteCIF.Regles(
        eauCommunautesDeCommunes: parametres.estOuvert(.indicateursCifEauCommunautesDeCommunes, annee: annee),
        tascomFiscaliteAdditionnelle: parametres.estOuvert(.indicateursCifTascomFiscaliteAdditionnelle, annee: annee),
        tvaHabitation: parametres.estOuvert(.indicateursCifTvaHabitation, annee: annee),
        tvaValeurAjoutee: parametres.estOuvert(.indicateursCifTvaCvae, annee: annee),
        locauxIndustriels: parametres.estOuvert(.indicateursCifLocauxIndustriels, annee: annee)),
      acInvestissementComptee: parametres.estOuvert(.indicateursAcInvestissementComptee, annee: annee))
    plafondFusion = try exigee(.indicateursCifPlafondFusion)
    if let plafond = parametres.valeur(.indicateursCifPlafond, annee: annee) {
      cifPrisEnCompte = CIFPrisEnCompte(
        plafond: plafond, coefficientMetropole: try exigee(.indicateursCifCoefficientMetropole),
        plafondEnDernier: parametres.estOuvert(.indicateursCifPlafondEnDernier, annee: annee))
    }
  }

  /// The paths read by the feedback of a scenario, for the remarque on parameters carried forward.
  public static let cheminsRetroaction: [CheminParametre] = [
    .indicateursAcInvestissementComptee, .indicateursCifPartDsc, .indicateursCifRetardComptes,
    .indicateursCifPlafond, .indicateursCifCoefficientMetropole, .indicateursCifPlafondEnDernier,
  ]
}
