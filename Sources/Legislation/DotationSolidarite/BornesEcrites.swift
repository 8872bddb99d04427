import LinearAlgebra

/// Floors and ceilings of each commune in whole units, for guarantees that are not plain fractions of a past amount.
///
/// - *Texte*: convention.
/// - *Formule*: floor, the largest of `a·h`, `x·p` and `h − y·p`; ceiling, the smallest of `b·h`, `x'·p` and `h + y'·p`;
///   floors rounded up, ceilings down.
/// - *Exemple*: h = 40 000 €, 1 000 inhabitants, at least 95 %, fall of at most 1 €/hab.: the floor is 39 000 €.
/// - *Bornes et cas limites*: without a past amount, only the amounts per inhabitant bind; without inhabitants in the
///   population chosen, only the fractions do; a ceiling below the floor gives way to it.
/// - *Voir aussi*: `BornesGarantie`, `Tunnel`.
public struct BornesEcrites: Sendable, Equatable {
  /// Whole units, one row a commune: 0 and +∞ where nothing binds.
  public var planchers: [Double]
  public var plafonds: [Double]
  /// Rows where the ceiling was below the floor by more than the rounding.
  public var conflits: [Int]

  public static let regle = Regle(
    "dsc.bornes_habitant", libelle: "Plancher et plafond de garantie, par habitant", article: "convention",
    formule: "plancher = le plus grand des minimums écrits ; plafond = le plus petit des maximums écrits",
    confiance: .derive)

  /// What a guarantee says; fractions of the reference, or units per inhabitant with the population counted. NaN: nothing.
  public struct Termes: Sendable {
    public var plancher = Double.nan
    public var plafond = Double.nan
    public var plancherHabitant = ParHabitant()
    public var plafondHabitant = ParHabitant()
    public var baisseHabitant = ParHabitant()
    public var hausseHabitant = ParHabitant()

    public init() {}
  }

  public struct ParHabitant: Sendable {
    public var montant: Double
    public var population: [Double]

    public init(montant: Double = .nan, population: [Double] = []) {
      self.montant = montant
      self.population = population
    }

    /// NaN when nothing is said, or of an unknown population.
    func total(_ row: Int) -> Double { montant.isNaN ? .nan : montant * population[row] }
  }

  /// - Parameter reference: past amounts in units, NaN for a commune without history; empty when nothing refers to it.
  public init(_ termes: Termes, reference: [Double], communes: Int) {
    planchers = []
    plafonds = []
    conflits = []
    for row in 0..<communes {
      let h = reference.isEmpty ? .nan : reference[row]
      let floors = [termes.plancher * h, termes.plancherHabitant.total(row), h - termes.baisseHabitant.total(row)]
      let ceilings = [termes.plafond * h, termes.plafondHabitant.total(row), h + termes.hausseHabitant.total(row)]
      let floor = floors.filter { !$0.isNaN }.map { Swift.max($0, 0).plancherEntier }.max() ?? 0
      var ceiling = ceilings.filter { !$0.isNaN }.map(\.plafondEntier).min() ?? .infinity
      if ceiling < floor {
        if floor - ceiling > 1 { conflits.append(row) }
        ceiling = floor
      }
      planchers.append(floor)
      plafonds.append(ceiling)
    }
  }
}
