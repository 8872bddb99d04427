import LinearAlgebra
import Sampling
import Territory

/// Errors of measurement: each figure of a column times one plus its own error. Inhabitants stay whole.
struct ColumnDisturbance: Sendable {
  let random: CounterRandom

  /// Entities are drawn after the communes, so that an entity and a commune never share an error.
  static let entities: UInt32 = 1 << 24

  /// Where the figures of a folder take their errors.
  static func positions(in territoire: Territory) -> [Range<UInt32>] {
    [0..<UInt32(territoire.communes.count), entities..<entities + UInt32(territoire.ensembles.count)]
  }

  /// Disturbs the figures of the communes.
  func communes(_ axis: SweepAxis, _ value: SweepValue, of territoire: inout Territory) {
    guard let errors = ColumnErrors(axis, value, random), var column = territoire.columns[errors.name] else { return }
    for row in column.values.indices { column.values[row] = errors.figure(column.values[row], UInt32(row)) }
    territoire.columns[errors.name] = column
  }

  /// Disturbs those of the ensembles and communes isolées.
  func entities(_ axis: SweepAxis, _ value: SweepValue, of territoire: inout Territory) {
    guard let errors = ColumnErrors(axis, value, random) else { return }
    for row in territoire.ensembles.indices {
      guard let figure = territoire.ensembles[row].valeurs[errors.name] else { continue }
      territoire.ensembles[row].valeurs[errors.name] = errors.figure(figure, Self.entities + UInt32(row))
    }
  }
}

/// One draw of the errors of a column.
struct ColumnErrors {
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

  /// One plus the error.
  func factor(_ position: UInt32) -> Double {
    let u = random.uniform(draw: draw, stream: stream, position: position)
    return 1 + law.quantile(u) / Double(SweepAxis.whole)
  }

  func figure(_ figure: Double, _ position: UInt32) -> Double {
    let value = figure * factor(position)
    return isWhole ? value.roundedHalfUp : value
  }
}
