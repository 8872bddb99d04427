// swift-tools-version: 6.2
import PackageDescription

// What needs ordo-one/benchmark, and nothing else: the rest of this folder belongs to the package above, whose tests build
// it, so that a change of the engine never leaves it behind.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "pacte", path: ".."),
    // Without its traits, which need two more packages to count allocations: CCounters counts them.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "CCounters"),
    // The plugin finds the targets whose folder stands in a folder named Benchmarks: this one.
    .executableTarget(
      name: "Noyaux",
      dependencies: [
        .product(name: "Problems", package: "pacte"), "CCounters", .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Noyaux", exclude: ["balayage.pacte"],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
