import FoundationEssentials
import LinearAlgebra

/// What a program does before any measure.
public func prepare() throws { try OpenBLAS.prepare() }

/// The columns of a problem, by name.
public struct Problem {
  private let read: (String) throws -> [Double]

  /// The folder that the comparison wrote: raw little-endian doubles, one file a column.
  public init(folder: String) {
    read = { name in
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).f64"))
      return data.withUnsafeBytes { raw in Array(raw.bindMemory(to: Double.self)) }
    }
  }

  /// Columns held in memory.
  public init(_ columns: [String: [Double]]) {
    read = { name in
      guard let column = columns[name] else { throw Fault("il manque la colonne « \(name) »") }
      return column
    }
  }

  public func column(_ name: String) throws -> [Double] { try read(name) }

  /// Rows of a file written row by row are the columns of a block.
  public func block(_ name: String, rows: Int) throws -> Matrix {
    let values = try column(name)
    return try Matrix(rows: rows, columns: values.count / rows, values: values)
  }
}

/// Amounts of every scenario, written past the caches: one padded column a scenario.
public final class Output: @unchecked Sendable {
  public let rows: Int
  public let lanes: Int
  public let base: LanesOutput
  public let scenarios: Int

  public init(rows: Int, scenarios: Int) {
    self.rows = rows
    self.scenarios = scenarios
    lanes = PaddedColumns.lanes(rows)
    // Pages are met here, not in the timed run.
    base = UnsafeMutableRawPointer.allocate(byteCount: lanes * scenarios * 64, alignment: 64)
      .initializeMemory(as: Lanes.self, repeating: Lanes(repeating: 1), count: lanes * scenarios)
  }

  deinit { base.deallocate() }

  public func write(to path: String) throws {
    var data = Data(capacity: rows * scenarios * 8)
    for s in 0..<scenarios {
      data.append(
        UnsafeRawPointer(base + s * lanes).assumingMemoryBound(to: UInt8.self), count: rows * MemoryLayout<Double>.size)
    }
    try data.write(to: URL(fileURLWithPath: path))
  }
}

extension [Double] {
  /// Raw little-endian doubles.
  public func dump(to path: String) throws {
    try withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
  }
}
