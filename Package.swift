// swift-tools-version: 6.2
import PackageDescription

// The kernels are one source compiled once for each level of processor, optimised in every configuration, and chosen
// when the program starts (LinearAlgebra/Kernels). Sources/KernelsV3 and KernelsV4 are links to Sources/Kernels.
#if arch(x86_64)
  let kernelLevels = [("Kernels", "x86-64"), ("KernelsV3", "x86-64-v3"), ("KernelsV4", "x86-64-v4")]
#else
  let kernelLevels = [("Kernels", "")]
#endif
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"])]
let kernels: [Target] = kernelLevels.map { name, level in
  .target(
    name: name, dependencies: ["CLanes"],
    swiftSettings: [.unsafeFlags(["-O"] + (level.isEmpty ? [] : ["-Xcc", "-march=\(level)"]))])
}

// Arrows go one way:
// pacte → Reporting → Simulation → {Language, Legislation} → Territory → {LinearAlgebra, Diagnostics}
let package = Package(
  name: "pacte",
  products: [
    .executable(name: "pacte", targets: ["pacte"]),
    // For Benchmarks/Noyaux, in a package of its own.
    .library(name: "Problems", targets: ["Problems"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(name: "CBytes"),
    .target(name: "Diagnostics"),
    .target(name: "CLanes"),
    .target(
      name: "LinearAlgebra",
      dependencies: ["COpenBLAS", "CLanes"] + kernelLevels.map { .target(name: $0.0) },
      swiftSettings: optimised),
    .target(name: "Sampling", dependencies: ["LinearAlgebra"], resources: [.embedInCode("Data")]),
    .target(name: "Analysis", dependencies: ["Sampling"]),
    .target(
      name: "Storage",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "Territory",
      dependencies: [
        "LinearAlgebra", "Diagnostics", "CBytes", "CExpat", "CZlib", .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Data")],
      // Tests read the published tables, thirty megabytes each, again and again.
      swiftSettings: optimised),
    .target(
      name: "Legislation",
      dependencies: ["Territory", "LinearAlgebra", "Diagnostics", .product(name: "Yams", package: "Yams")],
      resources: [.embedInCode("Parameters")]),
    .target(name: "Language", dependencies: ["Territory", "Diagnostics"], exclude: ["GRAMMAIRE.md"]),
    .target(
      name: "Simulation",
      dependencies: [
        "Language", "Legislation", "Territory", "LinearAlgebra", "Diagnostics", "Sampling", "Analysis",
      ]),
    .target(
      name: "Reporting",
      dependencies: ["Simulation", "Storage", "Diagnostics", .product(name: "Mustache", package: "swift-mustache")],
      resources: [.embedInCode("Resources")]),
    .executableTarget(
      name: "pacte",
      dependencies: [
        "Reporting", "Simulation", "Language", "Legislation", "Territory", "LinearAlgebra", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // What Benchmarks/ measures, built with the tests.
    .target(
      name: "Problems",
      dependencies: ["Simulation", "Language", "Legislation", "Territory", "LinearAlgebra", "Sampling", "Diagnostics"],
      path: "Benchmarks/Sources/Problems"),
    .executableTarget(
      name: "mesures", dependencies: ["Problems", "Territory", "LinearAlgebra", "Diagnostics"],
      path: "Benchmarks/Sources/mesures"),
    // What several test targets share.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    // Millions of small cases against a sort.
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "TestSupport"], swiftSettings: optimised),
    .testTarget(
      name: "SamplingTests", dependencies: ["Sampling", "LinearAlgebra", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(
      name: "AnalysisTests", dependencies: ["Analysis", "Sampling", "LinearAlgebra", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(name: "StorageTests", dependencies: ["Storage", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "TerritoryTests", dependencies: ["Territory", "TestSupport"]),
    .testTarget(name: "LegislationTests", dependencies: ["Legislation", "TestSupport"]),
    .testTarget(
      name: "ConformanceTests",
      dependencies: ["Reporting", "Simulation", "Legislation", "Territory", "LinearAlgebra", "Diagnostics"]),
    .testTarget(name: "LanguageTests", dependencies: ["Language", "TestSupport"], exclude: ["bad", "good"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "Language", "TestSupport"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting"]),
    .testTarget(name: "EndToEndTests", dependencies: ["pacte", "TestSupport"], exclude: ["national"]),
  ] + kernels,
  swiftLanguageModes: [.v6]
)
