import Diagnostics
import Legislation
import Territory

/// Counts the votes written in a scenario against the rule of each step.
struct VoteCounter {
  let territoire: Territory

  /// Seats of the council, when the territory knows those of every commune.
  var seats: Int? { seatsByCommune.map { $0.reduce(0, +) } }

  var seatsByCommune: [Int]? { whole("sieges") }

  func population(_ regle: MajoriteQualifiee) -> [Int]? { population(regle.population) }

  func population(_ comptee: MajoriteQualifiee.PopulationComptee) -> [Int]? { whole(comptee.colonne) }

  private func whole(_ column: String) -> [Int]? {
    guard let values = territoire.column(column)?.values,
      values.allSatisfy({ $0.isFinite && $0 >= 0 && $0.magnitude < 1e12 })
    else { return nil }
    return values.map { Int($0.rounded()) }
  }

  /// A step with what is written of it, and the facts that it leaves.
  /// - Parameters:
  ///   - positions: one a commune, `nil` where nothing is written.
  ///   - interested: rows of the communes whose agreement is needed.
  ///   - notification: day from which the deadline counts.
  func step(
    _ step: EtapeDePassage, scrutin: Scrutin?, positions: [MajoriteQualifiee.Position?] = [], interested: [Int] = [],
    notification: DateCivile? = nil
  ) -> (etape: EtapeDecision, faits: [FaitMajorite]) {
    let limit = step.delai.flatMap { $0.echeance(notification: notification) }
    switch step.seuil {
    case .fraction(let regle):
      let issue = scrutin.map(regle.evaluer)
      return council(
        step, scrutin, limit, needed: seats.map(regle.voixNecessaires(sur:)), issue,
        missed: issue.map { .majoriteNonAtteinte(.conseilCommunautaire, $0, regle, article: step.article) })
    case .unanimite(let regle):
      let issue = scrutin.map(regle.evaluer)
      return council(
        step, scrutin, limit, needed: seats, issue,
        missed: issue.map { .unanimiteRompue(.conseilCommunautaire, $0, article: step.article) })
    case .qualifiee(let regle): return qualified(step, regle, positions, limit)
    case .chacun: return each(step, positions, interested, limit)
    case .aucunRefus: return noRefusal(step, positions, limit)
    case .convention:
      return (EtapeDecision(step, .nonRenseignee, detail: "à signer par l'EPCI et les communes"), [])
    }
  }

  private func council(
    _ step: EtapeDePassage, _ scrutin: Scrutin?, _ limit: DateCivile?, needed: Int?, _ issue: IssueDuVote?,
    missed: FaitMajorite?
  ) -> (etape: EtapeDecision, faits: [FaitMajorite]) {
    guard let scrutin, let issue else {
      let detail =
        seats.flatMap { all in needed.map { "il faut \($0) voix si les \(all) élus s'expriment" } }
        ?? "sièges non renseignés (colonne sieges de communes.csv)"
      return (
        EtapeDecision(step, .nonRenseignee, detail: detail, echeance: limit),
        [.voteNonRenseigne(.conseilCommunautaire, article: step.article)]
      )
    }
    var faits: [FaitMajorite] = []
    if let seats, scrutin.presents > seats {
      faits.append(
        .plusDeVoixQueDeSieges(
          .conseilCommunautaire, voix: scrutin.presents, sieges: seats, article: step.article))
    }
    if !issue.acquis, let missed { faits.append(missed) }
    let margin = issue.acquis ? "marge de \(issue.marge) voix" : "il en manque \(issue.voixManquantes)"
    return (
      EtapeDecision(
        step, issue.acquis ? .acquise : .rejetee,
        detail:
          "\(issue.pour) voix pour sur \(issue.base) exprimées ; il en fallait \(issue.voixNecessaires), \(margin)",
        echeance: limit, date: scrutin.date), faits
    )
  }

  private func qualified(
    _ step: EtapeDePassage, _ regle: MajoriteQualifiee, _ positions: [MajoriteQualifiee.Position?],
    _ limit: DateCivile?
  ) -> (etape: EtapeDecision, faits: [FaitMajorite]) {
    guard let people = population(regle) else {
      return (EtapeDecision(step, .nonRenseignee, detail: "\(regle.population.colonne) manque", echeance: limit), [])
    }
    guard positions.contains(where: { $0 != nil }) else {
      return (
        EtapeDecision(
          step, .nonRenseignee,
          detail: "\(people.count) communes, \(Typography.number(Double(people.reduce(0, +)))) habitants",
          echeance: limit), [.voteNonRenseigne(.conseilsMunicipaux, article: step.article)]
      )
    }
    let issue = regle.evaluer(positions.map { $0 ?? .silence }, population: people)
    let detail =
      "\(issue.conseilsFavorables) conseils sur \(issue.conseils), "
      + "\(Typography.number(Double(issue.populationFavorable))) habitants sur "
      + Typography.number(Double(issue.population))
    return (
      EtapeDecision(step, issue.acquis ? .acquise : .rejetee, detail: detail, echeance: limit),
      issue.acquis ? [] : [.qualifieeNonAtteinte(issue, article: step.article)]
    )
  }

  /// Each interested commune; one that refuses keeps its AC, the others go on.
  private func each(
    _ step: EtapeDePassage, _ positions: [MajoriteQualifiee.Position?], _ interested: [Int], _ limit: DateCivile?
  ) -> (etape: EtapeDecision, faits: [FaitMajorite]) {
    func count(_ position: MajoriteQualifiee.Position) -> Int {
      interested.count { $0 < positions.count && positions[$0] == position }
    }
    let agreed = count(.favorable)
    let refused = count(.defavorable)
    let total = interested.count
    var parts = ["\(agreed) accord\(agreed > 1 ? "s" : "")"]
    if refused > 0 { parts.append("\(refused) refus") }
    let detail =
      parts.joined(separator: ", ") + " sur \(total) commune\(total > 1 ? "s" : "") intéressée\(total > 1 ? "s" : "")"
    let settled = agreed + refused == total
    return (
      EtapeDecision(step, settled ? .acquise : .nonRenseignee, detail: detail, echeance: limit),
      settled ? [] : [.accordsAttendus(recus: agreed, attendus: total - refused, article: step.article)]
    )
  }

  private func noRefusal(
    _ step: EtapeDePassage, _ positions: [MajoriteQualifiee.Position?], _ limit: DateCivile?
  ) -> (etape: EtapeDecision, faits: [FaitMajorite]) {
    let refused = positions.count { $0 == .defavorable }
    let detail = refused == 0 ? "aucun refus écrit" : "\(refused) refus"
    let told = positions.contains { $0 != nil }
    return (
      EtapeDecision(step, refused > 0 ? .rejetee : told ? .acquise : .nonRenseignee, detail: detail, echeance: limit),
      []
    )
  }
}
