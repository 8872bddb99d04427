import Language
import Legislation
import LinearAlgebra
import Territory

/// The verdicts on the scenarios of a block, from the amounts that it holds: those that `RequirementJudge` and
/// `DecisionVote` find of a run alone.
struct BlockJudge {
  private let verdicts: [SweepVerdict]
  private let requirements: [BlockRequirement]
  private let votes: [DecisionVote]
  private let weights: VoteWeights
  /// Place of the verdict that all the others make.
  private let acceptable: Int?

  init(_ plan: ScenarioPlan, traces: [YearTrace], decisions: [Decision]) {
    let territoire = plan.publie
    let settled = decisions.compactMap { decision in
      DecisionVote(decision, territoire: territoire).map { (decision, $0) }
    }
    verdicts = SweepVerdict.list(plan.scenario, decisions: settled.map(\.0))
    votes = settled.map(\.1)
    requirements = plan.scenario.exigences.map { BlockRequirement($0.condition, plan: plan, traces: traces) }
    weights = VoteWeights(territoire)
    acceptable = verdicts.firstIndex { $0.objet == .acceptable }
  }

  /// 1 where the verdict is favourable, 0 where it is not, NaN where it cannot be given.
  /// - Parameter places: of the verdicts of the sweep.
  func judge(_ scenario: Int, _ block: PlanBlock, into out: inout [Double], _ places: Range<Int>) {
    let calculable = block.amounts.isComplete[scenario]
    let licite = block.years.indices.allSatisfy { !(block.record(scenario, $0, .erreurs) > 0) }
    let losers = weights.tally(falls: block.amounts.everRows(scenario))
    var holdsAll = calculable && licite
    for (place, verdict) in zip(places, verdicts) {
      switch verdict.objet {
      case .calculable: out[place] = calculable ? 1 : 0
      case .licite: out[place] = licite ? 1 : 0
      case .acceptable: continue
      case .exigence(let rank):
        // Amounts that an error leaves unknown would break every requirement.
        guard calculable, licite else { continue }
        let holds = requirements[rank].holds(scenario, block, losers: losers)
        out[place] = holds ? 1 : 0
        holdsAll = holdsAll && holds
      case .vote(let rank, let attitude):
        guard calculable, let passes = votes[rank].passes(losers, attitude) else { continue }
        out[place] = passes ? 1 : 0
      }
    }
    if let acceptable { out[places.lowerBound + acceptable] = holdsAll ? 1 : 0 }
  }
}
