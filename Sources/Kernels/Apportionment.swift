import CLanes

/// Remainders are compared to one part in a million of the unit.
@inline(always) private var keyScale: Double { 1e6 }

/// Whole parts (toward −∞) and remainders, the latter as whole numbers of 1e-6 unit; a remainder that rounds to one unit
/// is a whole. Rows beyond `rows` have the key −1, so that they never receive anything.
///
/// Exact for magnitudes up to 2^51; `largest` says whether that holds (NaN shows in `sum`).
public func splitUnits(
  _ lanes: Int, rows: Int, real: LanesInput, wholes: LanesOutput, keys: UnsafeMutablePointer<SIMD8<Int32>>
) -> (sum: Double, largest: Double) {
  let shift = Lanes(repeating: wholeShift)
  let scale = Lanes(repeating: keyScale)
  let one = Lanes(repeating: 1)
  var sum = Lanes.zero
  var largest = Lanes.zero
  var highest = Lanes.zero
  for i in 0..<lanes {
    let x = real[i]
    let nearest = (x + shift) - shift
    let whole = nearest - lanes_if_less(x, nearest, one)
    let shifted = (x - whole) * scale + shift
    highest = lanes_max(shifted, highest)
    wholes[i] = whole
    sum += whole
    largest = lanes_max(lanes_abs(x), largest)
    keys[i] = lanes_whole32(shifted)
  }
  var total = lanes_sum(sum)
  if lanes_largest(highest) >= wholeShift + keyScale { total += carry(rows, wholes, keys) }
  let raw = UnsafeMutableRawPointer(keys).assumingMemoryBound(to: Int32.self)
  var row = rows
  while row < lanes &* 8 {
    raw[row] = -1
    row &+= 1
  }
  return (total, lanes_largest(largest))
}

/// Rare: a key of 1e6 belongs to the next whole, whose remainder is nil. Returns how many did.
@inline(never) private func carry(
  _ rows: Int, _ wholes: LanesOutput, _ keys: UnsafeMutablePointer<SIMD8<Int32>>
) -> Double {
  let amounts = UnsafeMutableRawPointer(wholes).assumingMemoryBound(to: Double.self)
  let raw = UnsafeMutableRawPointer(keys).assumingMemoryBound(to: Int32.self)
  var moved = 0.0
  var row = 0
  while row < rows {
    if raw[row] >= 1_000_000 {
      raw[row] = 0
      amounts[row] += 1
      moved += 1
    }
    row &+= 1
  }
  return moved
}

/// How many keys are at least `threshold`.
@inline(always) private func count(_ pairs: Int, _ keys: UnsafePointer<SIMD16<Int32>>, _ threshold: Int32) -> Int32 {
  let bound = SIMD16<Int32>(repeating: threshold)
  var total = SIMD16<Int32>.zero
  for i in 0..<pairs { total = lanes_count_at_least(total, keys[i], bound) }
  return lanes_count_sum(total)
}

/// Gives one unit to the rows of largest keys, `units` in all, searching the threshold instead of sorting.
///
/// Rows strictly above the last threshold are served here; `left` units remain for the rows whose key is `threshold`
/// exactly, which the caller serves by rank.
public func serveLargest(
  _ lanes: Int, rows: Int, units: Int32, keys: UnsafePointer<SIMD8<Int32>>, amounts: LanesOutput
) -> (threshold: Int32, left: Int32) {
  let pairs = UnsafeRawPointer(keys).assumingMemoryBound(to: SIMD16<Int32>.self)
  // count(low) ≥ units > count(high)
  var low: Int32 = 0
  var high: Int32 = 1_000_000
  var countLow = Int32(truncatingIfNeeded: rows)
  var countHigh: Int32 = 0
  var threshold: Int32 = 0
  var step = 1
  while countLow != units, high &- low > 1 {
    let span = Double(high &- low)
    let share = (Double(countLow &- units) + 0.5) / (Double(countLow &- countHigh) + 1)
    let guess = step % 4 == 0 ? span * 0.5 : span * share
    threshold = low &+ Swift.max(1, Swift.min(high &- low &- 1, Int32(guess)))
    let found = count(lanes / 2, pairs, threshold)
    if found >= units {
      low = threshold
      countLow = found
    } else {
      high = threshold
      countHigh = found
    }
    step &+= 1
  }
  // Either exactly `units` rows reach `low`, or those that reach `high` are served and `low` is the key of the ties.
  let exact = countLow == units
  let bound = SIMD8<Int32>(repeating: exact ? low : high)
  for i in 0..<lanes { amounts[i] = lanes_add_one_at_least(amounts[i], keys[i], bound) }
  return (low, exact ? 0 : units &- countHigh)
}
