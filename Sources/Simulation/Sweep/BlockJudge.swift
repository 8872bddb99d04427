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
  private let yardstick: SweepYardstick
  /// Losing communes of the scenario under way, one bit each, and what is known of those met before.
  private var losers: [UInt64]
  private var known: [[UInt64]: [Double]] = [:]

  /// Sets of losers kept at hand.
  private static let setsKept = 4096

  init(_ plan: ScenarioPlan, traces: [YearTrace], decisions: [Decision], yardstick: SweepYardstick) {
    let territoire = plan.publie
    let settled = decisions.compactMap { decision in
      DecisionVote(decision, territoire: territoire).map { (decision, $0) }
    }
    verdicts = SweepVerdict.list(plan.scenario, decisions: settled.map(\.0))
    votes = settled.map(\.1)
    requirements = plan.scenario.exigences.map { BlockRequirement($0.condition, plan: plan, traces: traces) }
    self.yardstick = yardstick
    losers = .init(repeating: 0, count: (yardstick.communes + 63) / 64)
  }

  /// 1 where the verdict is favourable, 0 where it is not, NaN where it cannot be given; in the order of the verdicts
  /// of the sweep.
  mutating func judge(_ scenario: Int, _ block: PlanBlock, into out: inout [Double], at first: Int) {
    let calculable = block.amounts.isComplete[scenario]
    let licite = block.years.indices.allSatisfy { !(block.record(scenario, $0, .erreurs) > 0) }
    findLosers(scenario, block)
    let passed = calculable && !votes.isEmpty ? outcomes() : []
    var acceptable = calculable && licite
    for (place, verdict) in verdicts.enumerated() {
      switch verdict.objet {
      case .calculable: out[first + place] = calculable ? 1 : 0
      case .licite: out[first + place] = licite ? 1 : 0
      case .acceptable: break
      case .exigence(let rank):
        // Amounts that an error leaves unknown would break every requirement.
        guard calculable, licite else { continue }
        let holds = requirements[rank].holds(scenario, block, losers: losers)
        out[first + place] = holds ? 1 : 0
        acceptable = acceptable && holds
      case .vote(let rank, let attitude):
        guard calculable else { continue }
        out[first + place] = passed[2 * rank + (attitude == .contre ? 1 : 0)]
      }
    }
    if let place = verdicts.firstIndex(where: { $0.objet == .acceptable }) {
      out[first + place] = acceptable ? 1 : 0
    }
  }

  private mutating func findLosers(_ scenario: Int, _ block: PlanBlock) {
    for word in losers.indices { losers[word] = 0 }
    let rows = block.amounts.everRows(scenario)
    for row in 0..<yardstick.communes where rows[row] > 0 { losers[row >> 6] |= 1 << UInt64(row & 63) }
  }

  /// Of every decision, if the losers abstain and if they vote against; found once for each set of losers.
  private mutating func outcomes() -> [Double] {
    if let found = known[losers] { return found }
    let rows = losers.rows
    let found = votes.flatMap { vote in
      [Exigence.AttitudePerdantes.abstention, .contre].map { attitude in
        vote.passes(rows, attitude).map { $0 ? 1 : 0 } ?? .nan
      }
    }
    if known.count == Self.setsKept { known.removeAll(keepingCapacity: true) }
    known[losers] = found
    return found
  }
}

extension [UInt64] {
  /// Positions of the bits that are set.
  var rows: Set<Int> {
    var out: Set<Int> = []
    for (word, bits) in enumerated() {
      for bit in 0..<64 where bits >> UInt64(bit) & 1 == 1 { out.insert(word << 6 + bit) }
    }
    return out
  }
}
