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
  /// What the fractions add up to, and what they must.
  case fractionsNonFermees(fractions: Double, enveloppe: Double)
  case reserveContratDeVille(reserve: Double)
  case aucuneCommuneDuContrat
  case dotationVoisine(String)
  case enveloppeArrondie(Double, arrondie: Double)
  /// No article institutes a DSC that the statute imposes; `connue`: the territory says that there is none.
  case institutionAbsente(connue: Bool)
  /// Communes are in a contrat de ville and nothing says whether the pact is adopted. Centimes owed without it; NaN when
  /// the products are not known.
  case pacteNonPrecise(plancher: Double)
  /// A recent fusion, whose gap of potentiels nothing gives.
  case ecartFusionInconnu(seuil: Double, duree: Int)
  /// A criterion that reads the tax product, which a DSC that reduces disparities no longer admits.
  case critereProduitFiscal(critere: String)
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
    case .fractionsNonFermees: "L0231"
    case .reserveContratDeVille: "L0232"
    case .aucuneCommuneDuContrat: "L0233"
    case .dotationVoisine: "L0234"
    case .enveloppeArrondie: "L0235"
    case .institutionAbsente: "L0236"
    case .pacteNonPrecise: "L0237"
    case .ecartFusionInconnu: "L0238"
    case .critereProduitFiscal: "L0239"
    case .critere(let fait): fait.code
    }
  }

  public var severity: Severity {
    switch self {
    case .planchersAuDessusDeLEnveloppe, .plafondsSousLEnveloppe, .enveloppeInvalide, .originesAbsentes,
      .montantAnterieurNegatif, .nonFermee, .fractionsNonFermees, .aucuneCommuneDuContrat:
      .erreur
    case .sansObjetPourUnEPT, .reserveContratDeVille, .dotationVoisine, .enveloppeArrondie, .fiscaliteAdditionnelle,
      .reconductionOuverte, .communeSansHistorique, .plafondSansEffet, .pacteNonPrecise, .ecartFusionInconnu,
      .institutionAbsente(connue: false):
      .remarque
    case .critere(let fait): fait.severity
    default: .alerte
    }
  }

  public var article: String {
    switch self {
    case .institutionObligatoire(.fusion), .ecartFusionInconnu: "CGCT art. L5211-28-4, IV"
    case .institutionObligatoire(.statut), .institutionAbsente, .fiscaliteAdditionnelle, .sansObjetPourUnEPT,
      .enveloppeInvalide:
      "CGCT art. L5211-28-4, I"
    case .dotationVoisine: "CGCT art. L5211-28-4, I"
    case .reserveContratDeVille, .aucuneCommuneDuContrat, .sousPlancherContratDeVille, .pacteNonPrecise:
      "CGCT art. L5211-28-4, III"
    case .planchersAuDessusDeLEnveloppe, .plafondsSousLEnveloppe, .plancherAuDessusDuPlafond, .plafondSansEffet,
      .originesAbsentes, .montantAnterieurNegatif, .communeSansHistorique, .nonFermee, .fractionsNonFermees,
      .enveloppeArrondie:
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

extension FaitDSC {
  /// The same fact when amounts were computed in a unit of `centimes` centimes.
  public func enCentimes(unite centimes: Double) -> FaitDSC {
    guard centimes != 1 else { return self }
    return switch self {
    case .partEffectiveInsuffisante(let part, let minimum, let deplace):
      .partEffectiveInsuffisante(part: part, minimum: minimum, deplace: deplace * centimes)
    case .planchersAuDessusDeLEnveloppe(let planchers, let enveloppe):
      .planchersAuDessusDeLEnveloppe(planchers: planchers * centimes, enveloppe: enveloppe * centimes)
    case .plafondsSousLEnveloppe(let plafonds, let enveloppe):
      .plafondsSousLEnveloppe(plafonds: plafonds * centimes, enveloppe: enveloppe * centimes)
    case .sousPlancherContratDeVille(let plancher, let enveloppe):
      .sousPlancherContratDeVille(plancher: plancher * centimes, enveloppe: enveloppe * centimes)
    case .enveloppeInvalide(let enveloppe): .enveloppeInvalide(enveloppe * centimes)
    case .montantAnterieurNegatif(let commune, let montant):
      .montantAnterieurNegatif(commune: commune, montant: montant * centimes)
    case .nonFermee(let manque): .nonFermee(manque: manque * centimes)
    default: self
    }
  }
}
