// swift-tools-version: 6.2
import PackageDescription

// Apart from the product: nothing here is needed to build or to test `pacte`.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "pacte", path: ".."),
    // Without its traits, which need two more packages to count allocations: CCounters counts them.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(name: "CCounters"),
    .target(name: "Problems", dependencies: [.product(name: "PacteEngine", package: "pacte")]),
    .executableTarget(name: "mesures", dependencies: ["Problems"]),
    // The plugin finds the targets whose folder stands in a folder named Benchmarks: this one.
    .executableTarget(
      name: "Noyaux", dependencies: ["Problems", "CCounters", .product(name: "Benchmark", package: "benchmark")],
      path: "Noyaux", exclude: ["balayage.pacte"],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
