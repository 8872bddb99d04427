import Territory

/// What the losing communes of a scenario weigh in the votes: all that a majority depends on.
struct LosersTally: Sendable, Equatable {
  var communes = 0
  var sieges = 0
  var habitantsINSEE = 0
  var habitantsDGF = 0
}

/// Seats and inhabitants of every commune; zeros for what the territory does not know, which no step then counts.
struct VoteWeights: Sendable {
  private let sieges: [Int]
  private let insee: [Int]
  private let dgf: [Int]

  init(_ territoire: Territory) {
    let counter = VoteCounter(territoire: territoire)
    let nothing = [Int](repeating: 0, count: territoire.communes.count)
    sieges = counter.seatsByCommune ?? nothing
    insee = counter.population(.insee) ?? nothing
    dgf = counter.population(.dgf) ?? nothing
  }

  func tally(_ rows: some Sequence<Int>) -> LosersTally {
    var out = LosersTally()
    for row in rows { add(row, &out) }
    return out
  }

  /// - Parameter falls: more than zero for each losing commune.
  func tally(falls: UnsafeMutableBufferPointer<Double>) -> LosersTally {
    var out = LosersTally()
    for row in sieges.indices where falls[row] > 0 { add(row, &out) }
    return out
  }

  @inline(__always) private func add(_ row: Int, _ out: inout LosersTally) {
    out.communes += 1
    out.sieges += sieges[row]
    out.habitantsINSEE += insee[row]
    out.habitantsDGF += dgf[row]
  }
}
