import Territory

/// What every scenario is measured against, settled once.
struct SweepYardstick: Sendable {
  let annees: [Int]
  let communes: Int
  /// Centimes by year; NaN where unknown.
  let net: [[Double]]
  let cout: [Double]
  /// Centimes that a change must exceed to be a gain or a loss.
  let seuils: [Double]
  let populationINSEE: [Double]
  let populationDGF: [Double]

  init(reference: ScenarioResult, territoire: Territory, annees: [Int]) {
    self.annees = annees
    communes = territoire.communes.count
    net = annees.map { reference.montants[$0, .net] }
    cout = annees.map { reference.epci($0)?.cout ?? .nan }
    let blank = [Double](repeating: .nan, count: territoire.communes.count)
    populationDGF = territoire.column("population_dgf")?.values ?? blank
    populationINSEE = territoire.column("population_insee")?.values ?? blank
    seuils = populationDGF.map { $0 > 0 ? Study.tolerance * $0 * 100 : 0 }
  }
}
