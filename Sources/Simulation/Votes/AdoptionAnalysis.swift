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
    let counter = VoteCounter(territoire: territoire)
    switch step.seuil {
    case .fraction(let regle):
      return counter.seatsByCommune.map { council(CoalitionsDuConseil(sieges: $0, regle), perdantes) }
    case .unanimite(let regle):
      return counter.seatsByCommune.map { council(CoalitionsDuConseil(sieges: $0, regle), perdantes) }
    case .qualifiee(let regle):
      return counter.population(regle).map { communes(CoalitionsDesCommunes(population: $0, regle), perdantes) }
    case .chacun, .aucunRefus, .convention: return nil
    }
  }

  private func council(_ coalitions: CoalitionsDuConseil, _ losers: [Int]) -> AdoptionAnalysis {
    func hypothesis(_ issue: IssueDuVote) -> AdoptionAnalysis.Hypothese {
      .init(acquis: issue.acquis, pour: issue.pour, base: issue.base, necessaires: issue.voixNecessaires)
    }
    return AdoptionAnalysis(
      seuil: .voix(necessaires: coalitions.voixNecessaires, total: coalitions.total),
      indispensables: coalitions.indispensables, blocage: coalitions.blocageMinimal,
      majorite: coalitions.majoriteMinimale, pouvoirs: coalitions.pouvoirs,
      siContre: hypothesis(coalitions.issue(contre: Set(losers))),
      siAbstention: hypothesis(coalitions.issue(contre: [], abstention: Set(losers))))
  }

  private func communes(_ coalitions: CoalitionsDesCommunes, _ losers: [Int]) -> AdoptionAnalysis {
    let rows = Set(coalitions.population.indices)
    let nobody = coalitions.issue(favorables: [])
    func hypothesis(_ issue: MajoriteQualifiee.Issue) -> AdoptionAnalysis.Hypothese {
      .init(
        acquis: issue.acquis, pour: issue.conseilsFavorables, base: issue.conseils,
        necessaires: min(nobody.manquePremiere.conseils, nobody.manqueSeconde.conseils),
        habitants: issue.populationFavorable, population: issue.population)
    }
    let refused = hypothesis(coalitions.issue(favorables: rows.subtracting(losers)))
    // A silent council counts as the rule says.
    let silent = coalitions.regle.evaluer(
      coalitions.population.indices.map { losers.contains($0) ? .silence : .favorable },
      population: coalitions.population)
    return AdoptionAnalysis(
      seuil: .qualifiee(
        premiere: nobody.manquePremiere, seconde: nobody.manqueSeconde, conseils: nobody.conseils,
        population: nobody.population),
      indispensables: coalitions.indispensables, blocage: coalitions.blocageMinimal,
      majorite: coalitions.majoriteMinimale, pouvoirs: [], siContre: refused, siAbstention: hypothesis(silent))
  }
}
