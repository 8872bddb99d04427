/// Comparison of `a / b` with `m · (c / d)` without dividing.
///
/// - *Texte*: convention: thresholds of the law must not depend on a last bit.
/// - *Formule*: sign of `a · d · 10⁶ − (m · 10⁶) · c · b`, in 128-bit integers when every number is whole.
/// - *Exemple*: 120 / 100 against 1,2 × (1 000 / 1 000): equal, hence not « plus de 20 % ».
/// - *Bornes et cas limites*: numbers that are not whole (grown by a scenario) or beyond 2^50 are compared as doubles,
///   equal within 1e-12 relatively.
/// - *Voir aussi*: `RevisionIndividualisee`.
public enum ComparaisonExacte {
  /// −1, 0 or 1.
  public static func ordre(
    _ a: Double, sur b: Double, multiple m: Double, de c: Double, surTotal d: Double
  ) -> Int {
    let scaled = (m * 1e6).rounded()
    let exact = (scaled - m * 1e6).magnitude < 1e-3 && [a, b, c, d].allSatisfy { $0 == $0.rounded() }
    if exact, max(a.magnitude, c.magnitude) < 0x1p50, max(b.magnitude, d.magnitude) < 0x1p40, scaled < 0x1p30 {
      let left = Int128(Int64(a)) * Int128(Int64(d)) * 1_000_000
      let right = Int128(Int64(scaled)) * Int128(Int64(c)) * Int128(Int64(b))
      return left == right ? 0 : (left > right ? 1 : -1)
    }
    let left = a * d
    let right = m * c * b
    if (left - right).magnitude <= 1e-12 * right.magnitude { return 0 }
    return left > right ? 1 : -1
  }
}
