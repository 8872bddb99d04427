import LinearAlgebra

/// Many quantile sketches in flat memory, filled by columns: a group of streams receives the rows of every column given
/// to it, one stream a row. Stream `i` of group `g` has the index `g · rows + i`.
///
/// Each stream holds what a `QuantileSketch` of the same values would: `sketch` gives it. Counts are whole numbers and
/// sums are exact, so that merging is commutative and associative. Values are whole numbers, or not numbers at all
/// (missing). One thread at a time, reading included: what waits is counted before it is read.
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
  }

  public let rows: Int
  public let count: Int
  private let streams: UnsafeMutablePointer<Stream>
  /// By stream: of the positive values, then of the negative ones.
  private let windows: UnsafeMutablePointer<Window>
  /// Of the windows, one after the other, and of those that grew out of their place; nothing beyond `used`.
  private var cells: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var used = 0
  /// By group, from the first column given to it on: columns that differ, and the one that comes again and again.
  private var waiting: [WaitingClasses?]
  private var repeated: [RepeatedColumn?]
  /// Rows of a lane that are counted class by class, and their sign.
  private let lane: UnsafeMutablePointer<(row: Int, isPositive: Bool)>

  public init(groups: Int, rows: Int) {
    self.rows = rows
    count = groups * rows
    streams = .allocate(capacity: max(count, 1))
    streams.initialize(repeating: Stream(), count: count)
    windows = .allocate(capacity: max(2 * count, 1))
    windows.initialize(repeating: Window(), count: 2 * count)
    capacity = max(count * 16, 64)
    cells = .allocate(capacity: capacity)
    waiting = .init(repeating: nil, count: groups)
    repeated = .init(repeating: nil, count: groups)
    lane = .allocate(capacity: 8)
    lane.initialize(repeating: (0, true), count: 8)
  }

  deinit {
    streams.deallocate()
    windows.deallocate()
    cells.deallocate()
    lane.deallocate()
  }

  /// Empties every stream; the memory stays, for values of the same size.
  public func clear() {
    for buffer in waiting { buffer?.empty() }
    for column in repeated { column?.times = 0 }
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

  /// - Parameter columns: padded columns of whole numbers.
  public func add(group: Int, columns: UnsafeBufferPointer<LanesInput>) {
    guard let places = columns.baseAddress, rows > 0, !columns.isEmpty else { return }
    let buffer = waiting[group] ?? WaitingClasses(rows: rows)
    waiting[group] = buffer
    var next = 0
    while next < columns.count {
      if buffer.left == 0 { settle(group) }
      let taken = min(buffer.left, columns.count - next)
      if !buffer.take(places + next, taken) {
        for column in columns[next..<next + taken] { addRows(group, column, 1) }
      }
      next += taken
    }
  }

  /// The same column `times` over.
  public func add(group: Int, column: LanesInput, times: Int) {
    guard times > 0, rows > 0 else { return }
    let kept = repeated[group] ?? RepeatedColumn(rows: rows)
    repeated[group] = kept
    if kept.times == 0 || !kept.holds(column) {
      settle(group, kept)
      kept.take(column)
    }
    kept.times += times
  }

  private func addRows(_ group: Int, _ column: LanesInput, _ times: Int) {
    let values = UnsafeRawPointer(column).assumingMemoryBound(to: Double.self)
    for row in 0..<rows { add(group * rows + row, values[row], times: times) }
  }

  public func addMissing(group: Int, times: Int) {
    guard times > 0 else { return }
    for row in 0..<rows { streams[group * rows + row].missing += times }
  }

  /// Counts what waits.
  private func settle() { for group in waiting.indices { settle(group) } }

  private func settle(_ group: Int, _ column: RepeatedColumn) {
    if column.times > 0 { addRows(group, column.values, column.times) }
    column.times = 0
  }

  private func settle(_ group: Int) {
    if let column = repeated[group] { settle(group, column) }
    guard let buffer = waiting[group], buffer.filled > 0 else { return }
    var row = 0
    while row < rows {
      settleLane(group * rows, row, min(row + 8, rows), buffer)
      row += 8
    }
    buffer.empty()
  }

  /// The rows of a lane, counted side by side: the counts of one row would wait for each other.
  private func settleLane(_ first: Int, _ start: Int, _ end: Int, _ buffer: WaitingClasses) {
    let (low, high, sum) = (buffer.low, buffer.high, buffer.sum)
    let columns = buffer.filled
    var counted = 0
    for row in start..<end {
      let stream = streams + first + row
      let (least, most) = (low[row], high[row])
      if least == most {
        add(first + row, least, times: columns)
        continue
      }
      stream.pointee.known += columns
      stream.pointee.low = min(stream.pointee.low, least)
      stream.pointee.high = max(stream.pointee.high, most)
      stream.pointee.sum += Int128(Int64(sum[row]))
      if least >= 1 {
        _ = cover(2 * (first + row), QuantileSketch.index(least), QuantileSketch.index(most))
        lane[counted] = (row, true)
        counted += 1
      } else if most <= -1 {
        _ = cover(2 * (first + row) + 1, QuantileSketch.index(-most), QuantileSketch.index(-least))
        lane[counted] = (row, false)
        counted += 1
      } else {
        for column in 0..<columns {
          let code = Int(buffer.classes(row)[column * buffer.stride])
          tally(first + row, code & 0x7fff, isNegative: code > 0x7fff, 1)
        }
      }
    }
    if counted == 8 {
      count8(first, buffer)
    } else {
      for place in 0..<counted { count(first, place, buffer) }
    }
  }

  /// Where the class of code 0 would be counted, for a row of the lane whose window covers every value.
  @inline(__always) private func origin(_ first: Int, _ place: Int) -> UnsafeMutablePointer<UInt32> {
    let (row, isPositive) = lane[place]
    let window = windows[2 * (first + row) + (isPositive ? 0 : 1)]
    return cells + (window.start - window.first - (isPositive ? 0 : 0x8000))
  }

  /// One more in the class of each value, all of the same sign and at least 1 in magnitude.
  private func count(_ first: Int, _ place: Int, _ buffer: WaitingClasses) {
    let counts = origin(first, place)
    var codes = buffer.classes(lane[place].row)
    let stride = buffer.stride
    for _ in 0..<buffer.filled {
      counts[Int(codes[0])] &+= 1
      codes += stride
    }
  }

  private func count8(_ first: Int, _ buffer: WaitingClasses) {
    let (a, b, c, d) = (origin(first, 0), origin(first, 1), origin(first, 2), origin(first, 3))
    let (e, f, g, h) = (origin(first, 4), origin(first, 5), origin(first, 6), origin(first, 7))
    var codes = buffer.classes(lane[0].row)
    let stride = buffer.stride
    for _ in 0..<buffer.filled {
      a[Int(codes[0])] &+= 1
      b[Int(codes[1])] &+= 1
      c[Int(codes[2])] &+= 1
      d[Int(codes[3])] &+= 1
      e[Int(codes[4])] &+= 1
      f[Int(codes[5])] &+= 1
      g[Int(codes[6])] &+= 1
      h[Int(codes[7])] &+= 1
      codes += stride
    }
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
    tally(index, QuantileSketch.index(value.magnitude), isNegative: value < 0, UInt32(number))
  }

  private func tally(_ index: Int, _ place: Int, isNegative: Bool, _ number: UInt32) {
    cover(2 * index + (isNegative ? 1 : 0), place, place)[place] &+= number
  }

  /// Makes room for these classes in a window.
  /// - Returns: where the counts of class 0 would be, until another window grows.
  private func cover(_ index: Int, _ low: Int, _ high: Int) -> UnsafeMutablePointer<UInt32> {
    let window = windows[index]
    if window.length == 0 || low < window.first || high >= window.first + window.length { grow(index, low, high) }
    return cells + (windows[index].start - windows[index].first)
  }

  private func grow(_ index: Int, _ low: Int, _ high: Int) {
    var (first, end) = (low, high + 1)
    let window = windows[index]
    if window.length > 0 {
      // A window that grows once grows again: a quarter more on the side where it did.
      let margin = max(window.length / 4, 8)
      first = low < window.first ? max(0, low - margin) : window.first
      end = max(window.first + window.length, high >= window.first + window.length ? high + 1 + margin : 0)
    }
    let length = end - first
    if used + length > capacity { enlarge(length) }
    let place = cells + used
    place.update(repeating: 0, count: length)
    (place + window.first - first).update(from: cells + windows[index].start, count: window.length)
    windows[index] = Window(first: first, length: length, start: used)
    used += length
  }

  /// Moves the windows where as much again fits, without what they left behind as they grew.
  private func enlarge(_ length: Int) {
    let live = (0..<2 * count).reduce(0) { $0 + windows[$1].length }
    capacity = max(capacity, 2 * live + length)
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    used = 0
    for index in 0..<2 * count where windows[index].length > 0 {
      (larger + used).update(from: cells + windows[index].start, count: windows[index].length)
      windows[index].start = used
      used += windows[index].length
    }
    cells.deallocate()
    cells = larger
  }

  // MARK: Merging and reading

  public func merge(_ other: SketchBank) {
    precondition(count == other.count, "banks of different sizes")
    settle()
    other.settle()
    for i in 0..<count {
      let (mine, theirs) = (streams + i, other.streams + i)
      mine.pointee.missing += theirs.pointee.missing
      guard theirs.pointee.known > 0 else { continue }
      mine.pointee.known += theirs.pointee.known
      mine.pointee.low = min(mine.pointee.low, theirs.pointee.low)
      mine.pointee.high = max(mine.pointee.high, theirs.pointee.high)
      mine.pointee.sum += theirs.pointee.sum
      merge(2 * i, other, other.trimmed(other.windows[2 * i]))
      merge(2 * i + 1, other, other.trimmed(other.windows[2 * i + 1]))
    }
  }

  private func merge(_ index: Int, _ other: SketchBank, _ added: Window) {
    guard added.length > 0 else { return }
    let out = cover(index, added.first, added.first + added.length - 1) + added.first
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
    settle(index / rows)
    let stream = streams[index]
    return QuantileSketch(
      count: stream.known, missing: stream.missing, minimum: stream.low, maximum: stream.high, sum: stream.sum,
      positive: counts(windows[2 * index]), negative: counts(windows[2 * index + 1]))
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
      cover(2 * index, place, place)[place] = number
    }
    for (k, number) in sketch.negativeCounts.counts.enumerated() where number > 0 {
      let place = sketch.negativeCounts.first + k
      cover(2 * index + 1, place, place)[place] = number
    }
  }
}
