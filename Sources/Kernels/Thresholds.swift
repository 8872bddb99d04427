import CLanes

// Kernels on plain columns of any length, from any row: a group of entities is a range of the columns.
public typealias RowsInput = UnsafePointer<Double>
public typealias RowsOutput = UnsafeMutablePointer<Double>

/// `max(0, w₁·g + w₂·gap) · base` where `g = (x − threshold) / threshold` is positive, 0 elsewhere.
/// - Returns: how many `g` are nearer to 0 than `doubt`.
public func excessScores(
  _ count: Int, x: RowsInput, gap: RowsInput, base: RowsInput, threshold: Double, weights: (Double, Double),
  doubt: Double,
  into out: RowsOutput
) -> Double {
  let bound = Lanes(repeating: threshold)
  let inverse = Lanes(repeating: 1 / threshold)
  let one = Lanes(repeating: 1)
  var near = Lanes.zero
  var i = 0
  while i < count {
    let left = count &- i
    let g = (lanes_load(x + i, left) - bound) * inverse
    let index = g * Lanes(repeating: weights.0) + lanes_load(gap + i, left) * Lanes(repeating: weights.1)
    let score = lanes_max(index, .zero) * lanes_load(base + i, left)
    lanes_store(out + i, lanes_if_less(.zero, g, score), left)
    near += lanes_if_less(lanes_abs(g), Lanes(repeating: doubt), one)
    i &+= 8
  }
  // Rows that do not exist have g = −1.
  return lanes_sum(near)
}

/// `max(0, rate·resource − deduction)`, infinite resources included.
/// - Returns: the sum over the rows of positive weight.
public func limits(
  _ count: Int, resource: RowsInput, deduction: RowsInput, rate: Double, weight: RowsInput, into out: RowsOutput
) -> Double {
  var even = Lanes.zero
  var i = 0
  while i < count {
    let left = count &- i
    let free = lanes_load(resource + i, left) * Lanes(repeating: rate) - lanes_load(deduction + i, left)
    let limit = lanes_max(free, .zero)
    lanes_store(out + i, limit, left)
    even += lanes_if_less(.zero, lanes_load(weight + i, left), limit)
    i &+= 8
  }
  return lanes_sum(even)
}

/// Of `min(value·weight, limit)`: the sum of the limits that are exceeded, and of the weights of the other rows.
public func exceeded(
  _ count: Int, weight: RowsInput, limit: RowsInput, value: Double
) -> (limits: Double, weights: Double) {
  let factor = Lanes(repeating: value)
  var reached = Lanes.zero
  var free = Lanes.zero
  var reachedOdd = Lanes.zero
  var freeOdd = Lanes.zero
  var i = 0
  while i < count {
    let w = lanes_load(weight + i, count &- i)
    let c = lanes_load(limit + i, count &- i)
    reached += lanes_if_less(c, factor * w, c)
    free += lanes_if_at_least(c, factor * w, w)
    if count &- i > 8 {
      let w = lanes_load(weight + (i &+ 8), count &- i &- 8)
      let c = lanes_load(limit + (i &+ 8), count &- i &- 8)
      reachedOdd += lanes_if_less(c, factor * w, c)
      freeOdd += lanes_if_at_least(c, factor * w, w)
    }
    i &+= 16
  }
  return (lanes_sum(reached + reachedOdd), lanes_sum(free + freeOdd))
}

/// `min(value·weight, limit)`.
public func limited(_ count: Int, weight: RowsInput, limit: RowsInput, value: Double, into out: RowsOutput) {
  var i = 0
  while i < count {
    let left = count &- i
    let due = lanes_load(weight + i, left) * Lanes(repeating: value)
    lanes_store(out + i, lanes_min(due, lanes_load(limit + i, left)), left)
    i &+= 8
  }
}

/// `w₁·a + w₂·b + w₃·c`, from left to right.
public func weighted(
  _ count: Int, a: RowsInput, b: RowsInput, c: RowsInput, weights: (Double, Double, Double), into out: RowsOutput
) {
  var i = 0
  while i < count {
    let left = count &- i
    let first = lanes_load(a + i, left) * Lanes(repeating: weights.0)
    let second = lanes_load(b + i, left) * Lanes(repeating: weights.1)
    let third = lanes_load(c + i, left) * Lanes(repeating: weights.2)
    lanes_store(out + i, (first + second) + third, left)
    i &+= 8
  }
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

/// How many values are at least `threshold`. Counted in doubles: whole numbers in vector lanes.
public func countAtLeast(_ count: Int, _ x: RowsInput, threshold: Double) -> Double {
  let bound = Lanes(repeating: threshold)
  let one = Lanes(repeating: 1)
  var even = Lanes.zero
  var odd = Lanes.zero
  var i = 0
  while i &+ 16 <= count {
    even += lanes_if_at_least(lanes_load(x + i, 8), bound, one)
    odd += lanes_if_at_least(lanes_load(x + (i &+ 8), 8), bound, one)
    i &+= 16
  }
  var total = lanes_sum(even + odd)
  while i < count {
    total += x[i] >= threshold ? 1 : 0
    i &+= 1
  }
  return total
}

/// Around a threshold: the lowest value at or above it, the highest one below.
public func neighbours(_ count: Int, _ x: RowsInput, threshold: Double) -> (above: Double, below: Double) {
  let bound = Lanes(repeating: threshold)
  var above = Lanes(repeating: .infinity)
  var below = Lanes(repeating: -.infinity)
  var i = 0
  while i &+ 8 <= count {
    let v = lanes_load(x + i, 8)
    above = lanes_choose_at_most(bound, v, lanes_min(v, above), above)
    below = lanes_choose_less(v, bound, lanes_max(v, below), below)
    i &+= 8
  }
  var (over, under) = (-lanes_largest(-above), lanes_largest(below))
  while i < count {
    over = x[i] >= threshold && x[i] < over ? x[i] : over
    under = x[i] < threshold && x[i] > under ? x[i] : under
    i &+= 1
  }
  return (over, under)
}

/// 1 where the value is at least `threshold`, 0 elsewhere.
public func mark(_ count: Int, _ x: RowsInput, threshold: Double, into out: RowsOutput) {
  let one = Lanes(repeating: 1)
  var i = 0
  while i < count {
    let left = count &- i
    lanes_store(out + i, lanes_if_at_least(lanes_load(x + i, left), Lanes(repeating: threshold), one), left)
    i &+= 8
  }
}
