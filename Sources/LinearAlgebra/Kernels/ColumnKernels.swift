import Kernels

#if arch(x86_64)
  import KernelsV3
  import KernelsV4
#endif

public typealias RowsInput = UnsafePointer<Double>
public typealias RowsOutput = UnsafeMutablePointer<Double>

/// Kernels on plain columns of any length, for groups of rows that start anywhere. See `KernelSet`.
public struct ColumnKernels: Sendable {
  /// `gain·received − max(0, cost·paid − deduction)` of every place, four places of a group then four of the next.
  public let spread:
    @Sendable (Int, Int, Int, UnsafePointer<Int32>, LanesInput, RowsInput, RowsInput, RowsOutput) -> Void
  /// The same against a reference: how many lose more than their tolerance, what they lose, the largest loss.
  public let spreadLosses:
    @Sendable (Int, Int, UnsafePointer<Int32>, LanesInput, LanesInput, LanesInput, RowsInput, RowsInput) -> (
      count: Double, sum: Double, lowest: Double
    )
  /// Where an empty column stands: nobody reads it.
  @usableFromInline nonisolated(unsafe) static let nothing: RowsInput = UnsafePointer(RowsOutput.allocate(capacity: 1))

  /// `max(0, w₁·g + w₂·gap) · base` where `g = (x − threshold) ÷ threshold` is positive; how many `g` are doubtful.
  public let excessScores:
    @Sendable (Int, RowsInput, RowsInput, RowsInput, Double, (Double, Double), Double, RowsOutput) -> Double
  /// `max(0, rate·resource − deduction)`, and its sum over the rows of positive weight.
  public let limits: @Sendable (Int, RowsInput, RowsInput, Double, RowsInput, RowsOutput) -> Double
  /// Of `min(value·weight, limit)`: sum of the limits exceeded, and of the weights of the other rows.
  public let exceeded: @Sendable (Int, RowsInput, RowsInput, Double) -> (limits: Double, weights: Double)
  /// `min(value·weight, limit)`.
  public let limited: @Sendable (Int, RowsInput, RowsInput, Double, RowsOutput) -> Void
  /// `w₁·a + w₂·b + w₃·c`.
  public let weighted: @Sendable (Int, RowsInput, RowsInput, RowsInput, (Double, Double, Double), RowsOutput) -> Void
  /// Smallest and largest value.
  public let extremes: @Sendable (Int, RowsInput) -> (low: Double, high: Double)
  /// How many values are at least the threshold.
  public let countAtLeast: @Sendable (Int, RowsInput, Double) -> Double
  /// Around a threshold: the lowest value at or above it, the highest one below.
  public let neighbours: @Sendable (Int, RowsInput, Double) -> (above: Double, below: Double)
  /// 1 where the value is at least the threshold, 0 elsewhere.
  public let mark: @Sendable (Int, RowsInput, Double, RowsOutput) -> Void
  /// Where a row is served, what it would get otherwise becomes 0; sum of the rest, and of `served·index·base`.
  public let settle: @Sendable (Int, RowsInput, RowsInput, RowsInput, RowsOutput) -> (left: Double, points: Double)
  /// `served · (value · (index · base))`.
  public let serve: @Sendable (Int, RowsInput, RowsInput, RowsInput, Double, RowsOutput) -> Void
  /// `Σ rate_k · column_k`, to the nearest whole number.
  public let roundedCombination: @Sendable (Int, UnsafePointer<RowsInput>, RowsInput, Int, RowsOutput) -> Void

  static let portable = ColumnKernels(
    spread: Kernels.spread, spreadLosses: Kernels.spreadLosses, excessScores: Kernels.excessScores,
    limits: Kernels.limits, exceeded: Kernels.exceeded, limited: Kernels.limited,
    weighted: Kernels.weighted, extremes: Kernels.extremes, countAtLeast: Kernels.countAtLeast,
    neighbours: Kernels.neighbours, mark: Kernels.mark, settle: Kernels.settle, serve: Kernels.serve,
    roundedCombination: Kernels.roundedCombination)
  #if arch(x86_64)
    static let v3 = ColumnKernels(
      spread: KernelsV3.spread, spreadLosses: KernelsV3.spreadLosses, excessScores: KernelsV3.excessScores,
      limits: KernelsV3.limits, exceeded: KernelsV3.exceeded,
      limited: KernelsV3.limited, weighted: KernelsV3.weighted, extremes: KernelsV3.extremes,
      countAtLeast: KernelsV3.countAtLeast, neighbours: KernelsV3.neighbours, mark: KernelsV3.mark,
      settle: KernelsV3.settle, serve: KernelsV3.serve, roundedCombination: KernelsV3.roundedCombination)
    static let v4 = ColumnKernels(
      spread: KernelsV4.spread, spreadLosses: KernelsV4.spreadLosses, excessScores: KernelsV4.excessScores,
      limits: KernelsV4.limits, exceeded: KernelsV4.exceeded,
      limited: KernelsV4.limited, weighted: KernelsV4.weighted, extremes: KernelsV4.extremes,
      countAtLeast: KernelsV4.countAtLeast, neighbours: KernelsV4.neighbours, mark: KernelsV4.mark,
      settle: KernelsV4.settle, serve: KernelsV4.serve, roundedCombination: KernelsV4.roundedCombination)
  #endif
}

extension Span<Double> {
  /// Address of the first row: valid as long as the span is, whose memory does not move; never kept.
  @inlinable public var address: RowsInput {
    withUnsafeBufferPointer { $0.baseAddress ?? ColumnKernels.nothing }
  }
}

extension Span where Element: BitwiseCopyable {
  /// Address of the first element, which exists: valid as long as the span is, never kept.
  @inlinable public var first: UnsafePointer<Element> {
    withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an empty span has no first element") }
      return base
    }
  }
}

extension MutableSpan<Double> {
  /// Address of the first row: valid as long as the span is, whose memory does not move; never kept.
  @inlinable public var address: RowsOutput {
    mutating get { withUnsafeMutableBufferPointer { $0.baseAddress ?? RowsOutput(mutating: ColumnKernels.nothing) } }
  }
}

extension UnsafeBufferPointer<Double> {
  /// Address of the first row.
  @inlinable public var address: RowsInput { baseAddress ?? ColumnKernels.nothing }
}
