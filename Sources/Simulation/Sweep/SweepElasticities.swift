import Analysis
import Diagnostics
import Language

/// What one percent more of each value changes, all else as written: by commune and year, and for the EPCI.
public struct SweepElasticities: Sendable {
  public struct Line: Sendable {
    public let output: SweepOutput
    public let axis: String
    /// In the unit of the axis: euros, percents or plain numbers.
    public let parameter: (low: Double, base: Double, high: Double)
    public let found: LocalSensitivity
  }
  public let lines: [Line]
  /// Axes that have no written value to move, or that move only as a whole.
  public let skipped: [String]
  /// Axes whose value could not be written one percent lower or higher.
  public let refused: [String]

  /// A relative step of one percent, or of one year; one tenth of a point around a rate of zero.
  public static func analyse(_ sweep: Sweep, threads: Int) throws -> SweepElasticities {
    let axes = sweep.design.axes
    let base = sweep.written
    var moved: [(name: String, axis: Int, values: (SweepValue, SweepValue), parameter: (Double, Double, Double))] = []
    var skipped: [String] = []
    var refused: [String] = []
    for (position, axis) in axes.enumerated() {
      switch base[position] {
      case .scalar(let steps)?:
        let step = axis.elasticityStep(steps)
        guard [steps - step, steps + step].allSatisfy({ sweep.limits.accepts(.scalar($0), axis: position) }) else {
          refused.append(axis.name)
          continue
        }
        func number(_ steps: Int64) -> Double { axis.numbers(.scalar(steps))[0] }
        moved.append(
          (
            axis.name, position, (.scalar(steps - step), .scalar(steps + step)),
            (number(steps - step), number(steps), number(steps + step))
          ))
      case .weights(let parts)?:
        for k in parts.indices {
          guard let (low, high) = Self.moved(parts, k) else { continue }
          moved.append(
            (
              "\(axis.name), critère \(k + 1)", position, (.weights(low), .weights(high)),
              (Double(low[k]) / 1e6, Double(parts[k]) / 1e6, Double(high[k]) / 1e6)
            ))
        }
      default: skipped.append(axis.name)
      }
    }
    let rows = moved
    let points = SweepPoints(count: 1 + 2 * rows.count) { index in
      var values = base
      if index > 0 {
        let row = rows[(index - 1) / 2]
        values[row.axis] = index % 2 == 1 ? row.values.0 : row.values.1
      }
      // Axes without a written value keep the first value of the sweep.
      return values.indices.map { values[$0] ?? sweep.design.values(0)[$0] }
    }
    let responses = try sweep.respond(points, threads: threads)
    var lines: [Line] = []
    for (rank, row) in rows.enumerated() {
      for (output, values) in zip(responses.outputs, responses.values) {
        let found = LocalSensitivity(
          parameters: row.parameter, values: (values[1 + 2 * rank], values[0], values[2 + 2 * rank]))
        lines.append(Line(output: output, axis: row.name, parameter: row.parameter, found: found))
      }
    }
    return SweepElasticities(lines: lines, skipped: skipped, refused: refused)
  }

  /// One weight one percent of itself up or down, the others in proportion, the total kept.
  private static func moved(_ parts: [Int64], _ k: Int) -> (low: [Int64], high: [Int64])? {
    let others = parts.reduce(0, +) - parts[k]
    let step = max(1, parts[k] / 100)
    guard parts[k] > 0, others > step else { return nil }
    func shifted(_ change: Int64) -> [Int64] {
      var out = parts
      out[k] += change
      var left = -change
      for index in parts.indices where index != k {
        let share = Int64((Double(-change) * Double(parts[index]) / Double(others)).rounded(.towardZero))
        out[index] += share
        left -= share
      }
      // The last units go to the largest of the others.
      if let largest = parts.indices.filter({ $0 != k }).max(by: { parts[$0] < parts[$1] }) { out[largest] += left }
      return out
    }
    return (shifted(-step), shifted(step))
  }
}

extension Sweep {
  /// The values that the scenario writes, axis by axis; `nil` where it writes none.
  var written: [SweepValue?] { design.axes.map { $0.written(in: scenario, plan: base) } }
}

extension SweepAxis {
  /// What the scenario writes there, or what the law says of a parameter that it does not reform.
  func written(in scenario: Scenario, plan: ScenarioPlan) -> SweepValue? {
    switch scenario.valeur(cible) {
    case .quantite(let quantity)?: steps(quantity).map { .scalar($0) }
    case .poids(let parts)?: .weights(parts.map { SweepAxis.rescaled($0, SweepAxis.percentDecimals) })
    case nil: law(plan)
    }
  }

  private func law(_ plan: ScenarioPlan) -> SweepValue? {
    guard case .parametre(let chemin, let annee) = cible, let value = plan.valeurDuDroit(chemin, annee: annee) else {
      return nil
    }
    switch unit {
    case .pourcentage: return .scalar(Int64((value * 1e8).rounded()))
    case .montant: return .scalar(Int64((value * 100).rounded()))
    default: return .scalar(Int64((value * 1e9).rounded()))
    }
  }
}
