/// How the coordinates of the draws are spread over the unit cube.
public enum Spread: String, Sendable, CaseIterable {
  /// Independent uniform draws.
  case random
  /// Latin hypercube: on each axis, one draw in each of the N strata.
  case latin
  /// Scrambled Sobol' sequence.
  case sobol
}

/// The coordinates of `draws` points of the unit cube of some dimension: a pure function of (draw, dimension).
public struct Design: Sendable {
  public let draws: Int
  public let dimensions: Int
  private let random: CounterRandom
  private let kind: Kind

  private enum Kind: Sendable {
    case random
    case latin([Permutation])
    case sobol(SobolSequence)
  }

  /// - Returns: `nil` when a Sobol' sequence of that many dimensions, or of that many points, does not exist.
  public init?(_ spread: Spread, draws: Int, dimensions: Int, seed: UInt64) {
    self.draws = draws
    self.dimensions = dimensions
    let random = CounterRandom(seed: seed)
    self.random = random
    switch spread {
    case .random: kind = .random
    case .latin:
      kind = .latin(
        (0..<dimensions).map {
          Permutation(count: draws, random: random, stream: Streams.latinPermutation + UInt32($0))
        })
    case .sobol:
      guard draws <= 1 << 32 else { return nil }
      guard dimensions > 0 else {
        kind = .random
        return
      }
      guard let sequence = SobolSequence(dimensions: dimensions, random: random) else { return nil }
      kind = .sobol(sequence)
    }
  }

  /// In (0, 1).
  public func coordinate(_ draw: Int, _ dimension: Int) -> Double {
    switch kind {
    case .random: return random.uniform(draw: UInt64(draw), stream: UInt32(dimension))
    case .latin(let permutations):
      let jitter = random.uniform(draw: UInt64(draw), stream: Streams.latinJitter + UInt32(dimension))
      return (Double(permutations[dimension][draw]) + jitter) / Double(draws)
    case .sobol(let sequence): return sequence.coordinate(UInt64(draw), dimension: dimension)
    }
  }

  /// All the coordinates of a draw.
  public func point(_ draw: Int) -> [Double] { (0..<dimensions).map { coordinate(draw, $0) } }
}
