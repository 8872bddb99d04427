import CExpat
import Diagnostics
import Glibc

/// What the reader of a part of a spreadsheet is told, element by element. Names come without their prefix.
protocol XMLEvents: AnyObject {
  func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes)
  func end(_ name: UnsafePointer<CChar>)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Set to stop at once.
  var failure: DiagnosedError? { get }
}

/// The attributes of an element, looked up without making texts of them.
struct XMLAttributes {
  let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  func value(_ name: StaticString) -> UnsafePointer<CChar>? {
    guard let pairs else { return nil }
    var index = 0
    while let key = pairs[index] {
      if XMLName.same(key, name) { return pairs[index + 1] }
      index += 2
    }
    return nil
  }

  func string(_ name: StaticString) -> String? { value(name).map { String(cString: $0) } }
}

enum XMLName {
  /// Whether a name is this one, whatever its prefix.
  static func same(_ name: UnsafePointer<CChar>, _ wanted: StaticString) -> Bool {
    var local = name
    if let colon = strrchr(name, 58) { local = UnsafePointer(colon + 1) }
    return wanted.withUTF8Buffer { buffer in
      buffer.baseAddress.map {
        strncmp(local, UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self), buffer.count) == 0
          && local[buffer.count] == 0
      } ?? false
    }
  }
}

/// Parses an entry of an archive as it is inflated.
enum XMLPart {
  /// A sheet nests its elements a dozen deep, and each of them is short: the parser keeps those that are open.
  private static let deepest = 64
  private static let longestElement = 1 << 21

  static func parse(
    _ entry: ZipArchive.Entry, in archive: ZipArchive, limit: Int, _ events: some XMLEvents
  ) throws(DiagnosedError) {
    guard let parser = XML_ParserCreate(nil) else { throw ZipArchive.damaged(archive.path) }
    defer { XML_ParserFree(parser) }
    let box = Box(events)
    XML_SetUserData(parser, Unmanaged.passUnretained(box).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name, let box = Box.of(data) else { return }
        box.depth += 1
        box.met += 1
        box.events.start(name, XMLAttributes(pairs: attributes))
      },
      { data, name in
        guard let name, let box = Box.of(data) else { return }
        box.depth -= 1
        box.met += 1
        box.events.end(name)
      })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      guard let text, let box = Box.of(data) else { return }
      box.met += 1
      text.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
        box.events.text(UnsafeBufferPointer(start: $0, count: Int(length)))
      }
    }
    // A spreadsheet declares no document type; entities that multiply begin with one.
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in Box.of(data)?.hasDocumentType = true }
    var (met, silent) = (0, 0)
    try archive.forEachPiece(entry, limit: limit) { piece throws(DiagnosedError) in
      let status = piece.withMemoryRebound(to: CChar.self) {
        XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
      }
      if let failure = events.failure { throw failure }
      guard status == XML_STATUS_OK, !box.hasDocumentType else { throw ZipArchive.damaged(archive.path) }
      silent = box.met == met ? silent + piece.count : 0
      met = box.met
      guard box.depth <= deepest, silent <= longestElement else { throw ZipArchive.damaged(archive.path) }
      return true
    }
    guard XML_Parse(parser, nil, 0, 1) == XML_STATUS_OK else { throw ZipArchive.damaged(archive.path) }
    if let failure = events.failure { throw failure }
  }

  /// What the C callbacks are given.
  private final class Box {
    let events: any XMLEvents
    var hasDocumentType = false
    var depth = 0
    /// Elements and texts met.
    var met = 0

    init(_ events: any XMLEvents) { self.events = events }

    static func of(_ data: UnsafeMutableRawPointer?) -> Box? {
      data.map { Unmanaged<Box>.fromOpaque($0).takeUnretainedValue() }
    }
  }
}
