import Legislation

/// How an amount came about: a tree of values, each with its formula, its source and its article.
///
/// Built from the intermediate columns that the rules themselves filled, so that the explanation cannot differ
/// from the computation.
public struct Explanation: Sendable, Equatable {
  public enum Unite: String, Sendable {
    case centimes, euros, eurosParHabitant, habitants, taux, nombre, metres
  }

  public var libelle: String
  public var valeur: Double
  public var unite: Unite
  /// The rule applied, with its article and its formula.
  public var regle: Regle?
  /// The arithmetic with its numbers, when it says more than the formula.
  public var calcul: String?
  /// Where an input comes from: file and column, or line of the scenario, with its year.
  public var source: String?
  public var enfants: [Explanation]

  public init(
    _ libelle: String, _ valeur: Double, _ unite: Unite, regle: Regle? = nil, calcul: String? = nil,
    source: String? = nil, enfants: [Explanation] = []
  ) {
    self.libelle = libelle
    self.valeur = valeur
    self.unite = unite
    self.regle = regle
    self.calcul = calcul
    self.source = source
    self.enfants = enfants
  }
}
