import Legislation

/// How an amount came about: a tree of values, each with its arithmetic, its source and its article.
///
/// Built from the intermediate columns that the rules themselves filled, so that the explanation cannot differ
/// from the computation. Every leaf says where it comes from: a file and a column, a line of the scenario, a dated
/// parameter of the law, or a sum over the communes. `operation` only uses values of `enfants`, so that a reader with a
/// pocket calculator finds the same figure.
public struct Explanation: Sendable, Equatable {
  public enum Unite: String, Sendable {
    case centimes, euros, eurosParHabitant, habitants, taux, nombre, metres, ouiNon
  }

  /// Whose figure it is.
  public enum Portee: String, Sendable { case commune, ensemble }

  /// A dated value of the law, as the run read it.
  public struct Parametre: Sendable, Equatable {
    public var chemin: String
    /// First year of the value in force.
    public var depuis: Int
    public var article: String
    public var confiance: Confiance
    public var note: String?
    /// Written by the scenario in place of the law.
    public var remplacee: Bool
  }

  /// What the law allows to the value, in its unit.
  public struct Borne: Sendable, Equatable {
    public var minimum: Double?
    public var maximum: Double?
    public var article: String

    public init(minimum: Double? = nil, maximum: Double? = nil, article: String) {
      self.minimum = minimum
      self.maximum = maximum
      self.article = article
    }

    /// Distance to the nearest bound; negative when it is crossed.
    public func marge(_ valeur: Double) -> Double {
      min(maximum.map { $0 - valeur } ?? .infinity, minimum.map { valeur - $0 } ?? .infinity)
    }
  }

  /// Stable name of the quantity, the same for every commune: `dsc.brut`, `dsc.critere_1.part`.
  public var grandeur: String
  public var portee: Portee
  public var libelle: String
  public var valeur: Double
  public var unite: Unite
  /// The rule applied, with its article and its formula.
  public var regle: Regle?
  /// The arithmetic, on the values of `enfants`.
  public var operation: Operation?
  /// What a sentence says better than arithmetic.
  public var calcul: String?
  /// Where an input comes from: file and column, or line of the scenario, with its year.
  public var source: String?
  public var parametre: Parametre?
  public var borne: Borne?
  public var enfants: [Explanation]

  public init(
    _ libelle: String, _ valeur: Double, _ unite: Unite, grandeur: String = "", portee: Portee = .commune,
    regle: Regle? = nil, operation: Operation? = nil, calcul: String? = nil, source: String? = nil,
    parametre: Parametre? = nil, borne: Borne? = nil, enfants: [Explanation] = []
  ) {
    self.libelle = libelle
    self.valeur = valeur
    self.unite = unite
    self.grandeur = grandeur
    self.portee = portee
    self.regle = regle
    self.operation = operation
    self.calcul = calcul
    self.source = source
    self.parametre = parametre
    self.borne = borne
    self.enfants = enfants
  }

  /// The value as an operand: amounts in euros, rates as fractions.
  public var nombre: Double { unite == .centimes ? valeur / 100 : valeur }

  /// As an operand of the arithmetic of its parent.
  var op: Operation { .nombre(valeur, unite) }

  /// This node and every node below it.
  public var tous: [Explanation] { [self] + enfants.flatMap(\.tous) }
}
