/// A pseudo-random permutation of `0..<count` that is computed row by row, never stored: a Feistel network over the
/// smallest even number of bits that holds `count`, walked until it falls within `0..<count`.
///
/// The draws of a Latin hypercube of ten million points need no memory, and draw `i` is the same in every shard.
struct Permutation: Sendable {
  private let count: UInt64
  private let half: UInt64
  private let mask: UInt64
  private let random: CounterRandom
  private let stream: UInt32

  init(count: Int, random: CounterRandom, stream: UInt32) {
    self.count = UInt64(max(count, 1))
    var bits: UInt64 = 1
    while bits < 31, UInt64(1) << (2 * bits) < self.count { bits += 1 }
    half = bits
    mask = UInt64(1) << bits - 1
    self.random = random
    self.stream = stream
  }

  subscript(_ row: Int) -> Int {
    var value = UInt64(row)
    repeat { value = shuffled(value) } while value >= count
    return Int(value)
  }

  /// Eight rounds, each of them invertible: a bijection of `0..<4^half`.
  private func shuffled(_ value: UInt64) -> UInt64 {
    var left = value >> half
    var right = value & mask
    for round in 0..<UInt32(8) {
      let mixed = random.bits(draw: right, stream: stream, position: 0x5045_0000 | round)
      (left, right) = (right, left ^ (mixed & mask))
    }
    return left << half | right
  }
}
