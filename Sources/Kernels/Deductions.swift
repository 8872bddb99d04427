import CLanes

/// `kept = part · (due − min(due, credit))` to the nearest whole number, the half upward (a hair under it counts as the
/// half); whole amounts from 0 to 2^51.
/// - Returns: `Σ (due − kept)`, exact.
public func deductions(
  _ lanes: Int, due: LanesInput, credit: LanesInput, part: LanesInput, into kept: LanesOutput
) -> Double {
  let shift = Lanes(repeating: wholeShift)
  let one = Lanes(repeating: 1)
  let half = Lanes(repeating: 0.5)
  let hair = Lanes(repeating: 1e-6)
  var taken = Lanes.zero
  for i in 0..<lanes {
    let rest = due[i] - lanes_min(due[i], credit[i])
    let x = (part[i] * rest + half) + hair
    let nearest = (x + shift) - shift
    let left = nearest - lanes_if_less(x, nearest, one)
    taken += due[i] - left
    kept[i] = left
  }
  return lanes_sum(taken)
}

/// `out = total · weight ÷ sum`.
public func proportion(_ lanes: Int, weight: LanesInput, total: Double, sum: Double, into out: LanesOutput) {
  let factor = Lanes(repeating: total)
  let divisor = Lanes(repeating: sum)
  for i in 0..<lanes { out[i] = lanes_divide(factor * weight[i], divisor) }
}

/// `out = (Σ factor_k · column_k) ÷ divisor`, in the order of the columns.
public func quotient(
  _ lanes: Int, columns: UnsafePointer<LanesInput>, factors: UnsafePointer<Double>, count: Int, divisor: Double,
  into out: LanesOutput
) {
  let scale = Lanes(repeating: divisor)
  for i in 0..<lanes {
    var sum = Lanes.zero
    var k = 0
    while k < count {
      sum += Lanes(repeating: factors[k]) * columns[k][i]
      k &+= 1
    }
    out[i] = lanes_divide(sum, scale)
  }
}
