import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// The AC of a scenario tied to the territory: its starting amounts and the revisions of each year.
struct AttributionCompensationPlan: Sendable {
  let article: Article
  let clauses: ClausesAttributionCompensation
  /// Centimes before the first revision; NaN where unknown.
  let depart: Matrix
  let sourceDepart: String
  /// Where the starting amounts are computed rather than read.
  let initiales: InitialAttribution?
  /// Rows of `clauses.revisions` and what the rules evaluate for them; an indexation comes back every year.
  var revisions: [(annee: Int, clause: RevisionAttributionCompensation, revision: RevisionAC)]
  /// What is booked in investment.
  let investissement: InvestmentPart
  /// Common services that the EPCI invoices rather than imputes.
  let factures: [ServiceFacture]
  let territoire: Territory

  static func compile(
    article: Article, clauses: ClausesAttributionCompensation, territoire: Territory, annees: [Int],
    parametres: Parametres, ecretage: ClosedRange<Double>
  ) throws(DiagnosedError) -> AttributionCompensationPlan {
    let first = annees.first ?? territoire.annee
    let initiales = try clauses.initiales.map { written throws(DiagnosedError) in
      try InitialAttribution.compile(written, territoire: territoire, parametres: parametres)
    }
    let start: Start
    if let initiales {
      start = Start(annee: first - 1, centimes: initiales.centimes, source: "attributions initiales de \(first)")
    } else {
      start = try known(clauses, article, territoire, upTo: first - 1)
    }
    var revisions: [(annee: Int, clause: RevisionAttributionCompensation, revision: RevisionAC)] = []
    var factures: [ServiceFacture] = []
    var investissement = InvestmentPart(territoire: territoire, annee: start.annee)
    var errors: [Diagnostic] = []
    let compiler = RevisionCompiler(territoire: territoire, ecretage: ecretage, parametres: parametres)
    for clause in clauses.revisions {
      let annee = max(first, clause.aCompterDe.value)
      do {
        switch try compiler.compile(clause) {
        case .revision(let revision):
          let years: [Int] = if case .indexation = revision { annees.filter { $0 >= annee } } else { [annee] }
          revisions += years.map { ($0, clause, revision) }
        case .investissement(let decision): investissement.decisions.append((annee, decision))
        case .facture(var facture):
          facture.annee = annee
          factures.append(facture)
        }
        if let renewal = try compiler.renewal(clause) { investissement.renouvellements.append((annee, renewal)) }
      } catch {
        errors += error.diagnostics
      }
    }
    if !errors.isEmpty { throw DiagnosedError(errors) }
    return AttributionCompensationPlan(
      article: article, clauses: clauses, depart: Matrix(column: start.centimes), sourceDepart: start.source,
      initiales: initiales, revisions: revisions, investissement: investissement, factures: factures,
      territoire: territoire)
  }

  private struct Start {
    var annee: Int
    var centimes: [Double]
    var source: String
  }

  private static func known(
    _ clauses: ClausesAttributionCompensation, _ article: Article, _ territoire: Territory, upTo annee: Int
  ) throws(DiagnosedError) -> Start {
    let found: (annee: Int, column: Column)?
    if let written = clauses.depart {
      found = territoire.column("ac", annee: written.value).map { (written.value, $0) }
    } else {
      found = territoire.latestVintage(of: "ac", upTo: annee)
    }
    // An EPT pays no AC: it needs no starting amounts either.
    guard let found else {
      if territoire.nature == .EPT {
        return Start(
          annee: annee, centimes: .init(repeating: 0, count: territoire.communes.count), source: "sans objet")
      }
      var diagnostic = territoire.missingColumn(
        lever: "l'attribution de compensation", column: "ac_\(clauses.depart?.value ?? annee)")
      diagnostic.place = (clauses.depart?.span ?? article.span).place()
      throw DiagnosedError([diagnostic])
    }
    return Start(
      annee: found.annee, centimes: found.column.values.map { ($0 * 100).roundedHalfUp },
      source: "communes.csv, ac_\(found.annee)")
  }

