import LinearAlgebra

/// What is counted of every commune over the variants of a national year, in bounded memory: exact extremes, the exact sum
/// of the balances rounded to the centime, and the variants in which it loses. By row of the territory.
final class CommuneTally {
  let communes: Int
  fileprivate let low: UnsafeMutablePointer<Double>
  fileprivate let high: UnsafeMutablePointer<Double>
  /// Centimes.
  fileprivate let sum: UnsafeMutablePointer<Int64>
  fileprivate let losses: UnsafeMutablePointer<Int64>

  init(communes: Int) {
    self.communes = communes
    low = .allocate(capacity: max(communes, 1))
    high = .allocate(capacity: max(communes, 1))
    sum = .allocate(capacity: max(communes, 1))
    losses = .allocate(capacity: max(communes, 1))
    empty()
  }

  deinit {
    low.deallocate()
    high.deallocate()
    sum.deallocate()
    losses.deallocate()
  }

  func empty() {
    low.initialize(repeating: .infinity, count: communes)
    high.initialize(repeating: -.infinity, count: communes)
    sum.initialize(repeating: 0, count: communes)
    losses.initialize(repeating: 0, count: communes)
  }

  /// Whole centimes of a balance: adding 1.5 · 2^52 leaves no room for a fraction.
  @inline(__always) static func centimes(_ euros: Double) -> Double { (euros * 100 + 0x1.8p52) - 0x1.8p52 }

  /// Adds the balances of a few variants.
  /// - Parameters:
  ///   - rows: of the territory, one a place; negative for a place that counts for nothing.
  ///   - balances: one column a variant; euros.
  ///   - reference, tolerance: by place, euros.
  func add(
    rows: [Int32], balances: UnsafePointer<RowsOutput>, variants: Int, reference: RowsInput, tolerance: RowsInput
  ) {
    rows.withUnsafeBufferPointer { rows in
      for place in rows.indices {
        let row = Int(rows[place])
        guard row >= 0 else { continue }
        let limit = reference[place] - tolerance[place]
        var (least, most, total, lost) = (low[row], high[row], 0.0, 0.0)
        for variant in 0..<variants {
          let balance = balances[variant][place]
          let centimes = Self.centimes(balance)
          least = min(least, centimes)
          most = max(most, centimes)
          total += centimes
          lost += balance < limit ? 1 : 0
        }
        (low[row], high[row]) = (least, most)
        sum[row] += Int64(total)
        losses[row] += Int64(lost)
      }
    }
  }

  func merge(_ other: CommuneTally) {
    for row in 0..<communes {
      low[row] = min(low[row], other.low[row])
      high[row] = max(high[row], other.high[row])
      sum[row] += other.sum[row]
      losses[row] += other.losses[row]
    }
  }

  /// Euros; not-a-number where nothing is known.
  func figures(_ row: Int, of variants: Int) -> (minimum: Double, maximum: Double, mean: Double, losing: Double) {
    guard variants > 0, low[row].isFinite else { return (.nan, .nan, .nan, .nan) }
    let count = Double(variants)
    return (low[row] / 100, high[row] / 100, Double(sum[row]) / 100 / count, Double(losses[row]) / count)
  }

  // MARK: Storage

  var state: [UInt64] {
    (0..<communes).flatMap { row in
      [
        low[row].bitPattern, high[row].bitPattern, UInt64(bitPattern: sum[row]), UInt64(bitPattern: losses[row]),
      ]
    }
  }

  /// Takes a state from the front of a list; `nil` when it is cut short.
  convenience init?(communes: Int, _ state: inout ArraySlice<UInt64>) {
    guard state.count >= 4 * communes else { return nil }
    self.init(communes: communes)
    let start = state.startIndex
    for row in 0..<communes {
      let words = state[(start + 4 * row)..<(start + 4 * row + 4)]
      let first = words.startIndex
      low[row] = Double(bitPattern: words[first])
      high[row] = Double(bitPattern: words[first + 1])
      sum[row] = Int64(bitPattern: words[first + 2])
      losses[row] = Int64(bitPattern: words[first + 3])
    }
    state = state.dropFirst(4 * communes)
  }
}
