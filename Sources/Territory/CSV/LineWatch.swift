import Diagnostics

/// Watches a text as it comes in, and says when a line has grown longer than any table has.
struct LineWatch {
  /// Bytes read before looking again.
  static let piece = 1 << 22

  /// Only texts are watched: an archive has no lines, and UTF-16 its own.
  private(set) var isActive: Bool
  private var length = 0
  private var isFirst = true

  init(isActive: Bool) { self.isActive = isActive }

  var isTooLong: Bool { length > CSVTable.longestLine }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isActive, let base = bytes.baseAddress, !bytes.isEmpty else { return }
    if isFirst {
      isFirst = false
      let marks: [[UInt8]] = [
        [0x1F, 0x8B], [0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0], [0xFF, 0xFE], [0xFE, 0xFF],
      ]
      if marks.contains(where: { bytes.starts(with: $0) }) {
        isActive = false
        return
      }
    }
    var index = bytes.count - 1
    while index >= 0, base[index] != UInt8(ascii: "\n"), base[index] != UInt8(ascii: "\r") { index -= 1 }
    length = index >= 0 ? bytes.count - index : length + bytes.count
  }

  static func fault(_ path: String) -> DiagnosedError {
    FileBytes.fault(
      "T0108", "une ligne de « \(path) » dépasse \(CSVTable.longestLine >> 20) Mo : la lecture est arrêtée",
      "vérifiez que c'est bien une table, exportée en CSV, une commune par ligne", path)
  }
}
