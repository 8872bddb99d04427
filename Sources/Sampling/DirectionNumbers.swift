/// The direction numbers published by Joe and Kuo (file new-joe-kuo-6), for the first dimensions.
///
/// Each line of the table is `a m₁ … m_s`: the coefficients of a primitive polynomial of degree s, then the initial
/// numbers. Dimension 1 is the van der Corput sequence and has no line.
enum DirectionNumbers {
  static let dimensions = 256

  /// 32 numbers a dimension, most significant bit first; `nil` beyond the table.
  static func table(_ wanted: Int) -> [UInt32]? {
    guard wanted >= 1, wanted <= dimensions else { return nil }
    var out = (0..<32).map { UInt32(1) << UInt32(31 - $0) }
    let lines = PackageResources.joe_kuo_txt.split(separator: UInt8(ascii: "\n"))
    for line in lines.prefix(wanted - 1) {
      let numbers = line.split(separator: UInt8(ascii: " ")).map { digits in
        digits.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) }
      }
      out += directions(polynomial: numbers[0], initial: Array(numbers.dropFirst()))
    }
    return out
  }

  private static func directions(polynomial: UInt32, initial: [UInt32]) -> [UInt32] {
    let degree = initial.count
    var v = [UInt32](repeating: 0, count: 32)
    for i in 0..<min(degree, 32) { v[i] = initial[i] << UInt32(31 - i) }
    for i in degree..<32 {
      v[i] = v[i - degree] ^ (v[i - degree] >> UInt32(degree))
      for k in 1..<max(degree, 1) where polynomial >> UInt32(degree - 1 - k) & 1 == 1 { v[i] ^= v[i - k] }
    }
    return v
  }
}
