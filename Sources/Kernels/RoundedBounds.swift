import CLanes

/// Floors `low · reference` rounded up and ceilings `high · reference` rounded down, to whole units; positive references.
///
/// A product within 1e-6 unit (or four bits) of a whole number is that number. Where a product is not a number there is
/// no floor (0) and no ceiling (+∞); a ceiling below its floor gives way to it.
/// - Returns: by how much a ceiling was below its floor, at most; and what `reach` tells of the weights and these bounds.
public func roundedBounds(
  _ lanes: Int, reference: LanesInput, weight: LanesInput, low: Double, high: Double, floors: LanesOutput,
  ceilings: LanesOutput
) -> (gap: Double, least: Double, most: Double, weight: Double) {
  // Four bits of a number below 2^31 are less than 1e-6; numbers beyond are rare, and done again with their own bits.
  let near = boundsPass(lanes, reference, weight, low, high, floors, ceilings, far: false)
  if near.widest < 0x1p31 { return near.bounds }
  return boundsPass(lanes, reference, weight, low, high, floors, ceilings, far: true).bounds
}

@inline(always) private func boundsPass(
  _ lanes: Int, _ reference: LanesInput, _ weight: LanesInput, _ low: Double, _ high: Double, _ floors: LanesOutput,
  _ ceilings: LanesOutput, far: Bool
) -> (widest: Double, bounds: (gap: Double, least: Double, most: Double, weight: Double)) {
  let endless = Lanes(repeating: .infinity)
  let shift = Lanes(repeating: wholeShift)
  let one = Lanes(repeating: 1)
  var widest = Lanes.zero
  var gap = Lanes.zero
  var least = Lanes.zero
  var most = Lanes.zero
  var all = Lanes.zero
  for i in 0..<lanes {
    let h = reference[i]
    let lower = h * Lanes(repeating: low)
    let upper = h * Lanes(repeating: high)
    let above = (lower + shift) - shift
    let below = (upper + shift) - shift
    // Only a nearest number on the wrong side moves by one. NaN: the second operand of a maximum or a minimum.
    let up = lanes_max(above + lanes_if_less(tolerance(lower, far), lower - above, one), .zero)
    let down = lanes_min(below - lanes_if_less(tolerance(upper, far), below - upper, one), endless)
    gap = lanes_max(up - down, gap)
    widest = lanes_max(h, widest)
    let ceiling = lanes_max(down, up)
    floors[i] = up
    ceilings[i] = ceiling
    let w = weight[i]
    least += up
    most += lanes_choose_less(.zero, w, ceiling, up)
    all += w
  }
  return (
    lanes_largest(widest) * (low > high ? low : high),
    (lanes_largest(gap), lanes_sum(least), lanes_sum(most), lanes_sum(all))
  )
}

@inline(always) private func tolerance(_ x: Lanes, _ far: Bool) -> Lanes {
  let near = Lanes(repeating: 1e-6)
  return far ? lanes_max(near, lanes_leading_bit(x) * Lanes(repeating: 0x1p-50)) : near
}
