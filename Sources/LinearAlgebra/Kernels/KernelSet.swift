import CLanes
import Kernels

#if arch(x86_64)
  import KernelsV3
  import KernelsV4
#endif

/// Eight doubles, the unit of the kernels.
public typealias Lanes = SIMD8<Double>
public typealias LanesInput = UnsafePointer<SIMD8<Double>>
public typealias LanesOutput = UnsafeMutablePointer<SIMD8<Double>>

/// The numerical kernels compiled for one level of processor.
///
/// One source, `Sources/Kernels`, is compiled for each level; every level gives the same bits (multiplications and
/// additions apart, fixed trees of additions), so that the choice made when the program starts shows in its speed only.
/// Columns are padded with zeros to an even number of lanes: see `PaddedColumns`.
public struct KernelSet: Sendable {
  public let name: String
  /// The kernels on plain columns.
  public let columns: ColumnKernels
  /// `Σ column`.
  public let sum: @Sendable (Int, LanesInput) -> Double
  /// `out = Σ coefficient_k · column_k`, in the order of the columns.
  public let combine: @Sendable (Int, UnsafePointer<LanesInput>, UnsafePointer<Double>, Int, LanesOutput) -> Void
  /// A column copied past the caches, for results that nobody reads again soon.
  public let stream: @Sendable (Int, LanesInput, LanesOutput) -> Void
  /// How many values of a padded column are at least a bound, and `Σ max(0, value − scale · other)`.
  public let countReaching: @Sendable (Int, LanesInput, Double) -> Double
  public let excess: @Sendable (Int, LanesInput, LanesInput, Double) -> Double
  /// `out = weight · 2^(exponent · logarithm)`; returns its sum. Products below 1000 in magnitude.
  public let weightedPower: @Sendable (Int, LanesInput, LanesInput, Double, LanesOutput) -> Double
  /// Floors rounded up, ceilings rounded down; returns by how much a ceiling was below its floor, at most, and the reach
  /// of weights between them.
  public let roundedBounds:
    @Sendable (Int, LanesInput, LanesInput, Double, Double, LanesOutput, LanesOutput) -> (
      gap: Double, least: Double, most: Double, weight: Double
    )
  /// Row by row over several columns: class of each value; smallest, largest, sum. See `Kernels.classes`.
  public let classes:
    @Sendable (
      Int, UnsafePointer<LanesInput>, Int, UnsafeMutablePointer<SIMD8<UInt16>>, LanesOutput, LanesOutput, LanesOutput
    ) -> Void
  /// Who rises or falls by more than a tolerance. See `Kernels.changes`.
  public let changes:
    @Sendable (
      Int, LanesInput, LanesInput, LanesInput, LanesInput, LanesInput, LanesOutput, LanesOutput
    ) -> (rises: Double, falls: Double, weight: Double, sum: Double, lowest: Double, perHead: Double)
  /// `Σ weight · r · ln r` with `r = value ÷ mean`, and the smallest `r` (NaN when one is).
  public let entropy: @Sendable (Int, RowsInput, RowsInput, Double) -> (sum: Double, least: Double)
  /// Wealth after amounts shared out, and sums. See `Kernels.afterTransfers`.
  public let afterTransfers:
    @Sendable (Int, LanesInput, LanesInput, LanesInput, LanesInput, LanesInput, LanesOutput) -> (
      amount: Double, total: Double, ranked: Double, shared: Double
    )
  /// People cumulated along ascending values, and `Σ people · value · (2 · cumulated − people − all)`.
  public let dispersion: @Sendable (Int, RowsInput, RowsInput, Double, RowsOutput) -> Double
  /// What is left of whole amounts once credits are deducted and a part is kept; returns what was taken off.
  public let deductions: @Sendable (Int, LanesInput, LanesInput, LanesInput, LanesOutput) -> Double
  /// `out = total · weight ÷ sum`.
  public let proportion: @Sendable (Int, LanesInput, Double, Double, LanesOutput) -> Void
  /// `out = (Σ factor_k · column_k) ÷ divisor`, in the order of the columns.
  public let quotient:
    @Sendable (Int, UnsafePointer<LanesInput>, UnsafePointer<Double>, Int, Double, LanesOutput) -> Void
  let reach: @Sendable (Int, LanesInput, LanesInput, LanesInput) -> (least: Double, most: Double, weight: Double)
  let solveScaling: @Sendable (Int, LanesInput, LanesInput, LanesInput, Double, Double, LanesOutput) -> Double
  let splitUnits:
    @Sendable (Int, Int, LanesInput, LanesOutput, UnsafeMutablePointer<SIMD8<Int32>>) -> (sum: Double, largest: Double)
  let serveLargest:
    @Sendable (Int, Int, Int32, UnsafePointer<SIMD8<Int32>>, LanesOutput) -> (threshold: Int32, left: Int32)

