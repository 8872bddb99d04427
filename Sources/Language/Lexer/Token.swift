/// What a line of a scenario is made of. Columns count characters from 1.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// A word in folded form (lower case, no accent); the apostrophe and the hyphen end a word.
    case mot(String)
    case nombre(Decimal)
    /// « … »
    case texte(String)
    /// `€`, `k€`, `M€`.
    case euro(Montant.Unite)
    case pourcent
    case plus, moins, virgule, deuxPoints, barre
    /// Anything else, already reported.
    case inconnu
  }
  var kind: Kind
  var column: Int
  var length: Int
  /// As written.
  var text: String
}
