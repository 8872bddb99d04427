import Diagnostics
import Language
import Legislation
import LinearAlgebra

/// Everything the rules computed in one year: the source of explanations.
struct YearTrace: Sendable {
  var annee: Int
  /// What the rules of the year read.
  var state: YearState
  var attributionCompensation: AttributionCompensationResultat?
  var dotationSolidarite: DotationSolidariteResultat?
  var prelevement: RepartitionInterneResultat?
  var attribution: RepartitionInterneResultat?
  var leviers = LeverYear()
}

extension YearTrace {
  /// A rule could not compute its amounts.
  var isIncomplete: Bool { isIncompleteBesideDotation || dotationSolidarite?.montants.hasUnknown == true }

  /// A rule other than that of the DSC could not.
  var isIncompleteBesideDotation: Bool {
    leviers.isIncomplete || attributionCompensation?.attributions.hasUnknown == true
  }
}

/// Runs a plan over its years.
struct ScenarioRun: Sendable {
  var result: ScenarioResult
  var traces: [YearTrace]
  /// Amounts of every year, before and within the period.
  private(set) var history: AmountHistory

  init(_ plan: ScenarioPlan) throws(DiagnosedError) { try self.init(plan, years: Self.years(of: plan)) }

  /// - Parameter years: of that plan, run already.
  init(_ plan: ScenarioPlan, years: (traces: [YearTrace], history: AmountHistory)) throws(DiagnosedError) {
    let scenario = plan.scenario
    result = ScenarioResult(
      nom: scenario.nom, titre: scenario.titre.value,
      montants: AmountTable(annees: plan.annees, communes: plan.territoire.communes.count))
    (traces, history) = years
    var legality = LegalityReport(territoire: plan.territoire)
    for trace in traces {
      try Self.judge(trace, plan, &legality)
      store(trace, plan, trace.state)
    }
    result.montants.closeNet()
    result.diagnostics = plan.diagnostics + legality.diagnostics(annees: plan.annees)
  }

  /// The rules, year after year: what a run tells, and what a sweep starts from.
  ///
  /// - Parameter pastFailures: goes on after a year that cannot be paid, for what a sweep takes from the years after.
  static func years(
    of plan: ScenarioPlan, pastFailures: Bool = false
  ) throws(DiagnosedError) -> (traces: [YearTrace], history: AmountHistory) {
    var traces: [YearTrace] = []
    var history = plan.history
    var before: YearState?
    for annee in plan.annees {
      let state = try YearState(annee: annee, plan: plan, history: history, before: before)
      before = state
      let trace = try evaluate(plan, annee, state, history, deliberee: traces.first)
      traces.append(trace)
      // What a year cannot pay, the next ones cannot start from: their facts would only repeat this one.
      if trace.isIncomplete, !pastFailures { break }
      history.record(
        .attributionCompensation, annee, trace.attributionCompensation?.montants ?? state.attributionCompensation)
      if let ac = trace.attributionCompensation { history.record(investissement: ac.investissement, annee) }
      history.record(.dotationSolidarite, annee, trace.dotationSolidarite?.montants ?? state.dotationSolidarite)
      try history.leviers.record(annee, trace.leviers, parametres: plan.parametres)
    }
    return (traces, history)
  }

  private static func evaluate(
    _ plan: ScenarioPlan, _ annee: Int, _ state: YearState, _ history: AmountHistory, deliberee: YearTrace?
  ) throws(DiagnosedError) -> YearTrace {
    let first = plan.annees.first ?? annee
    var trace = YearTrace(annee: annee, state: state)
    if let ac = plan.attributionCompensation {
      trace.attributionCompensation = try ac.evaluate(
        annee: annee, depart: first, state: state, parametres: plan.parametres)
    }
    if let dsc = plan.dotationSolidarite {
      trace.dotationSolidarite = try dsc.evaluate(
        annee: annee, depart: first, state: state,
        parametres: try ParametresDSC(annee: annee, parametres: plan.parametres))
    }
    trace.prelevement = try side(plan.prelevement, state, plan, deliberee?.prelevement)
    trace.attribution = try side(plan.attribution, state, plan, deliberee?.attribution)
    let known = plan.depart[.prelevementFPIC]?.centimes
    trace.leviers = try plan.leviers.evaluate(
      annee: annee, state: state, history: history.leviers, prelevements: trace.prelevement?.centimes ?? known,
      parametres: plan.parametres)
    plan.attributionCompensation?.factures(annee: annee, into: &trace.leviers)
    return trace
  }

  private static func side(
    _ side: FPICPlan?, _ state: YearState, _ plan: ScenarioPlan, _ deliberee: RepartitionInterneResultat?
  ) throws(DiagnosedError) -> RepartitionInterneResultat? {
    try side.map { side throws(DiagnosedError) in
      let entrees = side.entrees(
        annee: state.annee, state: state, deliberee: side.pluriannuelle ? deliberee : nil)
      return try side.evaluate(entrees, annee: state.annee, parametres: plan.parametres)
    }
  }

