/// The arithmetic behind a figure, as a reader with a pocket calculator does it.
///
/// Operands keep their unit, so that they are printed as the nodes that they come from are.
public indirect enum Operation: Sendable, Equatable {
  case nombre(Double, Explanation.Unite)
  case somme([Operation])
  case difference(Operation, Operation)
  case produit([Operation])
  case quotient(Operation, Operation)
  case plusPetit([Operation])
  case plusGrand([Operation])
  case puissance(Operation, Operation)
  case arrondi(Operation, Arrondi)

  /// How a result becomes a whole number of units.
  public enum Arrondi: String, Sendable, CaseIterable {
    case centime, euro, unite
    case centimeInferieur, centimeSuperieur, euroInferieur
  }

  static func un(_ value: Double) -> Operation { .nombre(value, .nombre) }

  /// `self ÷ other`, `self × other`: short forms for the explainers.
  static func / (a: Operation, b: Operation) -> Operation { .quotient(a, b) }
  static func * (a: Operation, b: Operation) -> Operation { .produit([a, b]) }
  static func - (a: Operation, b: Operation) -> Operation { .difference(a, b) }
  static func + (a: Operation, b: Operation) -> Operation { .somme([a, b]) }
}
