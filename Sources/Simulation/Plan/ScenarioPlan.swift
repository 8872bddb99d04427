import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// A scenario compiled against a territory: the yearly graph of rule evaluations.
///
/// Year after year: attribution de compensation → dotation de solidarité → FPIC (prélèvement, reversement). What a year
/// leaves to the next one passes through `YearState`.
///
/// A class, that nothing changes once made: what holds a plan holds one reference, not the fields of a syntax tree and two
/// territories, which the compiler would copy one by one in each of those types.
final class ScenarioPlan: Sendable {
  let scenario: Scenario
  /// As read, before the hypotheses.
  let publie: Territory
  let territoire: Territory
  let parametres: Parametres
  let annees: [Int]
  let attributionCompensation: AttributionCompensationPlan?
  let dotationSolidarite: DotationSolidaritePlan?
  let prelevement: FPICPlan?
  let attribution: FPICPlan?
  let leviers: LeverPlan
  /// `nil` when the territory does not know the accounts of the EPCI.
  let budget: BudgetPlan?
  /// The amounts from which the first year starts, and those that hold where the scenario decides nothing.
  let depart: StartingAmounts
  let figures: PublishedFigures
  let retroaction: Retroaction
  /// AC and DSC of the years before the period.
  let history: AmountHistory
  let diagnostics: [Diagnostic]

  private init(
    scenario: Scenario, publie: Territory, territoire: Territory, parametres: Parametres, annees: [Int],
    attributionCompensation: AttributionCompensationPlan?, dotationSolidarite: DotationSolidaritePlan?,
    prelevement: FPICPlan?, attribution: FPICPlan?, leviers: LeverPlan, budget: BudgetPlan?, depart: StartingAmounts,
    figures: PublishedFigures, retroaction: Retroaction, history: AmountHistory, diagnostics: [Diagnostic]
  ) {
    self.scenario = scenario
    self.publie = publie
    self.territoire = territoire
    self.parametres = parametres
    self.annees = annees
    self.attributionCompensation = attributionCompensation
    self.dotationSolidarite = dotationSolidarite
    self.prelevement = prelevement
    self.attribution = attribution
    self.leviers = leviers
    self.budget = budget
    self.depart = depart
    self.figures = figures
    self.retroaction = retroaction
    self.history = history
    self.diagnostics = diagnostics
  }

  /// - Parameter droit: the law, before the reforms that the scenario writes.
  static func compile(
    _ scenario: Scenario, territoire published: Territory, droit: Parametres
  ) throws(DiagnosedError) -> ScenarioPlan {
    let parametres = try LawReform.apply(scenario.parametres, to: droit)
    let projection = Projection(scenario.hypotheses, annee: published.annee)
    let territoire = projection.completing(published, until: scenario.periode.value.upperBound)
    let annees = Array(scenario.periode.value)
    let first = annees.first ?? territoire.annee
    var diagnostics: [Diagnostic] = []
    var errors: [Diagnostic] = []
    func attempt<T>(_ body: () throws(DiagnosedError) -> T?) -> T? {
      do { return try body() } catch {
        errors += error.diagnostics
        return nil
      }
    }
    let articles = scenario.articles
    let depart = StartingAmounts(territoire: territoire, annee: first - 1)
    diagnostics += depart.remarques(articles)

    let rules = attempt { () throws(DiagnosedError) in try ParametresDSC(annee: first, parametres: parametres) }
    let ecretage = rules?.ecretage ?? 0...Double.infinity
    let ac = attempt { () throws(DiagnosedError) -> AttributionCompensationPlan? in
      guard let (article, clauses) = articles.attributionCompensation else { return nil }
      return try AttributionCompensationPlan.compile(
        article: article, clauses: clauses, territoire: territoire, annees: annees, parametres: parametres,
        ecretage: ecretage)
    }
    let dsc = attempt { () throws(DiagnosedError) -> DotationSolidaritePlan? in
      guard let (article, clauses) = articles.dotationSolidarite, let rules else { return nil }
      return try DotationSolidaritePlan.compile(
        article: article, clauses: clauses, territoire: territoire, annees: annees, parametres: rules,
        droit: parametres, projection: projection)
    }
    let leviers = attempt { () throws(DiagnosedError) -> LeverPlan? in
      try LeverPlan.compile(articles, territoire: territoire, annees: annees, ecretage: ecretage)
    }
    var sides: [FPICPlan?] = []
    for nature in NatureFPIC.allCases {
      var found: [Diagnostic] = []
      sides.append(
        attempt { () throws(DiagnosedError) in
          try FPICPlan.compile(
            nature: nature, article: articles.fpic, territoire: territoire, annees: annees, projection: projection,
            parametres: parametres, diagnostics: &found)
        })
      diagnostics += found
    }
    if let beyond = annees.first(where: { $0 > parametres.derniereAnneeConnue }),
      let remarque = parametres.remarqueProlongement(
        ParametresDSC.chemins + ParametresAC.chemins + ParametresRepartitionInterne.chemins
          + ParametresIndicateurs.cheminsRetroaction + ParametresDotationIntercommunalite.cheminsLocaux
          + (leviers?.chemins ?? []),
        annee: beyond)
    {
      diagnostics.append(remarque)
    }
    if !errors.isEmpty { throw DiagnosedError(errors + diagnostics) }
    let retroaction = Retroaction(
      scenario: scenario, territoire: territoire, coefficientEcrit: articles.coefficientEcrit, projection: projection,
      parametres: parametres)
    var history = AmountHistory(
      territoire: territoire, depart: depart, first: first, oldest: min(first, territoire.annee) - 2)
    // Before the first AC there is none to look back at: the published indicators are taken to hold the initial ones.
    if let ac, ac.initiales != nil { history.start(attributions: ac.depart) }
    return ScenarioPlan(
      scenario: scenario, publie: published, territoire: territoire, parametres: parametres, annees: annees,
      attributionCompensation: ac?.restituting(leviers), dotationSolidarite: dsc?.restituting(leviers),
      prelevement: sides[0], attribution: sides[1],
      leviers: leviers ?? LeverPlan(),
      budget: BudgetPlan(territoire: territoire, depart: depart, upTo: annees.last ?? first), depart: depart,
      figures: PublishedFigures(territoire, projection: projection), retroaction: retroaction,
      history: history,
      diagnostics: diagnostics)
  }
}

extension ScenarioPlan {
  func side(_ nature: NatureFPIC) -> FPICPlan? { nature == .prelevement ? prelevement : attribution }
}

extension [Article] {
  var attributionCompensation: (Article, ClausesAttributionCompensation)? {
    for article in self { if case .attributionCompensation(let clauses) = article.objet { return (article, clauses) } }
    return nil
  }

  var dotationSolidarite: (Article, ClausesDotationSolidarite)? {
    for article in self { if case .dotationSolidarite(let clauses) = article.objet { return (article, clauses) } }
    return nil
  }

  /// « coefficient d'intégration fiscale : 36,25 % » of the FPIC article.
  var coefficientEcrit: Double? {
    for article in self {
      if case .fpic(let clauses) = article.objet { return clauses.coefficientIntegrationFiscale?.value.fraction }
    }
    return nil
  }

  var fpic: Article? {
    first { if case .fpic = $0.objet { true } else { false } }
  }
}
