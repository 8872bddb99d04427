import CLanes

/// `change = value − reference` of every row; rows that fall by more than their tolerance are added to `fallen` and
/// marked 1 in `ever`. A reference that is not a number neither rises nor falls.
/// - Parameter heads: infinite where a fall per head means nothing.
/// - Returns: how many rise and fall; `Σ weight` and `Σ change` of those that fall; the largest fall, and the largest in
///   hundredths per head (zero or less).
public func changes(
  _ lanes: Int, value: LanesInput, reference: LanesInput, tolerance: LanesInput, weight: LanesInput, heads: LanesInput,
  fallen: LanesOutput, ever: LanesOutput
) -> (rises: Double, falls: Double, weight: Double, sum: Double, lowest: Double, perHead: Double) {
  let one = Lanes(repeating: 1)
  let hundred = Lanes(repeating: 100)
  var rises = Lanes.zero
  var falls = Lanes.zero
  var people = Lanes.zero
  var sum = Lanes.zero
  var lowest = Lanes.zero
  var perHead = Lanes.zero
  var i = 0
  while i < lanes {
    let change = value[i] - reference[i]
    rises += lanes_if_less(tolerance[i], change, one)
    let falling = lanes_if_less(change, Lanes.zero - tolerance[i], one)
    if lanes_largest(falling) > 0 {
      falls += falling
      fallen[i] += falling
      ever[i] = lanes_max(ever[i], falling)
      people += lanes_if_equal(falling, one, weight[i])
      let fall = lanes_if_equal(falling, one, change)
      sum += fall
      lowest = lanes_min(fall, lowest)
      perHead = lanes_min(lanes_divide(lanes_divide(fall, hundred), heads[i]), perHead)
    }
    i &+= 1
  }
  return (
    lanes_sum(rises), lanes_sum(falls), lanes_sum(people), lanes_sum(sum), 0 - lanes_largest(Lanes.zero - lowest),
    0 - lanes_largest(Lanes.zero - perHead)
  )
}
