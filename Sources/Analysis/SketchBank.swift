import LinearAlgebra

/// Many quantile sketches in flat memory, filled by runs of columns: stream `i` receives row `i` of every column.
///
/// Each stream holds what a `QuantileSketch` of the same values would: `sketch` gives it. Counts are whole numbers and
/// sums are exact, so that merging is commutative and associative. Values are whole numbers, or not numbers at all
/// (missing). One thread writes at a time.
public final class SketchBank: @unchecked Sendable {
  /// Counts of a run of classes, somewhere in `cells`.
  private struct Window {
    var first = 0
    var length = 0
    var start = 0
  }

  private struct Stream {
    var known = 0
    var missing = 0
    var low = Double.infinity
    var high = -Double.infinity
    var sum: Int128 = 0
    var positive = Window()
    var negative = Window()
  }

  public let count: Int
  private let streams: UnsafeMutablePointer<Stream>
  private var cells: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var used = 0
  private let extent: LaneScratch
  /// Rows of a lane that are counted class by class, and their sign.
  private let lane: UnsafeMutablePointer<(row: Int, isPositive: Bool)>

  /// - Parameter width: most rows added at once.
  public init(count: Int, width: Int) {
    self.count = count
    streams = .allocate(capacity: max(count, 1))
    streams.initialize(repeating: Stream(), count: count)
    capacity = max(count * 16, 64)
    cells = .allocate(capacity: capacity)
    cells.initialize(repeating: 0, count: capacity)
    extent = LaneScratch(rows: width, columns: 3)
    lane = .allocate(capacity: 8)
    lane.initialize(repeating: (0, true), count: 8)
  }

  deinit {
    streams.deallocate()
    cells.deallocate()
    lane.deallocate()
  }

  /// Empties every stream; the memory stays, for values of the same size.
  public func clear() {
    cells.update(repeating: 0, count: used)
    for i in 0..<count {
      streams[i].known = 0
      streams[i].missing = 0
      streams[i].low = .infinity
      streams[i].high = -.infinity
      streams[i].sum = 0
    }
  }

  // MARK: Adding

  /// Largest number of columns, and of magnitudes, whose sum in doubles is exact.
  private static let mostColumns = 4096
  private static let largest = 0x1p40

  /// - Parameters:
  ///   - first, rows: the streams that the rows of the columns feed.
  ///   - columns: padded columns of `rows` whole numbers.
  public func add(first: Int, rows: Int, columns: UnsafeBufferPointer<LanesInput>) {
    guard let places = columns.baseAddress, rows > 0, !columns.isEmpty else { return }
    let lanes = (rows + 7) / 8
    KernelSet.selected.extent(
      lanes, places, columns.count, extent.column(0), extent.column(1), extent.column(2))
    var row = 0
    while row < rows {
      addLane(first, row, min(row + 8, rows), columns)
      row += 8
    }
  }

  /// The rows of a lane, whose values are counted side by side: the counts of one row would wait for each other.
  private func addLane(_ first: Int, _ start: Int, _ end: Int, _ columns: UnsafeBufferPointer<LanesInput>) {
    let (low, high, sum) = (extent.rows(0), extent.rows(1), extent.rows(2))
    let plain = columns.count <= Self.mostColumns
    var counted = 0
    for row in start..<end {
      let stream = streams + first + row
      let (least, most, total) = (low[row], high[row], sum[row])
      guard plain, total.isFinite, least >= -Self.largest, most <= Self.largest else {
        for column in columns { add(first + row, UnsafeRawPointer(column).double(row), times: 1) }
        continue
      }
      if least == most {
        add(first + row, least, times: columns.count)
        continue
      }
      stream.pointee.known += columns.count
      stream.pointee.low = min(stream.pointee.low, least)
      stream.pointee.high = max(stream.pointee.high, most)
      stream.pointee.sum += Int128(Int64(total))
      if least >= 1 {
        _ = cover(&stream.pointee.positive, QuantileSketch.index(least), QuantileSketch.index(most))
        lane[counted] = (row, true)
        counted += 1
      } else if most <= -1 {
        _ = cover(&stream.pointee.negative, QuantileSketch.index(-most), QuantileSketch.index(-least))
        lane[counted] = (row, false)
        counted += 1
      } else {
        for column in columns { tally(stream, UnsafeRawPointer(column).double(row), 1) }
      }
    }
    var next = 0
    while next + 4 <= counted {
      count4(first, next, columns)
      next += 4
    }
    while next < counted {
      count(first, next, columns)
      next += 1
    }
  }

