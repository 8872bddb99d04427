import LinearAlgebra
import Problems

/// What the machine gives: memory written past the caches, read, and multiplied.
enum Roofline {
  /// GB/s of rows of doubles written past the caches (non-zero values, 128 MB).
  static func write(kernels: KernelSet, workers: Int) async -> Double {
    let rows = 2000
    let scenarios = 8000
    let output = Output(rows: rows, scenarios: scenarios)
    nonisolated(unsafe) let scratch = LaneScratch(rows: rows, columns: 1)
    for i in 0..<rows { scratch.rows(0)[i] = Double(i) + 0.5 }
    let spent = await timed(workers: workers, total: scenarios, block: 16) { _, range in
      for s in range { kernels.stream(output.lanes, UnsafePointer(scratch.column(0)), output.base + s * output.lanes) }
    }
    return Double(output.lanes * 64 * scenarios) / spent
  }

  /// GB/s of a sum over 128 MB.
  static func read(kernels: KernelSet, workers: Int) async -> Double {
    let output = Output(rows: 2000, scenarios: 8000)
    let spent = await timed(workers: workers, total: output.scenarios, block: 16) { _, range in
      var total = 0.0
      for s in range { total += kernels.sum(output.lanes, UnsafePointer(output.base + s * output.lanes)) }
      precondition(total > 0)
    }
    return Double(output.lanes * 64 * output.scenarios) / spent
  }

  /// GB/s of sums over what the second cache holds: four columns of the communes of the country.
  static func cached(kernels: KernelSet) async -> Double {
    let output = Output(rows: 35_000, scenarios: 4)
    let spent = await timed(workers: 1, total: 200, block: 200) { _, range in
      var total = 0.0
      for s in range { total += kernels.sum(output.lanes, UnsafePointer(output.base + (s % 4) * output.lanes)) }
      precondition(total > 0)
    }
    return Double(output.lanes * 64 * 200) / spent
  }

  /// GFLOP/s of one square product of that order.
  static func product(order: Int) async -> Double {
    let a = Matrix(rows: order, columns: order, repeating: 1.5)
    let b = Matrix(rows: order, columns: order, repeating: 0.5)
    let spent = await timed(workers: 1, total: 1, block: 1) { _, _ in _ = try? a.times(b) }
    return 2 * Double(order) * Double(order) * Double(order) / spent
  }
}
