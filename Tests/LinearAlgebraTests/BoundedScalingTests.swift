import LinearAlgebra
import TestSupport
import Testing

@Suite("Mise à l'échelle bornée")
struct BoundedScalingTests {
  struct Problem {
    var weight: [Double]
    var floor: [Double]
    var ceiling: [Double]
    var total: Double

    func clipped(_ theta: Double) -> [Double] {
      weight.indices.map { weight[$0] == 0 ? floor[$0] : min(max(theta * weight[$0], floor[$0]), ceiling[$0]) }
    }

    /// Sorts the breakpoints, finds the linear piece, interpolates. `nil` out of reach.
    func bySorting() -> [Double]? {
      if floor.reduce(0, +) > total { return nil }
      var most = 0.0
      for i in weight.indices { most += weight[i] > 0 ? ceiling[i] : floor[i] }
      if most < total { return nil }
      var points = [0.0]
      for i in weight.indices where weight[i] > 0 {
        points.append(floor[i] / weight[i])
        if ceiling[i].isFinite { points.append(ceiling[i] / weight[i]) }
      }
      points.sort()
      // Far enough for the lightest row alone to take the total.
      if let lightest = weight.filter({ $0 > 0 }).min() { points.append((points.last ?? 0) + total / lightest + 1) }
      for (low, high) in zip(points, points.dropFirst()) {
        let before = clipped(low).reduce(0, +)
        let after = clipped(high).reduce(0, +)
        guard after >= total else { continue }
        return clipped(after > before ? low + (total - before) / (after - before) * (high - low) : low)
      }
      return clipped(points.last ?? 0)
    }

    func solve() throws -> (theta: Double, out: [Double]) {
      var out = [Double](repeating: 0, count: weight.count)
      var span = out.mutableSpan
      let theta = try boundedScaling(
        weight.span, floor: floor.span, ceiling: ceiling.span, total: total, into: &span)
      return (theta, out)
    }
  }

  @Test("Sans borne active, une simple proportion")
  func proportion() throws {
    let free = Problem(weight: [1, 2, 3], floor: [0, 0, 0], ceiling: [.infinity, .infinity, .infinity], total: 12)
    let solved = try free.solve()
    #expect(solved.theta == 2 && solved.out == [2, 4, 6])
  }

  @Test("Tunnel imprimé : θ = 1,0986149623")
  func printed() throws {
    let tunnel = Problem(
      weight: [95_119.54, 39_806.78, 97_183.89, 42_383.58, 225_506.21],
      floor: [133_000, 42_750, 104_500, 57_000, 137_750], ceiling: [154_000, 49_500, 121_000, 66_000, 159_500],
      total: 500_000)
    let solved = try tunnel.solve()
    #expect((solved.theta - 1.0986149623).magnitude < 1e-7)
    #expect((solved.out[1] - 43_732.32).magnitude < 0.005 && (solved.out[2] - 106_767.68).magnitude < 0.005)
  }

  @Test("Hors d'atteinte : de combien, à un centime près sur un milliard")
  func infeasible() throws {
    var problem = Problem(
      weight: [1, 1], floor: [60_000_000_000, 40_000_000_000], ceiling: [1e12, 1e12], total: 1e11)
    #expect(try problem.solve().out == [60_000_000_000, 40_000_000_000])
    problem.total = 1e11 - 1
    #expect(throws: BoundedScalingError.floorsExceedTotal(shortfall: 1)) { try problem.solve() }
    var capped = Problem(weight: [1, 0], floor: [0, 5], ceiling: [10, 1000], total: 15)
    #expect(try capped.solve().out == [10, 5])
    capped.total = 16
    #expect(throws: BoundedScalingError.ceilingsBelowTotal(surplus: 1)) { try capped.solve() }
  }

  @Test("Poids tous nuls, total nul, aucune ligne")
  func degenerate() throws {
    let still = Problem(weight: [0, 0], floor: [3, 4], ceiling: [9, 9], total: 7)
    #expect(try still.solve().out == [3, 4])
    let nothing = Problem(weight: [1, 2], floor: [0, 0], ceiling: [5, 5], total: 0)
    #expect(try nothing.solve().out == [0, 0])
    let empty = Problem(weight: [], floor: [], ceiling: [], total: 0)
    #expect(try empty.solve().out == [])
    #expect(throws: BoundedScalingError.ceilingsBelowTotal(surplus: 1)) {
      try Problem(weight: [], floor: [], ceiling: [], total: 1).solve()
    }
  }

  @Test("Contre un oracle qui trie les points de rupture, 6 000 tirages")
  func oracle() throws {
    var feasible = 0
    for seed in UInt64(1)...6000 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...40, using: &g)
      // Weights over twelve orders of magnitude, some null; equal bounds; infinite ceilings.
      let wide = Bool.random(using: &g)
      func weight() -> Double {
        if Int.random(in: 0..<8, using: &g) == 0 { return 0 }
        let x = Double.random(in: 1...1000, using: &g)
        return wide ? x * [1e-6, 1, 1e6][Int.random(in: 0..<3, using: &g)] : x
      }
      var problem = Problem(weight: (0..<n).map { _ in weight() }, floor: [], ceiling: [], total: 0)
      for _ in 0..<n {
        let f = Double(Int.random(in: 0...5000, using: &g))
        let c: Double
        switch Int.random(in: 0..<4, using: &g) {
        case 0: c = .infinity
        case 1: c = f
        default: c = f + Double(Int.random(in: 0...5000, using: &g))
        }
        problem.floor.append(f)
        problem.ceiling.append(c)
      }
      let low = problem.floor.reduce(0, +)
      problem.total = (low * Double.random(in: 0.9...2, using: &g)).rounded()
      guard let expected = problem.bySorting() else {
        #expect(throws: BoundedScalingError.self, "seed \(seed)") { try problem.solve() }
        continue
      }
      feasible += 1
      let (_, out) = try problem.solve()
      for i in 0..<n {
        #expect((out[i] - expected[i]).magnitude <= 1e-8 * max(1, problem.total), "seed \(seed), row \(i)")
        #expect(out[i] >= problem.floor[i] && out[i] <= problem.ceiling[i], "seed \(seed), row \(i)")
      }
      #expect((orderedSum(out.span) - problem.total).magnitude <= 1e-9 * max(1, problem.total), "seed \(seed)")
    }
    #expect(feasible > 3000 && feasible < 5900)
  }

  @Test("Un escalier de 2 000 marches se résout exactement")
  func staircase() throws {
    // Row k moves only between two close values of θ: Newton alone would walk the steps one by one.
    let n = 2000
    let weight = [Double](repeating: 1, count: n)
    let floor = (0..<n).map { Double($0) }
    let ceiling = (0..<n).map { Double($0) + 0.5 }
    let problem = Problem(weight: weight, floor: floor, ceiling: ceiling, total: floor.reduce(0, +) + 617.25)
    let (_, out) = try problem.solve()
    #expect((orderedSum(out.span) - problem.total).magnitude < 1e-6)
  }
}
