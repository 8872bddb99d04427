import CLanes

/// How many values are at least `bound`, the padding included; what is not a number is not.
public func countReaching(_ lanes: Int, _ column: LanesInput, bound: Double) -> Double {
  let least = Lanes(repeating: bound)
  let one = Lanes(repeating: 1)
  var count = Lanes.zero
  for i in 0..<lanes { count += lanes_if_at_least(column[i], least, one) }
  return lanes_sum(count)
}

/// `Σ max(0, value − scale · other)`.
public func excess(_ lanes: Int, value: LanesInput, other: LanesInput, scale: Double) -> Double {
  let factor = Lanes(repeating: scale)
  var even = Lanes.zero
  for i in 0..<lanes { even += lanes_max(value[i] - factor * other[i], .zero) }
  return lanes_sum(even)
}
