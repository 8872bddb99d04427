import Language
import Legislation
import Territory

/// What a step of a decision gives when the losing communes vote against, or abstain, all the others being in favour.
enum LosersVote: Sendable {
  case conseil(CoalitionsDuConseil)
  case communes(CoalitionsDesCommunes)

  /// `nil` for a step that has no threshold, or when the territory lacks the seats or the populations.
  init?(_ seuil: SeuilDePassage, territoire: Territory) {
    let counter = VoteCounter(territoire: territoire)
    switch seuil {
    case .fraction(let regle):
      guard let seats = counter.seatsByCommune else { return nil }
      self = .conseil(CoalitionsDuConseil(sieges: seats, regle))
    case .unanimite(let regle):
      guard let seats = counter.seatsByCommune else { return nil }
      self = .conseil(CoalitionsDuConseil(sieges: seats, regle))
    case .qualifiee(let regle):
      guard let people = counter.population(regle) else { return nil }
      self = .communes(CoalitionsDesCommunes(population: people, regle))
    case .chacun, .aucunRefus, .convention: return nil
    }
  }

  func hypothesis(_ losers: LosersTally, _ attitude: Exigence.AttitudePerdantes) -> AdoptionAnalysis.Hypothese {
    switch self {
    case .conseil(let coalitions):
      let against = attitude == .contre ? losers.sieges : 0
      let issue = coalitions.issue(voixContre: against, abstentions: losers.sieges - against)
      return .init(acquis: issue.acquis, pour: issue.pour, base: issue.base, necessaires: issue.voixNecessaires)
    case .communes(let coalitions):
      let (rule, all) = (coalitions.regle, coalitions.population.count)
      // A silent council counts as the rule says.
      let counts = attitude == .contre || !rule.silenceVautAccord
      let people = rule.population == .insee ? losers.habitantsINSEE : losers.habitantsDGF
      func issue(_ councils: Int, _ inhabitants: Int) -> MajoriteQualifiee.Issue {
        rule.evaluer(
          conseilsFavorables: councils, conseils: all, populationFavorable: inhabitants, population: coalitions.total)
      }
      let found = issue(all - (counts ? losers.communes : 0), coalitions.total - (counts ? people : 0))
      let nobody = issue(0, 0)
      return .init(
        acquis: found.acquis, pour: found.conseilsFavorables, base: found.conseils,
        necessaires: min(nobody.manquePremiere.conseils, nobody.manqueSeconde.conseils),
        habitants: found.populationFavorable, population: found.population)
    }
  }
}

extension SeuilDePassage {
  /// The threshold that an `exiger` names.
  init(_ majorite: Exigence.MajoriteExigee, _ rules: ParametresMajorites) {
    self =
      switch majorite {
      case .deuxTiers: .fraction(rules.deuxTiers)
      case .simple: .fraction(rules.simple)
      case .unanimite: .unanimite(rules.unanimite)
      case .qualifiee: .qualifiee(rules.qualifiee)
      }
  }
}

/// Whether a decision passes when the losing communes abstain or vote against: one of its ways does.
struct DecisionVote: Sendable {
  private enum Step: Sendable {
    case majorite(LosersVote)
    /// Seats or populations are missing.
    case inconnue
    /// Any refusal stops it; a silence does where it does not count as an agreement.
    case aucunRefus(silence: ValeurDuSilence)
  }
  private let voies: [[Step]]

  /// `nil` for a decision that no majority settles.
  init?(_ decision: Decision, territoire: Territory) {
    voies = decision.voies.map { way in
      way.compactMap { step in
        switch step.etape.seuil {
        case .fraction, .unanimite, .qualifiee:
          LosersVote(step.etape.seuil, territoire: territoire).map { .majorite($0) } ?? .inconnue
        case .aucunRefus: .aucunRefus(silence: step.etape.silence)
        // A council that refuses keeps its own amount, and the others go on.
        case .chacun, .convention: nil
        }
      }
    }
    guard voies.contains(where: { !$0.isEmpty }) else { return nil }
  }

  /// `nil` when the seats or the populations that would tell are missing.
  func passes(_ losers: LosersTally, _ attitude: Exigence.AttitudePerdantes) -> Bool? {
    var known = true
    for way in voies {
      switch Self.passes(way, losers, attitude) {
      case true?: return true
      case nil: known = false
      case false?: continue
      }
    }
    return known ? false : nil
  }

  private static func passes(
    _ way: [Step], _ losers: LosersTally, _ attitude: Exigence.AttitudePerdantes
  ) -> Bool? {
    var known = true
    for step in way {
      switch step {
      case .majorite(let vote): if !vote.hypothesis(losers, attitude).acquis { return false }
      case .inconnue: known = false
      case .aucunRefus(let silence):
        if losers.communes > 0, attitude == .contre || silence == .refus { return false }
      }
    }
    return known ? true : nil
  }
}
