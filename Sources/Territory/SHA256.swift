import CBytes

/// SHA-256 of FIPS 180-4, for the fingerprints of inputs and outputs.
public enum SHA256 {
  /// 64 hexadecimal digits.
  public static func hexadecimal(_ bytes: [UInt8]) -> String { hexadecimal(digest: digest(bytes)) }

  static func hexadecimal(digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in digest { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: out, as: UTF8.self)
  }

  static func digest(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { digest($0) } }

  /// The 32 bytes.
  static func digest(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var state = initial
    add(bytes, &state)
    return finish(&state, tail: Array(bytes[(bytes.count / 64 * 64)...]), count: bytes.count)
  }

  /// 64 hexadecimal digits of bytes that come piece by piece, for files larger than memory; every piece but the last is a
  /// multiple of 64 bytes long.
  public static func hexadecimal(pieces next: () -> [UInt8]?) -> String {
    var state = initial
    var count = 0
    var tail: [UInt8] = []
    while let piece = next() {
      precondition(tail.isEmpty, "only the last piece may be ragged")
      piece.withUnsafeBytes { add($0, &state) }
      count += piece.count
      tail = Array(piece[(piece.count / 64 * 64)...])
    }
    return hexadecimal(digest: finish(&state, tail: tail, count: count))
  }

  private static let initial: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  private static func finish(_ state: inout [UInt32], tail left: [UInt8], count: Int) -> [UInt8] {
    var tail = left
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    let bits = UInt64(count) * 8
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    tail.withUnsafeBytes { add($0, &state) }
    return state.flatMap { word in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  /// The whole blocks of 64 bytes at the head of the bytes.
  private static func add(_ bytes: UnsafeRawBufferPointer, _ state: inout [UInt32]) {
    let whole = bytes.count / 64
    guard whole > 0 else { return }
    // Files of 30 MB are fingerprinted at each import: the instructions of the processor do it where it has them.
    let base = bytes.bindMemory(to: UInt8.self).baseAddress
    guard pacte_sha256_blocks(&state, base, whole) == 0 else { return }
    let held = Array(bytes)
    var w = [UInt32](repeating: 0, count: 64)
    for block in 0..<whole { compress(held, at: block * 64, &state, &w) }
  }

  private static func compress(_ bytes: [UInt8], at start: Int, _ state: inout [UInt32], _ w: inout [UInt32]) {
    for t in 0..<16 {
      let i = start + t * 4
      w[t] = UInt32(bytes[i]) << 24 | UInt32(bytes[i + 1]) << 16 | UInt32(bytes[i + 2]) << 8 | UInt32(bytes[i + 3])
    }
    for t in 16..<64 {
      let a = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
      let b = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
      w[t] = w[t - 16] &+ a &+ w[t - 7] &+ b
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in 0..<64 {
      let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ s1 &+ choice &+ constants[t] &+ w[t]
      let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ s0 &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] = state[index] &+ word }
  }

  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98,
    0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
    0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8,
    0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819,
    0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
    0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
