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
    inLanes = axes.map { Self.isLane($0.cible, plan) }
  }

  private static func isLane(_ cible: Balayage.Cible, _ plan: ScenarioPlan) -> Bool {
    switch cible {
    case .enveloppe(let article, _), .indexation(let article), .poids(let article, nil):
      plan.dotationSolidarite.map { $0.article.numero.value == article && $0.isPlain } ?? false
    case .plancher, .plafond: plan.dotationSolidarite?.isPlain ?? false
    case .montantEnsemble(_, let volet, _):
      // The shares that the first year froze are those of one scenario.
      plan.side(NatureFPIC(volet)).map { !$0.pluriannuelle } ?? false
    case .poids(_, let volet?), .partEPCI(_, let volet):
      plan.side(NatureFPIC(volet)).map { $0.isByCriteria && !$0.pluriannuelle } ?? false
    case .coefficientIntegrationFiscale, .revision, .parametre, .hypothese, .colonne: false
    }
  }

  /// The values that decide which plan a scenario runs in.
  func key(_ values: [SweepValue]) -> [SweepValue] {
    zip(inLanes, values).filter { !$0.0 }.map(\.1)
  }

  /// Every axis runs side by side: one plan serves the whole sweep.
  var holdAll: Bool { !inLanes.contains(false) }

  /// Values of the DSC differ from lane to lane.
  var moveDotation: Bool {
    zip(axes, inLanes).contains { axis, inLane in
      switch axis.cible {
      case .enveloppe, .indexation, .poids(_, nil), .plancher, .plafond: inLane
      default: false
      }
    }
  }

  /// Amounts or decisions of a side of the FPIC differ from lane to lane.
  func move(_ nature: NatureFPIC) -> Bool {
    zip(axes, inLanes).contains { axis, inLane in
      switch axis.cible {
      case .montantEnsemble(_, let volet, _), .poids(_, let volet?), .partEPCI(_, let volet):
        inLane && NatureFPIC(volet) == nature
      default: false
      }
    }
  }

  /// The values outside the lanes; `nil` for those that stay as written in the plan.
  func outside(_ values: [SweepValue]) -> [SweepValue?] {
    zip(inLanes, values).map { $0 ? nil : $1 }
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

extension NatureFPIC {
  init(_ volet: Balayage.Volet) { self = volet == .prelevement ? .prelevement : .attribution }
}

extension SweepAxis {
  /// A percentage as the fraction that the rules read.
  func fraction(_ value: SweepValue) -> Double {
    guard case .scalar(let steps) = value else { return .nan }
    return Decimal(steps, decimals: Self.percentDecimals).fraction
  }
}
