import LinearAlgebra
import Testing

@testable import Sampling

@Suite("Designs")
struct DesignTests {
  @Test func aPermutationTakesEachRowOnce() {
    for count in [1, 2, 3, 5, 64, 1000, 1025] {
      let permutation = Permutation(count: count, random: CounterRandom(seed: 7), stream: 1)
      #expect((0..<count).map { permutation[$0] }.sorted() == Array(0..<count), "\(count)")
    }
  }

  @Test func aLatinHypercubeHasOneDrawAStratum() throws {
    let design = try #require(Design(.latin, draws: 997, dimensions: 5, seed: 1))
    for dimension in 0..<5 {
      let strata = (0..<997).map { Int(design.coordinate($0, dimension) * 997) }
      #expect(strata.sorted() == Array(0..<997))
    }
    // Axes are shuffled independently.
    #expect(design.point(3)[0] != design.point(3)[1])
  }

  @Test func theBareSequenceIsThatOfScipy() throws {
    let reference = try Reference.load().sobol
    let sequence = try #require(SobolSequence(dimensions: 64, random: nil))
    for (dimension, expected) in zip(reference.dimensions, reference.first16) {
      #expect((0..<16).map { sequence.coordinate($0, dimension: dimension) }.sorted() == expected)
    }
    #expect((0..<64).map { sequence.coordinate(5, dimension: $0) } == reference.row5)
  }

  @Test func scramblingKeepsOnePointAnElementaryInterval() throws {
    let design = try #require(Design(.sobol, draws: 256, dimensions: 40, seed: 99))
    for dimension in 0..<40 {
      #expect((0..<256).map { Int(design.coordinate($0, dimension) * 256) }.sorted() == Array(0..<256))
    }
    // The first two dimensions are a (0, 8, 2)-net: one point in each of the 256 boxes, whatever their shape.
    for split in 0...8 {
      let boxes = (0..<256).map {
        Int(design.coordinate($0, 0) * Double(1 << split)) << (8 - split)
          | Int(design.coordinate($0, 1) * Double(1 << (8 - split)))
      }
      #expect(Set(boxes).count == 256, "split \(split)")
    }
    let other = try #require(Design(.sobol, draws: 256, dimensions: 40, seed: 100))
    #expect(other.coordinate(0, 0) != design.coordinate(0, 0))
  }

  @Test func beyondTheTableThereIsNoSequence() {
    #expect(SobolSequence(dimensions: SobolSequence.maximalDimension, random: nil) != nil)
    #expect(Design(.sobol, draws: 8, dimensions: SobolSequence.maximalDimension + 1, seed: 1) == nil)
  }
}

@Suite("Simplex and correlations")
struct SimplexTests {
  @Test func weightsAreUniformOnTheSimplex() throws {
    let design = try #require(Design(.random, draws: 20_000, dimensions: 4, seed: 11))
    var sums = [Double](repeating: 0, count: 4)
    var squares = sums
    for draw in 0..<20_000 {
      let weights = Simplex.weights(design.point(draw))
      #expect((weights.reduce(0, +) - 1).magnitude < 1e-14)
      for k in 0..<4 {
        sums[k] += weights[k]
        squares[k] += weights[k] * weights[k]
      }
    }
    // Dirichlet(1, 1, 1, 1): mean 1/4, variance 3/80, none of the four apart.
    for k in 0..<4 {
      let mean = sums[k] / 20_000
      #expect((mean - 0.25).magnitude < 5 * (3.0 / 80 / 20_000).squareRoot())
      #expect((squares[k] / 20_000 - mean * mean - 3.0 / 80).magnitude < 0.002)
    }
  }

  @Test func roundedWeightsTotalExactly() {
    #expect(Simplex.units([0.2, 0.3, 0.5], total: 10) == [2, 3, 5])
    #expect(Simplex.units([1.0 / 3, 1.0 / 3, 1.0 / 3], total: 100) == [34, 33, 33])
    let random = CounterRandom(seed: 3)
    for draw in UInt64(0)..<500 {
      let weights = Simplex.weights((UInt32(0)..<7).map { random.uniform(draw: draw, stream: $0) })
      let units = Simplex.units(weights, total: 100_000_000)
      #expect(units.reduce(0, +) == 100_000_000)
      #expect(zip(units, weights).allSatisfy { (Double($0) - $1 * 1e8).magnitude < 1 })
    }
  }

  @Test func theGridHoldsEveryCombinationOnce() {
    let grid = Simplex.grid(parts: 3, steps: 10)
    #expect(grid.count == 66)
    #expect(Simplex.gridCount(parts: 3, steps: 10) == 66)
    #expect(grid.allSatisfy { $0.reduce(0, +) == 10 })
    #expect(Set(grid).count == 66)
    #expect(Simplex.gridCount(parts: 1, steps: 4) == 1)
  }

  @Test func correlationsAreThoseAskedAndMarginsStayUniform() throws {
    let asked = try Matrix([[1, 0.6, -0.3], [0.6, 1, 0], [-0.3, 0, 1]])
    let correlation = try Correlation(asked)
    let design = try #require(Design(.random, draws: 40_000, dimensions: 3, seed: 5))
    var sums = [[Double]](repeating: [0, 0, 0], count: 3)
    var low = 0
    for draw in 0..<40_000 {
      let mixed = correlation.mixed(design.point(draw))
      let normals = mixed.map(normalQuantile)
      for i in 0..<3 { for j in 0..<3 { sums[i][j] += normals[i] * normals[j] } }
      if mixed[2] < 0.1 { low += 1 }
    }
    for i in 0..<3 { for j in 0..<3 { #expect((sums[i][j] / 40_000 - asked[i, j]).magnitude < 0.03) } }
    #expect((Double(low) / 40_000 - 0.1).magnitude < 0.0075)
    #expect(throws: MatrixError.notPositiveDefinite(3)) {
      try Correlation(try Matrix([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]))
    }
  }
}
