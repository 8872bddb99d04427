import CLanes

/// Where a row is served (1), what it would get otherwise becomes 0.
/// - Returns: the sum of what is left, and of `served · index · base`.
public func settle(
  _ count: Int, served: RowsInput, index: RowsInput, base: RowsInput, otherwise: RowsOutput
) -> (left: Double, points: Double) {
  var kept = Lanes.zero
  var points = Lanes.zero
  var i = 0
  while i < count {
    let rest = count &- i
    let flag = lanes_load(served + i, rest)
    let other = lanes_choose_less(.zero, flag, .zero, lanes_load(otherwise + i, rest))
    lanes_store(otherwise + i, other, rest)
    kept += other
    points += flag * lanes_load(index + i, rest) * lanes_load(base + i, rest)
    i &+= 8
  }
  return (lanes_sum(kept), lanes_sum(points))
}

/// `served · (value · (index · base))`.
public func serve(
  _ count: Int, served: RowsInput, index: RowsInput, base: RowsInput, value: Double, into out: RowsOutput
) {
  var i = 0
  while i < count {
    let rest = count &- i
    let share = Lanes(repeating: value) * (lanes_load(index + i, rest) * lanes_load(base + i, rest))
    lanes_store(out + i, lanes_load(served + i, rest) * share, rest)
    i &+= 8
  }
}

/// `Σ rate_k · column_k`, to the nearest whole number, the half upward; positive amounts below 2^51.
///
/// An amount is a quotient of sums, and its double may lie a hair under the half that it is: see `EuroNotifie`.
public func roundedCombination(
  _ count: Int, columns: UnsafePointer<RowsInput>, rates: RowsInput, terms: Int, into out: RowsOutput
) {
  let shift = Lanes(repeating: wholeShift)
  let one = Lanes(repeating: 1)
  var i = 0
  while i < count {
    let left = count &- i
    var sum = Lanes.zero
    var k = 0
    while k < terms {
      sum += Lanes(repeating: rates[k]) * lanes_load(columns[k] + i, left)
      k &+= 1
    }
    let half = sum + (Lanes(repeating: 0.5) + (Lanes(repeating: 1e-10) + sum * Lanes(repeating: 0x1p-48)))
    let nearest = (half + shift) - shift
    lanes_store(out + i, nearest - lanes_if_less(half, nearest, one), left)
    i &+= 8
  }
}
