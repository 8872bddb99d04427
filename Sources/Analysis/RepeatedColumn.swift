import Glibc
import LinearAlgebra

/// A column that comes block after block, and how many times it waits to be counted.
final class RepeatedColumn {
  var times = 0
  private let scratch: LaneScratch

  init(rows: Int) { scratch = LaneScratch(rows: rows, columns: 1) }

  var values: LanesInput { UnsafePointer(scratch.column(0)) }

  func holds(_ column: LanesInput) -> Bool {
    memcmp(column, scratch.column(0), scratch.rows * MemoryLayout<Double>.stride) == 0
  }

  func take(_ column: LanesInput) { memcpy(scratch.column(0), column, scratch.rows * MemoryLayout<Double>.stride) }
}
