import Diagnostics
import Language
import Sampling

extension SweepLimits {
  /// What a sweep would compute although no scenario could write it: one error an axis.
  ///
  /// The ends of a grid, of a table and of a bounded law are judged; of a normal law, what the variants really draw.
  func refusals(_ design: SweepDesign) -> [Diagnostic] {
    design.axes.indices.compactMap { position -> Diagnostic? in
      let axis = design.axes[position]
      if let limit = limits[position], let reach = axis.reach {
        guard reach.lowerBound < limit.accepted.lowerBound || reach.upperBound > limit.accepted.upperBound else {
          return nil
        }
        return refusal(position, axis, limit, reach, design)
      }
      return wide[position]?.refusal(draws: design.draws)
    }
  }

  private func refusal(
    _ position: Int, _ axis: SweepAxis, _ limit: Limit, _ reach: ClosedRange<Int64>, _ design: SweepDesign
  ) -> Diagnostic? {
    let found = axis.refused(position, limit.accepted, design)
    if found == nil, case .drawn(.normal) = axis.source { return nil }
    let steps = found?.steps ?? (limit.below != nil ? reach.lowerBound : reach.upperBound)
    let low = steps < limit.accepted.lowerBound
    let reason = (low ? limit.below : limit.above)?.message ?? ""
    let written = axis.text(steps)
    let message =
      if let found {
        "« \(axis.name) » vaut « \(written) » dans la variante \(found.first), ce qu'un scénario ne peut pas écrire : \(reason)"
      } else {
        "« \(axis.name) » peut valoir « \(written) », ce qu'un scénario ne peut pas écrire : \(reason)"
      }
    return Diagnostic(
      "S0807", .erreur, message, place: axis.span.place(), context: "balayer",
      repair: axis.repair(limit, count: found.map { ($0.count, $0.total) }))
  }
}

extension SweepAxis {
  /// The first variant whose value is refused, and how many points of the grid, or draws, are.
  fileprivate func refused(
    _ position: Int, _ accepted: ClosedRange<Int64>, _ design: SweepDesign
  ) -> (first: Int, steps: Int64, count: Int, total: Int)? {
    var found: (first: Int, steps: Int64, count: Int, total: Int)?
    func look(_ value: SweepValue, _ variant: Int, of total: Int) {
      guard case .scalar(let steps) = value, !accepted.contains(steps) else { return }
      found = (found?.first ?? variant, found?.steps ?? steps, (found?.count ?? 0) + 1, total)
    }
    if case .grid(let values) = source {
      let stride = design.axes[(position + 1)...].reduce(design.draws) { $0 * $1.gridCount }
      for (rank, value) in values.enumerated() { look(value, rank * stride, of: values.count) }
    } else {
      for draw in 0..<design.draws { look(design.values(draw)[position], draw, of: design.draws) }
    }
    return found
  }

  fileprivate func text(_ steps: Int64) -> String {
    if case .quantite(let quantity)? = written(.scalar(steps)) { quantity.texte } else { "" }
  }

  fileprivate func repair(_ limit: SweepLimits.Limit, count: (refused: Int, total: Int)?) -> String {
    let bounds =
      switch (limit.below, limit.above) {
      case (_?, _?): "entre « \(text(limit.accepted.lowerBound)) » et « \(text(limit.accepted.upperBound)) »"
      case (_?, nil): "à « \(text(limit.accepted.lowerBound)) » au moins"
      default: "à « \(text(limit.accepted.upperBound)) » au plus"
      }
    let share =
      count.map { "\(Typography.number(Double($0.refused))) sur \(Typography.number(Double($0.total)))" } ?? ""
    switch source {
    case .grid: return "valeurs refusées : \(share) ; restez \(bounds)"
    case .drawn(.normal):
      return
        "tirages refusés : \(share) ; réduisez l'écart-type, ou tronquez la loi : « tirée entre … et … » ou une loi triangulaire, en restant \(bounds)"
    case .drawn(.table):
      return "tirages refusés : \(share) ; retirez de la table les valeurs en trop, pour rester \(bounds)"
    default: return "resserrez les bornes de la loi, pour rester \(bounds)"
    }
  }
}
