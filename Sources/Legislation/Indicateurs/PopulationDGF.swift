/// Population DGF of a commune.
///
/// - *Texte*: CGCT art. L2334-2.
/// - *Formule*: `population totale INSEE + résidences secondaires + k × places de caravanes + 0,5 × logements ORCOD-IN`;
///   `k = 2` when the commune was eligible the year before to the DSU or to the DSR bourg-centre, 1 otherwise.
/// - *Exemple*: 1 000 inhabitants, 37 second homes, 6 places in a DSU commune: 1 000 + 37 + 12 = 1 049.
/// - *Bornes et cas limites*: whole inhabitants; half an inhabitant goes up. The dwellings count from 2025. The published
///   number of places « après majoration » is already `k × places`.
/// - *Voir aussi*: parameters `indicateurs.population`.
public enum PopulationDGF {
  public static let regle = Regle(
    "indicateurs.population_dgf", libelle: "Population DGF", article: "CGCT art. L2334-2",
    formule: "population totale + résidences secondaires + places de caravanes majorées + logements ORCOD ÷ 2")

  public struct Coefficients: Sendable, Equatable {
    public var placeCaravaneMajoree: Double
    public var logementORCOD: Double

    public init(placeCaravaneMajoree: Double, logementORCOD: Double) {
      self.placeCaravaneMajoree = placeCaravaneMajoree
      self.logementORCOD = logementORCOD
    }
  }

  /// - Parameters: counts of one commune; `majoree` tells whether its places count more than one inhabitant.
  /// - Returns: whole inhabitants.
  public static func calculer(
    populationINSEE: Double, residencesSecondaires: Double, placesCaravanes: Double, majoree: Bool,
    logementsORCOD: Double = 0, coefficients: Coefficients
  ) -> Double {
    let places = (majoree ? coefficients.placeCaravaneMajoree : 1) * placesCaravanes
    let total = populationINSEE + residencesSecondaires + places + coefficients.logementORCOD * logementsORCOD
    return (total + 0.5).rounded(.down)
  }
}
