import CLanes

/// Scores `max(0, w₁·g + w₂·gap) · base` where `g = (x − threshold) / threshold` is positive, 0 elsewhere, and limits
/// `max(0, rate·resource − deduction)`, infinite resources included.
///
/// - Parameters:
///   - columns: x, gap, base, resource and deduction, one after the other, `stride` rows apart.
///   - law: threshold, w₁, w₂, rate.
/// - Returns: the sum of the scores, and of the limits over the positive ones.
public func levy(
  _ count: Int, columns: RowsInput, stride: Int, law: (Double, Double, Double, Double), scores: RowsOutput,
  limits: RowsOutput
) -> (scores: Double, limits: Double) {
  let bound = Lanes(repeating: law.0)
  let inverse = Lanes(repeating: 1 / law.0)
  var all = Lanes.zero
  var capacity = Lanes.zero
  var i = 0
  while i < count {
    let row = columns + i
    let g = (lanes_load(row, 8) - bound) * inverse
    let index = g * Lanes(repeating: law.1) + lanes_load(row + stride, 8) * Lanes(repeating: law.2)
    let due = lanes_if_less(.zero, g, lanes_max(index, .zero) * lanes_load(row + stride &* 2, 8))
    let free = lanes_load(row + stride &* 3, 8) * Lanes(repeating: law.3) - lanes_load(row + stride &* 4, 8)
    let limit = lanes_max(free, .zero)
    lanes_store(scores + i, due, 8)
    lanes_store(limits + i, limit, 8)
    let counted = count &- i < 8 ? lanes_first(due, count &- i) : due
    all += counted
    capacity += lanes_if_less(.zero, counted, limit)
    i &+= 8
  }
  return (lanes_sum(all), lanes_sum(capacity))
}

/// Of `min(value·weight, limit)`: the sum of the limits that are exceeded, and of the weights of the other rows.
public func exceeded(
  _ count: Int, weight: RowsInput, limit: RowsInput, value: Double
) -> (limits: Double, weights: Double) {
  let factor = Lanes(repeating: value)
  var reached = Lanes.zero
  var free = Lanes.zero
  var i = 0
  while i < count {
    let w = lanes_load(weight + i, 8)
    let c = lanes_load(limit + i, 8)
    let counted = count &- i < 8 ? lanes_first(w, count &- i) : w
    let due = factor * counted
    reached += lanes_if_less(c, due, c)
    free += lanes_unless_less(c, due, counted)
    i &+= 8
  }
  return (lanes_sum(reached), lanes_sum(free))
}
