import CBytes
import Diagnostics

/// A file's bytes as UTF-8 text whose lines all end with a line feed, and how they were written.
struct DecodedText {
  var bytes: [UInt8]
  /// First byte of the text: after the byte order mark.
  var start = 0
  var encodage = Dialect.Encodage.utf8
  var lineFeeds: Int

  init(_ written: [UInt8], file: String) throws(DiagnosedError) {
    let wide = Self.utf8(fromUTF16: written)
    let raw = wide ?? written
    let bom = raw.starts(with: [0xEF, 0xBB, 0xBF])
    let survey = raw.withUnsafeBufferPointer { pacte_survey($0.baseAddress, $0.count) }
    guard survey.first_nul == raw.count else {
      throw FileBytes.fault(
        "T0107", "« \(file) » n'est pas un fichier de texte : il contient des octets nuls",
        "exportez la table en CSV (UTF-8)", file)
    }
    bytes = raw
    if wide != nil { encodage = .utf16 }
    lineFeeds = survey.line_feeds
    if bom {
      (encodage, start) = (.utf8BOM, 3)
    } else if survey.utf8 == 0 {
      encodage = .windows1252
      bytes = Dialect.utf8(fromWindows1252: raw[...])
    }
    if lineFeeds == 0 { endLinesWithFeeds() }
    if bytes.last != UInt8(ascii: "\n") {
      bytes.append(UInt8(ascii: "\n"))
      lineFeeds += 1
    }
  }

  /// « Texte Unicode » of a spreadsheet: UTF-16 with its mark.
  private static func utf8(fromUTF16 bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 2, bytes.count % 2 == 0 else { return nil }
    let little = bytes[0] == 0xFF && bytes[1] == 0xFE
    guard little || (bytes[0] == 0xFE && bytes[1] == 0xFF) else { return nil }
    let units = stride(from: 2, to: bytes.count, by: 2).lazy.map { index -> UInt16 in
      little
        ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return Array(String(decoding: Array(units), as: UTF16.self).utf8)
  }

  /// Old files end their lines with a carriage return alone.
  private mutating func endLinesWithFeeds() {
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\r") {
      bytes[index] = UInt8(ascii: "\n")
      lineFeeds += 1
    }
  }
}
