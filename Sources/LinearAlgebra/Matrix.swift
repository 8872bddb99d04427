/// A dense column-major matrix of doubles; also the *block* of the engine.
///
/// As a block, rows are communes and columns are scenarios: one column is contiguous, so a rule reads a
/// scenario as a plain span. A block with a single column is shared by every scenario (see `column`).
public struct Matrix: Sendable, Equatable {
  public let rows: Int
  public let columns: Int
  public var values: [Double]

  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix has no negative shape")
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: value, count: rows * columns)
  }

  /// - Throws: `MatrixError.shape` when `values.count != rows * columns`.
  public init(rows: Int, columns: Int, values: [Double]) throws(MatrixError) {
    guard rows >= 0, columns >= 0, values.count == rows * columns else {
      throw .shape("\(values.count) values for \(rows) × \(columns)")
    }
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// One column, shared by every scenario of a block.
  public init(column: [Double]) {
    rows = column.count
    columns = 1
    values = column
  }

  /// Rows given as the eye reads them; for tests and small systems.
  public init(_ lines: [[Double]]) throws(MatrixError) {
    let width = lines.first?.count ?? 0
    guard lines.allSatisfy({ $0.count == width }) else { throw .shape("ragged rows") }
    self.init(rows: lines.count, columns: width)
    for (i, line) in lines.enumerated() {
      for (j, value) in line.enumerated() { self[i, j] = value }
    }
  }

  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { values[column * rows + row] }
    set { values[column * rows + row] = newValue }
  }

  /// Positions of a scenario's column in `values`; a one-column block answers for every scenario.
  @inlinable public func column(_ scenario: Int) -> Range<Int> {
    let index = columns == 1 ? 0 : scenario
    return index * rows..<(index + 1) * rows
  }

  public func columnArray(_ scenario: Int) -> [Double] { Array(values[column(scenario)]) }

  public var transposed: Matrix {
    var out = Matrix(rows: columns, columns: rows)
    for j in 0..<columns { for i in 0..<rows { out[j, i] = self[i, j] } }
    return out
  }

  public static func identity(_ order: Int) -> Matrix {
    var out = Matrix(rows: order, columns: order)
    for i in 0..<order { out[i, i] = 1 }
    return out
  }
}

/// What can go wrong in a linear-algebra call.
public enum MatrixError: Error, Equatable, Sendable {
  /// The shapes do not fit together.
  case shape(String)
  /// The system has no unique solution; the pivot at this 1-based position vanished.
  case singular(Int)
  /// Cholesky: the leading minor of this order is not positive definite.
  case notPositiveDefinite(Int)
  /// Least squares: the matrix does not have full rank (1-based diagonal position).
  case rankDeficient(Int)
  /// LAPACK refused an argument: a programming error, kept as a fact.
  case argument(Int)
}
