/// Quantiles of a stream of whole amounts, in bounded memory: a histogram whose classes have a constant relative width.
///
/// A magnitude falls in the class of its binary exponent and of the nine leading digits of its mantissa: the middle of a
/// class is within 2⁻¹⁰ (0,1 %) of every value in it. Counts are whole numbers and sums are exact, so that merging is
/// commutative and associative: the result has the same bits whatever the threads, the blocks and the shards. Extremes
/// are exact. A whole magnitude below 1024 has a class of its own (the amounts are centimes).
public struct QuantileSketch: Sendable, Equatable {
  public private(set) var count = 0
  /// Values that are not numbers.
  public private(set) var missing = 0
  public private(set) var minimum = Double.infinity
  public private(set) var maximum = -Double.infinity
  /// Exact sum of the values rounded to whole units.
  public private(set) var sum: Int128 = 0
  private var positive = Classes()
  private var negative = Classes()

  public init() {}

  init(
    count: Int, missing: Int, minimum: Double, maximum: Double, sum: Int128,
    positive: (first: Int, counts: [UInt32]), negative: (first: Int, counts: [UInt32])
  ) {
    self.count = count
    self.missing = missing
    self.minimum = minimum
    self.maximum = maximum
    self.sum = sum
    self.positive = Classes(first: positive.first, counts: positive.counts)
    self.negative = Classes(first: negative.first, counts: negative.counts)
  }

  /// First class and counts of the values of each sign.
  var positiveCounts: (first: Int, counts: [UInt32]) { (positive.first, positive.counts) }
  var negativeCounts: (first: Int, counts: [UInt32]) { (negative.first, negative.counts) }

  /// Digits kept after the leading one.
  static let digits: UInt64 = 9
  /// Largest relative distance between a quantile and a value of the same rank.
  public static let relativeError = 0x1p-10

  public mutating func add(_ value: Double) { add(value, times: 1) }

  @inline(__always) private mutating func add(_ value: Double, times number: Int) {
    guard value.isFinite else {
      missing += number
      return
    }
    count += number
    if value < minimum { minimum = value }
    if value > maximum { maximum = value }
    // Amounts are whole centimes far below 2^53: the product is exact in 64 bits.
    if value.magnitude < 0x1p40, number < 1 << 20 {
      sum += Int128(Int64(value.rounded()) * Int64(number))
    } else {
      sum += Int128(value.rounded()) * Int128(number)
    }
    if value < 0 {
      negative.add(Self.index(-value), UInt32(number))
    } else {
      positive.add(Self.index(value), UInt32(number))
    }
  }

  public mutating func merge(_ other: QuantileSketch) {
    count += other.count
    missing += other.missing
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    sum += other.sum
    positive.merge(other.positive)
    negative.merge(other.negative)
  }

  public var mean: Double { count > 0 ? Double(sum) / Double(count) : .nan }

  /// The value of rank `⌈p · count⌉`, within `relativeError`; the extremes for 0 and 1; NaN without values.
  public func quantile(_ p: Double) -> Double {
    guard count > 0 else { return .nan }
    if p <= 0 { return minimum }
    if p >= 1 { return maximum }
    var left = max(Int((p * Double(count)).rounded(.up)), 1)
    for (index, number) in negative.counts.enumerated().reversed() where number > 0 {
      left -= Int(number)
      if left <= 0 { return clamped(-Self.middle(negative.first + index)) }
    }
    for (index, number) in positive.counts.enumerated() where number > 0 {
      left -= Int(number)
      if left <= 0 { return clamped(Self.middle(positive.first + index)) }
    }
    return maximum
  }

  private func clamped(_ value: Double) -> Double { min(max(value, minimum), maximum) }

  /// 0 for magnitudes below 1; then one class a step of the leading digits.
  @inline(__always) static func index(_ magnitude: Double) -> Int {
    guard magnitude >= 1 else { return 0 }
    return Int(magnitude.bitPattern >> (52 - digits)) - Int(1023 << digits) + 1
  }

  static func middle(_ index: Int) -> Double {
    guard index > 0 else { return 0 }
    let low = Double(bitPattern: (UInt64(index - 1) + 1023 << digits) << (52 - digits))
    let high = Double(bitPattern: (UInt64(index) + 1023 << digits) << (52 - digits))
    // A class narrower than a unit holds one whole number, its lower bound.
    return high - low <= 1 ? low : (low + high) / 2
  }

  /// Counts of a contiguous run of classes, grown on demand.
  private struct Classes: Sendable, Equatable {
    var first = 0
    var counts: [UInt32] = []

    @inline(__always) mutating func add(_ index: Int, _ number: UInt32 = 1) {
      let offset = index - first
      if offset >= 0, offset < counts.count {
        counts[offset] += number
      } else {
        grow(to: index)
        counts[index - first] += number
      }
    }

    private mutating func grow(to index: Int) {
      if counts.isEmpty {
        first = index
        counts = [0]
      } else if index < first {
        counts.insert(contentsOf: repeatElement(0, count: first - index), at: 0)
        first = index
      } else {
        counts.append(contentsOf: repeatElement(0, count: index - first - counts.count + 1))
      }
    }

    mutating func merge(_ other: Classes) {
      for (offset, number) in other.counts.enumerated() where number > 0 { add(other.first + offset, number) }
    }
  }

  // MARK: Storage

  /// The whole state as numbers, for a run that stops and goes on.
  public var state: [UInt64] {
    var out: [UInt64] = [
      UInt64(count), UInt64(missing), minimum.bitPattern, maximum.bitPattern,
      UInt64(truncatingIfNeeded: sum), UInt64(truncatingIfNeeded: sum >> 64),
    ]
    for classes in [positive, negative] {
      out += [UInt64(classes.first), UInt64(classes.counts.count)]
      out += classes.counts.map(UInt64.init)
    }
    return out
  }

  /// Reads one state from the front of the list; `nil` when it is cut short.
  public init?(_ state: inout ArraySlice<UInt64>) {
    guard state.count >= 8 else { return nil }
    func next() -> UInt64 { state.removeFirst() }
    count = Int(next())
    missing = Int(next())
    minimum = Double(bitPattern: next())
    maximum = Double(bitPattern: next())
    let low = next()
    sum = Int128(Int64(bitPattern: next())) << 64 | Int128(low)
    for side in 0..<2 {
      guard state.count >= 2 else { return nil }
      var classes = Classes()
      classes.first = Int(next())
      let length = Int(next())
      guard state.count >= length else { return nil }
      classes.counts = state.prefix(length).map { UInt32($0) }
      state = state.dropFirst(length)
      if side == 0 { positive = classes } else { negative = classes }
    }
  }
}