  private static func judge(
    _ trace: YearTrace, _ plan: ScenarioPlan, _ legality: inout LegalityReport
  ) throws(DiagnosedError) {
    let annee = trace.annee
    if let dsc = trace.dotationSolidarite, let clauses = plan.dotationSolidarite {
      legality.add(dsc.faits[0], annee: annee, article: clauses.article) { clauses.place(of: $1, annee: annee) }
    }
    if annee == plan.annees.first {
      legality.add(
        ReglesParticulieres.controler(
          siren: plan.territoire.siren, codesINSEE: plan.territoire.communes.map(\.insee.texte)), annee: annee,
        article: plan.attributionCompensation?.article ?? plan.dotationSolidarite?.article
          ?? plan.scenario.articles.first)
      let amounts = trace.dotationSolidarite?.montants ?? trace.state.dotationSolidarite
      legality.add(
        try plan.silencesSurLaDSC(orderedSum(amounts.columnArray(0).span)), annee: annee,
        article: plan.dotationSolidarite?.article)
    }
    if let ac = trace.attributionCompensation, let clauses = plan.attributionCompensation {
      legality.add(ac.faits[0], annee: annee, article: clauses.article) { rank, fait in
        clauses.place(of: fait, annee: annee, origine: ac.origines[0][rank])
      }
      let first = plan.annees.first ?? annee
      legality.add(
        try clauses.faits(annee: annee, premiere: first, parametres: plan.parametres), annee: annee,
        article: clauses.article
      ) { clauses.place(of: $1, annee: annee, origine: nil) }
    }
    for (side, decision) in [(trace.prelevement, plan.prelevement), (trace.attribution, plan.attribution)] {
      guard let side, let decision else { continue }
      legality.add(side.faits(0), annee: annee, article: decision.article) { _, fait in
        decision.place(of: fait) ?? decision.clause?.span
      }
    }
    for found in trace.leviers.faits {
      legality.add(found.faits, annee: annee, article: found.article, span: found.span)
    }
  }

  private mutating func store(_ trace: YearTrace, _ plan: ScenarioPlan, _ state: YearState) {
    let annee = trace.annee
    result.indicateurs.append(plan.indicators(state))
    let ac = (trace.attributionCompensation?.montants ?? state.attributionCompensation).columnArray(0)
    let dsc = (trace.dotationSolidarite?.montants ?? state.dotationSolidarite).columnArray(0)
    result.montants[annee, .attributionCompensation] = ac
    result.montants[annee, .dotationSolidarite] = dsc
    if let side = trace.prelevement { result.montants[annee, .prelevementFPIC] = side.centimes }
    if let side = trace.attribution { result.montants[annee, .reversementFPIC] = side.centimes }
    result.metriques += MetriquesBuilder(plan: plan, state: state).build(
      attributions: trace.attributionCompensation?.montants ?? state.attributionCompensation,
      dotations: trace.dotationSolidarite.map(\.reels) ?? state.dotationSolidarite,
      prelevements: result.montants[annee, .prelevementFPIC], reversements: result.montants[annee, .reversementFPIC],
      leviers: trace.leviers.flux)
    result.montants[annee, .attributionInvestissement] = plan.attributionInvestissement(trace)
    for (flux, centimes) in trace.leviers.flux { result.montants[annee, flux] = centimes }
    var epci = EPCIYear(
      annee: annee, attributionCompensation: result.montants.total(annee, .attributionCompensation),
      attributionInvestissement: trace.attributionCompensation?.investissement.totalKnown ?? 0,
      dotationSolidarite: result.montants.total(annee, .dotationSolidarite),
      prelevementFPIC: trace.prelevement?.centimesEPCI ?? .nan,
      reversementFPIC: trace.attribution?.centimesEPCI ?? .nan)
    epci.dotationVoisine = plan.dotationSolidarite?.neighbours(annee) ?? 0
    epci.leviers = trace.leviers.couts
    epci.budget = plan.budget?.evaluate(epci, montants: result.montants, dotation: state.dotationIntercommunalite)
    result.epci.append(epci)
    result.leviers.add(annee, trace.leviers)
    if let rules = try? ParametresIndicateurs(annee: annee, parametres: plan.parametres) {
      result.leviers.addSubstitution(
        annee: annee, before: orderedSum(plan.depart.centimes(.attributionCompensation).span),
        now: epci.attributionCompensation, cif: state.coefficientIntegrationFiscale,
        recettes: plan.retroaction.recettes, dotation: state.dotationIntercommunalite, regles: rules.cif)
    }
  }
}

extension DotationSolidariteResultat {
  /// Before the rounding to the centime, where the year has an amount at all.
  var reels: Matrix { montants.values.contains(where: \.isNaN) ? montants : lisses }
}

extension RepartitionInterneResultat {
  /// Amounts notified to the communes, in centimes.
  var centimes: [Double] { notifies.communes.columnArray(0).map { $0 * 100 } }

  /// The EPCI's own amount, in centimes.
  var centimesEPCI: Double { (notifies.epci.first ?? .nan) * 100 }
}

extension ScenarioPlan {
  /// What a reader wants to know of the state in which a year was computed.
  func indicators(_ state: YearState) -> IndicatorYear {
    IndicatorYear(
      annee: state.annee, potentielFinancier: state.potentielFinancier.columnArray(0),
      recettesReelles: territoire.latestVintage(of: "rrf", upTo: state.annee)?.column.values ?? [],
      coefficientIntegrationFiscale: state.coefficientIntegrationFiscale,
      dotationIntercommunalite: state.dotationIntercommunalite)
  }
}

extension Matrix {
  fileprivate var hasUnknown: Bool { values.contains(where: \.isNaN) }
}
