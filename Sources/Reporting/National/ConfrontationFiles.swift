import Diagnostics
import Simulation

/// The files of a confrontation: each table in two dialects.
public enum ConfrontationFiles {
  /// - Returns: how many files were written.
  public static func write(_ tables: [Table], folder: String, replace: Bool) throws(DiagnosedError) -> Int {
    var files: [(name: String, bytes: [UInt8])] = []
    for table in tables {
      files.append(("confrontation-fpic_\(table.piece).fr.csv", table.csv(.french)))
      files.append(("confrontation-fpic_\(table.piece).csv", table.csv(.standard)))
    }
    try OutputFolder(folder, replace: replace).write(files)
    return files.count
  }
}
