/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC'11): random bits are a pure function
/// of a key and a counter, so that draw `i` does not depend on the draws before it, nor on who computes it.
public struct Philox: Sendable, Equatable {
  public let key: SIMD2<UInt32>

  public init(key: SIMD2<UInt32>) { self.key = key }

  /// The 128 bits of a counter.
  @inlinable public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var x0 = counter[0]
    var x1 = counter[1]
    var x2 = counter[2]
    var x3 = counter[3]
    var k0 = key[0]
    var k1 = key[1]
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) &* UInt64(x0)
      let second = UInt64(0xCD9E_8D57) &* UInt64(x2)
      x0 = UInt32(truncatingIfNeeded: second >> 32) ^ x1 ^ k0
      x2 = UInt32(truncatingIfNeeded: first >> 32) ^ x3 ^ k1
      x1 = UInt32(truncatingIfNeeded: second)
      x3 = UInt32(truncatingIfNeeded: first)
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(x0, x1, x2, x3)
  }
}

/// Random numbers addressed by (draw, stream, position): what every sampling of the engine is made of.
public struct CounterRandom: Sendable, Equatable {
  public let seed: UInt64
  @usableFromInline let philox: Philox

  public init(seed: UInt64) {
    self.seed = seed
    philox = Philox(key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }

  /// 64 random bits.
  /// - Parameters:
  ///   - draw: number of the draw.
  ///   - stream: what the number serves (an axis, a permutation, a resampling): streams are independent.
  ///   - position: rank within the draw and the stream.
  @inlinable public func bits(draw: UInt64, stream: UInt32, position: UInt32 = 0) -> UInt64 {
    let out = philox.block(
      SIMD4(UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: draw >> 32), stream, position))
    return UInt64(out[0]) << 32 | UInt64(out[1])
  }

  /// Uniform in the open interval (0, 1): a multiple of 2⁻⁵³ plus half a step, so that no quantile is infinite.
  @inlinable public func uniform(draw: UInt64, stream: UInt32, position: UInt32 = 0) -> Double {
    (Double(bits(draw: draw, stream: stream, position: position) >> 12) + 0.5) * 0x1p-52
  }

  /// Uniform among `0..<bound`; the bias is below `bound / 2⁶⁴`.
  @inlinable public func integer(below bound: Int, draw: UInt64, stream: UInt32, position: UInt32 = 0) -> Int {
    Int(bits(draw: draw, stream: stream, position: position).multipliedFullWidth(by: UInt64(bound)).high)
  }
}
