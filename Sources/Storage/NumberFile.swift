import Glibc

/// A file of 64-bit numbers, appended to and cut back: where a long run puts what is finished, in the order of the
/// processor's bytes (a mark at its head tells a machine of the other order).
public final class NumberFile {
  public let path: String
  private let descriptor: Int32

  /// Opens or creates the file, and cuts it to `count` numbers.
  /// - Throws: `unwritable`; `shorter` when the file holds fewer numbers than that.
  public init(_ path: String, keeping count: Int) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
    guard lseek(descriptor, 0, SEEK_END) >= count * 8 else { throw .shorter(path: path) }
    guard ftruncate(descriptor, count * 8) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw .unwritable(path: path, errno: errno)
    }
  }

  /// Opens a file that is there, to read it only.
  public init(reading path: String) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
  }

  /// Whole numbers in the file.
  public var count: Int { max(0, Int(lseek(descriptor, 0, SEEK_END)) / 8) }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  public func append(_ numbers: [UInt64]) throws(StorageError) { try append(numbers.withUnsafeBytes { Array($0) }) }

  public func append(_ numbers: [Double]) throws(StorageError) { try append(numbers.withUnsafeBytes { Array($0) }) }

  private func append(_ bytes: [UInt8]) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .unwritable(path: path, errno: errno) }
      done += written
    }
  }

  /// Words from a position on.
  public func words(at position: Int, count: Int) throws(StorageError) -> [UInt64] {
    try read(at: position, count: count).map(\.bitPattern)
  }

  /// Numbers from a position on.
  public func read(at position: Int, count: Int) throws(StorageError) -> [Double] {
    var out = [Double](repeating: 0, count: count)
    var done = 0
    while done < count * 8 {
      let got = out.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, count * 8 - done, position * 8 + done)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw .shorter(path: path) }
      done += got
    }
    return out
  }
}
