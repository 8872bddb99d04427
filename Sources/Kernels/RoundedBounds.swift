import CLanes

/// Floors `low · reference` rounded up and ceilings `high · reference` rounded down, to whole units.
///
/// A product within 1e-6 unit (or four bits) of a whole number is that number. Where a product is not a number there is
/// no floor (0) and no ceiling (+∞); a ceiling below its floor gives way to it.
/// - Returns: how many ceilings were below their floor by more than one unit.
public func roundedBounds(
  _ lanes: Int, reference: LanesInput, low: Double, high: Double, floors: LanesOutput, ceilings: LanesOutput
) -> Double {
  let none = Lanes.zero
  let endless = Lanes(repeating: .infinity)
  let one = Lanes(repeating: 1)
  var conflicts = Lanes.zero
  for i in 0..<lanes {
    let up = lanes_choose_number(rounded(reference[i] * Lanes(repeating: low), step: one), none)
    let down = lanes_choose_number(rounded(reference[i] * Lanes(repeating: high), step: -one), endless)
    conflicts += lanes_if_less(one, up - down, one)
    floors[i] = up
    ceilings[i] = lanes_max(up, down)
  }
  return lanes_sum(conflicts)
}

/// To the whole number in the direction of `step` (±1), except very near one.
@inline(always) private func rounded(_ x: Lanes, step: Lanes) -> Lanes {
  let nearest = (x + Lanes(repeating: wholeShift)) - Lanes(repeating: wholeShift)
  let tolerance = lanes_max(Lanes(repeating: 1e-6), lanes_leading_bit(x) * Lanes(repeating: 0x1p-50))
  // Only a nearest number on the wrong side moves by one step.
  let beyond = (x - nearest) * step
  let moved = nearest + lanes_if_less(tolerance, beyond, step)
  return moved
}
