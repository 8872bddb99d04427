import Language
import Legislation
import LinearAlgebra
import Territory

/// Which axes a plan takes in lanes, and which need a plan of their own for each value.
struct SweepLanes: Sendable {
  let axes: [SweepAxis]
  /// By axis: the rule that asks for a plan of its own; `nil` where its values run side by side in one plan.
  let obstacles: [LaneObstacle?]
  /// By axis: true when its values run side by side in one plan.
  let inLanes: [Bool]

  init(_ axes: [SweepAxis], plan: ScenarioPlan) {
    self.axes = axes
    obstacles = axes.map { LaneObstacle($0.cible, plan) }
    inLanes = obstacles.map { $0 == nil }
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
