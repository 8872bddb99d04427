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
  let limits: SweepLimits
  /// The scenario as written, which the other commands run.
  let own: OwnRun

  var base: ScenarioPlan { own.plan }
  public var scenario: Scenario { evaluator.scenario }
  public var communes: Int { study.territoire.communes.count }

  /// - Parameters:
  ///   - draws, seed: replace those that the scenario writes.
  /// - Throws: what makes the scenario or its sweep impossible to run.
  public static func open(
    _ path: String, draws: Int?, seed: UInt64?, reference: ReferenceChoice
  ) throws(DiagnosedError) -> Sweep {
    let study = try Study.open([path])
    guard let sweep = try Sweep(of: study, draws: draws, seed: seed, reference: reference) else {
      throw DiagnosedError([
        Diagnostic(
          "S0800", .erreur, "ce scénario n'a pas de bloc « balayer »", place: Place(file: path),
          repair: "ajoutez à la fin « balayer », puis « enveloppe de l'article 2 : de 3 M€ à 5 M€ par pas de 250 k€ »")
      ])
    }
    return sweep
  }

  /// The sweep of the first scenario; `nil` when it has no block « balayer ».
  public init?(
    of study: Study, draws: Int? = nil, seed: UInt64? = nil, reference: ReferenceChoice = .situation
  ) throws(DiagnosedError) {
    guard let scenario = study.scenarios.first, let plan = study.plans.first, let balayage = scenario.balayage else {
      return nil
    }
    let axes = try Self.axes(balayage, scenario)
    design = try SweepDesign(axes: axes, balayage: balayage, draws: draws, seed: seed)
    let evaluator = SweepEvaluator(
      scenario: scenario, territoire: study.territoire, droit: study.parametres, axes: axes,
      random: CounterRandom(seed: design.seed))
    // What a run alone would refuse is told before anything runs.
    let limits = try SweepLimits(
      axes, written: axes.map { $0.written(in: scenario, plan: plan) }, evaluator: evaluator)
    let refused = limits.refusals(design)
    if !refused.isEmpty { throw DiagnosedError(refused) }
    let own = try OwnRun(plan)
    let measured: ScenarioResult =
      reference == .premier
      ? try own.result : try ReferenceBuilder(plan: plan, annees: plan.annees).build(reference)
    self.study = study
    self.reference = reference
    self.evaluator = evaluator
    self.limits = limits
    self.own = own
    annees = plan.annees
    verdicts = SweepVerdict.list(
      scenario, decisions: own.decisions.filter { DecisionVote($0, territoire: study.territoire) != nil })
    tables = try Self.tables(balayage)
    yardstick = SweepYardstick(reference: measured, territoire: study.territoire, annees: plan.annees)
    lanes = SweepLanes(axes, plan: plan)
  }

  private static func axes(_ balayage: Balayage, _ scenario: Scenario) throws(DiagnosedError) -> [SweepAxis] {
    var axes: [SweepAxis] = []
    var errors: [Diagnostic] = []
    for (rank, axe) in balayage.axes.enumerated() {
      do { axes.append(try SweepAxis.compile(axe, rank: rank, scenario: scenario)) } catch {
        errors += error.diagnostics
      }
    }
    if !errors.isEmpty { throw DiagnosedError(errors) }
    return axes
  }

  /// The plan in which scenarios with these values run, and its own scenario; that of the whole sweep when their values
  /// all run side by side.
  func ownRun(like values: [SweepValue]) throws(DiagnosedError) -> OwnRun {
    lanes.holdAll ? own : try OwnRun(evaluator.plan(lanes.outside(values)))
  }

  static func tables(_ balayage: Balayage) throws(DiagnosedError) -> [String: String] {
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
