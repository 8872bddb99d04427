import Language
import LinearAlgebra
import Territory

extension MontantAnnuel {
  /// Centimes of year `annee`; `nil` before the first step, or after the last one when nothing says how it goes on.
  ///
  /// An indexation starts from the last step: `step · (1 + g)^(annee − year of the step)`, rounded half up to the
  /// centime once, never chained on rounded amounts. An amount per inhabitant is multiplied by the named population.
  /// - Parameter projection: carries the population to the year, where the scenario supposes its growth.
  func centimes(annee: Int, territoire: Territory, projection: Projection? = nil) -> Double? {
    guard let index = paliers.lastIndex(where: { $0.annee.value <= annee }) else { return nil }
    let palier = paliers[index]
    var amount = Double(palier.montant.value.centimes)
    if let choix = palier.montant.value.parHabitant {
      guard var population = territoire.population(choix) else { return nil }
      if let projection {
        population = projection.column(Matrix(column: population), .population, annee: annee).columnArray(0)
      }
      amount *= population.filter { !$0.isNaN }.reduce(0, +)
    }
    let isLast = index == paliers.count - 1
    let elapsed = annee - palier.annee.value
    if isLast, elapsed > 0 {
      guard let suite else { return nil }
      if case .indexee(let rate) = suite.value {
        let factor = 1 + rate.fraction
        for _ in 0..<elapsed { amount *= factor }
      }
    }
    return amount.roundedHalfUp
  }
}

extension Territory {
  /// The column of a chosen population; `nil` when the territory lacks it.
  func population(_ choix: ChoixPopulation) -> [Double]? {
    column(choix == .insee ? "population_insee" : "population_dgf")?.values
  }
}
