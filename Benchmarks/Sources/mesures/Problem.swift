import FoundationEssentials
import LinearAlgebra

/// Columns that the comparison wrote: raw little-endian doubles, one file a column.
struct Problem {
  let folder: String

  func column(_ name: String) throws -> [Double] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).f64"))
    return data.withUnsafeBytes { raw in Array(raw.bindMemory(to: Double.self)) }
  }

  /// Rows of a file written row by row are the columns of a block.
  func block(_ name: String, rows: Int) throws -> Matrix {
    let values = try column(name)
    return try Matrix(rows: rows, columns: values.count / rows, values: values)
  }
}

/// Amounts of every scenario, written past the caches: one padded column a scenario.
final class Output: @unchecked Sendable {
  let rows: Int
  let lanes: Int
  let base: LanesOutput
  let scenarios: Int

  init(rows: Int, scenarios: Int) {
    self.rows = rows
    self.scenarios = scenarios
    lanes = PaddedColumns.lanes(rows)
    // Pages are met here, not in the timed run.
    base = UnsafeMutableRawPointer.allocate(byteCount: lanes * scenarios * 64, alignment: 64)
      .initializeMemory(as: Lanes.self, repeating: Lanes(repeating: 1), count: lanes * scenarios)
  }

  deinit { base.deallocate() }

  func write(to path: String) throws {
    var data = Data(capacity: rows * scenarios * 8)
    for s in 0..<scenarios {
      data.append(
        UnsafeRawPointer(base + s * lanes).assumingMemoryBound(to: UInt8.self), count: rows * MemoryLayout<Double>.size)
    }
    try data.write(to: URL(fileURLWithPath: path))
  }
}
