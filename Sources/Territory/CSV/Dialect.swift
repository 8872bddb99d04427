/// How a table was written: found by looking at it, said to the user.
public struct Dialect: Sendable, Equatable {
  public enum Encodage: String, Sendable {
    case utf8 = "UTF-8"
    case utf8BOM = "UTF-8 avec BOM"
    case windows1252 = "Windows-1252"
    case utf16 = "UTF-16"
  }
  public var encodage: Encodage
  /// `,`, `;` or tab.
  public var separator: UInt8
  /// True when decimals are written with a comma.
  public var decimalComma: Bool

  public var description: String {
    let name =
      separator == UInt8(ascii: ";") ? "point-virgule" : separator == UInt8(ascii: "\t") ? "tabulation" : "virgule"
    return "\(encodage.rawValue), séparateur \(name), décimales à \(decimalComma ? "virgule" : "point")"
  }

  /// The separator most often seen, outside quotes, in the header line.
  static func separator(ofHeader line: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var quoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if !quoted, byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\t") {
        counts[byte, default: 0] += 1
      }
    }
    let order = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
    return order.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
  }

  /// Windows-1252 to UTF-8; the five unassigned bytes become U+FFFD.
  static func utf8(fromWindows1252 bytes: ArraySlice<UInt8>) -> [UInt8] {
    let high: [UInt32] = [
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
      0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
      0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        out.append(byte)
      } else {
        let code = byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
        if let scalar = Unicode.Scalar(code) { out.append(contentsOf: Array(String(Character(scalar)).utf8)) }
      }
    }
    return out
  }

  /// Looks for `digit , digit` against `digit . digit` in the first rows; where commas separate, only those between
  /// quotes are looked at.
  static func usesDecimalComma(_ rows: ArraySlice<UInt8>, _ separator: UInt8) -> Bool {
    var comma = 0
    var dot = 0
    var quoted = false
    func digit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
    rows.prefix(1 << 18).withUnsafeBufferPointer { sample in
      var index = 1
      while index + 1 < sample.count {
        let byte = sample[index]
        if byte == UInt8(ascii: "\"") { quoted.toggle() }
        if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "."), digit(sample[index - 1]), digit(sample[index + 1]) {
          if byte == UInt8(ascii: ".") {
            dot += 1
          } else if separator != UInt8(ascii: ",") || quoted {
            comma += 1
          }
        }
        index += 1
      }
    }
    return comma > dot
  }
}
