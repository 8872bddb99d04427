import CZlib
import Diagnostics

/// The entries of a ZIP file, inflated one at a time in pieces: a spreadsheet never stands whole in memory.
struct ZipArchive {
  struct Entry: Equatable {
    var name: String
    var method: UInt16
    var compressed: Int
    var inflated: Int
    var header: Int
    var crc: UInt32
  }

  let path: String
  private let bytes: [UInt8]
  let entries: [Entry]

  /// A spreadsheet has a few dozen entries.
  static let mostEntries = 10_000

  static func looksLike(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  init(_ bytes: [UInt8], path: String) throws(DiagnosedError) {
    self.bytes = bytes
    self.path = path
    guard let entries = Self.directory(bytes) else { throw Self.damaged(path) }
    self.entries = entries
  }

  func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// The directory at the end of the file; nil when it does not hold together.
  private static func directory(_ bytes: [UInt8]) -> [Entry]? {
    func u16(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    func u32(_ at: Int) -> Int { u16(at) | u16(at + 2) << 16 }
    guard bytes.count >= 22 else { return nil }
    let lowest = max(0, bytes.count - 22 - 65_535)
    guard let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: { u32($0) == 0x0605_4B50 })
    else { return nil }
    let count = u16(end + 10)
    var at = u32(end + 16)
    guard count <= mostEntries, at <= end else { return nil }
    var entries: [Entry] = []
    for _ in 0..<count {
      guard at + 46 <= end, u32(at) == 0x0201_4B50 else { return nil }
      let (name, extra, comment) = (u16(at + 28), u16(at + 30), u16(at + 32))
      guard at + 46 + name <= end else { return nil }
      entries.append(
        Entry(
          name: String(decoding: bytes[at + 46..<at + 46 + name], as: UTF8.self), method: UInt16(u16(at + 10)),
          compressed: u32(at + 20), inflated: u32(at + 24), header: u32(at + 42),
          crc: UInt32(u32(at + 16))))
      at += 46 + name + extra + comment
    }
    return entries
  }

  /// Hands over the bytes of an entry, piece by piece.
  /// - Parameters:
  ///   - limit: refuse an entry that inflates to more than this.
  ///   - body: false stops.
  func forEachPiece(
    _ entry: Entry, limit: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(DiagnosedError) -> Bool
  ) throws(DiagnosedError) {
    func u16(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    guard entry.header + 30 <= bytes.count, bytes[entry.header...].starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
      throw Self.damaged(path)
    }
    let start = entry.header + 30 + u16(entry.header + 26) + u16(entry.header + 28)
    guard start + entry.compressed <= bytes.count else { throw Self.damaged(path) }
    // What the directory announces is not believed, but it may already be too much.
    guard entry.inflated <= limit else { throw Self.tooLarge(path, entry.name, limit) }
    let source = bytes[start..<start + entry.compressed]
    switch entry.method {
    case 0:
      let held = Array(source)
      guard UInt32(crc32(0, held, UInt32(held.count))) == entry.crc else { throw Self.damaged(path) }
      var failure: DiagnosedError?
      held.withUnsafeBufferPointer { piece in
        do throws(DiagnosedError) { _ = try body(piece) } catch { failure = error }
      }
      if let failure { throw failure }
    case 8: try inflate(source, entry, limit, body)
    default:
      throw FileBytes.fault(
        "T0250", "« \(path) » est compressé d'une façon inconnue (méthode \(entry.method))",
        "enregistrez le classeur à nouveau avec un tableur", path)
    }
  }

  private func inflate(
    _ source: ArraySlice<UInt8>, _ entry: Entry, _ limit: Int,
    _ body: (UnsafeBufferPointer<UInt8>) throws(DiagnosedError) -> Bool
  ) throws(DiagnosedError) {
    var stream = z_stream()
    // Minus fifteen: deflate without the wrapping of a gzip.
    guard pacte_inflate_init(&stream, -15) == Z_OK else { throw Self.damaged(path) }
    defer { inflateEnd(&stream) }
    let held = Array(source)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    var consumed = 0
    var status = Z_OK
    var crc: UInt = 0
    while status == Z_OK {
      let produced = held.withUnsafeBufferPointer { input in
        piece.withUnsafeMutableBufferPointer { output -> Int in
          stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress).map { $0 + consumed }
          stream.avail_in = UInt32(clamping: input.count - consumed)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          let offered = Int(stream.avail_in)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          consumed += offered - Int(stream.avail_in)
          return output.count - Int(stream.avail_out)
        }
      }
      total += produced
      guard total <= limit else { throw Self.tooLarge(path, entry.name, limit) }
      crc = crc32(crc, piece, UInt32(produced))
      guard status == Z_OK || status == Z_STREAM_END, produced > 0 || status == Z_STREAM_END else {
        throw Self.damaged(path)
      }
      var failure: DiagnosedError?
      let goesOn = piece.withUnsafeBufferPointer { buffer -> Bool in
        do throws(DiagnosedError) { return try body(UnsafeBufferPointer(rebasing: buffer[..<produced])) } catch {
          failure = error
          return false
        }
      }
      if let failure { throw failure }
      guard goesOn else { return }
    }
    guard UInt32(truncatingIfNeeded: crc) == entry.crc else { throw Self.damaged(path) }
  }

  static func damaged(_ path: String) -> DiagnosedError {
    FileBytes.fault(
      "T0250", "« \(path) » est un classeur abîmé ou incomplet", "téléchargez-le, ou enregistrez-le, à nouveau", path)
  }

  static func tooLarge(_ path: String, _ name: String, _ limit: Int) -> DiagnosedError {
    FileBytes.fault(
      "T0251",
      "« \(path) » se décompresse en plus de \(Typography.number(Double(limit) / 1e6)) Mo (« \(name) ») : sa lecture est arrêtée",
      "vérifiez que c'est le bon fichier ; une table publiée de cette taille se donne en CSV", path)
  }
}
