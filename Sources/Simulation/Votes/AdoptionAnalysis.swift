import Language
import Legislation
import Territory

/// Under which conditions a step passes, from the seats and the populations: arithmetic, never a prediction of anybody's
/// vote.
public struct AdoptionAnalysis: Sendable, Equatable {
  /// « 31 voix sur 46 », « 8 conseils et 42 825 habitants, ou … ».
  public enum Seuil: Sendable, Equatable {
    case voix(necessaires: Int, total: Int)
    /// Councils and inhabitants that each branch asks.
    case qualifiee(
      premiere: MajoriteQualifiee.Manque, seconde: MajoriteQualifiee.Manque, conseils: Int, population: Int)
  }
  public var seuil: Seuil
  /// Rows without which the threshold is out of reach.
  public var indispensables: [Int]
  /// The fewest communes that block, and the fewest that suffice, the largest first.
  public var blocage: [Int]
  public var majorite: [Int]
  /// Share of the coalitions in which each commune is decisive; empty for the municipal councils.
  public var pouvoirs: [Double]
  /// What the losing communes change, all the others in favour.
  public var siContre: Hypothese
  public var siAbstention: Hypothese

  public struct Hypothese: Sendable, Equatable {
    public var acquis: Bool
    /// Votes beyond the threshold, or councils; negative when some are missing.
    public var pour: Int
    public var base: Int
    public var necessaires: Int
    /// Inhabitants of the favourable communes and of all, for the municipal councils.
    public var habitants: Int?
    public var population: Int?
  }
}

extension Comparison {
  /// Rows of the communes that lose at least one year of the period against the reference.
  public func perdantes(_ scenario: ScenarioResult) -> [Int] {
    let losing = annees.flatMap { annee in
      ecarts(scenario, annee: annee).filter { $0.sens == .perdante }.map(\.commune)
    }
    return Set(losing).sorted()
  }

  /// `nil` for a step that has no threshold, or when the territory lacks the seats or the populations.
  public func adoption(_ step: EtapeDePassage, perdantes: [Int]) -> AdoptionAnalysis? {
    LosersVote(step.seuil, territoire: territoire)?.analysis(VoteWeights(territoire).tally(perdantes))
  }
}

extension LosersVote {
  fileprivate func analysis(_ losers: LosersTally) -> AdoptionAnalysis {
    let (against, silent) = (hypothesis(losers, .contre), hypothesis(losers, .abstention))
    switch self {
    case .conseil(let coalitions):
      return AdoptionAnalysis(
        seuil: .voix(necessaires: coalitions.voixNecessaires, total: coalitions.total),
        indispensables: coalitions.indispensables, blocage: coalitions.blocageMinimal,
        majorite: coalitions.majoriteMinimale, pouvoirs: coalitions.pouvoirs, siContre: against, siAbstention: silent)
    case .communes(let coalitions):
      let nobody = coalitions.issue(favorables: [])
      return AdoptionAnalysis(
        seuil: .qualifiee(
          premiere: nobody.manquePremiere, seconde: nobody.manqueSeconde, conseils: nobody.conseils,
          population: nobody.population),
        indispensables: coalitions.indispensables, blocage: coalitions.blocageMinimal,
        majorite: coalitions.majoriteMinimale, pouvoirs: [], siContre: against, siAbstention: silent)
    }
  }
}
