import Diagnostics

/// A section of the budget of a commune.
public enum SectionBudgetaire: String, Sendable, Codable {
  case fonctionnement, investissement

  var genitif: String { self == .fonctionnement ? "de fonctionnement" : "d'investissement" }
}

/// What the checks of the AC found in one scenario and one year. Amounts in centimes.
public enum FaitAC: FaitDeLiceite, Equatable {
  /// `demande` and `borne` are signed changes; `borne` is the nearest lawful one.
  case borneDepassee(mode: ModeRevision, commune: Int, demande: Double, borne: Double)
  /// `rapport` is potentiel financier per inhabitant ÷ mean.
  case nonEligible(commune: Int, rapport: Double, seuil: Double)
  case nonReductible(commune: Int, attribution: Double)
  case reductionSeulement(commune: Int, hausse: Double)
  case indexation(taux: Double)
  case refus(mode: ModeRevision, commune: Int, montant: Double)
  case accordPartiel(mode: ModeRevision, demande: Double, applique: Double)
  case devientContributrice(commune: Int, avant: Double, apres: Double)
  case sansFiscaliteProfessionnelleUnique
  case sansObjetPourUnEPT
  case recettesManquantes(mode: ModeRevision, commune: Int)
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
  /// The bound was applied, as the scenario asks: what was wanted, and what is done.
  case borneAppliquee(mode: ModeRevision, commune: Int, demande: Double, applique: Double)
  case tauxCompenseNegatif(commune: Int, impot: String, taux: Double, residu: Double)
  case basesManquantes(commune: Int, impot: String)
  case comptesDuPrefet(transfert: String, section: SectionBudgetaire, ecrits: Int, attendus: Int)
  case rapportAttendu(transfert: String, echeance: DateCivile)
  case rapportTardif(transfert: String, date: DateCivile, echeance: DateCivile)
  case deliberationsTardives(transfert: String, date: DateCivile, echeance: DateCivile)
  case notificationTardive(date: DateCivile, limite: DateCivile)
  /// `dernier` is the year of the last report, when it is known.
  case rapportQuinquennal(dernier: Int?, periodicite: Int)
  case dateFusionInconnue(duree: Int)
  case termeNonRenseigne(String)
  case termeManquant(commune: Int, terme: String)
  case reglesParticulieres(String)
  case metropoleDuGrandParis
  case serviceFacture(String)
  /// A revision voted after the last day for the final amounts of its year.
  case deliberationTardive(date: DateCivile, limite: DateCivile)
  /// A rate that the neutralisation supposes and the rules of link forbid.
  case tauxCompenseLie(commune: Int, ExamenLien)
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
    case .borneAppliquee: "L0124"
    case .tauxCompenseNegatif: "L0125"
    case .basesManquantes: "L0126"
    case .comptesDuPrefet: "L0127"
    case .rapportAttendu, .rapportTardif: "L0128"
    case .deliberationsTardives: "L0129"
    case .notificationTardive: "L0130"
    case .rapportQuinquennal: "L0131"
    case .dateFusionInconnue: "L0132"
    case .termeNonRenseigne: "L0133"
    case .termeManquant: "L0134"
    case .reglesParticulieres: "L0135"
    case .metropoleDuGrandParis: "L0136"
    case .serviceFacture: "L0137"
    case .deliberationTardive: "L0138"
    case .tauxCompenseLie: "L0139"
    case .critere(let fait): fait.code
    }
  }

  public var severity: Severity {
    switch self {
    case .sansFiscaliteProfessionnelleUnique, .recettesManquantes, .attributionManquante, .basesManquantes,
      .termeManquant, .metropoleDuGrandParis,
      .origineManquante, .clesInvalides, .partEPCIInvalide, .montantInvalide, .richesseManquante,
      .pertesLocaliseesManquantes, .nonFermee:
      .erreur
    case .refus, .accordPartiel, .devientContributrice, .borneAppliquee, .rapportAttendu, .rapportQuinquennal,
      .dateFusionInconnue, .termeNonRenseigne, .reglesParticulieres, .serviceFacture, .sansObjetPourUnEPT:
      .remarque
    case .critere(let fait): fait.severity
    default: .alerte
    }
  }

  public var article: String {
    switch self {
    case .borneDepassee(let mode, _, _, _), .montantInvalide(let mode, _), .nonFermee(let mode, _),
      .borneAppliquee(let mode, _, _, _), .refus(let mode, _, _), .accordPartiel(let mode, _, _),
      .recettesManquantes(let mode, _):
      mode.article
    case .tauxCompenseNegatif, .basesManquantes: ModeRevision.neutralisation.article
    case .comptesDuPrefet, .rapportAttendu, .rapportTardif, .deliberationsTardives: "CGI art. 1609 nonies C, IV"
    case .notificationTardive: "CGI art. 1609 nonies C, V-1°"
    case .deliberationTardive: "CGI art. 1609 nonies C, V"
    case .tauxCompenseLie: "CGI art. 1636 B sexies, I"
    case .rapportQuinquennal, .termeNonRenseigne, .termeManquant: "CGI art. 1609 nonies C, V-2°"
    case .reglesParticulieres, .metropoleDuGrandParis: "CGI art. 1609 nonies C, V"
    case .serviceFacture: ModeRevision.servicesCommuns.article
    case .nonEligible, .nonReductible, .reductionSeulement, .aucuneCommuneEligible, .richesseManquante:
      ModeRevision.individualisee.article
    case .indexation: "CGI art. 1609 nonies C, V-1°"
    case .investissementExcessif: ModeRevision.libre.article
    case .devientContributrice, .sansFiscaliteProfessionnelleUnique, .sansObjetPourUnEPT, .attributionManquante:
      "CGI art. 1609 nonies C, V"
    case .origineManquante, .horsDelaiFusion, .fusionDejaUtilisee, .dateFusionInconnue: ModeRevision.fusion.article
    case .clesInvalides, .partEPCIInvalide: ModeRevision.servicesCommuns.article
    case .sansPerte, .pertesLocaliseesManquantes: ModeRevision.baisseBases.article
    case .critere: ModeRevision.libre.article
    }
  }

  public var commune: Int? {
    switch self {
    case .borneDepassee(_, let commune, _, _), .nonEligible(let commune, _, _), .nonReductible(let commune, _),
      .reductionSeulement(let commune, _), .refus(_, let commune, _), .devientContributrice(let commune, _, _),
      .recettesManquantes(_, let commune), .attributionManquante(let commune), .origineManquante(let commune),
      .investissementExcessif(let commune, _, _), .richesseManquante(let commune),
      .borneAppliquee(_, let commune, _, _), .tauxCompenseNegatif(let commune, _, _, _),
      .basesManquantes(let commune, _), .termeManquant(let commune, _), .tauxCompenseLie(let commune, _):
      commune
    case .montantInvalide(_, let commune): commune
    case .critere(let fait): fait.commune
    default: nil
    }
  }
}
