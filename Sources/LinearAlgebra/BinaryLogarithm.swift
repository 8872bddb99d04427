/// `log₂ x` for a finite positive `x`, within two units in the last place.
///
/// Not the one of the system, whose last bit depends on the processor: multiplications and additions are separate here.
/// `x = m·2^k` with `m` in [√½, √2); `log₂ m = (2/ln 2)·(s + s³/3 + s⁵/5 + …)` with `s = (m − 1)/(m + 1)`.
public func binaryLogarithm(_ x: Double) -> Double {
  var exponent = Double(x.exponent)
  var m = x.significand
  if m >= 1.4142135623730951 {
    m *= 0.5
    exponent += 1
  }
  let s = (m - 1) / (m + 1)
  let s2 = s * s
  // s² is below 0.0295: the first term left out, s²⁶/27, is below 1e-20 of the first.
  var series = 1.0 / 25
  var odd = 23.0
  while odd >= 3 {
    series = 1 / odd + s2 * series
    odd -= 2
  }
  let tail = s * (s2 * series)
  return exponent + 2.8853900817779268 * (s + tail)
}
