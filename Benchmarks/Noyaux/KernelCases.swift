import Problems

/// The functions that a sweep repeats, a thousand scenarios at a time: they allocate nothing.
func kernelCases() {
  // Every level pays whole centimes: the engine knows no other DSC.
  for (level, exponents, bounds) in [(1, false, false), (2, true, false), (3, false, true), (4, true, true)] {
    measure("dsc-l\(level)", .none) {
      try DSCMeasure(Draws.dsc(communes: 300, scenarios: 1_000), exponents: exponents, bounds: bounds)
    } body: {
      $0.evaluate()
    }
  }
  for mode in [FPICMeasure.Mode.ensembles, .communes, .pertes] {
    measure("fpic-national-\(mode.rawValue)", .none) {
      try FPICMeasure(Draws.fpic(communes: 8_000, ensembles: 300, scenarios: 104))
    } body: {
      try $0.evaluate(mode)
    }
  }
  measure("repartition-interne", .none, prepare: InternalSplit.init) { $0.evaluate() }
  measure("inegalites", .none, prepare: Inequality.init) { $0.evaluate() }
}
