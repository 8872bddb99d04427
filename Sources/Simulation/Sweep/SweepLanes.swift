import Language
import Legislation
import LinearAlgebra
import Territory

/// Which axes a plan takes in lanes, and which need a plan of their own for each value.
struct SweepLanes: Sendable {
  let axes: [SweepAxis]
  /// By axis: true when its values run side by side in one plan.
  let inLanes: [Bool]

  init(_ axes: [SweepAxis], plan: ScenarioPlan) {
    self.axes = axes
    // The levers and the shares that a past decision froze are those of one scenario: their plans are not shared.
    let frozen = [plan.prelevement, plan.attribution].contains { $0?.pluriannuelle == true }
    inLanes = axes.map { plan.leviers.estVide && !frozen && Self.isLane($0.cible, plan) }
  }

  private static func isLane(_ cible: Balayage.Cible, _ plan: ScenarioPlan) -> Bool {
    switch cible {
    case .enveloppe, .indexation, .poids(_, nil), .plancher, .plafond:
      plan.dotationSolidarite?.isPlain(plan.scenario) ?? true
    case .montantEnsemble: true
    case .poids(_, let volet?), .partEPCI(_, let volet):
      plan.side(volet == .prelevement ? .prelevement : .attribution)?.isByCriteria ?? false
    case .coefficientIntegrationFiscale, .revision, .parametre, .hypothese, .colonne: false
    }
  }

  /// The values that decide which plan a scenario runs in.
  func key(_ values: [SweepValue]) -> [SweepValue] {
    zip(inLanes, values).filter { !$0.0 }.map(\.1)
  }

  /// True when every axis needs a plan of its own.
  var isEmpty: Bool { !inLanes.contains(true) }

  /// The values outside the lanes; `nil` for those that stay as written in the plan.
  func outside(_ values: [SweepValue]) -> [SweepValue?] {
    zip(inLanes, values).map { $0 ? nil : $1 }
  }

  /// The lanes of scenarios that share a plan.
  func lanes(_ block: [[SweepValue]], plan: ScenarioPlan) -> PlanLanes {
    var out = PlanLanes()
    out.scenarios = block.count
    var scenarios: [Scenario]?
    for (position, axis) in axes.enumerated() where inLanes[position] {
      let values = block.map { $0[position] }
      switch axis.cible {
      case .plancher: out.planchers = values.map { axis.fraction($0) }
      case .plafond: out.plafonds = values.map { axis.fraction($0) }
      case .poids(_, nil): out.poids = weights(values)
      case .enveloppe, .indexation, .poids, .partEPCI, .montantEnsemble:
        // Written into the tree: several axes may meet in one clause.
        var trees = scenarios ?? block.map { _ in plan.scenario }
        for lane in trees.indices {
          if let written = axis.written(values[lane]) {
            trees[lane] = trees[lane].remplacant(axis.cible, par: written, span: axis.span)
          }
        }
        scenarios = trees
      case .coefficientIntegrationFiscale, .revision, .parametre, .hypothese, .colonne: break
      }
    }
    if let scenarios { read(scenarios, plan, &out) }
    return out
  }

  private func weights(_ values: [SweepValue]) -> Matrix? {
    guard case .weights(let first)? = values.first else { return nil }
    var out = Matrix(rows: first.count, columns: values.count)
    for (lane, value) in values.enumerated() {
      guard case .weights(let parts) = value else { continue }
      for (row, part) in parts.enumerated() {
        out[row, lane] = Decimal(part, decimals: SweepAxis.percentDecimals).fraction
      }
    }
    return out
  }

  /// Amounts by year and decisions, from the clauses as each lane writes them.
  private func read(_ scenarios: [Scenario], _ plan: ScenarioPlan, _ out: inout PlanLanes) {
    let touched = zip(axes, inLanes).filter(\.1).map(\.0.cible)
    if touched.contains(where: {
      if case .enveloppe = $0 { true } else if case .indexation = $0 { true } else { false }
    }) {
      let clauses = scenarios.map { $0.articles.dotationSolidarite?.1.enveloppe?.value }
      for annee in plan.annees {
        out.enveloppes[annee] = clauses.map { $0?.centimes(annee: annee, territoire: plan.territoire) ?? .nan }
      }
    }
    for nature in NatureFPIC.allCases {
      let volet: Balayage.Volet = nature == .prelevement ? .prelevement : .reversement
      let clauses = scenarios.map { scenario -> Language.DecisionFPIC? in
        guard case .fpic(let clauses)? = scenario.articles.fpic?.objet else { return nil }
        return nature == .prelevement ? clauses.prelevement : clauses.reversement
      }
      var side = PlanLanes.Side()
      if touched.contains(where: { if case .montantEnsemble(_, volet, _) = $0 { true } else { false } }) {
        for annee in plan.annees {
          side.montants[annee] = clauses.map { clause in
            let centimes = clause?.montantEnsemble?.value.centimes(annee: annee, territoire: plan.territoire)
            return centimes.map { ($0 / 100).roundedHalfUp } ?? .nan
          }
        }
      }
      let decides = touched.contains { cible in
        switch cible {
        case .poids(_, volet), .partEPCI(_, volet): true
        default: false
        }
      }
      if decides { side.decision = decision(clauses, plan.side(nature)?.decision) }
      if nature == .prelevement { out.prelevement = side } else { out.attribution = side }
    }
  }

  /// The decision of the plan, with the parts and the weights of each lane.
  private func decision(
    _ clauses: [Language.DecisionFPIC?], _ base: Legislation.DecisionFPIC?
  ) -> Legislation.DecisionFPIC? {
    func laned(_ proposition: Legislation.DecisionFPIC.Proposition) -> Legislation.DecisionFPIC.Proposition {
      let parts = clauses.map { $0?.partEPCI?.value }
      switch proposition {
      case .criteres(var criteres):
        criteres.poids = Matrix(rows: criteres.criteres.count, columns: clauses.count)
        for (lane, clause) in clauses.enumerated() {
          for (row, critere) in (clause?.criteres ?? []).enumerated() {
            criteres.poids[row, lane] = critere.poids.value.fraction
          }
        }
        switch criteres.partEPCI {
        case .droitCommun: break
        case .fractions:
          criteres.partEPCI = .fractions(
            parts.map { part in if case .pourcentage(let rate)? = part { rate.fraction } else { .nan } })
        case .montants:
          criteres.partEPCI = .montants(
            parts.map { part in if case .montant(let montant)? = part { montant.euros } else { .nan } })
        }
        return .criteres(criteres)
      case .montants, .totaliteEPCI: return proposition
      }
    }
    switch base {
    case .derogatoire(let proposition, let plafonnement):
      return .derogatoire(laned(proposition), plafonnement: plafonnement)
    case .libre(let proposition, let confirmees):
      return .libre(laned(proposition), exonereesConfirmees: confirmees)
    case .droitCommun, .quotesParts, nil: return base
    }
  }
}

extension FPICPlan {
  /// Decided by criteria, whose weights and part of the EPCI may differ by scenario.
  fileprivate var isByCriteria: Bool {
    switch decision {
    case .derogatoire(.criteres, _), .libre(.criteres, _): true
    default: false
    }
  }
}

extension SweepAxis {
  /// A percentage as the fraction that the rules read.
  func fraction(_ value: SweepValue) -> Double {
    guard case .scalar(let steps) = value else { return .nan }
    return Decimal(steps, decimals: Self.percentDecimals).fraction
  }
}
