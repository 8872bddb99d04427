import Territory

extension Comparison {
  /// Every commune's change of net amount in a year, in the order of the territory.
  public func ecarts(_ scenario: ScenarioResult, annee: Int, flux: Flux = .net) -> [Ecart] {
    let after = scenario.montants[annee, flux]
    let before = reference.montants[annee, flux]
    let populationDGF = territoire.column("population_dgf")?.values
    let recettes = scenario.indicateurs(annee)?.recettesReelles
    return territoire.communes.indices.map { row in
      let montant = flux.sens * (after[row] - before[row])
      let euros = montant / 100
      let population = populationDGF?[row] ?? .nan
      let parHabitant = population > 0 ? euros / population : .nan
      let base = before[row].magnitude / 100
      let recettesCommune = recettes.flatMap { $0.isEmpty ? nil : $0[row] } ?? .nan
      return Ecart(
        commune: row, montant: montant, parHabitant: parHabitant, relatif: base > 0 ? euros / base : .nan,
        partRecettes: recettesCommune > 0 ? euros / recettesCommune : .nan,
        sens: sens(montant: montant, population: population))
    }
  }

  /// A loss (or a gain) is strictly more than the tolerance times the population DGF; without inhabitants, any euro.
  private func sens(montant: Double, population: Double) -> Ecart.Sens {
    guard !montant.isNaN else { return .inconnue }
    let threshold = population > 0 ? tolerance * population * 100 : 0
    if montant > threshold { return .gagnante }
    if montant < -threshold { return .perdante }
    return .stable
  }

  public func synthese(_ scenario: ScenarioResult, annee: Int) -> Synthese {
    var out = Synthese(annee: annee)
    let population = territoire.column("population_insee")?.values
    for ecart in ecarts(scenario, annee: annee) {
      func add(_ cote: inout Synthese.Cote) {
        cote.communes += 1
        cote.population += population.map { $0[ecart.commune] }.flatMap { $0.isNaN ? nil : $0 } ?? 0
        cote.montant += ecart.montant
      }
      switch ecart.sens {
      case .gagnante: add(&out.gagnantes)
      case .stable: add(&out.stables)
      case .inconnue: out.inconnues += 1
      case .perdante:
        add(&out.perdantes)
        out.pireMontant = worse(out.pireMontant, ecart) { $0.montant }
        out.pireParHabitant = worse(out.pireParHabitant, ecart) { $0.parHabitant }
        out.pirePartRecettes = worse(out.pirePartRecettes, ecart) { $0.partRecettes }
      }
    }
    out.ecartCoutEPCI = (scenario.epci(annee)?.cout ?? .nan) - (reference.epci(annee)?.cout ?? .nan)
    return out
  }

  private func worse(_ current: Ecart?, _ candidate: Ecart, by measure: (Ecart) -> Double) -> Ecart? {
    guard !measure(candidate).isNaN else { return current }
    guard let current else { return candidate }
    return measure(candidate) < measure(current) ? candidate : current
  }
}

extension ScenarioResult {
  public func epci(_ annee: Int) -> EPCIYear? { epci.first { $0.annee == annee } }
}
