import Glibc
import LinearAlgebra
import TestSupport
import Testing

/// Random columns for the kernels, with the sizes and the values that go wrong.
private struct Columns {
  var scratch: LaneScratch
  var n: Int

  init(_ n: Int, columns: Int, using g: inout SplitMix64, _ value: (inout SplitMix64, Int) -> Double) {
    scratch = LaneScratch(rows: n, columns: columns)
    self.n = n
    for k in 0..<columns {
      let rows = scratch.rows(k)
      for i in 0..<n { rows[i] = value(&g, k) }
    }
  }

  func bits(_ column: LanesOutput) -> [UInt64] {
    UnsafeBufferPointer(start: UnsafeRawPointer(column).assumingMemoryBound(to: UInt64.self), count: n).map { $0 }
  }
}

@Suite("Noyaux : mêmes bits à tous les niveaux de processeur")
struct KernelSetTests {
  @Test("Un niveau au moins, le plus rapide choisi")
  func levels() {
    #expect(KernelSet.available.first?.name == "portable")
    #expect(KernelSet.selected.name == KernelSet.available.last?.name)
  }

  @Test("Somme, combinaison, puissance, bornes, mise à l'échelle, plus forts restes : 3 000 tirages")
  func identical() {
    for seed in UInt64(1)...3000 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...(seed % 10 == 0 ? 400 : 40), using: &g)
      let data = Columns(n, columns: 9, using: &g) { g, _ in
        Int.random(in: 0..<9, using: &g) == 0 ? 0 : Double.random(in: 0...1e7, using: &g)
      }
      let s = data.scratch
      let logs = s.rows(2)
      for i in 0..<n { logs[i] = Double.random(in: -2...2, using: &g) }
      let factors = (0..<2).map { _ in Double.random(in: 0...3, using: &g) }
      let (low, high) = (Double.random(in: 0.8...1, using: &g), Double.random(in: 1...1.5, using: &g))
      let exponent = Double.random(in: -3...3, using: &g)
      var total = Double.nan
      var seen: [[UInt64]] = []
      for kernels in KernelSet.available {
        var found: [UInt64] = []
        found.append(kernels.sum(s.lanes, s.column(0)).bitPattern)
        #expect(
          kernels.countReaching(s.lanes, s.column(0), 5e6) == Double(s.rows(0).count { $0 >= 5e6 }), "seed \(seed)")
        let excess = kernels.excess(s.lanes, s.column(0), s.column(1), factors[0])
        found.append(excess.bitPattern)
        let wanted = (0..<n).reduce(0.0) { $0 + max(0, s.rows(0)[$1] - factors[0] * s.rows(1)[$1]) }
        #expect((excess - wanted).magnitude <= 1e-12 * wanted, "seed \(seed)")
        let columns: [LanesInput] = [UnsafePointer(s.column(0)), UnsafePointer(s.column(1))]
        kernels.combine(s.lanes, columns, factors, 2, s.column(3))
        found += data.bits(s.column(3))
        found.append(kernels.weightedPower(s.lanes, s.column(2), s.column(1), exponent, s.column(4)).bitPattern)
        found += data.bits(s.column(4))
        let bounds = kernels.roundedBounds(
          s.lanes, s.column(0), s.column(3), low, high, s.column(5), s.column(6))
        found += [bounds.gap, bounds.least, bounds.most, bounds.weight].map(\.bitPattern)
        found += data.bits(s.column(5)) + data.bits(s.column(6))
        // Whole units add up without error, in any order.
        let floors = s.rows(5)
        let most = (0..<n).reduce(0) { $0 + (s.rows(3)[$1] > 0 ? s.rows(6)[$1] : floors[$1]) }
        #expect(bounds.least == floors.reduce(0, +) && bounds.most == most, "seed \(seed)")
        if total.isNaN { total = (kernels.sum(s.lanes, s.column(5)) * (low + high) / 2).rounded() }
        do throws(BoundedScalingError) {
          let theta = try kernels.boundedScaling(
            s.lanes, weight: s.column(3), floor: s.column(5), ceiling: s.column(6), total: total, into: s.column(7))
          found.append(theta.bitPattern)
          found += data.bits(s.column(7))
          try? kernels.largestRemainder(s.column(7), total: total, order: nil, scratch: s, into: s.column(8))
          found += data.bits(s.column(8))
        } catch {
          found.append(error == .floorsExceedTotal(shortfall: 0) ? 1 : 0)
        }
        seen.append(found)
      }
      for other in seen.dropFirst() { #expect(other == seen[0], "seed \(seed)") }
    }
  }

  @Test("Déductions, proportions, quotient, richesse après transferts, cumuls : 1 000 tirages")
  func transfers() {
    for seed in UInt64(1)...1000 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...100, using: &g)
      let data = Columns(n, columns: 8, using: &g) { g, _ in Double(Int.random(in: 0...100_000, using: &g)) }
      let s = data.scratch
      for i in 0..<n { s.rows(2)[i] = [0, 0.5, 1][Int.random(in: 0..<3, using: &g)] }
      let people = s.address(3)
      for i in 0..<s.lanes * 8 { people[i] = i < n ? Double(Int.random(in: 1...9_000, using: &g)) : 1 }
      let columns: [LanesInput] = [UnsafePointer(s.column(0)), UnsafePointer(s.column(1))]
      var seen: [[UInt64]] = []
      for kernels in KernelSet.available {
        let taken = kernels.deductions(s.lanes, s.column(0), s.column(1), s.column(2), s.column(4))
        var found = [taken.bitPattern] + data.bits(s.column(4))
        // Halves upward, row by row, as the rule of the exemptions writes it.
        var total = 0.0
        for i in 0..<n {
          let rest = s.rows(0)[i] - min(s.rows(0)[i], s.rows(1)[i])
          #expect(s.rows(4)[i] == (s.rows(2)[i] * rest).roundedHalfUp, "seed \(seed)")
          total += s.rows(0)[i] - s.rows(4)[i]
        }
        #expect(taken == total, "seed \(seed)")
        kernels.proportion(s.lanes, s.column(0), 12_345, 678, s.column(5))
        found += data.bits(s.column(5))
        for i in 0..<n { #expect(s.rows(5)[i] == 12_345 * s.rows(0)[i] / 678) }
        kernels.quotient(s.lanes, columns, [1, -3], 2, 100, s.column(6))
        found += data.bits(s.column(6))
        for i in 0..<n { #expect(s.rows(6)[i] == (s.rows(0)[i] - 3 * s.rows(1)[i]) / 100) }
        let sums = kernels.afterTransfers(
          s.lanes, s.column(0), s.column(3), s.column(1), s.column(2), s.column(5), s.column(7))
        found += [sums.amount, sums.total, sums.ranked, sums.shared].map(\.bitPattern) + data.bits(s.column(7))
        for i in 0..<n { #expect(s.rows(7)[i] == s.rows(1)[i] + s.rows(0)[i] / people[i]) }
        found.append(kernels.dispersion(n, s.address(3), s.address(0), 1_000, s.address(6)).bitPattern)
        var below = 0.0
        for i in 0..<n {
          below += people[i]
          #expect(s.rows(6)[i] == below, "seed \(seed)")
        }
        seen.append(found)
      }
      for other in seen.dropFirst() { #expect(other == seen[0], "seed \(seed)") }
    }
  }

  @Test("Une combinaison arrondie, à tous les niveaux : moitiés vers le haut ; aucun terme, rien de lu")
  func roundedCombinations() {
    let n = 19
    let scratch = LaneScratch(rows: n, columns: 4)
    scratch.fill(0, (0..<n).map { Double($0) })
    scratch.fill(1, (0..<n).map { Double($0 * $0) })
    scratch.fill(2, .init(repeating: .nan, count: n))
    let stride = scratch.lanes * 8
    for kernels in KernelSet.available.map(\.columns) {
      kernels.roundedCombination(n, scratch.address(0), stride, [0.5, 0.25], 2, scratch.address(3))
      // ½ · 2 + ¼ · 4 = 2 and ½ · 1 + ¼ · 1 = 0,75; ½ · 4 + ¼ · 16 = 6 and ½ · 3 + ¼ · 9 = 3,75.
      #expect((1...4).map { scratch.rows(3)[$0] } == [1, 2, 4, 6])
      kernels.roundedCombination(n, scratch.address(2), stride, [1], 0, scratch.address(3))
      #expect(scratch.rows(3).allSatisfy { $0 == 0 })
    }
  }

  @Test("Une puissance à deux unités près du dernier bit, un logarithme de même")
  func accuracy() {
    var g = SplitMix64(seed: 7)
    var worst = 0.0
    for _ in 0..<2000 {
      let scratch = LaneScratch(rows: 8, columns: 3)
      let ratios = (0..<8).map { _ in Double.random(in: 0.25...4, using: &g) }
      for i in 0..<8 {
        scratch.rows(0)[i] = binaryLogarithm(ratios[i])
        scratch.rows(1)[i] = 1
        #expect((scratch.rows(0)[i] - log2(ratios[i])).magnitude <= 2 * max(log2(ratios[i]).ulp, 0x1p-54))
      }
      let exponent = Double.random(in: 0...3, using: &g)
      _ = KernelSet.selected.weightedPower(
        scratch.lanes, scratch.column(0), scratch.column(1), exponent, scratch.column(2))
      for i in 0..<8 {
        let exact = pow(ratios[i], exponent)
        // The rounding of the product α·log₂ is part of the error.
        worst = max(
          worst, (scratch.rows(2)[i] - exact).magnitude / exact.ulp / (1 + exponent * log2(ratios[i]).magnitude))
      }
    }
    #expect(worst < 2)
    #expect(binaryLogarithm(1) == 0 && binaryLogarithm(0.25) == -2 && binaryLogarithm(8) == 3)
  }

  @Test(
    "Plus forts restes : deux millions de petits cas contre un tri, égalités, zéros, négatifs, fermetures impossibles")
  func sortingOracle() {
    var g = SplitMix64(seed: 11)
    var mistakes = 0
    var ties = 0
    var open = 0
    let kernels = KernelSet.available
    let scratches = (0...12).map { LaneScratch(rows: $0, columns: 2) }
    for round in 0..<2_000_000 {
      let n = Int(g.next() % 12) + 1
      let s = scratches[n]
      // Remainders on a coarse grid, so that ties are the rule.
      let grid = [1.0, 4, 10, 1000][Int(g.next() % 4)]
      var units = [(whole: Double, key: Double)]()
      var sum = 0.0
      for i in 0..<n {
        let steps = Double(g.next() % UInt64(3 * grid)) - grid
        let whole = (steps / grid).rounded(.down)
        units.append((whole, steps - whole * grid))
        s.rows(0)[i] = steps / grid
        sum += whole
      }
      let missing = Double(g.next() % UInt64(n + 2))
      let total = sum + missing
      var order = [Int32](0..<Int32(n))
      if round % 2 == 1 {
        for i in stride(from: n - 1, to: 0, by: -1) { order.swapAt(i, Int(g.next() % UInt64(i + 1))) }
      }
      do throws(ApportionmentError) {
        try kernels[round % kernels.count].largestRemainder(
          s.column(0), total: total, order: round % 2 == 1 ? order : nil, scratch: s, into: s.column(1))
      } catch {
        open += 1
        if missing <= Double(n) || error != .doesNotClose(missingUnits: missing) { mistakes += 1 }
        continue
      }
      // Served by rank among equal keys, the largest keys first.
      let served = order.enumerated().sorted { a, b in
        units[Int(a.element)].key != units[Int(b.element)].key
          ? units[Int(a.element)].key > units[Int(b.element)].key : a.offset < b.offset
      }
      var expected = units.map(\.whole)
      for (_, row) in served.prefix(Int(missing)) { expected[Int(row)] += 1 }
      if missing > 0, Int(missing) < n,
        units[Int(served[Int(missing) - 1].element)].key == units[Int(served[Int(missing)].element)].key
      {
        ties += 1
      }
      for i in 0..<n where s.rows(1)[i] != expected[i] { mistakes += 1 }
    }
    #expect(mistakes == 0)
    #expect(ties > 300_000 && open > 10_000)
  }

  @Test("Tunnel : 500 000 petits cas contre un tri des points de rupture, zéros, bornes égales, sans solution")
  func tunnelOracle() {
    var g = SplitMix64(seed: 13)
    var mistakes = 0
    var feasible = 0
    let kernels = KernelSet.available
    let scratches = (0...8).map { LaneScratch(rows: $0, columns: 4) }
    for round in 0..<500_000 {
      let n = Int(g.next() % 8) + 1
      let s = scratches[n]
      var weight = [Double]()
      var floor = [Double]()
      var ceiling = [Double]()
      for _ in 0..<n {
        weight.append(g.next() % 5 == 0 ? 0 : Double(g.next() % 1000 + 1))
        floor.append(Double(g.next() % 500))
        let width = g.next() % 4
        ceiling.append(width == 0 ? .infinity : floor[floor.count - 1] + (width == 1 ? 0 : Double(g.next() % 500)))
      }
      let total = (floor.reduce(0, +) * (0.9 + Double(g.next() % 1000) / 900)).rounded()
      s.set(0, weight.span)
      s.set(1, floor.span)
      s.set(2, ceiling.span)
      let problem = BoundedScalingTests.Problem(weight: weight, floor: floor, ceiling: ceiling, total: total)
      let expected = problem.bySorting()
      do throws(BoundedScalingError) {
        _ = try kernels[round % kernels.count].boundedScaling(
          s.lanes, weight: s.column(0), floor: s.column(1), ceiling: s.column(2), total: total, into: s.column(3))
      } catch {
        if expected != nil { mistakes += 1 }
        continue
      }
      guard let expected else {
        mistakes += 1
        continue
      }
      feasible += 1
      for i in 0..<n where (s.rows(3)[i] - expected[i]).magnitude > 1e-9 * max(1, total) { mistakes += 1 }
      if (s.rows(3).reduce(0, +) - total).magnitude > 1e-12 * max(1, total) { mistakes += 1 }
    }
    #expect(mistakes == 0)
    #expect(feasible > 200_000 && feasible < 450_000)
  }
}
