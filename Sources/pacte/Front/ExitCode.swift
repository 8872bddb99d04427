/// The documented, stable exit codes.
enum Sortie: Int32, Error {
  case ok = 0
  case echec = 1
  /// A constraint, an objective or an `exemple` of the scenario is violated.
  case exigenceNonSatisfaite = 2
  case usage = 64
  /// Bad data, bad syntax, or an illegal lever without its motive.
  case donnees = 65
  case entreeManquante = 66
  case interne = 70
}
