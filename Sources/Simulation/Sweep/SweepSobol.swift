import Analysis
import Diagnostics
import Sampling

/// Sobol' indices of the factors of a sweep, for every output.
public struct SweepSobol: Sendable {
  public struct Line: Sendable {
    public let output: SweepOutput
    public let factor: String
    public let first: SobolIndices.Estimate
    public let total: SobolIndices.Estimate
    /// Standard deviation of the output.
    public let deviation: Double
    /// Draws in which every variant could be computed.
    public let draws: Int
  }
  public let lines: [Line]
  /// By output, of the whole territory only: the estimates on growing samples.
  public let convergence: [(output: SweepOutput, factor: String, draws: Int, first: Double, total: Double)]
  public let evaluations: Int

  static let resamples = 200

  /// - Parameters:
  ///   - draws: base draws; the sweep is evaluated draws × (factors + 2) times.
  ///   - annee: only the measures of the whole territory in this year; all the outputs without it.
  /// - Throws: `CancellationError` when it was asked to stop.
  public static func analyse(
    _ sweep: some SensitiveSweep, draws: Int, threads: Int, annee: Int? = nil,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws -> SweepSobol {
    let factors = try sweep.factors()
    let cube = try PickFreezeCube(sweep.design, draws: draws, factors: factors)
    let points = SweepPoints(count: draws * cube.width, values: cube.values)
    let responses = try sweep.respond(points, threads: threads, shouldStop: shouldStop)
    var lines: [Line] = []
    var convergence: [(output: SweepOutput, factor: String, draws: Int, first: Double, total: Double)] = []
    for (output, values) in zip(responses.outputs, responses.values) {
      if let annee, output.commune != nil || output.annee != annee { continue }
      if shouldStop() { throw CancellationError() }
      let kept = (0..<draws).filter { draw in
        (0..<cube.width).allSatisfy { values[draw * cube.width + $0].isFinite }
      }
      func column(_ offset: Int) -> [Double] { kept.map { values[$0 * cube.width + offset] } }
      let (a, b) = (column(0), column(1))
      let mixed = factors.indices.map { column($0 + 2) }
      guard
        let found = SobolIndices(
          a: a, b: b, mixed: mixed, resamples: resamples, random: CounterRandom(seed: sweep.design.seed))
      else { continue }
      for (index, factor) in factors.enumerated() {
        lines.append(
          Line(
            output: output, factor: factor.name, first: found.first[index], total: found.total[index],
            deviation: found.variance.squareRoot(), draws: kept.count))
      }
      guard output.commune == nil else { continue }
      for step in SobolIndices.convergence(a: a, b: b, mixed: mixed) {
        for (index, factor) in factors.enumerated() {
          convergence.append((output, factor.name, step.draws, step.first[index], step.total[index]))
        }
      }
    }
    return SweepSobol(lines: lines, convergence: convergence, evaluations: points.count)
  }
}

/// Rows A, B, then A with each factor taken from B, for each draw.
struct PickFreezeCube: Sendable {
  let width: Int
  private let sweep: SweepDesign
  private let factors: [SweepFactor]
  private let design: Design
  /// First coordinate of each axis.
  private let offsets: [Int]
  private let dimensions: Int

  init(_ sweep: SweepDesign, draws: Int, factors: [SweepFactor]) throws(DiagnosedError) {
    self.sweep = sweep
    self.factors = factors
    width = factors.count + 2
    var offsets: [Int] = []
    var next = 0
    for axis in sweep.axes {
      offsets.append(next)
      next += axis.sensitivityDimensions
    }
    self.offsets = offsets
    dimensions = next
    guard let design = Design(.sobol, draws: draws, dimensions: 2 * next, seed: sweep.seed) else {
      throw DiagnosedError([
        Diagnostic(
          "S0804", .erreur,
          "la suite de Sobol' a \(SobolSequence.maximalDimension) dimensions, cette analyse en demande \(2 * next)",
          repair: "faites varier moins de choses à la fois")
      ])
    }
    self.design = design
  }

  func values(_ index: Int) -> [SweepValue] {
    let draw = index / width
    let column = index % width
    let point = design.point(draw)
    let a = sweep.correlated(Array(point[..<dimensions]), offsets: offsets)
    let b = sweep.correlated(Array(point[dimensions...]), offsets: offsets)
    return sweep.axes.indices.map { position in
      let frozen = column >= 2 && factors[column - 2].axes.contains(position)
      let fromB = column == 1 || frozen
      let axis = sweep.axes[position]
      let slice = (fromB ? b : a)[offsets[position]..<offsets[position] + axis.sensitivityDimensions]
      return axis.value(slice, draw: UInt64(2 * draw + (fromB ? 1 : 0)))
    }
  }
}
