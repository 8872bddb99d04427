import Diagnostics

/// Facts about the internal split of the FPIC (L03). Amounts are in euros.
public enum FaitFPIC: FaitDeLiceite, Equatable {
  /// V1: no amount for the EPCI (`nil`) or for a commune.
  case montantManquant(commune: Int?, NatureFPIC)
  /// V2: the amounts do not add up.
  case totalFaux(total: Double, attendu: Double, NatureFPIC)
  /// V2: an amount is not a whole number of euros.
  case montantNonEntier(commune: Int?, montant: Double, NatureFPIC)
  /// V3
  case montantNegatif(commune: Int?, montant: Double, NatureFPIC)
  /// V6
  case ecartEPCI(part: Double, BornesEPCI, taux: Double, annee: Int, NatureFPIC)
  /// V7: beyond the ceiling (levy) or below the floor (attribution).
  case borneCommune(commune: Int, montant: Double, borne: Double, droitCommun: Double, taux: Double, NatureFPIC)
  /// V8: one of the three legal criteria is absent.
  case critereLegalAbsent(CritereLegal, NatureFPIC)
  /// V8: complementary criteria weigh more than the legal ones.
  case criteresComplementairesDominants(complementaires: Double, legaux: Double, NatureFPIC)
  /// V10: a free split charges an exempt commune.
  case exempteePrelevee(commune: Int, montant: Double, moitie: Bool, confirmee: Bool)
  /// V10: a free split does not deduct the FSRIF.
  case fsrifNonDeduit(commune: Int, montant: Double)
  /// The EPCI's interval has another reading, or is narrowed by the communes' bounds.
  case lectureDesBornes(BornesEPCI, NatureFPIC)

  case cifHorsBornes(cif: Double, retenu: Double)
  case potentielFinancierNonPositif(commune: Int, potentiel: Double, NatureFPIC)
  case sansPopulation(commune: Int)
  case donneeManquante(DonneeFPIC, commune: Int?, NatureFPIC)
  case sansPoids(NatureFPIC)
  case fsrifInconnu(commune: Int)
  case valeurImputee(commune: Int, critere: String, moyenne: Double)
  case valeurNonPositive(commune: Int, critere: String, valeur: Double)
  case poidsRamenes(total: Double, NatureFPIC)
  case critereNul(critere: String, NatureFPIC)
  case poidsInvalide(critere: String, poids: Double, NatureFPIC)
  case partEPCIRamenee(ecrite: Double, retenue: Double, NatureFPIC)
  case partEPCIImpossible(part: Double, montant: Double, NatureFPIC)
  case propositionInfaisable(reste: Double, NatureFPIC)
  case montantArrondi(ecrit: Double, retenu: Double, NatureFPIC)
  case clesEPTInconnues(annee: Int, NatureFPIC)
  case partEPTSuperieure(part: Double, montant: Double, NatureFPIC)
  case quotesPartsCaduques(QuotesPartsFigees.Caducite, annee: Int, NatureFPIC)
  case pluriannualiteFermee(annee: Int, NatureFPIC)
  case bornesNonRetestees(depassements: Int, annee: Int, NatureFPIC)
  case rangsInconnus
  /// 2012: a contribution to the potentiel fiscal agrégé, with the AC for a levy, that is not positive.
  case contributionNonPositive(commune: Int, contribution: Double, NatureFPIC)
  case partContributionHorsBornes(part: Double, retenue: Double, NatureFPIC)

  public enum CritereLegal: Sendable, Equatable { case population, revenu, potentiel }

  public enum DonneeFPIC: Sendable, Equatable {
    case montant, cif, partEPT, populationDGF, populationINSEE, potentielFinancier, potentielFiscal, revenu,
      contributionPFA, attributionCompensation
  }

