/// What a formula needs of its numbers, so that one text serves doubles and `DoubleDouble`.
public protocol RealArithmetic: Sendable {
  init(_ value: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
}

extension Double: RealArithmetic {}

/// A number held as the unevaluated sum of two doubles: about 31 decimal digits.
///
/// Thresholds of the law (« more than 0,9 times the mean », ranks) must not depend on the last bit. A kernel works in
/// doubles; where it lands within reach of its own rounding, the same formula is evaluated again on these numbers.
public struct DoubleDouble: RealArithmetic, Equatable {
  public var high: Double
  public var low: Double

  public init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  public init(_ value: Double) { self.init(high: value, low: 0) }

  /// The decimal number that `value` was written as: `0.2` is one fifth, not the nearest double.
  ///
  /// Up to nine decimals are tried; a double that is none of them stands for itself.
  public init(decimal value: Double) {
    var scale = 1.0
    for _ in 0...9 {
      let scaled = (value * scale).rounded()
      if scaled.magnitude < 0x1p53, scaled / scale == value {
        self = DoubleDouble(scaled) / DoubleDouble(scale)
        return
      }
      scale *= 10
    }
    self.init(value)
  }

  public var value: Double { high + low }

  public static func + (a: Self, b: Self) -> Self {
    let (s, e) = twoSum(a.high, b.high)
    let (t, f) = twoSum(a.low, b.low)
    let (s1, e1) = quickTwoSum(s, e + t)
    let (high, low) = quickTwoSum(s1, e1 + f)
    return Self(high: high, low: low)
  }

  public static func - (a: Self, b: Self) -> Self { a + Self(high: -b.high, low: -b.low) }

  public static func * (a: Self, b: Self) -> Self {
    let product = a.high * b.high
    let error = (-product).addingProduct(a.high, b.high)
    let (high, low) = quickTwoSum(product, error + (a.high * b.low + a.low * b.high))
    return Self(high: high, low: low)
  }

  public static func / (a: Self, b: Self) -> Self {
    let first = a.high / b.high
    let rest = a - b * Self(first)
    let second = rest.high / b.high
    let third = (rest - b * Self(second)).high / b.high
    let (high, low) = quickTwoSum(first, second)
    return Self(high: high, low: low) + Self(third)
  }

  /// −1, 0 or 1; numbers within 1e-24 of each other, relatively, are equal: far beyond any difference between two
  /// fractions of amounts, far above the rounding of these operations.
  public func order(_ other: Self) -> Int {
    let gap = (self - other).value
    if gap.magnitude <= 1e-24 * max(high.magnitude, other.high.magnitude) { return 0 }
    return gap < 0 ? -1 : 1
  }

  private static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let part = sum - a
    return (sum, (a - (sum - part)) + (b - part))
  }

  /// Needs `|a| ≥ |b|`.
  private static func quickTwoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    return (sum, b - (sum - a))
  }
}
