import CLanes

/// `ln x` for a positive normal `x`, within two units in the last place.
///
/// `x = m·2^k` with `m` in [√½, √2); `ln m = 2·(s + s³·P(s²))` with `s = (m − 1)/(m + 1)` and `s²` below 0.0295, where `P`,
/// of degree 6, is the minimax polynomial (Remez, weighted by `s²`) of `(artanh s ÷ s − 1) ÷ s²`: within 2⁻⁵⁸ of `s`.
/// Multiplications and additions are separate: the same bits on every processor.
@inline(always) func naturalLogarithm(_ x: Lanes) -> Lanes {
  let k = lanes_half_exponent(x)
  let m = lanes_half_significand(x)
  let one = Lanes(repeating: 1)
  let s = lanes_divide(m - one, m + one)
  let s2 = s * s
  let s4 = s2 * s2
  let a = Lanes(repeating: 0x1.5555555555592p-2) + s2 * Lanes(repeating: 0x1.999999997fdabp-3)
  let b = Lanes(repeating: 0x1.24924941f1e9ap-3) + s2 * Lanes(repeating: 0x1.c71c5208b2519p-4)
  let c = Lanes(repeating: 0x1.74663f0d9a2b2p-4) + s2 * Lanes(repeating: 0x1.39a1b6c363a4cp-4)
  let series = a + s4 * (b + s4 * (c + s4 * Lanes(repeating: 0x1.2f058d5948712p-4)))
  let tail = s * (s2 * series)
  // ln 2 in two parts, the first with zeros at its end: its product with a whole number is exact.
  let high = k * Lanes(repeating: 0x1.62e42fee00000p-1)
  let low = k * Lanes(repeating: 0x1.a39ef35793c76p-33)
  return high + ((s + s) + ((tail + tail) + low))
}

/// `Σ weight · r · ln r` with `r = value ÷ mean`, a null value counting for nothing; and the smallest `r`, which is not
/// a number when one is not.
public func entropy(
  _ count: Int, weight: RowsInput, value: RowsInput, mean: Double
) -> (sum: Double, least: Double) {
  let scale = Lanes(repeating: mean)
  let one = Lanes(repeating: 1)
  var even = Lanes.zero
  var least = Lanes.zero
  var unknown = Lanes.zero
  var i = 0
  while i < count {
    let left = count &- i
    let ratio = lanes_divide(lanes_load(value + i, left), scale)
    let positive = lanes_choose_less(.zero, ratio, ratio, one)
    even += lanes_load(weight + i, left) * (positive * naturalLogarithm(positive))
    least = lanes_min(ratio, least)
    // NaN where a ratio is not a number, zero elsewhere: infinities come from a mean that is not used.
    unknown += ratio - ratio
    i &+= 8
  }
  return (lanes_sum(even), lanes_sum(unknown) + (0 - lanes_largest(Lanes.zero - least)))
}
