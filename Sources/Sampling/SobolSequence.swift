/// A scrambled Sobol' sequence: direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30, 2008), nested uniform
/// scrambling of Owen.
///
/// Point `i` is computed from the bits of `i`, without the points before it. The scrambling flips each binary digit by a
/// hash of the seed, the dimension and the digits before it: the equidistribution of every block of 2ᵐ points is kept,
/// and different seeds are independent randomisations.
public struct SobolSequence: Sendable {
  public static let maximalDimension = DirectionNumbers.dimensions
  public let dimensions: Int
  private let seeds: [UInt64]?
  /// 32 numbers a dimension.
  private let directions: [UInt32]

  /// - Parameter random: source of the scrambling; `nil`: the bare sequence, whose first point is the origin.
  /// - Returns: `nil` when the dimension is not in `1...maximalDimension`.
  public init?(dimensions: Int, random: CounterRandom?) {
    guard let table = DirectionNumbers.table(dimensions) else { return nil }
    self.dimensions = dimensions
    directions = table
    seeds = random.map { source in
      (0..<dimensions).map { source.bits(draw: UInt64($0), stream: Streams.sobolScrambling) }
    }
  }

  /// Coordinate of a point, in (0, 1); points are numbered from 0 to 2³² − 1.
  public func coordinate(_ point: UInt64, dimension: Int) -> Double {
    var bits: UInt32 = 0
    var index = UInt32(truncatingIfNeeded: point)
    var position = dimension * 32
    while index != 0 {
      if index & 1 == 1 { bits ^= directions[position] }
      index >>= 1
      position += 1
    }
    guard let seeds else { return Double(bits) * 0x1p-32 }
    return (Double(Self.scrambled(bits, seed: seeds[dimension])) + 0.5) * 0x1p-32
  }

  private static func scrambled(_ bits: UInt32, seed: UInt64) -> UInt32 {
    var out: UInt32 = 0
    for digit in 0..<UInt32(32) {
      let shift = 31 - digit
      // The digits before this one, with a leading mark so that prefixes of different lengths differ.
      let prefix = UInt64(1) << UInt64(digit) | (digit == 0 ? 0 : UInt64(bits >> (shift + 1)))
      let flip = UInt32(truncatingIfNeeded: mixed(seed ^ prefix &* 0x9E37_79B9_7F4A_7C15) >> 63)
      out |= ((bits >> shift & 1) ^ flip) << shift
    }
    return out
  }

  /// Finaliser of SplitMix64.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// What each family of random numbers is for: two of them never share a stream.
enum Streams {
  static let sobolScrambling: UInt32 = 0xF000_0001
  static let latinPermutation: UInt32 = 0xE000_0000
  static let latinJitter: UInt32 = 0xD000_0000
}
