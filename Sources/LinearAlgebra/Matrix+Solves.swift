import COpenBLAS

private let lower = CChar(UInt8(ascii: "L"))
private let noTranspose = CChar(UInt8(ascii: "N"))

extension Matrix {
  /// Solves `self · X = right` by LU with partial pivoting.
  /// - Throws: `shape`, or `singular` with the position of the null pivot.
  public func solve(_ right: Matrix) throws(MatrixError) -> Matrix {
    guard rows == columns, rows == right.rows else {
      throw .shape("(\(rows) × \(columns)) \\ (\(right.rows) × \(right.columns))")
    }
    guard rows > 0, right.columns > 0 else { return right }
    var factor = values
    var pivots = [Int32](repeating: 0, count: rows)
    var out = right
    let info = LAPACKE_dgesv(
      LAPACK_COL_MAJOR, Int32(rows), Int32(right.columns), &factor, Int32(rows), &pivots, &out.values, Int32(rows))
    if info > 0 { throw .singular(Int(info)) }
    if info < 0 { throw .argument(Int(-info)) }
    return out
  }

  /// Lower Cholesky factor `L` with `L · Lᵀ = self`; only the lower triangle of `self` is read.
  /// - Throws: `shape`, or `notPositiveDefinite`.
  public func cholesky() throws(MatrixError) -> Matrix {
    guard rows == columns else { throw .shape("\(rows) × \(columns) is not square") }
    guard rows > 0 else { return self }
    var out = self
    let info = LAPACKE_dpotrf(LAPACK_COL_MAJOR, lower, Int32(rows), &out.values, Int32(rows))
    if info > 0 { throw .notPositiveDefinite(Int(info)) }
    if info < 0 { throw .argument(Int(-info)) }
    for j in 1..<max(columns, 1) { for i in 0..<j { out[i, j] = 0 } }
    return out
  }

  /// Least squares `min ‖self · x − right‖` by QR; needs `rows ≥ columns` and full rank.
  public func leastSquares(_ right: [Double]) throws(MatrixError) -> [Double] {
    guard rows == right.count, rows >= columns, columns > 0 else {
      throw .shape("least squares of \(rows) × \(columns) on \(right.count)")
    }
    var factor = values
    var solution = right
    let info = LAPACKE_dgels(
      LAPACK_COL_MAJOR, noTranspose, Int32(rows), Int32(columns), 1, &factor, Int32(rows), &solution, Int32(rows))
    if info > 0 { throw .rankDeficient(Int(info)) }
    if info < 0 { throw .argument(Int(-info)) }
    // dgels sees only an exactly null diagonal; a negligible one is as fatal to the reader of the result.
    let diagonal = (0..<columns).map { factor[$0 * rows + $0].magnitude }
    let largest = diagonal.max() ?? 0
    for (position, value) in diagonal.enumerated() where value <= largest * 1e-13 {
      throw .rankDeficient(position + 1)
    }
    return Array(solution[..<columns])
  }
}
