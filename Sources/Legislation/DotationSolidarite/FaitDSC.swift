import Diagnostics

/// What the checks of the DSC found in one scenario and one year. Amounts in centimes, shares as fractions.
public enum FaitDSC: FaitDeLiceite, Equatable {
  case poidsLegauxInsuffisants(part: Double, minimum: Double)
  case critereLibrePreponderant(critere: String, poids: Double, legale: Double)
  case critereLegalAbsent(CritereLegal)
  case partEffectiveInsuffisante(part: Double, minimum: Double, deplace: Double)
  case communeSansDotation(commune: Int)
  case planchersAuDessusDeLEnveloppe(planchers: Double, enveloppe: Double)
  case plafondsSousLEnveloppe(plafonds: Double, enveloppe: Double)
  case plancherAuDessusDuPlafond(commune: Int)
  case fiscaliteAdditionnelle
  case institutionObligatoire(MotifInstitution)
  case sousPlancherContratDeVille(plancher: Double, enveloppe: Double)
  case anneeSansRegle(Int)
  case reconductionFermee(annee: Int)
  case reconductionOuverte(annee: Int)
  case enveloppeInvalide(Double)
  case communeSansHistorique(commune: Int)
  case plafondSansEffet(MethodeGarantie)
  case originesAbsentes
  case montantAnterieurNegatif(commune: Int, montant: Double)
  case sansObjetPourUnEPT
  case nonFermee(manque: Double)
  case critere(FaitCritere)

  public var code: String {
    switch self {
    case .poidsLegauxInsuffisants: "L0201"
    case .critereLibrePreponderant: "L0202"
    case .critereLegalAbsent: "L0203"
    case .partEffectiveInsuffisante: "L0204"
    case .communeSansDotation: "L0205"
    case .planchersAuDessusDeLEnveloppe: "L0206"
    case .plafondsSousLEnveloppe: "L0207"
    case .plancherAuDessusDuPlafond: "L0208"
    case .fiscaliteAdditionnelle: "L0209"
    case .institutionObligatoire: "L0210"
    case .sousPlancherContratDeVille: "L0211"
    case .anneeSansRegle: "L0212"
    case .reconductionFermee, .reconductionOuverte: "L0213"
    case .enveloppeInvalide: "L0214"
    case .communeSansHistorique: "L0215"
    case .plafondSansEffet: "L0216"
    case .originesAbsentes: "L0217"
    case .montantAnterieurNegatif: "L0218"
    case .sansObjetPourUnEPT: "L0219"
    case .nonFermee: "L0230"
    case .critere(let fait): fait.code
    }
  }

  public var severity: Severity {
    switch self {
    case .planchersAuDessusDeLEnveloppe, .plafondsSousLEnveloppe, .enveloppeInvalide, .originesAbsentes,
      .montantAnterieurNegatif, .nonFermee, .sansObjetPourUnEPT:
      .erreur
    case .fiscaliteAdditionnelle, .reconductionOuverte, .communeSansHistorique, .plafondSansEffet: .remarque
    case .critere(let fait): fait.severity
    default: .alerte
    }
  }

  public var article: String {
    switch self {
    case .institutionObligatoire(.fusion): "CGCT art. L5211-28-4, IV"
    case .institutionObligatoire(.statut), .fiscaliteAdditionnelle, .sansObjetPourUnEPT, .enveloppeInvalide:
      "CGCT art. L5211-28-4, I"
    case .sousPlancherContratDeVille: "CGCT art. L5211-28-4, III"
    case .planchersAuDessusDeLEnveloppe, .plafondsSousLEnveloppe, .plancherAuDessusDuPlafond, .plafondSansEffet,
      .originesAbsentes, .montantAnterieurNegatif, .communeSansHistorique, .nonFermee:
      "convention"
    case .critere(let fait): fait.article
    default: "CGCT art. L5211-28-4, II"
    }
  }

  public var commune: Int? {
    switch self {
    case .communeSansDotation(let commune), .plancherAuDessusDuPlafond(let commune),
      .communeSansHistorique(let commune), .montantAnterieurNegatif(let commune, _):
      commune
    case .critere(let fait): fait.commune
    default: nil
    }
  }
}
