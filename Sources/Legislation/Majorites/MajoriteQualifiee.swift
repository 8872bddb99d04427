/// Qualified majority of the municipal councils.
///
/// *Texte.* CGCT art. L5211-5, II, to which the rules on attributions de compensation refer.
///
/// *Formule.* `conseils ≥ 2/3 and population > 1/2`, or `conseils ≥ 1/2 and population ≥ 2/3`; councils counted on all
/// the communes, population on the total of the EPCI.
///
/// *Exemple.* Six communes of 6 000, 2 000, 800, 600, 400 and 200 inhabitants. The four smallest (2 000 inhabitants of
/// 10 000) are 2/3 of the councils without half of the population: not reached. The three largest (8 800) are half of
/// the councils and 88 % of the population: reached by the second branch.
///
/// *Bornes et cas limites.* Population is the INSEE total, and a silent council is not favourable, since the deliberations
/// must be concordant (unlike the free split of the FPIC): both are options (decision 40). The veto of the largest commune
/// does not apply here.
///
/// *Voir aussi.* `RegleDeMajorite`; decision 40 of the project.
public struct MajoriteQualifiee: Sendable, Equatable {
  public var premiere: Branche
  public var seconde: Branche
  /// Which inhabitants count.
  public var population: PopulationComptee
  /// A council that says nothing counts as favourable.
  public var silenceVautAccord: Bool

  public enum PopulationComptee: String, Sendable, Equatable {
    case insee, dgf

    public var libelle: String { self == .insee ? "population totale INSEE" : "population DGF" }
    /// Column of `communes.csv`.
    public var colonne: String { "population_\(rawValue)" }
  }

  public struct Branche: Sendable, Equatable {
    public var conseils: Rapport
    public var population: Rapport
    public var populationStricte: Bool

    public init(conseils: Rapport, population: Rapport, populationStricte: Bool) {
      self.conseils = conseils
      self.population = population
      self.populationStricte = populationStricte
    }
  }

  public init(
    premiere: Branche, seconde: Branche, population: PopulationComptee = .insee, silenceVautAccord: Bool = false
  ) {
    self.premiere = premiere
    self.seconde = seconde
    self.population = population
    self.silenceVautAccord = silenceVautAccord
  }

  /// Position of a municipal council.
  public enum Position: Sendable, Equatable {
    case favorable, defavorable, silence
  }

  /// - Parameters:
  ///   - positions: one per commune.
  ///   - population: INSEE total, whole inhabitants, same order.
  public func evaluer(_ positions: [Position], population: [Int]) -> Issue {
    precondition(positions.count == population.count, "one position for each commune")
    var favorables = 0
    var peuple = 0
    for (position, habitants) in zip(positions, population)
    where position == .favorable || (position == .silence && silenceVautAccord) {
      favorables += 1
      peuple += habitants
    }
    return evaluer(
      conseilsFavorables: favorables, conseils: positions.count, populationFavorable: peuple,
      population: population.reduce(0, +))
  }

  /// From the favourable councils and their inhabitants, of all.
  public func evaluer(
    conseilsFavorables: Int, conseils: Int, populationFavorable: Int, population: Int
  ) -> Issue {
    func manque(_ branche: Branche) -> Manque {
      Manque(
        conseils: max(0, branche.conseils.minimum(sur: conseils, strict: false) - conseilsFavorables),
        habitants: max(
          0, branche.population.minimum(sur: population, strict: branche.populationStricte) - populationFavorable))
    }
    return Issue(
      conseilsFavorables: conseilsFavorables, conseils: conseils, populationFavorable: populationFavorable,
      population: population, manquePremiere: manque(premiere), manqueSeconde: manque(seconde))
  }

  /// What a branch still lacks; nothing when both are zero.
  public struct Manque: Sendable, Equatable {
    public var conseils: Int
    public var habitants: Int
    public var estNul: Bool { conseils == 0 && habitants == 0 }
  }

  public struct Issue: Sendable, Equatable {
    public var conseilsFavorables: Int
    public var conseils: Int
    public var populationFavorable: Int
    public var population: Int
    public var manquePremiere: Manque
    public var manqueSeconde: Manque

    public var acquis: Bool { conseils > 0 && (manquePremiere.estNul || manqueSeconde.estNul) }
  }
}
