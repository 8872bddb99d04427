import CLanes

/// Eight places in a line, four of one group then four of the next: what each group holds.
@inline(always) private func held(_ line: Int, _ groups: UnsafePointer<Int32>, _ values: RowsInput) -> Lanes {
  lanes_join(values[Int(groups[line &* 2])], values[Int(groups[line &* 2 &+ 1])], 4)
}

/// `gain·received − max(0, cost·paid − deduction)`, without deduction before the line `plain`.
@inline(always) private func net(
  _ line: Int, _ plain: Int, _ groups: UnsafePointer<Int32>, _ columns: LanesInput, _ lanes: Int,
  _ received: RowsInput, _ paid: RowsInput
) -> Lanes {
  let gained = columns[line] * held(line, groups, received)
  let due = columns[lanes &+ line] * held(line, groups, paid)
  return line < plain ? gained - due : gained - lanes_max(due - columns[lanes &* 2 &+ line], .zero)
}

/// What every place receives less what it pays, `places` in all, by lines of two groups: past the caches when `out` starts
/// a line of theirs.
///
/// - Parameters:
///   - plain: lines without deduction, first.
///   - columns: gain, cost and deduction of each place, one after the other, `lanes` lanes each.
///   - received, paid: by group.
public func spread(
  _ lanes: Int, places: Int, plain: Int, groups: UnsafePointer<Int32>, columns: LanesInput, received: RowsInput,
  paid: RowsInput, into out: RowsOutput
) {
  let full = Int(bitPattern: out) & 63 == 0 ? places / 8 : 0
  var line = 0
  while line < full {
    lanes_stream(out + line &* 8, net(line, plain, groups, columns, lanes, received, paid))
    line &+= 1
  }
  while line &* 8 < places {
    lanes_store(out + line &* 8, net(line, plain, groups, columns, lanes, received, paid), places &- line &* 8)
    line &+= 1
  }
}

/// The same against a reference, without writing a place: how many lose more than their tolerance, what they lose, and the
/// largest loss.
public func spreadLosses(
  _ lanes: Int, plain: Int, groups: UnsafePointer<Int32>, columns: LanesInput, reference: LanesInput,
  tolerance: LanesInput, received: RowsInput, paid: RowsInput
) -> (count: Double, sum: Double, lowest: Double) {
  let one = Lanes(repeating: 1)
  var count = Lanes.zero
  var sum = Lanes.zero
  var lowest = Lanes.zero
  var line = 0
  while line < lanes {
    let change = net(line, plain, groups, columns, lanes, received, paid) - reference[line]
    let limit = -tolerance[line]
    count += lanes_if_less(change, limit, one)
    sum += lanes_if_less(change, limit, change)
    lowest = lanes_min(change, lowest)
    line &+= 1
  }
  return (lanes_sum(count), lanes_sum(sum), -lanes_largest(-lowest))
}
