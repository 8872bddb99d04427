import Sampling

/// Elementary effects of Morris (1991), with the μ* of Campolongo, Cariboni and Saltelli (2007): a screening that costs
/// `trajectories × (dimensions + 1)` evaluations.
public struct Morris: Sendable {
  public let dimensions: Int
  public let trajectories: Int
  /// Levels of the grid, even.
  public let levels: Int
  private let random: CounterRandom

  public init(dimensions: Int, trajectories: Int, levels: Int = 4, seed: UInt64) {
    self.dimensions = dimensions
    self.trajectories = trajectories
    self.levels = levels
    random = CounterRandom(seed: seed)
  }

  /// Length of a step: levels / (2·(levels − 1)), which makes every level equally likely.
  public var step: Double { Double(levels) / Double(2 * (levels - 1)) }

  public var count: Int { trajectories * (dimensions + 1) }

  /// Point `index` of the design, in [0, 1]: trajectory `index / (dimensions + 1)`, of which each point moves one axis.
  public func point(_ index: Int) -> [Double] {
    let trajectory = index / (dimensions + 1)
    let moves = order(trajectory).prefix(index % (dimensions + 1))
    return (0..<dimensions).map { axis in
      let base = start(trajectory, axis)
      return moves.contains(axis) ? base.to : base.from
    }
  }

  /// The axis that moves from point `k` to point `k + 1` of a trajectory.
  public func order(_ trajectory: Int) -> [Int] {
    var axes = Array(0..<dimensions)
    for k in stride(from: dimensions - 1, to: 0, by: -1) {
      axes.swapAt(k, random.integer(below: k + 1, draw: UInt64(trajectory), stream: 0xA000_0000, position: UInt32(k)))
    }
    return axes
  }

  private func start(_ trajectory: Int, _ axis: Int) -> (from: Double, to: Double) {
    let bits = random.bits(draw: UInt64(trajectory), stream: 0xA000_0001, position: UInt32(axis))
    let level = Int(((bits >> 1) &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: UInt64(levels / 2)).high)
    let low = Double(level) / Double(levels - 1)
    return bits & 1 == 0 ? (low, low + step) : (low + step, low)
  }

  public struct Effect: Sendable, Equatable {
    /// Mean of the effects, signed.
    public var mean: Double
    /// Mean of their magnitudes: the influence.
    public var meanMagnitude: Double
    /// Standard deviation: interactions and curvature.
    public var deviation: Double
  }

  /// The effects of each axis on one output, from the trajectories whose every value is known, and their number.
  /// - Parameter values: in the order of the points.
  public func effects(_ values: [Double]) -> (effects: [Effect], trajectories: Int) {
    var found = [[Double]](repeating: [], count: dimensions)
    var kept = 0
    for trajectory in 0..<trajectories {
      let first = trajectory * (dimensions + 1)
      guard values[first...first + dimensions].allSatisfy(\.isFinite) else { continue }
      kept += 1
      for (k, axis) in order(trajectory).enumerated() {
        let (from, to) = start(trajectory, axis)
        found[axis].append((values[first + k + 1] - values[first + k]) / (to - from))
      }
    }
    return (found.map(Self.effect), kept)
  }

  static func effect(_ effects: [Double]) -> Effect {
    let n = Double(effects.count)
    guard n > 0 else { return Effect(mean: .nan, meanMagnitude: .nan, deviation: .nan) }
    let mean = effects.reduce(0, +) / n
    let squares = effects.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Effect(
      mean: mean, meanMagnitude: effects.reduce(0) { $0 + $1.magnitude } / n,
      deviation: n > 1 ? (squares / (n - 1)).squareRoot() : .nan)
  }
}