  public var code: String {
    switch self {
    case .montantManquant: "L0301"
    case .totalFaux, .montantNonEntier: "L0302"
    case .montantNegatif: "L0303"
    case .ecartEPCI: "L0306"
    case .borneCommune: "L0307"
    case .critereLegalAbsent: "L0308"
    case .criteresComplementairesDominants: "L0309"
    case .exempteePrelevee: "L0310"
    case .fsrifNonDeduit: "L0311"
    case .lectureDesBornes: "L0312"
    case .cifHorsBornes: "L0320"
    case .potentielFinancierNonPositif: "L0321"
    case .sansPopulation: "L0322"
    case .donneeManquante: "L0323"
    case .sansPoids: "L0324"
    case .fsrifInconnu: "L0325"
    case .valeurImputee: "L0326"
    case .valeurNonPositive: "L0327"
    case .poidsRamenes: "L0328"
    case .critereNul: "L0329"
    case .poidsInvalide: "L0330"
    case .partEPCIRamenee: "L0331"
    case .partEPCIImpossible: "L0332"
    case .propositionInfaisable: "L0333"
    case .montantArrondi: "L0334"
    case .clesEPTInconnues: "L0335"
    case .partEPTSuperieure: "L0340"
    case .quotesPartsCaduques: "L0336"
    case .pluriannualiteFermee: "L0337"
    case .bornesNonRetestees: "L0338"
    case .rangsInconnus: "L0339"
    case .contributionNonPositive: "L0341"
    case .partContributionHorsBornes: "L0342"
    }
  }

  public var severity: Severity {
    switch self {
    case .montantManquant, .totalFaux, .montantNonEntier, .montantNegatif, .donneeManquante, .sansPoids,
      .poidsInvalide, .partEPCIImpossible, .propositionInfaisable, .clesEPTInconnues:
      .erreur
    case .exempteePrelevee(_, _, _, let confirmee): confirmee ? .remarque : .erreur
    case .ecartEPCI, .borneCommune, .critereLegalAbsent, .cifHorsBornes, .potentielFinancierNonPositif,
      .fsrifInconnu, .valeurImputee, .valeurNonPositive, .poidsRamenes, .critereNul, .quotesPartsCaduques,
      .partEPTSuperieure, .contributionNonPositive, .partContributionHorsBornes,
      .pluriannualiteFermee:
      .alerte
    case .criteresComplementairesDominants, .fsrifNonDeduit, .lectureDesBornes, .sansPopulation, .partEPCIRamenee,
      .montantArrondi, .bornesNonRetestees, .rangsInconnus:
      .remarque
    }
  }

  public var article: String {
    switch self {
    case .montantManquant(_, let nature), .totalFaux(_, _, let nature), .montantNonEntier(_, _, let nature),
      .montantNegatif(_, _, let nature), .donneeManquante(_, _, let nature), .sansPoids(let nature),
      .potentielFinancierNonPositif(_, _, let nature), .montantArrondi(_, _, let nature),
      .contributionNonPositive(_, _, let nature), .partContributionHorsBornes(_, _, let nature):
      nature.article + ", II"
    case .ecartEPCI(_, _, _, _, let nature), .borneCommune(_, _, _, _, _, let nature),
      .critereLegalAbsent(_, let nature), .criteresComplementairesDominants(_, _, let nature),
      .lectureDesBornes(_, let nature), .poidsRamenes(_, let nature), .critereNul(_, let nature),
      .poidsInvalide(_, _, let nature), .partEPCIRamenee(_, _, let nature), .partEPCIImpossible(_, _, let nature),
      .propositionInfaisable(_, let nature):
      nature.article + ", II, 1°"
    case .valeurImputee, .valeurNonPositive: "convention"
    case .exempteePrelevee, .rangsInconnus: "CGCT art. L2336-3, III"
    case .fsrifNonDeduit, .fsrifInconnu: "CGCT art. L2336-3, II, dernier alinéa"
    case .cifHorsBornes: "CGCT art. R2336-2 et R2336-4"
    case .sansPopulation: "CGCT art. L2336-7"
    case .clesEPTInconnues, .partEPTSuperieure: "CGCT art. L5219-8"
    case .quotesPartsCaduques(_, _, let nature), .pluriannualiteFermee(_, let nature),
      .bornesNonRetestees(_, _, let nature):
      nature.article + ", II bis"
    }
  }

  public var commune: Int? {
    switch self {
    case .montantManquant(let commune, _), .montantNonEntier(let commune, _, _), .montantNegatif(let commune, _, _),
      .donneeManquante(_, let commune, _):
      commune
    case .borneCommune(let commune, _, _, _, _, _), .exempteePrelevee(let commune, _, _, _),
      .fsrifNonDeduit(let commune, _), .potentielFinancierNonPositif(let commune, _, _), .sansPopulation(let commune),
      .fsrifInconnu(let commune), .valeurImputee(let commune, _, _), .valeurNonPositive(let commune, _, _),
      .contributionNonPositive(let commune, _, _):
      commune
    default: nil
    }
  }
}
