/// Until when a council may decide.
///
/// *Texte.* CGCT art. L2336-3 II and L2336-5 II: two months from the notification (2016 →), before 30 June (2012–2015).
///
/// *Formule.* `échéance = notification + n months`, same day of the month, the last day of a shorter month.
///
/// *Exemple.* Notified on 20 June 2026: a vote on 20 August is in time, a vote on 21 August is one day late.
/// Notified on 31 December 2025: the last day is 28 February 2026.
///
/// *Bornes et cas limites.* The last day is included. Without the date of notification, or of the vote, nothing can be
/// checked: a remarque says so.
///
/// *Voir aussi.* `ControleDuVoteFPIC`.
public enum Delai: Sendable, Equatable {
  case mois(Int)
  /// A fixed day of the year of the split, included.
  case avant(DateCivile)

  /// Last day to decide; `nil` when it hangs on a notification whose date is unknown.
  public func echeance(notification: DateCivile?) -> DateCivile? {
    switch self {
    case .mois(let nombre): notification?.ajoutant(mois: nombre)
    case .avant(let date): date
    }
  }

  /// Facts about a vote of `date`: late, or impossible to check. `objet` names the vote.
  public func verifier(
    date: DateCivile?, notification: DateCivile?, article: String, objet: ObjetDuVote
  ) -> [FaitMajorite] {
    guard let echeance = echeance(notification: notification) else {
      return [.notificationInconnue(objet, article: article)]
    }
    guard let date else { return [.dateDuVoteInconnue(objet, echeance: echeance, article: article)] }
    guard date > echeance else { return [] }
    return [.delaiDepasse(objet, date: date, echeance: echeance, article: article)]
  }
}