  /// Where the class of a value's leading bits is counted, for a row of the lane whose window covers every value.
  @inline(__always) private func origin(_ first: Int, _ place: Int) -> UnsafeMutablePointer<UInt32> {
    let (row, isPositive) = lane[place]
    let stream = streams + first + row
    let window = isPositive ? stream.pointee.positive : stream.pointee.negative
    return cells + (window.start - window.first) - (Int(1023 << QuantileSketch.digits) - 1)
  }

  @inline(__always) private func leading(_ column: LanesInput, _ row: Int) -> Int {
    let bits = UnsafeRawPointer(column).double(row).magnitude.bitPattern
    return Int(truncatingIfNeeded: bits >> (52 - QuantileSketch.digits))
  }

  /// One more in the class of each value, all of the same sign and at least 1 in magnitude.
  private func count(_ first: Int, _ place: Int, _ columns: UnsafeBufferPointer<LanesInput>) {
    let (row, counts) = (lane[place].row, origin(first, place))
    for column in columns { counts[leading(column, row)] &+= 1 }
  }

  private func count4(_ first: Int, _ place: Int, _ columns: UnsafeBufferPointer<LanesInput>) {
    let (a, b, c, d) = (lane[place].row, lane[place + 1].row, lane[place + 2].row, lane[place + 3].row)
    let (countsA, countsB) = (origin(first, place), origin(first, place + 1))
    let (countsC, countsD) = (origin(first, place + 2), origin(first, place + 3))
    for column in columns {
      countsA[leading(column, a)] &+= 1
      countsB[leading(column, b)] &+= 1
      countsC[leading(column, c)] &+= 1
      countsD[leading(column, d)] &+= 1
    }
  }

  /// The same column `times` over.
  public func add(first: Int, rows: Int, column: LanesInput, times: Int) {
    guard times > 0 else { return }
    for row in 0..<rows { add(first + row, UnsafeRawPointer(column).double(row), times: times) }
  }

  public func addMissing(first: Int, rows: Int, times: Int) {
    guard times > 0 else { return }
    for row in 0..<rows { streams[first + row].missing += times }
  }

  private func add(_ index: Int, _ value: Double, times number: Int) {
    let stream = streams + index
    guard value.isFinite else {
      stream.pointee.missing += number
      return
    }
    stream.pointee.known += number
    stream.pointee.low = min(stream.pointee.low, value)
    stream.pointee.high = max(stream.pointee.high, value)
    stream.pointee.sum += Int128(value.rounded()) * Int128(number)
    tally(stream, value, UInt32(number))
  }

  private func tally(_ stream: UnsafeMutablePointer<Stream>, _ value: Double, _ number: UInt32) {
    let place = QuantileSketch.index(value.magnitude)
    let classes =
      value < 0 ? cover(&stream.pointee.negative, place, place) : cover(&stream.pointee.positive, place, place)
    classes[place] &+= number
  }

  /// Makes room for these classes.
  /// - Returns: where the counts of class 0 would be.
  private func cover(_ window: inout Window, _ low: Int, _ high: Int) -> UnsafeMutablePointer<UInt32> {
    if window.length == 0 || low < window.first || high >= window.first + window.length {
      grow(&window, low, high)
    }
    return cells + (window.start - window.first)
  }

