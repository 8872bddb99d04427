/// A checksum of 64 bits, to tell a damaged file at the speed of memory.
///
/// It is no fingerprint: whoever forges a file can forge it too, and what is read is checked all the same. Four lanes each
/// take one word in four, `lane ← rotl((lane xor word) × prime, 29)`, which no change of a single word leaves unchanged.
enum Checksum {
  private static let prime: UInt64 = 0x9E37_79B1_85EB_CA87

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var (a, b, c, d) = (prime, prime &* 3, prime &* 5, prime &* 7)
    var position = 0
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    while position + 32 <= bytes.count {
      a = step(a, word(position))
      b = step(b, word(position + 8))
      c = step(c, word(position + 16))
      d = step(d, word(position + 24))
      position += 32
    }
    var sum = step(step(step(step(UInt64(bytes.count), a), b), c), d)
    while position < bytes.count {
      sum = step(sum, UInt64(bytes[position]))
      position += 1
    }
    return sum ^ sum >> 32
  }

  private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (lane ^ word) &* prime
    return mixed << 29 | mixed >> 35
  }
}
