import CLanes

/// `Σ column`, in the order of every kernel: even and odd lanes apart, then a fixed tree.
public func sum(_ lanes: Int, _ column: LanesInput) -> Double {
  var even = Lanes.zero
  var odd = Lanes.zero
  var i = 0
  while i < lanes {
    even += column[i]
    odd += column[i + 1]
    i &+= 2
  }
  return lanes_sum(even + odd)
}

/// `out = Σ coefficient_k · column_k`, in the order of the columns.
public func combine(
  _ lanes: Int, columns: UnsafePointer<LanesInput>, coefficients: UnsafePointer<Double>, count: Int,
  into out: LanesOutput
) {
  var i = 0
  while i < lanes {
    var first = Lanes.zero
    var second = Lanes.zero
    var k = 0
    while k < count {
      let factor = Lanes(repeating: coefficients[k])
      let column = columns[k]
      first += factor * column[i]
      second += factor * column[i + 1]
      k &+= 1
    }
    out[i] = first
    out[i + 1] = second
    i &+= 2
  }
}

/// Copies a column past the caches, for results that nobody reads again soon; in the ordinary way to a place that does not
/// start a line of the cache.
public func stream(_ lanes: Int, _ column: LanesInput, into out: LanesOutput) {
  guard Int(bitPattern: out) & 63 == 0 else {
    for i in 0..<lanes { out[i] = column[i] }
    return
  }
  for i in 0..<lanes { lanes_stream(out + i, column[i]) }
}
