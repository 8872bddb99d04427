import Language
import Legislation
import LinearAlgebra
import Territory

/// An `exiger` ready to be tested on the scenarios of a block, from the bounds that `RequirementJudge` compares with.
enum BlockRequirement {
  /// Nobody loses, or this commune does not.
  case aucunePerte(row: Int?)
  /// Centimes that a loss must not exceed, by year and commune; for this commune, or for all.
  case perteMaximale([[Double]], row: Int?)
  case nombrePerdantes(Double)
  case montant(BlockAmount)
  /// Centimes; years of the block, `nil` for one outside the period.
  case coutEPCI(Double, years: [Int?])
  /// `nil` when the seats or the populations are not known: never satisfied.
  case vote(LosersVote?, Exigence.AttitudePerdantes)

  init(_ condition: Exigence.Condition, plan: ScenarioPlan, traces: [YearTrace]) {
    let territoire = plan.publie
    func row(_ commune: CommuneRef?) -> Int? { commune.flatMap { $0.resolve(in: territoire) } }
    func years(_ annee: Int?) -> [Int?] {
      annee.map { [plan.annees.firstIndex(of: $0)] } ?? plan.annees.indices.map { $0 }
    }
    switch condition {
    case .aucunePerte(let commune): self = .aucunePerte(row: row(commune))
    case .perteMaximale(let seuil, let commune):
      let limits = traces.map { trace in
        let recettes = plan.indicators(trace.state).recettesReelles
        return territoire.communes.indices.map {
          seuil.value.limite($0, territoire: territoire, recettes: recettes)
        }
      }
      self = .perteMaximale(limits, row: row(commune))
    case .nombrePerdantes(let limit): self = .nombrePerdantes(Double(limit.value))
    case .montant(let flux, let commune, let comparaison, let montant, let annee):
      // The checker refuses a commune that the territory does not have.
      let place = row(commune) ?? 0
      self = .montant(
        BlockAmount(
          flux: flux, row: place, years: years(annee?.value), comparaison: comparaison,
          limit: montant.value.centimes(place, territoire),
          fixed: traces.map { $0.leviers.flux[Flux(flux)]?[place] ?? .nan }))
    case .coutEPCI(let montant, let annee):
      self = .coutEPCI(Double(montant.value.centimes), years: years(annee?.value))
    case .vote(let majorite, let attitude):
      let rules = plan.annees.first.flatMap {
        try? ParametresMajorites(annee: $0, parametres: plan.parametres)
      }
      self = .vote(rules.flatMap { LosersVote(SeuilDePassage(majorite, $0), territoire: territoire) }, attitude)
    }
  }

  /// - Parameter losers: communes that lose at least one year.
  func holds(_ scenario: Int, _ block: PlanBlock, losers: LosersTally) -> Bool {
    switch self {
    case .aucunePerte(let row?): return block.amounts.everRows(scenario)[row] == 0
    case .aucunePerte(nil): return losers.communes == 0
    case .perteMaximale(let limits, let row):
      return limits.indices.allSatisfy { year in
        guard let net = block.amounts.reading(year: year, flow: SweepAmounts.net, scenario) else { return true }
        let (reference, limit) = (block.yardstick.net[year], limits[year])
        for row in row.map({ $0..<$0 + 1 }) ?? 0..<limit.count where -(net[row] - reference[row]) > limit[row] {
          return false
        }
        return true
      }
    case .nombrePerdantes(let limit):
      return block.years.indices.allSatisfy { block.record(scenario, $0, .perdantes) <= limit }
    case .montant(let amount): return amount.holds(scenario, block)
    case .coutEPCI(let limit, let years):
      return years.allSatisfy { year in
        guard let year else { return false }
        // Records are in euros, costs in whole centimes.
        return (block.record(scenario, year, .ecartCoutEPCI) * 100).rounded() <= limit
      }
    case .vote(let vote, let attitude): return vote?.hypothesis(losers, attitude).acquis ?? false
    }
  }
}

/// A bound on what a commune receives or pays.
struct BlockAmount {
  let flux: Exigence.Flux
  let row: Int
  let years: [Int?]
  let comparaison: Exigence.Comparaison
  /// Centimes.
  let limit: Double
  /// Of a lever that no lane reaches, by year.
  let fixed: [Double]

  func holds(_ scenario: Int, _ block: PlanBlock) -> Bool {
    years.allSatisfy { year in
      guard let year else { return false }
      let amount = amount(scenario, year, block) * flux.sens
      // What is not known satisfies nothing.
      return comparaison == .auMoins ? amount >= limit : amount <= limit
    }
  }

  private func amount(_ scenario: Int, _ year: Int, _ block: PlanBlock) -> Double {
    let flux = Flux(flux)
    if let flow = SweepAmounts.flux.firstIndex(of: flux) {
      return block.amounts.reading(year: year, flow: flow, scenario)?[row] ?? .nan
    }
    // What the EPCI takes over follows the prélèvement of the scenario.
    guard flux == .priseEnChargeFPIC, let plan = block.years[year].priseEnCharge else { return fixed[year] }
    let levied = block.amounts.reading(year: year, flow: SweepAmounts.levied, scenario)
    let centimes = levied.map { Array(UnsafeBufferPointer(start: $0, count: block.amounts.communes)) }
    var lever = LeverYear()
    plan.evaluate(annee: block.years[year].annee, prelevements: centimes, state: block.years[year].state, into: &lever)
    return lever.flux[flux]?[row] ?? .nan
  }
}
