import CLanes

/// `Σ floor`, the most that `clip(θ·weight, floor, ceiling)` can add up to (ceilings where there is a weight), and
/// `Σ weight`.
public func reach(
  _ lanes: Int, weight: LanesInput, floor: LanesInput, ceiling: LanesInput
) -> (least: Double, most: Double, weight: Double) {
  var least = Lanes.zero
  var leastOdd = Lanes.zero
  var most = Lanes.zero
  var mostOdd = Lanes.zero
  var all = Lanes.zero
  var allOdd = Lanes.zero
  var i = 0
  while i < lanes {
    least += floor[i]
    leastOdd += floor[i + 1]
    all += weight[i]
    allOdd += weight[i + 1]
    most += lanes_choose_less(.zero, weight[i], ceiling[i], floor[i])
    mostOdd += lanes_choose_less(.zero, weight[i + 1], ceiling[i + 1], floor[i + 1])
    i &+= 2
  }
  return (lanes_sum(least + leastOdd), lanes_sum(most + mostOdd), lanes_sum(all + allOdd))
}

/// `Σ clip(θ·weight, floor, ceiling)`, and its slope: the weights strictly between their bounds, or on one.
@inline(always) private func clipped(
  _ lanes: Int, _ weight: LanesInput, _ floor: LanesInput, _ ceiling: LanesInput, _ theta: Double
) -> (sum: Double, slope: Double) {
  let factor = Lanes(repeating: theta)
  var sum = Lanes.zero
  var sumOdd = Lanes.zero
  var slope = Lanes.zero
  var slopeOdd = Lanes.zero
  var i = 0
  while i < lanes {
    let free = factor * weight[i]
    let kept = lanes_min(lanes_max(free, floor[i]), ceiling[i])
    sum += kept
    slope += lanes_if_equal(free, kept, weight[i])
    let freeOdd = factor * weight[i + 1]
    let keptOdd = lanes_min(lanes_max(freeOdd, floor[i + 1]), ceiling[i + 1])
    sumOdd += keptOdd
    slopeOdd += lanes_if_equal(freeOdd, keptOdd, weight[i + 1])
    i &+= 2
  }
  return (lanes_sum(sum + sumOdd), lanes_sum(slope + slopeOdd))
}

/// Solves `Σ clip(θ·weight, floor, ceiling) = total` for a total within reach, and writes the clipped amounts.
///
/// The sum is continuous, non-decreasing and piecewise linear in θ. Newton's step solves the current piece exactly; a
/// bisection replaces a step that leaves the bracket, and, in a long walk, every fourth one, so that many small pieces
/// cannot slow it down. It ends when the sum is the total to the last bits, or when θ can no longer move.
public func boundedScaling(
  _ lanes: Int, weight: LanesInput, floor: LanesInput, ceiling: LanesInput, total: Double, start: Double,
  into out: LanesOutput
) -> Double {
  let enough = 0x1p-51 * total.magnitude
  var low = 0.0
  var high = Double.infinity
  var theta = start
  var step = 1
  while step <= 400 {
    let (sum, slope) = clipped(lanes, weight, floor, ceiling, theta)
    let gap = total - sum
    if gap.magnitude <= enough { break }
    if gap > 0 { low = theta } else { high = theta }
    let middle = high < .infinity ? (low + high) * 0.5 : theta * 2
    var next = slope > 0 ? theta + gap / slope : middle
    if next == theta { break }
    if !(next > low && next < high) || (step >= 12 && step % 4 == 0 && high < .infinity) { next = middle }
    if next == low || next == high || !next.isFinite { break }
    theta = next
    step += 1
  }
  let factor = Lanes(repeating: theta)
  for i in 0..<lanes { out[i] = lanes_min(lanes_max(factor * weight[i], floor[i]), ceiling[i]) }
  return theta
}
