import CLanes

/// Columns of the places by lines of eight: gain, cost and deduction, one after the other, `lanes` lanes each; `groups` has
/// two groups a line, four places each.
public typealias Places = (columns: LanesInput, lanes: Int, groups: UnsafePointer<Int32>)
/// Ends of the stretches of lines: whose groups may pay, whose groups pay nothing, which may pay again, and, to the end,
/// with a deduction.
public typealias Stretches = (paying: Int, idle: Int, plain: Int)

/// Lines that one scenario computes before the next one: their columns stay in the first cache meanwhile.
@inline(always) private var stretch: Int { 48 }

/// Eight places in a line, four of one group then four of the next: what each group holds.
@inline(always) private func held(_ line: Int, _ groups: UnsafePointer<Int32>, _ values: RowsInput) -> Lanes {
  lanes_join(values[Int(groups[line &* 2])], values[Int(groups[line &* 2 &+ 1])], 4)
}

@inline(always) private func gained(_ line: Int, _ places: Places, _ received: RowsInput) -> Lanes {
  places.columns[line] * held(line, places.groups, received)
}

@inline(always) private func due(_ line: Int, _ places: Places, _ paid: RowsInput) -> Lanes {
  places.columns[places.lanes &+ line] * held(line, places.groups, paid)
}

@inline(always) private func deducted(_ line: Int, _ places: Places, _ paid: RowsInput) -> Lanes {
  lanes_max(due(line, places, paid) - places.columns[places.lanes &* 2 &+ line], .zero)
}

/// Where the stretch of `line` ends, before `end`; whether its groups pay, and with a deduction.
@inline(always) private func bounds(
  _ line: Int, _ stretches: Stretches, _ end: Int
) -> (end: Int, pays: Bool, deducts: Bool) {
  if line < stretches.paying { return (Swift.min(stretches.paying, end), true, false) }
  if line < stretches.idle { return (Swift.min(stretches.idle, end), false, false) }
  if line < stretches.plain { return (Swift.min(stretches.plain, end), true, false) }
  return (end, true, true)
}

@inline(always) private func net(
  _ line: Int, _ places: Places, _ received: RowsInput, _ paid: RowsInput, _ pays: Bool, _ deducts: Bool
) -> Lanes {
  let gain = gained(line, places, received)
  if deducts { return gain - deducted(line, places, paid) }
  return pays ? gain - due(line, places, paid) : gain
}

@inline(always) private func write(
  _ first: Int, _ end: Int, _ places: Places, _ received: RowsInput, _ paid: RowsInput, _ pays: Bool, _ deducts: Bool,
  _ out: RowsOutput, past: Bool
) {
  var line = first
  while line < end {
    let value = net(line, places, received, paid, pays, deducts)
    if past { lanes_stream(out + line &* 8, value) } else { lanes_store(out + line &* 8, value, 8) }
    line &+= 1
  }
}

@inline(always) private func writeAll(
  _ first: Int, _ end: Int, _ places: Places, _ stretches: Stretches, _ received: RowsInput, _ paid: RowsInput,
  _ out: RowsOutput, past: Bool
) {
  var line = first
  while line < end {
    let (stop, pays, deducts) = bounds(line, stretches, end)
    if deducts {
      write(line, stop, places, received, paid, true, true, out, past: past)
    } else if pays {
      write(line, stop, places, received, paid, true, false, out, past: past)
    } else {
      write(line, stop, places, received, paid, false, false, out, past: past)
    }
    line = stop
  }
}

/// `gain·received − max(0, cost·paid − deduction)` of each of `count` places, in each scenario: past the caches where its
/// output starts a line of theirs.
///
/// - Parameters:
///   - received, paid: by group, one column a scenario.
public func spread(
  _ count: Int, places: Places, stretches: Stretches, scenarios: Int, received: UnsafePointer<RowsInput>,
  paid: UnsafePointer<RowsInput>, into out: UnsafePointer<RowsOutput>
) {
  let full = count / 8
  var first = 0
  while first < full {
    let end = Swift.min(first &+ stretch, full)
    var s = 0
    while s < scenarios {
      if Int(bitPattern: out[s]) & 63 == 0 {
        writeAll(first, end, places, stretches, received[s], paid[s], out[s], past: true)
      } else {
        writeAll(first, end, places, stretches, received[s], paid[s], out[s], past: false)
      }
      s &+= 1
    }
    first = end
  }
  guard full &* 8 < count else { return }
  var s = 0
  while s < scenarios {
    let (_, pays, deducts) = bounds(full, stretches, full &+ 1)
    lanes_store(out[s] + full &* 8, net(full, places, received[s], paid[s], pays, deducts), count &- full &* 8)
    s &+= 1
  }
}

/// Places that lose more than their tolerance, over some lines.
@inline(always) private func lose(
  _ first: Int, _ end: Int, _ places: Places, _ reference: LanesInput, _ tolerance: LanesInput, _ received: RowsInput,
  _ paid: RowsInput, _ pays: Bool, _ deducts: Bool, _ totals: LanesOutput
) {
  let one = Lanes(repeating: 1)
  var count = totals[0]
  var sum = totals[1]
  var highest = totals[2]
  var line = first
  while line < end {
    let loss = reference[line] - net(line, places, received, paid, pays, deducts)
    let limit = tolerance[line]
    count += lanes_if_less(limit, loss, one)
    sum += lanes_if_less(limit, loss, loss)
    highest = lanes_max(loss, highest)
    line &+= 1
  }
  totals[0] = count
  totals[1] = sum
  totals[2] = highest
}

/// The same against a reference, without writing a place: how many lose more than their tolerance, what they lose, and the
/// largest loss, in the first lane of each of the three totals of a scenario.
public func spreadLosses(
  places: Places, stretches: Stretches, reference: LanesInput, tolerance: LanesInput, scenarios: Int,
  received: UnsafePointer<RowsInput>, paid: UnsafePointer<RowsInput>, totals: LanesOutput
) {
  var first = 0
  while first < places.lanes {
    let end = Swift.min(first &+ stretch, places.lanes)
    var s = 0
    while s < scenarios {
      let mine = totals + s &* 3
      if first == 0 {
        mine[0] = .zero
        mine[1] = .zero
        mine[2] = .zero
      }
      var line = first
      while line < end {
        let (stop, pays, deducts) = bounds(line, stretches, end)
        if deducts {
          lose(line, stop, places, reference, tolerance, received[s], paid[s], true, true, mine)
        } else if pays {
          lose(line, stop, places, reference, tolerance, received[s], paid[s], true, false, mine)
        } else {
          lose(line, stop, places, reference, tolerance, received[s], paid[s], false, false, mine)
        }
        line = stop
      }
      s &+= 1
    }
    first = end
  }
  var s = 0
  while s < scenarios {
    let mine = totals + s &* 3
    mine[0] = Lanes(repeating: lanes_sum(mine[0]))
    mine[1] = Lanes(repeating: -lanes_sum(mine[1]))
    mine[2] = Lanes(repeating: -lanes_largest(mine[2]))
    s &+= 1
  }
}
