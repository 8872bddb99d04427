import Benchmark
import Problems

/// What the engine asks of the allocator and of the reference counts, kept in `seuils/`.
let benchmarks: @Sendable () -> Void = {
  do { try prepare() } catch { fatalError("\(error)") }
  kernelCases()
  pacteCases()
  importCases()
}
