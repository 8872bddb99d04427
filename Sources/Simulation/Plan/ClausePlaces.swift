import Language
import Legislation
import Territory

// Where in the scenario a fact stands: the clause that a rule judged rather than the whole article.

extension DotationSolidaritePlan {
  /// `nil`: the article as a whole.
  func place(of fait: FaitDSC, annee: Int) -> Span? {
    switch fait {
    case .critereLibrePreponderant(let critere, _, _), .critereProduitFiscal(let critere):
      line(of: critere) ?? repartition
    case .poidsLegauxInsuffisants, .critereLegalAbsent, .communeSansDotation: repartition
    case .critere(let fait): fait.critere.flatMap(line) ?? repartition
    case .partEffectiveInsuffisante, .planchersAuDessusDeLEnveloppe, .plafondsSousLEnveloppe,
      .plancherAuDessusDuPlafond, .communeSansHistorique, .plafondSansEffet, .originesAbsentes,
      .montantAnterieurNegatif:
      guarantee(annee: annee)?.span ?? clauses.lissage?.span
    case .institutionObligatoire(.fusion): clauses.fusion?.span ?? enveloppe
    case .institutionObligatoire(.statut), .enveloppeInvalide, .enveloppeArrondie: enveloppe
    case .sousPlancherContratDeVille, .reserveContratDeVille, .aucuneCommuneDuContrat: clauses.contratDeVille?.span
    case .reconductionFermee, .reconductionOuverte: clauses.reconduction?.span
    case .fractionsNonFermees: clauses.fractions.first?.span
    case .dotationVoisine(let nom): clauses.versements.first { $0.nom.value == nom }?.nom.span
    case .institutionAbsente, .pacteNonPrecise, .ecartFusionInconnu, .fiscaliteAdditionnelle, .anneeSansRegle,
      .sansObjetPourUnEPT, .nonFermee:
      nil
    }
  }

  private var repartition: Span? { clauses.repartitionSpan ?? clauses.fractions.first?.span }
  private var enveloppe: Span? { clauses.enveloppe?.span ?? clauses.regleEnveloppe?.span }

  private func line(of critere: String) -> Span? {
    zip(criteria.criteres, lignes).first { $0.0.libelle == critere }?.1.span
  }
}

extension FaitCritere {
  /// Label of the criterion at stake.
  fileprivate var critere: String? {
    switch self {
    case .donneeManquante(_, let critere), .pointsNuls(let critere), .donneesAbsentes(let critere),
      .moyenneNonPositive(let critere, _), .richesseNonPositive(_, let critere, _),
      .quantiteNegative(_, let critere, _), .poidsHorsBornes(let critere, _):
      critere
    case .populationManquante, .aucunHabitant, .totalDesPoids: nil
    }
  }
}

extension AttributionCompensationPlan {
  /// The revision that a fact of the year speaks of, down to the line of its commune where amounts are written.
  /// - Parameter origine: rank of the revision among those of the year, in the order of their modes.
  func place(of fait: FaitAC, annee: Int, origine: Int?) -> Span? {
    if case .investissementExcessif = fait {
      let booked = clauses.revisions.last { $0.estInvestissement && $0.aCompterDe.value <= annee }
      return booked.map { $0.line(of: fait.commune, in: territoire) ?? $0.span }
    }
    guard let origine else { return calendar(of: fait) }
    let sorted = revisions.filter { $0.annee == annee }.enumerated().sorted {
      ($0.element.revision.mode, $0.offset) < ($1.element.revision.mode, $1.offset)
    }
    guard origine < sorted.count else { return nil }
    let clause = sorted[origine].element.clause
    if case .refus = fait, let refused = clause.refusal(of: fait.commune, in: territoire) { return refused }
    return clause.line(of: fait.commune, in: territoire) ?? clause.span
  }
}

extension AttributionCompensationPlan {
  /// What the calendar and the written dates found, outside the revisions.
  private func calendar(of fait: FaitAC) -> Span? {
    switch fait {
    case .rapportAttendu(let nom, _), .comptesDuPrefet(let nom, _, _, _): transfer(nom)?.span
    case .rapportTardif(let nom, _, _): transfer(nom)?.evaluation?.rapport?.span
    case .deliberationsTardives(let nom, _, _): transfer(nom)?.evaluation?.deliberations?.span
    case .notificationTardive: clauses.notification?.span
    case .rapportQuinquennal: clauses.rapportQuinquennal?.span
    case .termeNonRenseigne, .termeManquant: clauses.initiales?.span
    case .tauxCompenseLie:
      clauses.revisions.first { if case .neutralisation = $0.genre { true } else { false } }?.span
    case .serviceFacture(let nom): clauses.revisions.first { $0.service == nom }?.span
    default: nil
    }
  }

  private func transfer(_ nom: String) -> RevisionAttributionCompensation? {
    clauses.revisions.first {
      if case .transfert(let name, _, _, _) = $0.genre { name.value == nom } else { false }
    }
  }
}

extension RevisionAttributionCompensation {
  fileprivate var evaluation: EvaluationCharges? {
    if case .transfert(_, let evaluation, _, _) = genre { evaluation } else { nil }
  }

  fileprivate var service: String? { if case .serviceCommun(let service) = genre { service.nom.value } else { nil } }

  fileprivate var estInvestissement: Bool {
    switch genre {
    case .investissementPart, .investissementMontants: true
    default: false
    }
  }

  /// Amounts written a commune a line.
  private var montants: [MontantCommune] {
    switch genre {
    case .libreMontants(let montants, _), .individualiseeMontants(let montants), .fusion(let montants),
      .accord(let montants, _), .investissementMontants(let montants):
      montants
    case .baisseBases(let baisse): baisse.pertes
    default: []
    }
  }

  fileprivate func line(of commune: Int?, in territoire: Territory) -> Span? {
    guard let commune else { return nil }
    return montants.first { $0.commune.resolve(in: territoire) == commune }?.commune.span
  }

  fileprivate func refusal(of commune: Int?, in territoire: Territory) -> Span? {
    guard let commune else { return nil }
    return (refus + positions.refus).first { $0.resolve(in: territoire) == commune }?.span
  }
}

extension FPICPlan {
  /// `nil`: the decision as a whole.
  func place(of fait: FaitFPIC) -> Span? {
    guard let clause else { return nil }
    switch fait {
    case .ecartEPCI, .partEPCIRamenee, .partEPCIImpossible, .lectureDesBornes: return clause.partEPCI?.span
    case .borneCommune, .montantNegatif, .montantNonEntier, .exempteePrelevee, .fsrifNonDeduit, .montantManquant:
      guard let commune = fait.commune else { return clause.partEPCI?.span }
      return clause.montants.first { $0.commune.resolve(in: territoire) == commune }?.commune.span
        ?? clause.criteres.first?.span
    case .critereLegalAbsent, .criteresComplementairesDominants, .poidsRamenes, .critereNul, .poidsInvalide,
      .valeurImputee, .valeurNonPositive, .propositionInfaisable:
      return clause.criteres.first?.span
    case .quotesPartsCaduques: return clause.fin?.span
    case .pluriannualiteFermee, .bornesNonRetestees: return clause.pluriannuelle?.span
    case .montantArrondi: return clause.montantEnsemble?.span
    default: return nil
    }
  }
}
