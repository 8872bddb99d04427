import CBytes
import Diagnostics

/// A file's bytes as UTF-8 text whose lines all end with a line feed, and how they were written.
struct DecodedText {
  var bytes: [UInt8]
  /// First byte of the text: after the byte order mark.
  var start = 0
  var encodage = Dialect.Encodage.utf8
  var lineFeeds: Int

  init(_ raw: [UInt8], file: String) throws(DiagnosedError) {
    let bom = raw.starts(with: [0xEF, 0xBB, 0xBF])
    let survey = raw.withUnsafeBufferPointer { pacte_survey($0.baseAddress, $0.count) }
    guard survey.first_nul == raw.count else {
      throw FileBytes.fault(
        "T0107", "« \(file) » n'est pas un fichier de texte : il contient des octets nuls",
        "exportez la table en CSV (UTF-8)", file)
    }
    bytes = raw
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

  /// Old files end their lines with a carriage return alone.
  private mutating func endLinesWithFeeds() {
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\r") {
      bytes[index] = UInt8(ascii: "\n")
      lineFeeds += 1
    }
  }
}
