// swift-tools-version: 6.2
import PackageDescription

// Apart from the product: nothing here is needed to build or to test `pacte`.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "pacte", path: "..")],
  targets: [
    .target(name: "Problems", dependencies: [.product(name: "PacteEngine", package: "pacte")]),
    .executableTarget(name: "mesures", dependencies: ["Problems"]),
  ],
  swiftLanguageModes: [.v6]
)
