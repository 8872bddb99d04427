import LinearAlgebra
import Sampling
import Territory

/// Errors of measurement: each figure of a column times one plus its own error. Inhabitants stay whole.
struct ColumnDisturbance: Sendable {
  let random: CounterRandom

  /// Entities are drawn after the communes, so that an entity and a commune never share an error.
  private static let entities: UInt32 = 1 << 24

  /// Disturbs the figures of the communes.
  func communes(_ axis: SweepAxis, _ value: SweepValue, of territoire: inout Territory) {
    guard let error = Error(axis, value, random), var column = territoire.columns[error.name] else { return }
    for row in column.values.indices { column.values[row] = error.figure(column.values[row], UInt32(row)) }
    territoire.columns[error.name] = column
  }

  /// Disturbs those of the ensembles and communes isolées.
  func entities(_ axis: SweepAxis, _ value: SweepValue, of territoire: inout Territory) {
    guard let error = Error(axis, value, random) else { return }
    for row in territoire.ensembles.indices {
      guard let figure = territoire.ensembles[row].valeurs[error.name] else { continue }
      territoire.ensembles[row].valeurs[error.name] = error.figure(figure, Self.entities + UInt32(row))
    }
  }

  /// One draw of the errors of a column.
  private struct Error {
    let name: String
    private let law: Law
    private let stream: UInt32
    private let draw: UInt64
    private let random: CounterRandom
    private let isWhole: Bool

    /// `nil` for an axis that is no error, or a value that is no draw.
    init?(_ axis: SweepAxis, _ value: SweepValue, _ random: CounterRandom) {
      guard case .noise(let draw) = value, case .noise(let name, let law, let stream) = axis.source else { return nil }
      (self.name, self.law, self.stream, self.draw, self.random) = (name, law, stream, draw, random)
      isWhole = name.hasPrefix("population")
    }

    func figure(_ figure: Double, _ position: UInt32) -> Double {
      let u = random.uniform(draw: draw, stream: stream, position: position)
      let value = figure * (1 + law.quantile(u) / Double(SweepAxis.whole))
      return isWhole ? value.roundedHalfUp : value
    }
  }
}
