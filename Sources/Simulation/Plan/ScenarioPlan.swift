import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// A scenario compiled against a territory: the yearly graph of rule evaluations.
///
/// Year after year: attribution de compensation → dotation de solidarité → FPIC (prélèvement, reversement). What a year
/// leaves to the next one passes through `YearState`.
struct ScenarioPlan: Sendable {
  let scenario: Scenario
  let territoire: Territory
  let parametres: Parametres
  let annees: [Int]
  let attributionCompensation: AttributionCompensationPlan?
  let dotationSolidarite: DotationSolidaritePlan?
  let prelevement: FPICPlan?
  let attribution: FPICPlan?
  /// The amounts from which the first year starts, and those that hold where the scenario decides nothing.
  let depart: StartingAmounts
  let diagnostics: [Diagnostic]

  static func compile(
    _ scenario: Scenario, territoire: Territory, parametres: Parametres
  ) throws(DiagnosedError) -> ScenarioPlan {
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
        article: article, clauses: clauses, territoire: territoire, annees: annees, ecretage: ecretage)
    }
    let dsc = attempt { () throws(DiagnosedError) -> DotationSolidaritePlan? in
      guard let (article, clauses) = articles.dotationSolidarite, let rules else { return nil }
      return try DotationSolidaritePlan.compile(
        article: article, clauses: clauses, territoire: territoire, annees: annees, parametres: rules)
    }
    var sides: [FPICPlan?] = []
    for nature in NatureFPIC.allCases {
      var found: [Diagnostic] = []
      sides.append(
        attempt { () throws(DiagnosedError) in
          try FPICPlan.compile(
            nature: nature, article: articles.fpic, territoire: territoire, annees: annees, diagnostics: &found)
        })
      diagnostics += found
    }
    if let beyond = annees.first(where: { $0 > parametres.derniereAnneeConnue }),
      let remarque = parametres.remarqueProlongement(
        ParametresDSC.chemins + ParametresAC.chemins + ParametresRepartitionInterne.chemins, annee: beyond)
    {
      diagnostics.append(remarque)
    }
    if !errors.isEmpty { throw DiagnosedError(errors + diagnostics) }
    return ScenarioPlan(
      scenario: scenario, territoire: territoire, parametres: parametres, annees: annees,
      attributionCompensation: ac, dotationSolidarite: dsc, prelevement: sides[0], attribution: sides[1],
      depart: depart, diagnostics: diagnostics)
  }
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

  var fpic: Article? {
    first { if case .fpic = $0.objet { true } else { false } }
  }
}