  /// Evaluates a year for one scenario: the revisions that start this year, on the AC of the year before.
  func evaluate(
    annee: Int, depart first: Int, state: YearState, parametres: Parametres
  ) throws(DiagnosedError) -> AttributionCompensationResultat {
    let before = annee == first ? depart : state.attributionCompensation
    var entrees = AttributionCompensationEntrees(
      scenarios: 1, attributions: before,
      revisions: revisions.filter { $0.annee == annee }.map { $0.revision.of(state, clause: $0.clause) })
    entrees.horsBornes = clauses.horsBornes?.value.choix ?? .signaler
    entrees.unite = clauses.arrondiALEuro ? .euro : .centime
    entrees.fiscaliteProfessionnelleUnique = territoire.regime == .FPU
    entrees.etablissementPublicTerritorial = territoire.nature == .EPT
    entrees.potentielFinancier = state.potentielFinancier
    entrees.populationDGF = state.populationDGF
    entrees.recettesPrecedentes = territoire.column("rrf", annee: annee - 1).map {
      Matrix(column: $0.values.map { ($0 * 100).roundedHalfUp })
    }
    entrees.attributionsOrigine = territoire.column("ac_ancien_epci").map {
      Matrix(column: $0.values.map { ($0 * 100).roundedHalfUp })
    }
    if let fusion = clauses.fusion {
      entrees.anneesDepuisFusion = annee - fusion.value
    } else {
      // A column of former amounts tells that a fusion took place, not when.
      entrees.dateFusionInconnue = entrees.attributionsOrigine != nil
    }
    entrees.fusionDejaUtilisee = revisions.contains { $0.revision.mode == .fusion && $0.annee < annee }
    investissement.complete(&entrees, annee: annee)
    return AttributionCompensation.calculer(entrees, parametres: try ParametresAC(annee: annee, parametres: parametres))
  }

  /// What the calendar, the territory and the written dates say in `annee`, beside the amounts.
  func faits(annee: Int, premiere first: Int, parametres: Parametres) throws(DiagnosedError) -> [FaitAC] {
    let rules = try ParametresAC(annee: annee, parametres: parametres)
    var faits: [FaitAC] = []
    if annee == first {
      faits += initiales?.faits ?? []
    }
    for (_, clause, _) in revisions where max(first, clause.aCompterDe.value) == annee {
      if let calendar = clause.calendrier { faits += CalendrierAC.controler(calendar, parametres: rules) }
    }
    if let written = clauses.notification.flatMap({ DateCivile($0.value) }), written.annee == annee {
      faits += CalendrierAC.controler(notification: written, parametres: rules)
    }
    faits += CalendrierAC.rappelQuinquennal(
      dernier: clauses.rapportQuinquennal?.value, annee: annee, premiereAnnee: first, parametres: rules)
    for (_, _, revision) in revisions.filter({ $0.annee == annee }) {
      guard case .neutralisation(let neutralisation) = revision else { continue }
      faits += LienDesTauxCompenses.controler(
        neutralisation, parametres: try ParametresTaux(annee: annee, parametres: parametres))
    }
    for facture in factures where facture.annee == annee { faits.append(.serviceFacture(facture.service.nom.value)) }
    return faits
  }
}

extension AttributionCompensationResultat {
  /// Centimes, one column.
  var montants: Matrix { attributions }
}

extension ClausesAttributionCompensation.HorsBornes {
  var choix: Legislation.HorsBornes {
    switch self {
    case .signaler: .signaler
    case .ramener: .ecreter
    case .ecarter: .refuser
    }
  }
}

extension RevisionAttributionCompensation {
  /// The dates of a transfer; `nil` for the other revisions and for a restitution.
  var calendrier: CalendrierTransfert? {
    guard case .transfert(let nom, let evaluation, _, let restitution) = genre, !restitution else { return nil }
    var out = CalendrierTransfert(nom: nom.value, annee: aCompterDe.value)
    out.rapport = evaluation.rapport.flatMap { DateCivile($0.value) }
    out.deliberations = evaluation.deliberations.flatMap { DateCivile($0.value) }
    if case .prefet(let first, let last, _)? = evaluation.fonctionnement?.methode {
      out.comptesFonctionnement = first...last
    }
    if case .prefet(let first, let last, _)? = evaluation.investissement?.methode {
      out.comptesInvestissement = first...last
    }
    return out
  }
}

extension RevisionAC {
  /// With the figures of the year, where criteria read them.
  func of(_ state: YearState, clause: RevisionAttributionCompensation) -> RevisionAC {
    guard case .libreParCriteres(var libre) = self, case .libreRepartie(_, let lignes, _, _) = clause.genre else {
      return self
    }
    libre.communes = libre.communes.of(
      state, fiscal: lignes.contains { $0.grandeur.value == .potentielFiscal })
    return .libreParCriteres(libre)
  }
}
