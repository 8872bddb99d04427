/// Which communes can make or break the qualified majority of the municipal councils.
///
/// *Texte.* CGCT art. L5211-5, II; arithmetic, no prediction.
///
/// *Formule.* A commune is indispensable when all the others together do not reach either branch. For a given number of
/// councils the largest populations are the most that can be gathered, or taken away: the fewest councils that suffice,
/// and the fewest that block, are the largest ones.
///
/// *Exemple.* Populations 6 000, 2 000, 800, 600, 400, 200: without the first, five councils of six hold 4 000 of 10 000
/// inhabitants: neither more than half, nor two thirds. It is indispensable, and blocks alone.
///
/// *Bornes et cas limites.* Both branches are tested: a set suffices as soon as one is reached, blocks when none is left.
///
/// *Voir aussi.* `MajoriteQualifiee`, `CoalitionsDuConseil`.
public struct CoalitionsDesCommunes: Sendable, Equatable {
  public let population: [Int]
  /// Inhabitants of all the communes.
  public let total: Int
  public let regle: MajoriteQualifiee

  public init(population: [Int], _ regle: MajoriteQualifiee) {
    self.population = population
    total = population.reduce(0, +)
    self.regle = regle
  }

  public var indispensables: [Int] { population.indices.filter { !acquis(sans: [$0]) } }

  /// The fewest communes whose refusals are enough to block, the largest first.
  public var blocageMinimal: [Int] {
    var out: Set<Int> = []
    for row in ordered {
      out.insert(row)
      if !acquis(sans: out) { return ordered.filter(out.contains) }
    }
    return []
  }

  /// The fewest communes whose agreements are enough, the largest first.
  public var majoriteMinimale: [Int] {
    var out: Set<Int> = []
    for row in ordered {
      out.insert(row)
      if issue(favorables: out).acquis { return ordered.filter(out.contains) }
    }
    return []
  }

  public func issue(favorables: Set<Int>) -> MajoriteQualifiee.Issue {
    regle.evaluer(
      population.indices.map { favorables.contains($0) ? .favorable : .defavorable }, population: population)
  }

  private func acquis(sans refus: Set<Int>) -> Bool {
    issue(favorables: Set(population.indices).subtracting(refus)).acquis
  }

  private var ordered: [Int] { population.indices.sorted { (population[$1], $0) < (population[$0], $1) } }
}