  private func grow(_ window: inout Window, _ low: Int, _ high: Int) {
    var (first, end) = (low, high + 1)
    if window.length > 0 {
      // A window that grows once grows again: a quarter more on the side where it did.
      let margin = max(window.length / 4, 8)
      first = low < window.first ? max(0, low - margin) : window.first
      end = max(window.first + window.length, high >= window.first + window.length ? high + 1 + margin : 0)
    }
    let length = end - first
    if used + length > capacity { enlarge(length) }
    if window.length > 0 {
      (cells + used + window.first - first).update(from: cells + window.start, count: window.length)
      // What is left behind must not be counted when it is cleared and used again.
      (cells + window.start).update(repeating: 0, count: window.length)
    }
    window = Window(first: first, length: length, start: used)
    used += length
  }

  private func enlarge(_ length: Int) {
    capacity = max(2 * capacity, used + length)
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    larger.initialize(repeating: 0, count: capacity)
    larger.update(from: cells, count: used)
    cells.deallocate()
    cells = larger
  }

  // MARK: Merging and reading

  public func merge(_ other: SketchBank) {
    precondition(count == other.count, "banks of different sizes")
    for i in 0..<count {
      let (mine, theirs) = (streams + i, other.streams + i)
      mine.pointee.missing += theirs.pointee.missing
      guard theirs.pointee.known > 0 else { continue }
      mine.pointee.known += theirs.pointee.known
      mine.pointee.low = min(mine.pointee.low, theirs.pointee.low)
      mine.pointee.high = max(mine.pointee.high, theirs.pointee.high)
      mine.pointee.sum += theirs.pointee.sum
      merge(&mine.pointee.positive, other, other.trimmed(theirs.pointee.positive))
      merge(&mine.pointee.negative, other, other.trimmed(theirs.pointee.negative))
    }
  }

  private func merge(_ window: inout Window, _ other: SketchBank, _ added: Window) {
    guard added.length > 0 else { return }
    let out = cover(&window, added.first, added.first + added.length - 1) + added.first
    let source = other.cells + added.start
    for k in 0..<added.length { out[k] &+= source[k] }
  }

  /// The window without empty classes at its ends.
  private func trimmed(_ window: Window) -> Window {
    var out = window
    while out.length > 0, cells[out.start + out.length - 1] == 0 { out.length -= 1 }
    while out.length > 0, cells[out.start] == 0 {
      out.start += 1
      out.first += 1
      out.length -= 1
    }
    return out.length > 0 ? out : Window()
  }

  private func counts(_ window: Window) -> (first: Int, counts: [UInt32]) {
    let kept = trimmed(window)
    return (kept.first, Array(UnsafeBufferPointer(start: cells + kept.start, count: kept.length)))
  }

  public func sketch(_ index: Int) -> QuantileSketch {
    let stream = streams[index]
    return QuantileSketch(
      count: stream.known, missing: stream.missing, minimum: stream.low, maximum: stream.high, sum: stream.sum,
      positive: counts(stream.positive), negative: counts(stream.negative))
  }

  /// Takes back what a sketch holds, in an empty stream.
  public func restore(_ index: Int, _ sketch: QuantileSketch) {
    let stream = streams + index
    stream.pointee.known = sketch.count
    stream.pointee.missing = sketch.missing
    stream.pointee.low = sketch.minimum
    stream.pointee.high = sketch.maximum
    stream.pointee.sum = sketch.sum
    for (k, number) in sketch.positiveCounts.counts.enumerated() where number > 0 {
      let place = sketch.positiveCounts.first + k
      cover(&stream.pointee.positive, place, place)[place] = number
    }
    for (k, number) in sketch.negativeCounts.counts.enumerated() where number > 0 {
      let place = sketch.negativeCounts.first + k
      cover(&stream.pointee.negative, place, place)[place] = number
    }
  }
}

extension UnsafeRawPointer {
  /// A row of a padded column.
  @inline(__always) fileprivate func double(_ row: Int) -> Double {
    assumingMemoryBound(to: Double.self)[row]
  }
}
