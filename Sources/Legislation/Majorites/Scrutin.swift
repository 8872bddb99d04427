/// The count of a vote in a council.
public struct Scrutin: Sendable, Equatable {
  public var pour: Int
  public var contre: Int
  public var abstentions: Int
  public var date: DateCivile?

  /// Counts are zero or more.
  public init(pour: Int, contre: Int, abstentions: Int = 0, date: DateCivile? = nil) {
    precondition(pour >= 0 && contre >= 0 && abstentions >= 0, "a count of votes is not negative")
    self.pour = pour
    self.contre = contre
    self.abstentions = abstentions
    self.date = date
  }

  /// Votes cast for or against; abstentions are not « suffrages exprimés ».
  public var exprimes: Int { pour + contre }
}

/// What a vote gave under a rule.
public struct IssueDuVote: Sendable, Equatable {
  public var pour: Int
  /// Votes on which the threshold is counted.
  public var base: Int
  /// Votes for that the rule asks on this base.
  public var voixNecessaires: Int
  public var acquis: Bool

  /// Votes for beyond the threshold; negative when some are missing.
  public var marge: Int { pour - voixNecessaires }
  public var voixManquantes: Int { max(0, -marge) }
}
