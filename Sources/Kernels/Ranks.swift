import CLanes

/// `w₁·a + w₂·b + w₃·c`, from left to right, and the same in single precision: rounding keeps the order.
///
/// - Parameter columns: a, b and c, one after the other, `stride` rows apart.
public func weighted(
  _ count: Int, columns: RowsInput, stride: Int, weights: (Double, Double, Double), into out: RowsOutput,
  keys: UnsafeMutablePointer<Float>
) {
  var i = 0
  while i < count {
    let row = columns + i
    let first = lanes_load(row, 8) * Lanes(repeating: weights.0)
    let second = lanes_load(row + stride, 8) * Lanes(repeating: weights.1)
    let third = lanes_load(row + stride &* 2, 8) * Lanes(repeating: weights.2)
    let sum = (first + second) + third
    lanes_store(out + i, sum, 8)
    lanes_store_single(keys + i, sum)
    i &+= 8
  }
}

/// Keys that are compared together: 32, the ones after the last being −∞.
@inline(always) private func steps(_ count: Int) -> Int { (count &+ 31) / 32 }

/// Ends a column of keys, so that whole steps of them can be compared: nothing reaches a threshold beyond the last key.
public func closeKeys(_ count: Int, _ keys: UnsafeMutablePointer<Float>) {
  var i = count
  while i < steps(count) &* 32 {
    keys[i] = -.infinity
    i &+= 1
  }
}

/// How many keys of a closed column are at least `threshold`.
public func countKeys(_ count: Int, _ keys: UnsafePointer<Float>, threshold: Float) -> Int {
  var even = lanes_count.zero
  var odd = lanes_count.zero
  var i = 0
  while i < count {
    even = lanes_count_keys(even, keys + i, threshold)
    odd = lanes_count_keys(odd, keys + (i &+ 16), threshold)
    i &+= 32
  }
  return Int(lanes_count_sum(even &+ odd))
}

/// How many keys of a closed column are at least `low`, and at least `high`.
public func countBetween(
  _ count: Int, _ keys: UnsafePointer<Float>, low: Float, high: Float
) -> (low: Int, high: Int) {
  var first = lanes_count.zero
  var second = lanes_count.zero
  var i = 0
  while i < count {
    first = lanes_count_keys(first, keys + i, low)
    second = lanes_count_keys(second, keys + i, high)
    i &+= 16
  }
  return (Int(lanes_count_sum(first)), Int(lanes_count_sum(second)))
}

/// The smallest and the largest of a column; (+∞, −∞) of an empty one.
public func extremes(_ count: Int, _ x: RowsInput) -> (low: Double, high: Double) {
  var low = Lanes(repeating: .infinity)
  var high = Lanes(repeating: -.infinity)
  var i = 0
  while i &+ 8 <= count {
    let v = lanes_load(x + i, 8)
    low = lanes_min(v, low)
    high = lanes_max(v, high)
    i &+= 8
  }
  var (least, most) = (-lanes_largest(-low), lanes_largest(high))
  while i < count {
    least = x[i] < least ? x[i] : least
    most = x[i] > most ? x[i] : most
    i &+= 1
  }
  return (least, most)
}

/// How many values are at least `low`, and at least `high`. Counted in doubles: whole numbers in vector lanes.
public func countAtLeast(_ count: Int, _ x: RowsInput, low: Double, high: Double) -> (low: Double, high: Double) {
  let one = Lanes(repeating: 1)
  var first = Lanes.zero
  var second = Lanes.zero
  var i = 0
  while i < count {
    let v = lanes_load(x + i, 8)
    let unit = count &- i < 8 ? lanes_first(one, count &- i) : one
    first += lanes_if_at_least(v, Lanes(repeating: low), unit)
    second += lanes_if_at_least(v, Lanes(repeating: high), unit)
    i &+= 8
  }
  return (lanes_sum(first), lanes_sum(second))
}
