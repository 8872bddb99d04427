import Diagnostics
import Language
import Sampling

/// The values of each axis that a scenario could write: those that a run alone would accept.
///
/// Whether a value is accepted is asked of the language and of the plan, which read it as written. Every rule about one
/// value bounds it on one side: between two accepted values all are, so that the ends of what a law can give tell for it
/// all, and a bound is found by halving.
struct SweepLimits: Sendable {
  struct Limit: Sendable {
    /// Steps of the unit of the axis.
    let accepted: ClosedRange<Int64>
    /// What a law or an analysis may give; wider than what is accepted when some of it would be refused.
    let reach: ClosedRange<Int64>
    /// Why the first value below, or above, is refused.
    let below: Diagnostic?
    let above: Diagnostic?
  }

  /// By axis; `nil` for weights and errors of measurement.
  let limits: [Limit?]
  /// Errors of measurement that a law without bounds may draw below − 100 %.
  let wide: [Int: SweepNoise]

  /// - Parameter written: the values of the scenario, accepted, around which an analysis may turn.
  /// - Throws: why the values of an axis are refused when all of them are.
  init(_ axes: [SweepAxis], written: [SweepValue?], evaluator: SweepEvaluator) throws(DiagnosedError) {
    var limits: [Limit?] = []
    var wide: [Int: SweepNoise] = [:]
    for (position, axis) in axes.enumerated() {
      limits.append(try Self.limit(axis, written: written[position], evaluator))
      wide[position] = SweepNoise(
        axis, random: evaluator.random, positions: [0..<UInt32(evaluator.territoire.communes.count)])
    }
    self.limits = limits
    self.wide = wide
  }

  /// Some value that a law may give would be refused.
  var canRefuse: Bool { !wide.isEmpty || limits.contains { $0.map { $0.accepted != $0.reach } ?? false } }

  func accepts(_ value: SweepValue, axis: Int) -> Bool {
    switch value {
    case .scalar(let steps): limits[axis].map { $0.accepted.contains(steps) } ?? true
    case .weights: true
    case .noise(let draw): !(wide[axis]?.turnsNegative(draw) ?? false)
    }
  }

  func accept(_ values: [SweepValue]) -> Bool {
    for axis in values.indices where !accepts(values[axis], axis: axis) { return false }
    return true
  }

  private static func limit(
    _ axis: SweepAxis, written: SweepValue?, _ evaluator: SweepEvaluator
  ) throws(DiagnosedError) -> Limit? {
    guard var reach = axis.reach else { return nil }
    var inner: Int64?
    if case .scalar(let steps)? = written {
      // An elasticity takes one step on either side.
      let step = axis.elasticityStep(steps)
      reach = min(reach.lowerBound, steps - step)...max(reach.upperBound, steps + step)
      inner = steps
    }
    let below = evaluator.refusal(axis, reach.lowerBound)
    let above = evaluator.refusal(axis, reach.upperBound)
    guard below != nil || above != nil else {
      return Limit(accepted: reach, reach: reach, below: nil, above: nil)
    }
    let middle = inner ?? (below == nil ? reach.lowerBound : above == nil ? reach.upperBound : axis.middle)
    if let refusal = evaluator.refusal(axis, middle) { throw DiagnosedError([refusal]) }
    let low = below.map { bound(axis, accepted: middle, refused: reach.lowerBound, $0, evaluator) }
    let high = above.map { bound(axis, accepted: middle, refused: reach.upperBound, $0, evaluator) }
    return Limit(
      accepted: (low?.steps ?? reach.lowerBound)...(high?.steps ?? reach.upperBound), reach: reach, below: low?.reason,
      above: high?.reason)
  }

  /// The last accepted value on the way to a refused one, and why the next one is not.
  private static func bound(
    _ axis: SweepAxis, accepted: Int64, refused: Int64, _ reason: Diagnostic, _ evaluator: SweepEvaluator
  ) -> (steps: Int64, reason: Diagnostic) {
    var (accepted, refused, reason) = (accepted, refused, reason)
    while (accepted - refused).magnitude > axis.quantum {
      let middle = accepted + (refused - accepted) / axis.quantum / 2 * axis.quantum
      if let found = evaluator.refusal(axis, middle) { (refused, reason) = (middle, found) } else { accepted = middle }
    }
    return (accepted, reason)
  }
}

