import Analysis
import Sampling

/// Elementary effects of every axis on every output: a screening that costs `trajectories × (axes + 1)` scenarios.
///
/// A law is walked between its quantiles 0,5 % and 99,5 %, a grid between its ends. The weights of a répartition move by
/// their exponential spacings: raising one spacing raises that weight against all the others.
public struct SweepMorris: Sendable {
  public struct Line: Sendable {
    public let output: SweepOutput
    public let factor: String
    public let effect: Morris.Effect
    /// Trajectories in which every scenario could be computed.
    public let trajectories: Int
  }
  public let lines: [Line]
  public let evaluations: Int

  private static let margin = 0.005

  public static func analyse(_ sweep: some SensitiveSweep, trajectories: Int, threads: Int) throws -> SweepMorris {
    let names = names(sweep)
    let morris = Morris(dimensions: names.count, trajectories: trajectories, seed: sweep.design.seed)
    let axes = sweep.design.axes
    let points = SweepPoints(count: morris.count) { index in
      let point = morris.point(index).map { margin + (1 - 2 * margin) * $0 }
      var from = 0
      return axes.map { axis in
        let count = axis.sensitivityDimensions
        defer { from += count }
        return axis.value(point[from..<from + count], draw: 0)
      }
    }
    let responses = try sweep.respond(points, threads: threads)
    var lines: [Line] = []
    for (output, values) in zip(responses.outputs, responses.values) {
      let (effects, kept) = morris.effects(values)
      for (name, effect) in zip(names, effects) {
        lines.append(Line(output: output, factor: name, effect: effect, trajectories: kept))
      }
    }
    return SweepMorris(lines: lines, evaluations: points.count)
  }

  /// One name a coordinate.
  private static func names(_ sweep: some SensitiveSweep) -> [String] {
    sweep.design.axes.flatMap { axis -> [String] in
      let count = axis.sensitivityDimensions
      return count == 1 ? [axis.name] : (0..<count).map { "\(axis.name), critère \($0 + 1)" }
    }
  }
}
