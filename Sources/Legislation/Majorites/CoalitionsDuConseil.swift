/// Which communes can make or break a majority of the council of the EPCI, by their seats.
///
/// *Texte.* None: arithmetic on the seats and the rule of the vote. The delegates of a commune are counted together; this
/// is no prediction of anybody's vote.
///
/// *Formule.* With `S` seats and `q` votes needed when all of them are cast: a commune is indispensable when
/// `S − s_i < q`; a set blocks when its seats exceed `S − q`; `pouvoir_i` is the share of the coalitions of the others
/// that reach `q` with the commune and not without it (Banzhaf).
///
/// *Exemple.* Seats 20, 7, 5, 3, 2, 2, 2, 1, 1, 1, 1, 1: 46, two thirds are 31 votes. Without the first commune 26 seats
/// are left: it is indispensable and blocks alone. Without the second 39 are left: it is not.
///
/// *Bornes et cas limites.* A seat without delegate, or an absence, changes the base: see `issue`. Unanimity makes every
/// commune with a seat indispensable.
///
/// *Voir aussi.* `RegleDeMajorite`, `CoalitionsDesCommunes`.
public struct CoalitionsDuConseil: Sendable, Equatable {
  public let sieges: [Int]
  public let total: Int
  /// Votes needed when all the seats are cast.
  public let voixNecessaires: Int
  private let regle: Regle

  private enum Regle: Sendable, Equatable {
    case fraction(RegleDeMajorite)
    case unanimite(RegleUnanimite)
  }

  public init(sieges: [Int], _ regle: RegleDeMajorite) {
    self.init(sieges, .fraction(regle), max(1, regle.voixNecessaires(sur: sieges.reduce(0, +))))
  }

  public init(sieges: [Int], _ regle: RegleUnanimite) {
    self.init(sieges, .unanimite(regle), max(1, sieges.reduce(0, +)))
  }

  private init(_ sieges: [Int], _ regle: Regle, _ needed: Int) {
    self.sieges = sieges
    self.regle = regle
    total = sieges.reduce(0, +)
    voixNecessaires = needed
  }

  /// Rows without which all the others together do not reach the threshold.
  public var indispensables: [Int] { sieges.indices.filter { sieges[$0] > 0 && total - sieges[$0] < voixNecessaires } }

  /// The fewest communes whose votes against are enough to block, the largest first.
  public var blocageMinimal: [Int] { largest { $0 > total - voixNecessaires } }

  /// The fewest communes whose votes for are enough, whatever the others do.
  public var majoriteMinimale: [Int] { largest { $0 >= voixNecessaires } }

  /// What the vote gives when some communes vote against and others abstain, all the rest voting for.
  public func issue(contre: Set<Int>, abstention: Set<Int> = []) -> IssueDuVote {
    let against = contre.reduce(0) { $0 + sieges[$1] }
    let silent = abstention.subtracting(contre).reduce(0) { $0 + sieges[$1] }
    return issue(voixContre: against, abstentions: silent)
  }

  /// The same from the votes themselves.
  public func issue(voixContre: Int, abstentions: Int) -> IssueDuVote {
    let vote = Scrutin(pour: total - voixContre - abstentions, contre: voixContre, abstentions: abstentions)
    switch regle {
    case .fraction(let regle): return regle.evaluer(vote)
    case .unanimite(let regle): return regle.evaluer(vote)
    }
  }

  /// Share of the coalitions of the others in which the commune is decisive, by row.
  public var pouvoirs: [Double] {
    var known: [Int: Double] = [:]
    return sieges.indices.map { row in
      let own = sieges[row]
      if own == 0 { return 0 }
      if let found = known[own] { return found }
      // Each of the others is in or out with probability one half: no binomial ever overflows.
      var chance = [Double](repeating: 0, count: total - own + 1)
      chance[0] = 1
      var reached = 0
      for (other, seats) in sieges.enumerated() where other != row {
        for sum in stride(from: reached, through: 0, by: -1) {
          let half = chance[sum] / 2
          chance[sum] = half
          chance[sum + seats] += half
        }
        reached += seats
      }
      let decisive = max(0, voixNecessaires - own)..<max(0, min(voixNecessaires, chance.count))
      let power = decisive.isEmpty ? 0 : chance[decisive].reduce(0, +)
      known[own] = power
      return power
    }
  }

  private func largest(until enough: (Int) -> Bool) -> [Int] {
    var out: [Int] = []
    var sum = 0
    for row in sieges.indices.sorted(by: { (sieges[$1], $0) < (sieges[$0], $1) }) {
      out.append(row)
      sum += sieges[row]
      if enough(sum) { return out }
    }
    return []
  }
}
