import Diagnostics
import Language
import Legislation
import Territory

/// Scenarios of one territory, read, checked and compiled: what every command starts from.
public struct Study: Sendable {
  public let territoire: Territory
  public let scenarios: [Scenario]
  /// What reading and checking found, without any error.
  public let diagnostics: [Diagnostic]
  let plans: [ScenarioPlan]
  let parametres: Parametres

  /// Reads the scenarios and the territory that they share.
  /// - Throws: every diagnostic of every file, when at least one is an error.
  /// - Parameter formes: beside each scenario, the same with each usual shape of the criteria of its DSC.
  public static func open(_ paths: [String], formes: Bool = false) throws(DiagnosedError) -> Study {
    var diagnostics: [Diagnostic] = []
    var scenarios: [Scenario] = []
    var failed = false
    var missing = false
    for path in paths {
      do {
        let (scenario, found) = try ScenarioLoader.load(path: path)
        scenarios.append(scenario)
        diagnostics += found
      } catch {
        failed = true
        missing = missing || error.missingInput
        diagnostics += error.diagnostics
      }
    }
    guard !failed, let first = scenarios.first else {
      throw DiagnosedError(diagnostics.withoutRepeats, missingInput: missing)
    }
    if let stranger = scenarios.first(where: { $0.donnees.value != first.donnees.value }) {
      throw DiagnosedError([
        Diagnostic(
          "S0001", .erreur, "les scénarios ne portent pas sur le même territoire",
          place: stranger.donnees.span.place(), related: [first.donnees.span.place("l'autre territoire")],
          repair: "comparez des scénarios qui ont la même ligne « données »")
      ])
    }
    let (territoire, about) = try TerritoryReader.read(folder: first.donnees.value)
    diagnostics += about
    for scenario in scenarios { diagnostics += ScenarioChecker.check(scenario, territory: territoire) }
    if diagnostics.hasErrors { throw DiagnosedError(diagnostics.withoutRepeats) }
    if formes { scenarios = scenarios.flatMap { [$0] + $0.formesUsuelles } }
    return try compile(scenarios, territoire, diagnostics)
  }

  private static func compile(
    _ scenarios: [Scenario], _ territoire: Territory, _ found: [Diagnostic]
  ) throws(DiagnosedError) -> Study {
    let parametres = try Parametres.charger()
    var plans: [ScenarioPlan] = []
    var errors: [Diagnostic] = []
    for scenario in scenarios {
      do {
        plans.append(try ScenarioPlan.compile(scenario, territoire: territoire, droit: parametres))
      } catch {
        errors += error.diagnostics
      }
    }
    if !errors.isEmpty { throw DiagnosedError((found + errors).withoutRepeats) }
    return Study(
      territoire: territoire, scenarios: scenarios, diagnostics: found.withoutRepeats, plans: plans,
      parametres: parametres)
  }

  /// Runs every scenario and measures it against the reference.
  /// - Parameter doutes: also runs the other readings of what the texts leave open.
  /// - Throws: `S0002` when the periods have no year in common.
  public func compare(reference choice: ReferenceChoice, doutes: Bool = false) throws(DiagnosedError) -> Comparison {
    var results: [ScenarioResult] = []
    for plan in plans {
      let described = try ScenarioRun(plan).described(by: plan)
      var result = try described.withChecks(plan, droit: parametres)
      if doutes { result.doutes = try DoubtCheck(plan: plan, droit: parametres, result: described).effects() }
      results.append(result)
    }
    let annees = results.dropFirst().reduce(results.first?.montants.annees ?? []) { common, result in
      common.filter(result.montants.annees.contains)
    }
    guard let plan = plans.first, let first = results.first, !annees.isEmpty else {
      throw DiagnosedError([
        Diagnostic(
          "S0002", .erreur, "les scénarios n'ont aucune année en commun",
          repair: "donnez-leur la même ligne « période »")
      ])
    }
    let reference = choice == .premier ? first : try ReferenceBuilder(plan: plan, annees: annees).build(choice)
    var comparison = Comparison(
      territoire: territoire, reference: reference, referenceEstScenario: choice == .premier, scenarios: results,
      annees: annees, diagnostics: [], tolerance: Self.tolerance)
    // Amounts that an error leaves unknown would break every requirement.
    for index in comparison.scenarios.indices where !comparison.scenarios[index].diagnostics.hasErrors {
      let judge = RequirementJudge(
        comparison: comparison, scenario: comparison.scenarios[index], parametres: plans[index].parametres)
      let verdicts = scenarios[index].exigences.map(judge.judge)
      comparison.scenarios[index].exigences = verdicts
      comparison.scenarios[index].diagnostics += zip(scenarios[index].exigences, verdicts)
        .filter { !$1.satisfaite }.map { Self.unmet($0, $1) }
    }
    return comparison
  }

  /// Euros per inhabitant DGF below which a change is not a gain nor a loss.
  public static let tolerance = 0.5

  private static func unmet(_ exigence: Exigence, _ verdict: RequirementResult) -> Diagnostic {
    let shown = verdict.constats.prefix(5).joined(separator: " · ")
    let more = verdict.constats.count > 5 ? " · … et \(verdict.constats.count - 5) autres" : ""
    return Diagnostic(
      "S0501", .alerte, "exigence non satisfaite : \(shown)\(more)", place: exigence.span.place())
  }
}

extension ScenarioResult {
  /// With what only another run can tell: clauses without effect, and the amounts without feedback.
  func withChecks(_ plan: ScenarioPlan, droit: Parametres) throws(DiagnosedError) -> ScenarioResult {
    var out = self
    let check = ClauseEffect(scenario: plan.scenario, territoire: plan.publie, droit: droit, result: self)
    out.diagnostics += try check.diagnostics()
    out.sansRetroaction = try check.withoutFeedback()
    return out
  }
}

extension [Diagnostic] {
  /// Without the copies that inherited files bring.
  var withoutRepeats: [Diagnostic] {
    var kept: [Diagnostic] = []
    for diagnostic in self where !kept.contains(diagnostic) { kept.append(diagnostic) }
    return kept
  }
}
