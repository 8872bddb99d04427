import COpenBLAS

// Products by BLAS. Their last bit depends on shape and processor: never for a reported amount
// (use `orderedSum` and `orderedDot`).
extension Matrix {
  /// `self · other`.
  /// - Throws: `MatrixError.shape` when the inner dimensions differ.
  public func times(_ other: Matrix) throws(MatrixError) -> Matrix {
    guard columns == other.rows else {
      throw .shape("(\(rows) × \(columns)) · (\(other.rows) × \(other.columns))")
    }
    var out = Matrix(rows: rows, columns: other.columns)
    guard rows > 0, other.columns > 0, columns > 0 else { return out }
    cblas_dgemm(
      CblasColMajor, CblasNoTrans, CblasNoTrans, Int32(rows), Int32(other.columns), Int32(columns), 1, values,
      Int32(rows), other.values, Int32(columns), 0, &out.values, Int32(rows))
    return out
  }

  /// `self · vector`.
  public func times(_ vector: [Double]) throws(MatrixError) -> [Double] {
    guard columns == vector.count else { throw .shape("(\(rows) × \(columns)) · \(vector.count)") }
    var out = [Double](repeating: 0, count: rows)
    guard rows > 0, columns > 0 else { return out }
    cblas_dgemv(
      CblasColMajor, CblasNoTrans, Int32(rows), Int32(columns), 1, values, Int32(rows), vector, 1, 0, &out, 1)
    return out
  }
}
