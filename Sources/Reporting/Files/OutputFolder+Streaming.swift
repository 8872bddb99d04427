import Diagnostics
import Glibc

extension OutputFolder {
  /// Writes files too large for memory, whole or not at all: each under a temporary name, all renamed at the end.
  ///
  /// - Parameters:
  ///   - body: writes the file of a name at the path given.
  ///   - after: small files that depend on the written ones (a manifest).
  func write(
    _ names: [String], _ body: (_ name: String, _ path: String) throws -> Void,
    after: ([(name: String, path: String)]) throws -> [(name: String, bytes: [UInt8])]
  ) throws {
    try prepare()
    try check(names)
    var written: [(name: String, path: String)] = []
    do {
      for name in names {
        let temporary = "\(path)/.\(name).\(getpid()).tmp"
        unlink(temporary)
        written.append((name, temporary))
        try body(name, temporary)
      }
      try write(after(written))
    } catch {
      for file in written { unlink(file.path) }
      throw error
    }
    for file in written where rename(file.path, "\(path)/\(file.name)") != 0 {
      for left in written { unlink(left.path) }
      throw unwritable()
    }
  }
}
