import Foundation
import Sampling
import Testing

@testable import Analysis

@Suite("Sobol' indices")
struct SobolIndicesTests {
  /// Evaluates the pick-freeze design of a function on the unit cube, one group an axis unless said.
  private func indices(
    draws: Int, dimensions: Int, seed: UInt64, groups: [[Int]]? = nil, _ function: ([Double]) -> Double
  ) throws -> SobolIndices {
    let design = try #require(Design(.sobol, draws: draws, dimensions: 2 * dimensions, seed: seed))
    let groups = groups ?? (0..<dimensions).map { [$0] }
    var a: [Double] = []
    var b: [Double] = []
    var mixed = groups.map { _ in [Double]() }
    for draw in 0..<draws {
      let point = design.point(draw)
      let (rowA, rowB) = (Array(point[..<dimensions]), Array(point[dimensions...]))
      a.append(function(rowA))
      b.append(function(rowB))
      for (index, group) in groups.enumerated() {
        var row = rowA
        for axis in group { row[axis] = rowB[axis] }
        mixed[index].append(function(row))
      }
    }
    return try #require(SobolIndices(a: a, b: b, mixed: mixed, resamples: 200, random: CounterRandom(seed: seed)))
  }

  private func expect(_ found: SobolIndices, first: [Double], total: [Double], within margin: Double) {
    for (estimate, exact) in zip(found.first, first) {
      #expect((estimate.value - exact).magnitude < margin)
      #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
    }
    for (estimate, exact) in zip(found.total, total) { #expect((estimate.value - exact).magnitude < margin) }
  }

  /// Ishigami, a = 7, b = 0,1: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2.
  @Test func ishigami() throws {
    let found = try indices(draws: 8192, dimensions: 3, seed: 1) { u in
      let x = u.map { -Double.pi + 2 * Double.pi * $0 }
      return sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])
    }
    let p = Double.pi
    let v1 = 0.5 * pow(1 + 0.1 * pow(p, 4) / 5, 2)
    let v2 = 49.0 / 8
    let v13 = 0.01 * pow(p, 8) * (1.0 / 18 - 1.0 / 50)
    let v = v1 + v2 + v13
    expect(found, first: [v1 / v, v2 / v, 0], total: [(v1 + v13) / v, v2 / v, v13 / v], within: 0.01)
    #expect((found.variance / v - 1).magnitude < 0.02)
    #expect((found.mean - 3.5).magnitude < 0.02)
  }

  /// g of Sobol': V_i = 1/(3(1 + a_i)²), V = Π(1 + V_i) − 1.
  @Test func sobolG() throws {
    let a = [0.0, 1, 4.5, 9]
    let found = try indices(draws: 8192, dimensions: 4, seed: 2) { u in
      zip(u, a).reduce(1) { $0 * ((4 * $1.0 - 2).magnitude + $1.1) / (1 + $1.1) }
    }
    let parts = a.map { 1 / (3 * pow(1 + $0, 2)) }
    let product = parts.reduce(1) { $0 * (1 + $1) }
    let v = product - 1
    expect(
      found, first: parts.map { $0 / v }, total: parts.map { $0 * product / (1 + $0) / v }, within: 0.02)
  }

  /// A linear model has no interaction: first = total = c_i² / Σ c².
  @Test func linear() throws {
    let found = try indices(draws: 4096, dimensions: 3, seed: 3) { 3 * $0[0] + 2 * $0[1] + $0[2] }
    expect(found, first: [9.0 / 14, 4.0 / 14, 1.0 / 14], total: [9.0 / 14, 4.0 / 14, 1.0 / 14], within: 0.01)
  }

  /// Weights on the simplex as one group beside a scalar: f = w₁ + c·x, with Var w₁ = 2/(9·4) for three weights.
  @Test func weightsOnTheSimplexAreAGroup() throws {
    let found = try indices(draws: 8192, dimensions: 4, seed: 4, groups: [[0, 1, 2], [3]]) { u in
      Simplex.weights(Array(u[..<3]))[0] + 0.5 * u[3]
    }
    let weights = 2.0 / 36
    let scalar = 0.25 / 12
    let share = weights / (weights + scalar)
    expect(found, first: [share, 1 - share], total: [share, 1 - share], within: 0.01)
  }

  /// The nominal interval covers the exact index about 95 times out of 100.
  @Test func intervalsCoverTheTruth() throws {
    var covered = 0
    for seed in 0..<60 {
      let design = try #require(Design(.random, draws: 512, dimensions: 4, seed: UInt64(seed)))
      func f(_ x: Double, _ y: Double) -> Double { 2 * x + y }
      let points = (0..<512).map(design.point)
      let found = try #require(
        SobolIndices(
          a: points.map { f($0[0], $0[1]) }, b: points.map { f($0[2], $0[3]) },
          mixed: [points.map { f($0[2], $0[1]) }, points.map { f($0[0], $0[3]) }], resamples: 200,
          random: CounterRandom(seed: UInt64(seed))))
      if found.first[0].low <= 0.8, 0.8 <= found.first[0].high { covered += 1 }
    }
    // Binomial(60, 0,95): fewer than 50 has a probability below 1e-3.
    #expect(covered >= 50)
  }

  @Test func sameEstimatesAsSALibOnTheSameSample() throws {
    let reference = try Reference.load().sobol
    let found = try #require(
      SobolIndices(
        a: reference.a, b: reference.b, mixed: reference.mixed, resamples: 0, random: CounterRandom(seed: 0)))
    for (estimate, expected) in zip(found.first, reference.first) {
      #expect((estimate.value - expected).magnitude < 1e-12)
    }
    for (estimate, expected) in zip(found.total, reference.total) {
      #expect((estimate.value - expected).magnitude < 1e-12)
    }
    let steps = SobolIndices.convergence(a: reference.a, b: reference.b, mixed: reference.mixed)
    #expect(steps.map(\.draws) == [8, 16, 32, 64])
    #expect(steps.last?.first == found.first.map(\.value))
  }

  @Test func missingValuesGiveNoIndex() {
    let random = CounterRandom(seed: 0)
    #expect(SobolIndices(a: [1, .nan], b: [1, 2], mixed: [], resamples: 0, random: random) == nil)
    #expect(SobolIndices(a: [], b: [], mixed: [], resamples: 0, random: random) == nil)
    // A constant has no variance to share.
    let constant = SobolIndices(a: [1, 1], b: [1, 1], mixed: [[1, 1]], resamples: 0, random: random)
    #expect(constant?.total[0].value == 0)
  }
}
