import CLanes

/// `value = wealth + amount ÷ people` of rows in the order of a ranking; positive people, in the padding too.
/// - Returns: `Σ amount`, `Σ people · value`, `Σ amount · rank` and `Σ amount · share`; the second is not a number when a
///   value is not.
public func afterTransfers(
  _ lanes: Int, amount: LanesInput, people: LanesInput, wealth: LanesInput, rank: LanesInput, share: LanesInput,
  into value: LanesOutput
) -> (amount: Double, total: Double, ranked: Double, shared: Double) {
  var paid = Lanes.zero
  var total = Lanes.zero
  var ranked = Lanes.zero
  var shared = Lanes.zero
  for i in 0..<lanes {
    let x = amount[i]
    let after = wealth[i] + lanes_divide(x, people[i])
    value[i] = after
    paid += x
    total += people[i] * after
    ranked += x * rank[i]
    shared += x * share[i]
  }
  return (lanes_sum(paid), lanes_sum(total), lanes_sum(ranked), lanes_sum(shared))
}

/// Of values in ascending order: `cumulated`, the people of each row and of those before it (exact for whole numbers),
/// and `Σ people · value · (2 · cumulated − people − all)`.
public func dispersion(
  _ count: Int, people: RowsInput, value: RowsInput, all: Double, cumulated: RowsOutput
) -> Double {
  var below = 0.0
  var i = 0
  while i &+ 4 <= count {
    let first = people[i]
    let second = first + people[i &+ 1]
    let third = second + people[i &+ 2]
    let fourth = third + people[i &+ 3]
    cumulated[i] = below + first
    cumulated[i &+ 1] = below + second
    cumulated[i &+ 2] = below + third
    cumulated[i &+ 3] = below + fourth
    below += fourth
    i &+= 4
  }
  while i < count {
    below += people[i]
    cumulated[i] = below
    i &+= 1
  }
  let whole = Lanes(repeating: all)
  let two = Lanes(repeating: 2)
  var even = Lanes.zero
  i = 0
  while i < count {
    let left = count &- i
    let p = lanes_load(people + i, left)
    let place = (two * lanes_load(cumulated + i, left) - p) - whole
    even += (p * lanes_load(value + i, left)) * place
    i &+= 8
  }
  return lanes_sum(even)
}
