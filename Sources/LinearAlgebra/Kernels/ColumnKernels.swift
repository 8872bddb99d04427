import Kernels

#if arch(x86_64)
  import KernelsV3
  import KernelsV4
#endif

public typealias RowsInput = UnsafePointer<Double>
public typealias RowsOutput = UnsafeMutablePointer<Double>

/// Kernels on ranges of rows of padded columns, for groups of rows that start anywhere: a whole lane may be read past the
/// end of a range, and written where a column is an output. See `KernelSet`.
public struct ColumnKernels: Sendable {
  /// Those whose key reaches the threshold share, the others have `otherwise`.
  public typealias Sharing = (
    key: RowsInput, threshold: Double, index: RowsInput, base: RowsInput, otherwise: RowsInput
  )
  /// What the first `rows` of a range pay: `min(value·weight, limit)`.
  public typealias Paying = (rows: Int, weight: RowsInput, limit: RowsInput, value: Double)
  /// Gain, cost and deduction of the places, `lanes` lanes each; two groups a line, four places each.
  public typealias Places = (columns: LanesInput, lanes: Int, groups: UnsafePointer<Int32>)
  /// Ends of the stretches of lines that may pay, that pay nothing, that may pay; then, to the end, with a deduction.
  public typealias Stretches = (paying: Int, idle: Int, plain: Int)
  public typealias Rows = UnsafePointer<RowsInput>

  /// `gain·received − max(0, cost·paid − deduction)` of every place in each scenario.
  public let spread: @Sendable (Int, Places, Stretches, Int, Rows, Rows, UnsafePointer<RowsOutput>) -> Void
  /// The same against a reference: how many lose more than their tolerance, what they lose, the largest loss.
  public let spreadLosses: @Sendable (Places, Stretches, LanesInput, LanesInput, Int, Rows, Rows, LanesOutput) -> Void
  /// `max(0, w₁·g + w₂·gap) · base` where `g = (x − threshold) ÷ threshold` is positive, and `max(0, rate·resource −
  /// deduction)`; the sum of the former, and of the latter where the former is positive.
  public let levy:
    @Sendable (Int, RowsInput, Int, (Double, Double, Double, Double), RowsOutput, RowsOutput) -> (
      scores: Double, limits: Double
    )
  /// Of `min(value·weight, limit)`: sum of the limits exceeded, and of the weights of the other rows.
  public let exceeded: @Sendable (Int, RowsInput, RowsInput, Double) -> (limits: Double, weights: Double)
  /// `w₁·a + w₂·b + w₃·c`, and its keys in single precision.
  public let weighted:
    @Sendable (Int, RowsInput, Int, (Double, Double, Double), RowsOutput, UnsafeMutablePointer<Float>) -> Void
  /// Keys of −∞ after the last one, which the counts ask for.
  public let closeKeys: @Sendable (Int, UnsafeMutablePointer<Float>) -> Void
  /// How many keys are at least the threshold.
  public let countKeys: @Sendable (Int, UnsafePointer<Float>, Float) -> Int
  /// How many keys are at least each of two thresholds.
  public let countBetween: @Sendable (Int, UnsafePointer<Float>, Float, Float) -> (low: Int, high: Int)
  /// Smallest and largest value.
  public let extremes: @Sendable (Int, RowsInput) -> (low: Double, high: Double)
  /// How many values are at least each of two thresholds.
  public let countAtLeast: @Sendable (Int, RowsInput, Double, Double) -> (low: Double, high: Double)
  /// Sum of `otherwise` over the rows that do not share, and of `index·base` over those that do.
  public let settle: @Sendable (Int, Sharing) -> (left: Double, points: Double)
  /// `value·(index·base)` or `otherwise`, less what is paid.
  public let balances: @Sendable (Int, Sharing, Double, Paying, RowsOutput) -> Void
  /// Received and paid apart, each times a part.
  public let parts: @Sendable (Int, Sharing, Double, Paying, RowsInput, RowsOutput, RowsOutput) -> Void
  /// `Σ rate_k · column_k`, to the nearest whole number.
  public let roundedCombination: @Sendable (Int, RowsInput, Int, RowsInput, Int, RowsOutput) -> Void

  static let portable = ColumnKernels(
    spread: Kernels.spread, spreadLosses: Kernels.spreadLosses, levy: Kernels.levy, exceeded: Kernels.exceeded,
    weighted: Kernels.weighted, closeKeys: Kernels.closeKeys, countKeys: Kernels.countKeys,
    countBetween: Kernels.countBetween, extremes: Kernels.extremes, countAtLeast: Kernels.countAtLeast,
    settle: Kernels.settle, balances: Kernels.balances, parts: Kernels.parts,
    roundedCombination: Kernels.roundedCombination)
  #if arch(x86_64)
    static let v3 = ColumnKernels(
      spread: KernelsV3.spread, spreadLosses: KernelsV3.spreadLosses, levy: KernelsV3.levy,
      exceeded: KernelsV3.exceeded, weighted: KernelsV3.weighted, closeKeys: KernelsV3.closeKeys,
      countKeys: KernelsV3.countKeys, countBetween: KernelsV3.countBetween, extremes: KernelsV3.extremes,
      countAtLeast: KernelsV3.countAtLeast, settle: KernelsV3.settle, balances: KernelsV3.balances,
      parts: KernelsV3.parts, roundedCombination: KernelsV3.roundedCombination)
    static let v4 = ColumnKernels(
      spread: KernelsV4.spread, spreadLosses: KernelsV4.spreadLosses, levy: KernelsV4.levy,
      exceeded: KernelsV4.exceeded, weighted: KernelsV4.weighted, closeKeys: KernelsV4.closeKeys,
      countKeys: KernelsV4.countKeys, countBetween: KernelsV4.countBetween, extremes: KernelsV4.extremes,
      countAtLeast: KernelsV4.countAtLeast, settle: KernelsV4.settle, balances: KernelsV4.balances,
      parts: KernelsV4.parts, roundedCombination: KernelsV4.roundedCombination)
  #endif
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
