import LinearAlgebra

/// Correlated shocks: a Gaussian copula.
///
/// Coordinates of the unit cube become standard normals, the Cholesky factor of the correlation matrix mixes them, and
/// the results come back to the cube: each axis keeps its own law. The correlations are those of the normals behind the
/// values (exactly those of the values when their laws are normal).
public struct Correlation: Sendable {
  private let factor: Matrix

  /// - Parameter matrix: symmetric, ones on the diagonal.
  /// - Throws: `notPositiveDefinite` when no set of variables has these correlations.
  public init(_ matrix: Matrix) throws(MatrixError) { factor = try matrix.cholesky() }

  /// Mixed by plain loops of a fixed order: the same bits on every processor, which a BLAS product would not give.
  public func mixed(_ coordinates: [Double]) -> [Double] {
    let normals = coordinates.map(normalQuantile)
    return normals.indices.map { row in
      var sum = 0.0
      for column in 0...row { sum += factor[row, column] * normals[column] }
      // Within the open interval even where the normal law saturates.
      return min(max(normalProbability(sum), 0x1p-60), 1 - 0x1p-53)
    }
  }
}
