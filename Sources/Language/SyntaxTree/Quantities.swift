/// A decimal number exactly as written: `mantissa / 10^decimals`.
public struct Decimal: Sendable, Equatable, Hashable {
  public var mantissa: Int64
  public var decimals: Int

  public init(_ mantissa: Int64, decimals: Int = 0) {
    self.mantissa = mantissa
    self.decimals = decimals
  }

  /// The nearest double: one correctly rounded division.
  public var value: Double { Double(mantissa) / Self.power(decimals) }

  /// Read as a percentage, the fraction it stands for: `36,25` → 0.3625.
  public var fraction: Double { Double(mantissa) / Self.power(decimals + 2) }

  static func power(_ exponent: Int) -> Double {
    var out = 1.0
    for _ in 0..<exponent { out *= 10 }
    return out
  }

  /// `3,50 == 3,5`.
  public static func == (a: Decimal, b: Decimal) -> Bool {
    let (x, y) = (a.reduced, b.reduced)
    return x.0 == y.0 && x.1 == y.1
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(reduced.0)
    hasher.combine(reduced.1)
  }

  private var reduced: (Int64, Int) {
    var (m, d) = (mantissa, decimals)
    while d > 0, m % 10 == 0 { (m, d) = (m / 10, d - 1) }
    return (m, d)
  }
}

/// The population by which the law or the scenario counts.
public enum ChoixPopulation: String, Sendable, Equatable, CaseIterable {
  /// Population totale INSEE.
  case insee
  /// Population DGF (with second homes and caravan places).
  case dgf
}

/// A sum of money as written: exact centimes, and the unit that the formatter keeps.
public struct Montant: Sendable, Equatable {
  public enum Unite: String, Sendable, Equatable { case euro, millier, million }
  /// Signed; when `parHabitant` is set, centimes per inhabitant.
  public var centimes: Int64
  public var unite: Unite
  public var parHabitant: ChoixPopulation?

  public init(centimes: Int64, unite: Unite = .euro, parHabitant: ChoixPopulation? = nil) {
    self.centimes = centimes
    self.unite = unite
    self.parHabitant = parHabitant
  }

  public var euros: Double { Double(centimes) / 100 }
}

/// A calendar date as written in a scenario.
public struct DateEcrite: Sendable, Equatable {
  public var jour: Int
  public var mois: Int
  public var annee: Int

  public init(jour: Int, mois: Int, annee: Int) {
    self.jour = jour
    self.mois = mois
    self.annee = annee
  }
}

/// A sum by year: steps written out, then how it goes on.
public struct MontantAnnuel: Sendable, Equatable {
  public enum Suite: Sendable, Equatable {
    /// « puis constante »
    case constante
    /// « puis indexée de 1 % par an »; the percentage may be negative.
    case indexee(Decimal)
    /// « puis augmentée de 50 % de la hausse de la fiscalité professionnelle » (an envelope of DSC only)
    case partHausse(Decimal)
  }
  public struct Palier: Sendable, Equatable {
    public var annee: Located<Int>
    public var montant: Located<Montant>

    public init(annee: Located<Int>, montant: Located<Montant>) {
      self.annee = annee
      self.montant = montant
    }
  }
  /// In ascending order of years; each holds until the next.
  public var paliers: [Palier]
  /// `nil`: years after the last step are not covered (a diagnostic of the checker).
  public var suite: Located<Suite>?

  public init(paliers: [Palier], suite: Located<Suite>?) {
    self.paliers = paliers
    self.suite = suite
  }
}
