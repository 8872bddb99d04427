import CLanes

/// Eight doubles: the unit of every kernel.
public typealias Lanes = SIMD8<Double>
/// Padded with zeros to an even number of lanes, aligned.
public typealias LanesInput = UnsafePointer<SIMD8<Double>>
public typealias LanesOutput = UnsafeMutablePointer<SIMD8<Double>>

/// Added then subtracted, 1.5 · 2^52 rounds to the nearest whole number (halves to even), and the sum holds that number
/// in its low bits. Exact for magnitudes below 2^51.
@inline(always) var wholeShift: Double { 6_755_399_441_055_744 }

/// `2^x` within one unit in the last place, for `|x| < 1000`.
///
/// `x = k + r` with `|r| ≤ ½`, exactly; `2^r` by a polynomial of degree 11 (relative error 2e-17), in pairs, which keeps
/// the chain of operations short. Multiplications and additions are separate: the same bits on every processor.
@inline(always) func binaryExponential(_ x: Lanes) -> Lanes {
  let shifted = x + Lanes(repeating: wholeShift)
  let r = x - (shifted - Lanes(repeating: wholeShift))
  let r2 = r * r
  let r4 = r2 * r2
  let a = Lanes(repeating: 0x1.62e42fefa39efp-1) + r * Lanes(repeating: 0x1.ebfbdff82c598p-3)
  let b = Lanes(repeating: 0x1.c6b08d704a0c2p-5) + r * Lanes(repeating: 0x1.3b2ab6fba1dd8p-7)
  let c = Lanes(repeating: 0x1.5d87fe78a5275p-10) + r * Lanes(repeating: 0x1.43091309705fdp-13)
  let d = Lanes(repeating: 0x1.ffcbfc670e3f6p-17) + r * Lanes(repeating: 0x1.62bfd475db30ep-20)
  let e = Lanes(repeating: 0x1.b524fae4cb89bp-24) + r * Lanes(repeating: 0x1.e60642a220885p-28)
  let f = e + r2 * Lanes(repeating: 0x1.e9d400f144ca3p-32)
  let series = (a + r2 * b) + r4 * ((c + r2 * d) + r4 * f)
  return lanes_scale(Lanes(repeating: 1) + r * series, shifted)
}

/// `out = weight · 2^(exponent · logarithm)`; returns its sum. Products below 1000 in magnitude.
public func weightedPower(
  _ lanes: Int, logarithm: LanesInput, weight: LanesInput, exponent: Double, into out: LanesOutput
) -> Double {
  let power = Lanes(repeating: exponent)
  var even = Lanes.zero
  var odd = Lanes.zero
  var i = 0
  while i < lanes {
    let first = weight[i] * binaryExponential(power * logarithm[i])
    let second = weight[i + 1] * binaryExponential(power * logarithm[i + 1])
    out[i] = first
    out[i + 1] = second
    even += first
    odd += second
    i &+= 2
  }
  return lanes_sum(even + odd)
}
