import Diagnostics
import Glibc

/// Walks a JSON text where it stands: nothing is built of what the caller passes over, and no nesting can exhaust the
/// stack, since a value that is passed over is counted, not followed.
final class JSONCursor {
  let path: String
  private let bytes: [UInt8]
  private(set) var position = 0

  /// A value nested deeper than this is no data of anyone.
  private static let deepest = 256

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Goes back to a value passed over.
  func seek(_ position: Int) { self.position = position }

  /// The first byte of the next value, after spaces; `nil` at the end.
  func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  /// Reads an object; `member` must consume the value of each key.
  func object(_ member: (String) throws(DiagnosedError) -> Void) throws(DiagnosedError) {
    try expect("{")
    if take("}") { return }
    repeat {
      let key = try string()
      try expect(":")
      try member(key)
    } while take(",")
    try expect("}")
  }

  /// Reads an array; `element` must consume each value.
  func array(_ element: () throws(DiagnosedError) -> Void) throws(DiagnosedError) {
    try expect("[")
    if take("]") { return }
    repeat { try element() } while take(",")
    try expect("]")
  }

  func number() throws(DiagnosedError) -> Double {
    _ = peek()
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
    let value = bytes[start..<position].withUnsafeBufferPointer { text in
      text.baseAddress.flatMap { FastNumber.general($0, text.count, decimal: UInt8(ascii: ".")) }
    }
    if let value { return value }
    // Exponents, and decimals longer than the quick way takes.
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite else {
      position = start
      throw fault("un nombre est attendu")
    }
    return value
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  func string() throws(DiagnosedError) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw fault("un texte entre guillemets est attendu") }
    let start = position + 1
    let end = try endOfString()
    let raw = bytes[start..<end]
    guard raw.contains(UInt8(ascii: "\\")) else { return String(decoding: raw, as: UTF8.self) }
    return try unescaped(raw)
  }

  /// Position of the closing quote; the cursor is put after it.
  private func endOfString() throws(DiagnosedError) -> Int {
    let open = position
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return position - 1
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    position = open
    throw fault("un guillemet n'est jamais refermé")
  }

  private func unescaped(_ raw: ArraySlice<UInt8>) throws(DiagnosedError) -> String {
    var units: [UInt16] = []
    var rest = Substring(String(decoding: raw, as: UTF8.self))
    while let character = rest.popFirst() {
      guard character == "\\", let escaped = rest.popFirst() else {
        units += Array(String(character).utf16)
        continue
      }
      switch escaped {
      case "n": units.append(10)
      case "r": units.append(13)
      case "t": units.append(9)
      case "b": units.append(8)
      case "f": units.append(12)
      case "u":
        guard rest.count >= 4, let unit = UInt16(rest.prefix(4), radix: 16) else {
          throw fault("un caractère « \\u » a quatre chiffres hexadécimaux")
        }
        units.append(unit)
        rest.removeFirst(4)
      default: units += Array(String(escaped).utf16)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Passes over a value of any kind.
  func skip() throws(DiagnosedError) {
    let start = position
    var depth = 0
    repeat {
      guard let byte = peek() else {
        position = start
        throw fault("le fichier s'arrête au milieu d'une valeur")
      }
      switch byte {
      case UInt8(ascii: "\""): _ = try endOfString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
        guard depth <= Self.deepest else { throw fault("les parenthèses sont emboîtées sans fin") }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw fault("une valeur est attendue") }
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw fault("une valeur est attendue") }
        position += 1
      default: try scalar()
      }
    } while depth > 0
  }

  /// A text, or a number as it is written, or the first of a list; `nil` for anything else, passed over.
  func label() throws(DiagnosedError) -> String? {
    switch peek() {
    case UInt8(ascii: "\"")?: return try string()
    case UInt8(ascii: "[")?:
      var first: String?
      var met = false
      try array { () throws(DiagnosedError) in
        let label = try self.label()
        if !met { first = label }
        met = true
      }
      return first
    default:
      let start = position
      try skip()
      let text = text(from: start)
      return text.first.map { $0.isNumber } == true ? text : nil
    }
  }

  /// A number, `true`, `false` or `null`.
  private func scalar() throws(DiagnosedError) {
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) || Self.isLetter(bytes[position]) {
      position += 1
      guard position - start < 400 else { throw fault("cette valeur n'est pas du JSON") }
    }
    guard position > start else { throw fault("cette valeur n'est pas du JSON") }
  }

  func take(_ mark: Unicode.Scalar) -> Bool {
    guard let byte = peek(), Unicode.Scalar(byte) == mark else { return false }
    position += 1
    return true
  }

  private func expect(_ mark: Unicode.Scalar) throws(DiagnosedError) {
    guard take(mark) else { throw fault("« \(mark) » est attendu") }
  }

  /// What was read since a position, as it is written.
  func text(from start: Int) -> String {
    String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self).trimmed
  }

  /// Line and column of a position; those of a file in one line are told by the column alone.
  func place(at position: Int) -> Place {
    let end = min(position, bytes.count)
    let start = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }
    return Place(file: path, line: line, column: 1 + String(decoding: bytes[start..<end], as: UTF8.self).count)
  }

  func fault(_ message: String) -> DiagnosedError {
    DiagnosedError([
      Diagnostic(
        "T0280", .erreur, "« \(path.fileName) » n'est pas un JSON lisible : \(message)", place: place(at: position),
        repair: "téléchargez le fichier de nouveau, ou exportez-le en GeoJSON")
    ])
  }
}
