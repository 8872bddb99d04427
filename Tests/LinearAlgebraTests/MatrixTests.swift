import LinearAlgebra
import TestSupport
import Testing

@Suite("Matrices : réponses connues")
struct MatrixTests {
  @Test("Produit et transposée")
  func products() throws {
    let a = try Matrix([[1, 2, 3], [4, 5, 6]])
    let b = try Matrix([[7, 8], [9, 10], [11, 12]])
    #expect(try a.times(b) == Matrix([[58, 64], [139, 154]]))
    #expect(try a.times([1, 0, -1]) == [-2, -2])
    #expect(try a.transposed == Matrix([[1, 4], [2, 5], [3, 6]]))
    #expect(throws: MatrixError.self) { try a.times(a) }
    #expect(throws: MatrixError.self) { try a.times([1, 2]) }
    #expect(throws: MatrixError.self) { try Matrix([[1, 2], [3]]) }
    #expect(throws: MatrixError.self) { try Matrix(rows: 2, columns: 2, values: [1, 2, 3]) }
  }

  @Test("Une colonne seule répond pour tous les scénarios")
  func sharedColumn() {
    let shared = Matrix(column: [1, 2, 3])
    #expect(shared.column(5) == 0..<3)
    let block = Matrix(rows: 2, columns: 3)
    #expect(block.column(2) == 4..<6)
  }

  @Test("Système linéaire : solution exacte, matrice singulière")
  func solve() throws {
    let a = try Matrix([[2, 1, -1], [-3, -1, 2], [-2, 1, 2]])
    let x = try a.solve(Matrix(column: [8, -11, -3]))
    for (value, expected) in zip(x.values, [2.0, 3, -1]) { #expect((value - expected).magnitude < 1e-12) }
    #expect(throws: MatrixError.singular(2)) { try Matrix([[1, 2], [2, 4]]).solve(Matrix(column: [1, 1])) }
    #expect(throws: MatrixError.self) { try Matrix([[1, 2]]).solve(Matrix(column: [1])) }
    #expect(try Matrix.identity(3).solve(Matrix(column: [1, 2, 3])).values == [1, 2, 3])
  }

  @Test("Cholesky : facteur connu, matrice non définie positive")
  func cholesky() throws {
    let a = try Matrix([[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    #expect(try a.cholesky() == Matrix([[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
    #expect(throws: MatrixError.notPositiveDefinite(2)) { try Matrix([[1, 2], [2, 1]]).cholesky() }
  }

  @Test("Moindres carrés : droite exacte, droite ajustée, rang insuffisant")
  func leastSquares() throws {
    let design = try Matrix([[1, 0], [1, 1], [1, 2], [1, 3]])
    let exact = try design.leastSquares([1, 3, 5, 7])
    #expect((exact[0] - 1).magnitude < 1e-12 && (exact[1] - 2).magnitude < 1e-12)
    // Mean 2.5, slope Σ(x−1.5)(y−2.5)/Σ(x−1.5)² = 4.5/5.
    let fitted = try design.leastSquares([1, 2, 4, 3])
    #expect((fitted[0] - 1.3).magnitude < 1e-12 && (fitted[1] - 0.8).magnitude < 1e-12)
    #expect(throws: MatrixError.rankDeficient(2)) {
      try Matrix([[1, 2], [2, 4], [3, 6]]).leastSquares([1, 2, 3])
    }
    #expect(throws: MatrixError.self) { try design.leastSquares([1, 2]) }
  }

  @Test("Résolution et produit se défont, systèmes tirés au hasard")
  func roundTrip() throws {
    for seed in UInt64(1)...40 {
      var g = SplitMix64(seed: seed)
      let n = Int.random(in: 1...20, using: &g)
      var a = Matrix.identity(n)
      for i in 0..<n { for j in 0..<n { a[i, j] += Double.random(in: -0.5...0.5, using: &g) / Double(n) } }
      let x = (0..<n).map { _ in Double.random(in: -10...10, using: &g) }
      let back = try a.solve(Matrix(column: a.times(x)))
      for i in 0..<n { #expect((back[i, 0] - x[i]).magnitude < 1e-10, "seed \(seed)") }
      let spd = try a.times(a.transposed)
      let l = try spd.cholesky()
      let again = try l.times(l.transposed)
      for (u, v) in zip(spd.values, again.values) { #expect((u - v).magnitude < 1e-12, "seed \(seed)") }
    }
  }
}
