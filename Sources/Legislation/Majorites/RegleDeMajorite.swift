/// Majority by a fraction of the votes of one council.
///
/// *Texte.* CGCT art. L2336-3 II 1° and L2336-5 II 1° (FPIC, « majorité des deux tiers »), L5211-28-4 (envelope of the
/// DSC), L2121-20 (simple majority).
///
/// *Formule.* `pour / exprimés ≥ n/d`, or `>` for a simple majority, compared as `pour × d` with `exprimés × n`.
///
/// *Exemple.* Two thirds, 65 for and 37 against: 102 votes cast, 68 are needed, 65 × 3 = 195 < 102 × 2 = 204: not
/// reached, 3 votes are missing. On a council of 41, 28 votes are needed.
///
/// *Bornes et cas limites.* Abstentions are outside the base unless `abstentionsComptees`. No vote cast: not reached.
/// Missing votes are counted on the same base, as votes that change sides; an abstention that becomes a vote for also
/// raises the base.
///
/// *Voir aussi.* `RegleUnanimite`, `MajoriteQualifiee`.
public struct RegleDeMajorite: Sendable, Equatable {
  public var fraction: Rapport
  /// More than the fraction, and not just the fraction.
  public var stricte: Bool
  /// Abstentions enlarge the base.
  public var abstentionsComptees: Bool

  public init(fraction: Rapport, stricte: Bool = false, abstentionsComptees: Bool = false) {
    self.fraction = fraction
    self.stricte = stricte
    self.abstentionsComptees = abstentionsComptees
  }

  /// « il faut 28 voix sur 41 »
  public func voixNecessaires(sur total: Int) -> Int { fraction.minimum(sur: total, strict: stricte) }

  public func evaluer(_ scrutin: Scrutin) -> IssueDuVote {
    let base = scrutin.exprimes + (abstentionsComptees ? scrutin.abstentions : 0)
    return IssueDuVote(
      pour: scrutin.pour, base: base, voixNecessaires: max(1, voixNecessaires(sur: base)),
      acquis: scrutin.pour > 0 && fraction.atteint(scrutin.pour, sur: base, strict: stricte))
  }
}

/// Unanimity of one council.
///
/// *Texte.* CGCT art. L2336-3 II 2° and L2336-5 II 2° (free split of the FPIC by the council of the EPCI alone).
///
/// *Formule.* No vote against, and at least one for.
///
/// *Exemple.* 40 for, 0 against, 3 abstentions: unanimous when an abstention is neutral, broken by 3 otherwise.
///
/// *Bornes et cas limites.* The neutrality of abstentions is doctrine known from memory, hence an option.
///
/// *Voir aussi.* `RegleDeMajorite`.
public struct RegleUnanimite: Sendable, Equatable {
  public var abstentionNeutre: Bool

  public init(abstentionNeutre: Bool = true) { self.abstentionNeutre = abstentionNeutre }

  public func evaluer(_ scrutin: Scrutin) -> IssueDuVote {
    let base = scrutin.exprimes + (abstentionNeutre ? 0 : scrutin.abstentions)
    return IssueDuVote(
      pour: scrutin.pour, base: base, voixNecessaires: max(1, base), acquis: base > 0 && scrutin.pour == base)
  }
}
