import Diagnostics

/// Dated values that the national FPIC reads, for one year.
public struct ParametresFPICNational: Sendable, Equatable {
  public var annee: Int
  /// Euros to levy.
  public var montantPrelevements: Double
  public var seuilContributeur: Double
  public var poidsPotentielPrelevement: Double
  public var poidsRevenuPrelevement: Double
  public var tauxPlafond: Double
  public var ilesExonerees: Bool
  public var poidsPotentielReversement: Double
  public var poidsRevenuReversement: Double
  public var poidsEffortReversement: Double
  public var partEligible: Rapport
  public var nombreArrondiSuperieur: Bool
  /// Effort fiscal agrégé to exceed; 0 when there is no condition.
  public var effortMinimal: Double
  public var moyennesMetropoleEtDOM: Bool
  public var effortNationalOutreMer: Bool
  public var majorationOutreMer: Double
  public var garantie: GarantieReversement
  public var logarithme: CoefficientLogarithmique

  /// The values in force in `annee`.
  /// - Throws: `L0003` before 2012.
  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    func exigee(_ chemin: CheminParametre) throws(DiagnosedError) -> Double {
      try parametres.valeurExigee(chemin, annee: annee)
    }
    func ouvert(_ chemin: CheminParametre) -> Bool { parametres.estOuvert(chemin, annee: annee) }
    self.annee = annee
    montantPrelevements = try exigee(.fpicNationalMontantPrelevements)
    seuilContributeur = try exigee(.fpicNationalPrelevementSeuil)
    poidsPotentielPrelevement = try exigee(.fpicNationalPrelevementPoidsPotentiel)
    poidsRevenuPrelevement = try exigee(.fpicNationalPrelevementPoidsRevenu)
    tauxPlafond = try exigee(.fpicNationalPrelevementPlafond)
    ilesExonerees = ouvert(.fpicNationalPrelevementIlesExonerees)
    poidsPotentielReversement = try exigee(.fpicNationalReversementPoidsPotentiel)
    poidsRevenuReversement = try exigee(.fpicNationalReversementPoidsRevenu)
    poidsEffortReversement = try exigee(.fpicNationalReversementPoidsEffortFiscal)
    partEligible = try parametres.rapportExige(.fpicNationalReversementPartEligible, annee: annee)
    nombreArrondiSuperieur = ouvert(.fpicNationalReversementNombreArrondiSuperieur)
    effortMinimal = try exigee(.fpicNationalReversementEffortFiscalMinimal)
    moyennesMetropoleEtDOM = ouvert(.fpicNationalMoyennesMetropoleEtDom)
    effortNationalOutreMer = ouvert(.fpicNationalOutreMerEffortFiscalNational)
    majorationOutreMer = try exigee(.fpicNationalOutreMerMajoration)
    garantie = GarantieReversement(
      annee: annee,
      taux: [
        try exigee(.fpicNationalGarantieTaux), try exigee(.fpicNationalGarantieTauxDeuxiemeAnnee),
        try exigee(.fpicNationalGarantieTauxTroisiemeAnnee), try exigee(.fpicNationalGarantieTauxQuatriemeAnnee),
      ],
      chainee: ouvert(.fpicNationalGarantieChainee),
      premierePerteEchelonnee: parametres.valeur(.fpicNationalGarantiePremierePerteEchelonnee, annee: annee).map {
        Int($0)
      },
      quotesParts: ouvert(.fpicNationalGarantieQuotesParts))
    logarithme = try ParametresIndicateurs(annee: annee, parametres: parametres).logarithme
  }

  /// The paths read here, for the remarque on parameters carried forward.
  public static let chemins: [CheminParametre] = CheminParametre.allCases.filter {
    $0.rawValue.hasPrefix("fpic_national.")
  }

  /// The options that the texts leave open: a national result depends on each of them.
  public static let cheminsDouteux: [CheminParametre] = [
    .fpicNationalReversementNombreArrondiSuperieur, .fpicNationalMoyennesMetropoleEtDom,
    .fpicNationalOutreMerEffortFiscalNational,
  ]
}
