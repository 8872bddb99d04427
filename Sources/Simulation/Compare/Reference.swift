import Diagnostics
import Language
import Legislation
import LinearAlgebra
import Territory

/// What gains and losses are measured against.
public enum ReferenceChoice: String, Sendable, CaseIterable {
  /// The first scenario given.
  case premier
  /// The latest known amounts, held.
  case situation
  /// AC and DSC held, FPIC shared by the droit commun.
  case droitCommun
  /// AC and DSC held, FPIC of each year shared like the latest known one.
  case filDeLEau

  public var libelle: String {
    switch self {
    case .premier: "premier scénario"
    case .situation: "Situation actuelle"
    case .droitCommun: "Droit commun"
    case .filDeLEau: "Fil de l'eau"
    }
  }
}

/// Builds a reference that is not a scenario, over the years of a plan.
struct ReferenceBuilder {
  let plan: ScenarioPlan
  let annees: [Int]

  func build(_ choice: ReferenceChoice) throws(DiagnosedError) -> ScenarioResult {
    var out = ScenarioResult(
      nom: choice.libelle, titre: choice.libelle,
      montants: AmountTable(annees: annees, communes: plan.territoire.communes.count))
    var history = plan.history
    var before: YearState?
    for annee in annees {
      let state = try YearState(annee: annee, plan: plan, history: history, before: before)
      before = state
      out.indicateurs.append(plan.indicators(state))
      history.record(.attributionCompensation, annee, state.attributionCompensation)
      history.record(.dotationSolidarite, annee, state.dotationSolidarite)
      for flux in Flux.historiques + [.attributionInvestissement] {
        out.montants[annee, flux] = plan.depart.centimes(flux)
      }
      var epci = EPCIYear(
        annee: annee, attributionCompensation: out.montants.total(annee, .attributionCompensation),
        dotationSolidarite: out.montants.total(annee, .dotationSolidarite), prelevementFPIC: .nan, reversementFPIC: .nan
      )
      for side in [plan.prelevement, plan.attribution].compactMap({ $0 }) {
        let flux: Flux = side.nature == .prelevement ? .prelevementFPIC : .reversementFPIC
        let share: Double
        if let decision = decision(choice, side) {
          let decided = side.deciding(decision)
          let split = try decided.evaluate(
            decided.entrees(annee: annee, state: state), annee: annee, parametres: plan.parametres)
          out.montants[annee, flux] = split.centimes
          share = split.centimesEPCI
        } else {
          share = heldShare(side.nature, out.montants.total(annee, flux))
        }
        if side.nature == .prelevement { epci.prelevementFPIC = share } else { epci.reversementFPIC = share }
      }
      out.epci.append(epci)
      out.metriques += MetriquesBuilder(plan: plan, state: state).build(
        attributions: state.attributionCompensation, dotations: state.dotationSolidarite,
        prelevements: out.montants[annee, .prelevementFPIC], reversements: out.montants[annee, .reversementFPIC])
    }
    out.montants.closeNet()
    out.hypotheses = hypotheses(choice)
    return out
  }

  /// `nil`: the latest amounts are held.
  private func decision(_ choice: ReferenceChoice, _ side: FPICPlan) -> Legislation.DecisionFPIC? {
    switch choice {
    case .premier, .situation: return nil
    case .droitCommun: return .droitCommun
    case .filDeLEau:
      let flux: Flux = side.nature == .prelevement ? .prelevementFPIC : .reversementFPIC
      guard let known = plan.depart[flux], !known.centimes.contains(where: \.isNaN) else { return .droitCommun }
      let share = heldShare(side.nature, known.centimes.reduce(0, +))
      guard !share.isNaN else { return .droitCommun }
      return .quotesParts(
        QuotesPartsFigees(
          annee: known.annee, codesINSEE: plan.territoire.communes.map(\.insee.texte), epci: share / 100,
          communes: known.centimes.map { $0 / 100 }, origine: .libre))
    }
  }

  /// Centimes left to the EPCI when the communes' amounts are known: the ensemble's amount less theirs.
  private func heldShare(_ nature: NatureFPIC, _ communes: Double) -> Double {
    let flux: Flux = nature == .prelevement ? .prelevementFPIC : .reversementFPIC
    guard let known = plan.depart[flux],
      let ensemble = plan.territoire.ensemble?.value(flux.rawValue, annee: known.annee)
    else { return .nan }
    return (ensemble * 100).roundedHalfUp - communes
  }

  private func hypotheses(_ choice: ReferenceChoice) -> [String] {
    Flux.historiques.compactMap { flux in
      guard let known = plan.depart[flux] else { return nil }
      let fpic = flux == .prelevementFPIC || flux == .reversementFPIC
      if fpic, choice == .droitCommun {
        return "\(flux.abrege) : répartition de droit commun du montant de chaque année"
      }
      if fpic, choice == .filDeLEau {
        return "\(flux.abrege) : montant de chaque année, réparti comme en \(known.annee)"
      }
      return "\(flux.abrege) : montants de \(known.annee), maintenus"
    }
  }
}
