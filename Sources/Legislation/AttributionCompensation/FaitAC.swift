import Diagnostics

/// What the checks of the AC found in one scenario and one year. Amounts in centimes.
public enum FaitAC: FaitDeLiceite, Equatable {
  /// `demande` and `borne` are signed changes; `borne` is the nearest lawful one.
  case borneDepassee(mode: ModeRevision, commune: Int, demande: Double, borne: Double)
  /// `rapport` is potentiel financier per inhabitant ÷ mean.
  case nonEligible(commune: Int, rapport: Double, seuil: Double)
  case nonReductible(commune: Int, attribution: Double)
  case reductionSeulement(commune: Int, hausse: Double)
  case indexation(taux: Double)
  case refus(commune: Int, montant: Double)
  case accordPartiel(demande: Double, applique: Double)
  case devientContributrice(commune: Int, avant: Double, apres: Double)
  case sansFiscaliteProfessionnelleUnique
  case sansObjetPourUnEPT
  case recettesManquantes(commune: Int)
  case attributionManquante(commune: Int)
  case origineManquante(commune: Int)
  case horsDelaiFusion(annees: Int?, duree: Int)
  case fusionDejaUtilisee
  case aucuneCommuneEligible(seuil: Double)
  case clesInvalides
  case partEPCIInvalide(Double)
  case sansPerte
  case investissementExcessif(commune: Int, investissement: Double, renouvellement: Double)
  case montantInvalide(mode: ModeRevision, commune: Int?)
  case richesseManquante(commune: Int)
  case pertesLocaliseesManquantes
  case nonFermee(mode: ModeRevision, manque: Double)
  case critere(FaitCritere)

  public var code: String {
    switch self {
    case .borneDepassee: "L0101"
    case .nonEligible: "L0102"
    case .reductionSeulement: "L0103"
    case .indexation: "L0104"
    case .refus: "L0105"
    case .accordPartiel: "L0106"
    case .devientContributrice: "L0107"
    case .sansFiscaliteProfessionnelleUnique: "L0108"
    case .recettesManquantes: "L0109"
    case .attributionManquante: "L0110"
    case .origineManquante: "L0111"
    case .horsDelaiFusion: "L0112"
    case .fusionDejaUtilisee: "L0113"
    case .aucuneCommuneEligible: "L0114"
    case .clesInvalides, .partEPCIInvalide: "L0115"
    case .sansPerte: "L0116"
    case .investissementExcessif: "L0117"
    case .montantInvalide: "L0118"
    case .nonReductible: "L0119"
    case .nonFermee: "L0120"
    case .richesseManquante: "L0121"
    case .sansObjetPourUnEPT: "L0122"
    case .pertesLocaliseesManquantes: "L0123"
    case .critere(let fait): fait.code
    }
  }

  public var severity: Severity {
    switch self {
    case .sansFiscaliteProfessionnelleUnique, .sansObjetPourUnEPT, .recettesManquantes, .attributionManquante,
      .origineManquante, .clesInvalides, .partEPCIInvalide, .montantInvalide, .richesseManquante,
      .pertesLocaliseesManquantes, .nonFermee:
      .erreur
    case .refus, .accordPartiel, .devientContributrice: .remarque
    case .critere(let fait): fait.severity
    default: .alerte
    }
  }

  public var article: String {
    switch self {
    case .borneDepassee(let mode, _, _, _), .montantInvalide(let mode, _), .nonFermee(let mode, _): mode.article
    case .nonEligible, .nonReductible, .reductionSeulement, .aucuneCommuneEligible, .richesseManquante:
      ModeRevision.individualisee.article
    case .indexation: "CGI art. 1609 nonies C, V-1°"
    case .refus, .accordPartiel, .investissementExcessif: ModeRevision.libre.article
    case .devientContributrice, .sansFiscaliteProfessionnelleUnique, .sansObjetPourUnEPT, .attributionManquante:
      "CGI art. 1609 nonies C, V"
    case .recettesManquantes, .origineManquante, .horsDelaiFusion, .fusionDejaUtilisee: ModeRevision.fusion.article
    case .clesInvalides, .partEPCIInvalide: ModeRevision.servicesCommuns.article
    case .sansPerte, .pertesLocaliseesManquantes: ModeRevision.baisseBases.article
    case .critere: ModeRevision.libre.article
    }
  }

  public var commune: Int? {
    switch self {
    case .borneDepassee(_, let commune, _, _), .nonEligible(let commune, _, _), .nonReductible(let commune, _),
      .reductionSeulement(let commune, _), .refus(let commune, _), .devientContributrice(let commune, _, _),
      .recettesManquantes(let commune), .attributionManquante(let commune), .origineManquante(let commune),
      .investissementExcessif(let commune, _, _), .richesseManquante(let commune):
      commune
    case .montantInvalide(_, let commune): commune
    case .critere(let fait): fait.commune
    default: nil
    }
  }
}