  public static let portable = KernelSet(
    name: "portable", columns: .portable, sum: Kernels.sum, combine: Kernels.combine, stream: Kernels.stream,
    countReaching: Kernels.countReaching, excess: Kernels.excess, weightedPower: Kernels.weightedPower,
    roundedBounds: Kernels.roundedBounds, classes: Kernels.classes, changes: Kernels.changes, entropy: Kernels.entropy,
    afterTransfers: Kernels.afterTransfers, dispersion: Kernels.dispersion, deductions: Kernels.deductions,
    proportion: Kernels.proportion, quotient: Kernels.quotient,
    reach: Kernels.reach, solveScaling: Kernels.boundedScaling,
    splitUnits: Kernels.splitUnits, serveLargest: Kernels.serveLargest)

  #if arch(x86_64)
    private static let v3 = KernelSet(
      name: "x86-64-v3", columns: .v3, sum: KernelsV3.sum, combine: KernelsV3.combine, stream: KernelsV3.stream,
      countReaching: KernelsV3.countReaching, excess: KernelsV3.excess, weightedPower: KernelsV3.weightedPower,
      roundedBounds: KernelsV3.roundedBounds, classes: KernelsV3.classes, changes: KernelsV3.changes,
      entropy: KernelsV3.entropy,
      afterTransfers: KernelsV3.afterTransfers, dispersion: KernelsV3.dispersion, deductions: KernelsV3.deductions,
      proportion: KernelsV3.proportion, quotient: KernelsV3.quotient,
      reach: KernelsV3.reach, solveScaling: KernelsV3.boundedScaling,
      splitUnits: KernelsV3.splitUnits, serveLargest: KernelsV3.serveLargest)
    private static let v4 = KernelSet(
      name: "x86-64-v4", columns: .v4, sum: KernelsV4.sum, combine: KernelsV4.combine, stream: KernelsV4.stream,
      countReaching: KernelsV4.countReaching, excess: KernelsV4.excess, weightedPower: KernelsV4.weightedPower,
      roundedBounds: KernelsV4.roundedBounds, classes: KernelsV4.classes, changes: KernelsV4.changes,
      entropy: KernelsV4.entropy,
      afterTransfers: KernelsV4.afterTransfers, dispersion: KernelsV4.dispersion, deductions: KernelsV4.deductions,
      proportion: KernelsV4.proportion, quotient: KernelsV4.quotient,
      reach: KernelsV4.reach, solveScaling: KernelsV4.boundedScaling,
      splitUnits: KernelsV4.splitUnits, serveLargest: KernelsV4.serveLargest)
  #endif

  /// The levels that this processor runs, the fastest last.
  public static let available: [KernelSet] = {
    #if arch(x86_64)
      switch lanes_processor_level() {
      case 4: return [portable, v3, v4]
      case 3: return [portable, v3]
      default: return [portable]
      }
    #else
      return [portable]
    #endif
  }()

  /// The fastest level that this processor runs.
  public static let selected = available[available.count - 1]
}
