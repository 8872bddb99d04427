import CLanes

/// What a range of rows receives: those whose key reaches the threshold share, the others have `otherwise`.
public typealias Sharing = (key: RowsInput, threshold: Double, index: RowsInput, base: RowsInput, otherwise: RowsInput)
/// What the first `rows` of a range pay, `min(value·weight, limit)`; the others pay nothing.
public typealias Paying = (rows: Int, weight: RowsInput, limit: RowsInput, value: Double)

/// - Returns: the sum of `otherwise` over the rows that do not share, and of `index · base` over those that do.
public func settle(_ count: Int, _ sharing: Sharing) -> (left: Double, points: Double) {
  let bound = Lanes(repeating: sharing.threshold)
  var left = Lanes.zero
  var points = Lanes.zero
  var i = 0
  while i < count {
    let key = lanes_load(sharing.key + i, 8)
    var share = lanes_load(sharing.index + i, 8) * lanes_load(sharing.base + i, 8)
    var other = lanes_load(sharing.otherwise + i, 8)
    if count &- i < 8 {
      share = lanes_first(share, count &- i)
      other = lanes_first(other, count &- i)
    }
    left += lanes_unless_at_least(key, bound, other)
    points += lanes_if_at_least(key, bound, share)
    i &+= 8
  }
  return (lanes_sum(left), lanes_sum(points))
}

/// `value · (index · base)` where the row shares, `otherwise` elsewhere.
@inline(always) private func received(_ i: Int, _ sharing: Sharing, _ value: Lanes) -> Lanes {
  let share = value * (lanes_load(sharing.index + i, 8) * lanes_load(sharing.base + i, 8))
  return lanes_choose_at_most(
    Lanes(repeating: sharing.threshold), lanes_load(sharing.key + i, 8), share, lanes_load(sharing.otherwise + i, 8))
}

@inline(always) private func due(_ i: Int, _ paying: Paying) -> Lanes {
  let full = lanes_load(paying.weight + i, 8) * Lanes(repeating: paying.value)
  let kept = lanes_min(full, lanes_load(paying.limit + i, 8))
  return paying.rows &- i < 8 ? lanes_first(kept, paying.rows &- i) : kept
}

/// Received less paid: past the caches when `out` starts a line of theirs.
public func balances(_ count: Int, _ sharing: Sharing, value: Double, _ paying: Paying, into out: RowsOutput) {
  let factor = Lanes(repeating: value)
  if Int(bitPattern: out) & 63 == 0 {
    balances(count, sharing, factor, paying, out, past: true)
  } else {
    balances(count, sharing, factor, paying, out, past: false)
  }
}

@inline(always) private func balances(
  _ count: Int, _ sharing: Sharing, _ value: Lanes, _ paying: Paying, _ out: RowsOutput, past: Bool
) {
  var i = 0
  while i < paying.rows {
    let net = received(i, sharing, value) - due(i, paying)
    if past { lanes_stream(out + i, net) } else { lanes_store(out + i, net, 8) }
    i &+= 8
  }
  while i < count {
    let net = received(i, sharing, value)
    if past { lanes_stream(out + i, net) } else { lanes_store(out + i, net, 8) }
    i &+= 8
  }
}

/// Received and paid apart, each times `part`.
public func parts(
  _ count: Int, _ sharing: Sharing, value: Double, _ paying: Paying, part: RowsInput, received gained: RowsOutput,
  paid: RowsOutput
) {
  let factor = Lanes(repeating: value)
  var i = 0
  while i < paying.rows {
    let share = lanes_load(part + i, 8)
    lanes_store(gained + i, share * received(i, sharing, factor), 8)
    lanes_store(paid + i, share * due(i, paying), 8)
    i &+= 8
  }
  while i < count {
    lanes_store(gained + i, lanes_load(part + i, 8) * received(i, sharing, factor), 8)
    lanes_store(paid + i, .zero, 8)
    i &+= 8
  }
}

/// `Σ rate_k · column_k`, to the nearest whole number, the half upward; positive amounts below 2^51.
///
/// An amount is a quotient of sums, and its double may lie a hair under the half that it is: see `EuroNotifie`.
/// - Parameter columns: `terms` of them, one after the other, `stride` rows apart.
public func roundedCombination(
  _ count: Int, columns: RowsInput, stride: Int, rates: RowsInput, terms: Int, into out: RowsOutput
) {
  var i = 0
  if terms <= 0 {
    // There may be no column to read, not even times zero.
    while i < count {
      lanes_store(out + i, .zero, 8)
      i &+= 8
    }
    return
  }
  let shift = Lanes(repeating: 0x1p52)
  let rate = Lanes(repeating: rates[0])
  while i < count {
    var sum = rate * lanes_load(columns + i, 8)
    var k = 1
    while k < terms {
      sum += Lanes(repeating: rates[k]) * lanes_load(columns + (i &+ k &* stride), 8)
      k &+= 1
    }
    let raised = sum + (Lanes(repeating: 1e-10) + sum * Lanes(repeating: 0x1p-48))
    lanes_store(out + i, (raised + shift) - shift, 8)
    i &+= 8
  }
}
