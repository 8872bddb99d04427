/// Sums with a fixed order of operations: the same bits on every processor and for every width of block.
///
/// Four accumulators of eight lanes, joined by a fixed tree, then the tail one by one. Every reported total
/// passes through here, never through BLAS.
@inlinable
public func orderedSum(_ x: Span<Double>) -> Double {
  orderedReduction(x.count) { x[unchecked: $0] }
}

/// `Σ x·y` in the order of `orderedSum`.
@inlinable
public func orderedDot(_ x: Span<Double>, _ y: Span<Double>) -> Double {
  precondition(x.count == y.count, "columns of different lengths")
  return orderedReduction(x.count) { x[unchecked: $0] * y[unchecked: $0] }
}

/// `Σ term(i)` for `i` in `0..<count`, in the order of `orderedSum`.
@inlinable
public func orderedReduction(_ count: Int, _ term: (Int) -> Double) -> Double {
  var a = SIMD8<Double>()
  var b = SIMD8<Double>()
  var c = SIMD8<Double>()
  var d = SIMD8<Double>()
  var i = 0
  while i + 32 <= count {
    for lane in 0..<8 {
      a[lane] += term(i + lane)
      b[lane] += term(i + 8 + lane)
      c[lane] += term(i + 16 + lane)
      d[lane] += term(i + 24 + lane)
    }
    i += 32
  }
  let joined = (a + b) + (c + d)
  let quarter = joined.lowHalf + joined.highHalf
  let pair = quarter.lowHalf + quarter.highHalf
  var sum = pair[0] + pair[1]
  while i < count {
    sum += term(i)
    i += 1
  }
  return sum
}
