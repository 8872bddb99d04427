extension [Double] {
  /// Same bits, so that a missing value equals a missing value.
  public func isIdentical(to other: [Double]) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.bitPattern == $1.bitPattern }
  }
}
