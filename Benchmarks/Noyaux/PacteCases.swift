import Problems

/// Whole scenarios, from the files of the tutorial.
func pacteCases() {
  let root = String(#filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 })
  let scenarios = "\(root)/Scenarios"
  let swept = "\(root)/Benchmarks/Noyaux/balayage.pacte"

  // The number of tranches is the same: what is left of the difference is what the block loop does.
  measureCounts("balayage-4096-de-plus", .none) {
    try [4_096, 8_192].map { try PacteMeasure(path: swept, draws: $0, seed: 42) }
  } counts: { sweeps in
    let counts = try sweeps.map { sweep in try Counts { try sweep.sweepOnly() } }
    return counts[1] - counts[0]
  }
  measure("six-ans-retroaction", .percent(2)) {
    try PacteMeasure(path: swept, draws: 8, seed: 42)
  } body: {
    try $0.first()
  }
  measure("lecture-scenario", .percent(2)) {
    Tutorial(folder: scenarios)
  } body: {
    try $0.read()
  }
  measure("comparaison-tutoriel", .percent(2)) {
    Tutorial(folder: scenarios)
  } body: {
    try $0.compare()
  }
}
