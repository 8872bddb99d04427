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
  for i in 0..<lanes {
    let x = real[i]
    let nearest = (x + shift) - shift
    let down = nearest - lanes_if_less(x, nearest, one)
    let shifted = (x - down) * scale + shift
    let key = shifted - shift
    let whole = down + lanes_if_at_least(key, scale, one)
    wholes[i] = whole
    sum += whole
    largest = lanes_max(largest, lanes_abs(x))
    // A key of 1e6 belongs to the next whole, whose remainder is nil.
    keys[i] = lanes_whole32(lanes_choose_less(key, scale, shifted, shift))
  }
  let raw = UnsafeMutableRawPointer(keys).assumingMemoryBound(to: Int32.self)
  var row = rows
  while row < lanes * 8 {
    raw[row] = -1
    row += 1
  }
  return (lanes_sum(sum), lanes_largest(largest))
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
