extension Matrix {
  /// Lets `body` write the column of a scenario in place.
  @inlinable public mutating func updateColumn<Fault: Error>(
    _ scenario: Int, _ body: (inout MutableSpan<Double>) throws(Fault) -> Void
  ) throws(Fault) {
    let range = column(scenario)
    try values.withUnsafeMutableBufferPointer { (buffer) throws(Fault) in
      var part = UnsafeMutableBufferPointer(rebasing: buffer[range]).mutableSpan
      try body(&part)
    }
  }

  /// Fills the column of a scenario, for a lane that cannot be computed.
  public mutating func fillColumn(_ scenario: Int, with value: Double) {
    updateColumn(scenario) { out in for i in 0..<out.count { out[i] = value } }
  }
}

/// The value of a scenario in a list of one value, shared by all, or of one value per scenario.
@inlinable public func lane(_ values: [Double], _ scenario: Int) -> Double {
  values[values.count == 1 ? 0 : scenario]
}
