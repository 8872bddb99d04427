import Diagnostics
import Language
import Legislation
import Sampling
import Territory

/// A scenario with its block « balayer », checked, numbered and ready to run.
public struct Sweep: Sendable {
  public let study: Study
  public let design: SweepDesign
  public let reference: ReferenceChoice
  public let annees: [Int]
  /// What each variant is judged on, one number each.
  public let verdicts: [SweepVerdict]
  /// SHA-256 of the files of values that the block names.
  public let tables: [String: String]
  let evaluator: SweepEvaluator
  let yardstick: SweepYardstick
  let lanes: SweepLanes
  /// The scenario as written, which the other commands run.
  let base: ScenarioPlan

  public var scenario: Scenario { evaluator.scenario }
  public var communes: Int { study.territoire.communes.count }

  /// - Parameters:
  ///   - draws, seed: replace those that the scenario writes.
  /// - Throws: what makes the scenario or its sweep impossible to run.
  public static func open(
    _ path: String, draws: Int?, seed: UInt64?, reference: ReferenceChoice
  ) throws(DiagnosedError) -> Sweep {
    let study = try Study.open([path])
    guard let scenario = study.scenarios.first, let plan = study.plans.first else { throw DiagnosedError([]) }
    guard let balayage = scenario.balayage else {
      throw DiagnosedError([
        Diagnostic(
          "S0800", .erreur, "ce scénario n'a pas de bloc « balayer »", place: Place(file: path),
          repair: "ajoutez à la fin « balayer », puis « enveloppe de l'article 2 : de 3 M€ à 5 M€ par pas de 250 k€ »")
      ])
    }
    var axes: [SweepAxis] = []
    var errors: [Diagnostic] = []
    for (rank, axe) in balayage.axes.enumerated() {
      do { axes.append(try SweepAxis.compile(axe, rank: rank, scenario: scenario)) } catch {
        errors += error.diagnostics
      }
    }
    if !errors.isEmpty { throw DiagnosedError(errors) }
    let design = try SweepDesign(axes: axes, balayage: balayage, draws: draws, seed: seed)
    let evaluator = SweepEvaluator(
      scenario: scenario, territoire: study.territoire, droit: study.parametres, axes: axes,
      random: CounterRandom(seed: design.seed))
    let measured: ScenarioResult =
      reference == .premier
      ? try ScenarioRun(plan).result : try ReferenceBuilder(plan: plan, annees: plan.annees).build(reference)
    // A parameter of the law that does not exist, or a value that its unit refuses, is told before anything runs.
    _ = try evaluator.plan(design.values(0))
    let traces = try ScenarioRun.years(of: plan, pastFailures: true).traces
    let decisions = try DecisionList(plan: plan, territoire: plan.territoire, traces: traces).build().decisions
      .filter { DecisionVote($0, territoire: study.territoire) != nil }
    return Sweep(
      study: study, design: design, reference: reference, annees: plan.annees,
      verdicts: SweepVerdict.list(scenario, decisions: decisions), tables: try tables(balayage),
      evaluator: evaluator,
      yardstick: SweepYardstick(reference: measured, territoire: study.territoire, annees: plan.annees),
      lanes: SweepLanes(axes, plan: plan), base: plan)
  }

  private static func tables(_ balayage: Balayage) throws(DiagnosedError) -> [String: String] {
    var out: [String: String] = [:]
    for axe in balayage.axes {
      guard case .tirees(.table(let file)) = axe.valeurs.value else { continue }
      let path = ScenarioLoader.resolved(file, from: axe.valeurs.span.source.name)
      out[path] = SHA256.hexadecimal(try FileBytes.read(path))
    }
    return out
  }

  /// Balances of the reference in a year, centimes by commune.
  public func balances(_ annee: Int) -> [Double] {
    annees.firstIndex(of: annee).map { yardstick.net[$0] } ?? []
  }

  /// Some axis needs a plan for each of its values.
  public var outsideLanes: Bool { !lanes.holdAll }

  /// Of a variant that could not be compiled.
  func judgeMissing(into out: inout [Double], at first: Int) {
    for (place, verdict) in verdicts.enumerated() where verdict.objet == .calculable || verdict.objet == .acceptable {
      out[first + place] = 0
    }
  }

  /// A scenario of the sweep as a file that runs alone, with the same result.
  public func written(_ index: Int) -> Scenario {
    var scenario = evaluator.substituted(design.values(index)).0
    scenario.balayage = nil
    return scenario
  }
}