/// Errors of a column by a law that may draw below − 100 %.
struct SweepNoise: Sendable {
  private let axis: SweepAxis
  private let random: CounterRandom
  /// Where the figures take their errors.
  private let positions: [Range<UInt32>]

  /// `nil` for an axis that is no error, or whose errors never go as low: those of a bounded law are checked as written.
  init?(_ axis: SweepAxis, random: CounterRandom, positions: [Range<UInt32>]) {
    guard case .noise(_, .normal(_, let deviation), _) = axis.source,
      deviation * SweepAxis.deviations > Double(SweepAxis.whole)
    else { return nil }
    (self.axis, self.random, self.positions) = (axis, random, positions)
  }

  /// Some figure would change its sign.
  func turnsNegative(_ draw: UInt64) -> Bool {
    guard let errors = ColumnErrors(axis, .noise(draw), random) else { return false }
    for range in positions {
      for position in range where errors.factor(position) < 0 { return true }
    }
    return false
  }

  /// The draws whose figures no folder could write; `nil` when there is none.
  func refusal(draws: Int) -> Diagnostic? {
    let found = (0..<draws).filter { turnsNegative(UInt64($0)) }
    guard let first = found.first else { return nil }
    var out = refusal(UInt64(first))
    out.repair =
      "tirages refusés : \(Typography.number(Double(found.count))) sur \(Typography.number(Double(draws))) ; réduisez l'écart-type, ou écrivez « erreur uniforme entre … et … »"
    return out
  }

  func refusal(_ draw: UInt64) -> Diagnostic {
    Diagnostic(
      "S0807", .erreur,
      "« \(axis.name) » : dans la variante \(draw), une erreur est de moins de − 100 %, le chiffre serait négatif",
      place: axis.span.place(), context: "balayer")
  }
}

extension SweepEvaluator {
  /// Why a run alone would refuse the scenario with this value; `nil` when it accepts it.
  func refusal(_ axis: SweepAxis, _ steps: Int64) -> Diagnostic? {
    guard let value = axis.written(.scalar(steps)) else { return nil }
    if let found = scenario.refus(axis.cible, value, span: axis.span) { return found }
    do {
      _ = try ScenarioPlan.compile(
        scenario.remplacant(axis.cible, par: value, span: axis.span), territoire: territoire, droit: droit)
      return nil
    } catch {
      return error.diagnostics.first { $0.severity == .erreur }
    }
  }
}

extension SweepAxis {
  /// Standard deviations beyond which a normal law is never drawn: one draw out of 10²³.
  static let deviations = 10.0

  /// The least and the greatest value that the axis can take; `nil` for weights and errors of measurement.
  var reach: ClosedRange<Int64>? {
    switch source {
    case .grid(let values):
      let numbers = values.compactMap { if case .scalar(let steps) = $0 { steps } else { nil } }
      guard let low = numbers.min(), let high = numbers.max() else { return nil }
      return low...high
    case .drawn(.uniform(let low, let high)), .drawn(.triangular(let low, _, let high)):
      return Self.steps(low)...Self.steps(high)
    case .drawn(.normal(let mean, let deviation)):
      return Self.steps(mean - Self.deviations * deviation)...Self.steps(mean + Self.deviations * deviation)
    case .drawn(.table(let table)):
      return Self.steps(table.values.first ?? .nan)...Self.steps(table.values.last ?? .nan)
    case .simplex, .noise: return nil
    }
  }

  /// Some value that it takes.
  var middle: Int64 {
    switch source {
    case .grid(let values): if case .scalar(let steps)? = values.first { steps } else { 0 }
    case .drawn(let law): Self.steps(law.quantile(0.5))
    case .simplex, .noise: 0
    }
  }

  /// One percent of a value, or one year; one tenth of a point around a rate of zero.
  func elasticityStep(_ steps: Int64) -> Int64 {
    if cible.estEntiere { return quantum }
    return steps == 0 ? Self.whole / 1000 : max(1, Int64((Double(steps).magnitude / 100).rounded()))
  }
}
