import Glibc

/// Appends bytes to a new file through a buffer.
final class FileWriter {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private(set) var offset: Int = 0
  private static let capacity = 1 << 20

  init(_ path: String) throws(StorageError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, errno: errno) }
    buffer.reserveCapacity(Self.capacity + 4096)
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  func write(_ bytes: some Collection<UInt8>) throws(StorageError) {
    buffer.append(contentsOf: bytes)
    offset += bytes.count
    if buffer.count >= Self.capacity { try flush() }
  }

  func flush() throws(StorageError) {
    var done = 0
    while done < buffer.count {
      let count = buffer.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress.map { $0 + done }, raw.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(path: path, errno: errno) }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
