import Glibc

/// Decimal texts to doubles, correctly rounded, where they are plain: digits, one sign, one decimal mark.
///
/// A number of at most 19 digits whose mantissa is at most 2⁵³ and which has at most 22 decimals is the quotient of
/// two doubles that are exact (Clinger): one division rounds it as the standard asks. A longer mantissa is divided as an
/// integer of 128 bits and rounded once. Everything else goes to `strtod`, which rounds correctly too.
enum FastNumber {
  /// The value of eight ASCII digits, the first in the lowest byte.
  @inline(__always)
  static func eightDigits(_ digits: UInt64) -> UInt64 {
    let pairs = digits &* 10 &+ (digits >> 8)
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ high) >> 32
  }

  @inline(__always)
  static func areDigits(_ digits: UInt64) -> Bool {
    (digits &+ 0x0606_0606_0606_0606 | digits) & 0xF0F0_F0F0_F0F0_F0F0 == 0
  }

  /// The integer of one to eight digits that ends before `end`; nil for anything else.
  ///
  /// The eight bytes before `end` are read: there must be that many.
  @inline(__always)
  static func shortInteger(endingAt end: UnsafePointer<UInt8>, length: Int) -> UInt64? {
    let word = UInt64(littleEndian: UnsafeRawPointer(end - 8).loadUnaligned(as: UInt64.self))
    // Bytes before the field become zeros; the last digit is in the highest byte.
    let digits = (word ^ 0x3030_3030_3030_3030) & (~0 << UInt64(truncatingIfNeeded: 64 &- 8 &* length))
    return areDigits(digits) ? eightDigits(digits) : nil
  }

  /// The integer of nine to fifteen digits that ends before `end`, exact in a double; nil for anything else.
  ///
  /// The sixteen bytes before `end` are read: there must be that many.
  @inline(__always)
  static func longInteger(endingAt end: UnsafePointer<UInt8>, length: Int) -> UInt64? {
    guard let low = shortInteger(endingAt: end, length: 8),
      let high = shortInteger(endingAt: end - 8, length: length &- 8)
    else { return nil }
    return high &* 100_000_000 &+ low
  }

  /// A decimal without sign, of at most eight digits before its mark and seven after it; nil for anything else.
  ///
  /// The twenty-four bytes before `end` are read: there must be that many.
  @inline(__always)
  static func shortDecimal(endingAt end: UnsafePointer<UInt8>, length: Int, decimal: UInt8) -> Double? {
    let word = UInt64(littleEndian: UnsafeRawPointer(end - 8).loadUnaligned(as: UInt64.self))
    let different = word ^ (UInt64(decimal) &* 0x0101_0101_0101_0101)
    // One bit where a byte is the mark: the last one is the nearest to the end.
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let marks = ~(((different & low) &+ low) | different | low)
    let places = marks.leadingZeroBitCount >> 3
    let whole = length &- places &- 1
    guard places > 0, places < 8, whole > 0, whole <= 8,
      let fraction = shortInteger(endingAt: end, length: places),
      let units = shortInteger(endingAt: end - places - 1, length: whole)
    else { return nil }
    return powersOfTen.withUnsafeBufferPointer { powers in
      Double(units &* UInt64(powers[places]) &+ fraction) / powers[places]
    }
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// A number of any length with a sign and decimals; nil when the text is not plainly one.
  static func general(_ text: UnsafePointer<UInt8>, _ length: Int, decimal: UInt8) -> Double? {
    var index = 0
    let negative = length > 0 && text[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    var mantissa: UInt64 = 0
    // Leading zeros do not count among the digits that a mantissa of 64 bits can hold.
    var significant = 0
    var digits = 0
    var mark = -1
    while index < length {
      if length &- index >= 8 {
        let word =
          UInt64(littleEndian: UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
        if areDigits(word) {
          mantissa = mantissa &* 100_000_000 &+ eightDigits(word)
          significant &+= significant > 0 ? 8 : 8 &- word.trailingZeroBitCount / 8
          digits &+= 8
          index &+= 8
          continue
        }
      }
      let byte = text[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        digits &+= 1
        if significant > 0 || digit > 0 { significant &+= 1 }
        mantissa = mantissa &* 10 &+ UInt64(digit)
      } else if byte == decimal, mark < 0 {
        mark = index
      } else {
        return nil
      }
      index &+= 1
    }
    guard digits > 0 else { return nil }
    let places = mark < 0 ? 0 : length - mark - 1
    var magnitude: Double?
    if significant <= 19 {
      if mantissa <= 1 << 53, places <= 22 {
        magnitude = Double(mantissa) / powersOfTen[places]
      } else if places <= 19 {
        magnitude = quotient(mantissa, places)
      }
    }
    guard let magnitude else { return standard(text, length, decimal: decimal) }
    return negative ? -magnitude : magnitude
  }

  /// `mantissa` / 10^`places`, rounded once from the exact quotient; nil where its leading bits are too few.
  private static func quotient(_ mantissa: UInt64, _ places: Int) -> Double? {
    let divisor = integerPowers[places]
    let (whole, rest) = mantissa.quotientAndRemainder(dividingBy: divisor)
    let (fraction, left) = divisor.dividingFullWidth((rest, 0))
    // 64 leading bits of whole + fraction / 2⁶⁴, and whether anything follows them.
    let zeros = whole.leadingZeroBitCount
    var bits = fraction
    var sticky = left != 0
    var exponent = -64
    if whole > 0 {
      bits = zeros == 0 ? whole : whole << UInt64(zeros) | fraction >> UInt64(64 - zeros)
      sticky = sticky || (zeros == 0 ? fraction : fraction << UInt64(zeros)) != 0
      exponent = -zeros
    } else {
      let shift = bits.leadingZeroBitCount
      // The bits shifted in are unknown: they must all be below the one that decides the rounding.
      guard shift <= 10 else { return nil }
      bits <<= UInt64(shift)
      exponent -= shift
    }
    var significand = bits >> 11
    let half = bits & 0x400 != 0
    if half, sticky || bits & 0x3FF != 0 || significand & 1 == 1 { significand += 1 }
    return Double(sign: .plus, exponent: exponent + 11, significand: Double(significand))
  }

  private static let integerPowers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// `strtod` on a copy that ends where the field ends.
  private static func standard(_ text: UnsafePointer<UInt8>, _ length: Int, decimal: UInt8) -> Double? {
    guard length < 400 else { return nil }
    let value = withUnsafeTemporaryAllocation(of: CChar.self, capacity: length + 1) { copy in
      for index in 0..<length {
        copy[index] = CChar(bitPattern: text[index] == decimal ? UInt8(ascii: ".") : text[index])
      }
      copy[length] = 0
      return copy.baseAddress.map { strtod($0, nil) } ?? .nan
    }
    return value.isFinite ? value : nil
  }
}
