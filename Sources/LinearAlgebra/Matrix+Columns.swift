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

extension Matrix {
  /// Each value through `body`.
  public func map(_ body: (Double) -> Double) -> Matrix {
    var out = self
    for i in out.values.indices { out.values[i] = body(values[i]) }
    return out
  }

  /// Sum of two blocks of the same rows; a block of one column is added to every scenario of the other.
  public func adding(_ other: Matrix) -> Matrix {
    precondition(rows == other.rows, "blocks of different lengths")
    let wide = columns >= other.columns ? self : other
    var out = Matrix(rows: rows, columns: wide.columns)
    for scenario in 0..<wide.columns {
      for (offset, (a, b)) in zip(column(scenario), other.column(scenario)).enumerated() {
        out.values[scenario * rows + offset] = values[a] + other.values[b]
      }
    }
    return out
  }
}
