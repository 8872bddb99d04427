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
  public var decimal: Decimal

  /// How decimals are written.
  public enum Decimal: Sendable {
    case point, comma
    /// No cell tells: `1,234` and `1.234` both read two ways.
    case unknown

    var character: Character? {
      switch self {
      case .point: "."
      case .comma: ","
      case .unknown: nil
      }
    }

    /// A byte that no number has where nothing tells.
    var byte: UInt8 { character?.asciiValue ?? 0 }
  }

  public var description: String {
    let name =
      separator == UInt8(ascii: ";") ? "point-virgule" : separator == UInt8(ascii: "\t") ? "tabulation" : "virgule"
    let marks =
      switch decimal {
      case .point: "décimales à point"
      case .comma: "décimales à virgule"
      case .unknown: "aucune décimale reconnue"
      }
    return "\(encodage.rawValue), séparateur \(name), \(marks)"
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

  /// The mark of the decimals, from the cells that read one way only.
  ///
  /// `12,5`, `0,362` and `1234,567` have a decimal comma; `1,234,567` and `1,234.5` have a decimal point, and so the other
  /// way round. `1,234` alone tells nothing. Where commas separate, only those between quotes are looked at, and the
  /// point is the rule.
  static func decimal(_ rows: ArraySlice<UInt8>, _ separator: UInt8) -> Decimal {
    let usual: Decimal = separator == UInt8(ascii: ",") ? .point : .unknown
    let first = Evidence(rows.prefix(1 << 18), separator).decimal
    return first ?? (rows.count > 1 << 18 && usual == .unknown ? Evidence(rows, separator).decimal : nil) ?? usual
  }

  /// Cells that read one way only, counted by the mark of their decimals.
  private struct Evidence {
    private var comma = 0
    private var point = 0

    var decimal: Decimal? { comma == point ? nil : comma > point ? .comma : .point }

    init(_ rows: ArraySlice<UInt8>, _ separator: UInt8) {
      var quoted = false
      rows.withUnsafeBufferPointer { sample in
        var index = 1
        while index + 1 < sample.count {
          let byte = sample[index]
          if byte == UInt8(ascii: "\"") { quoted.toggle() }
          let mark = byte == UInt8(ascii: ".") || (byte == UInt8(ascii: ",") && (separator != byte || quoted))
          if mark, Self.digit(sample[index - 1]), Self.digit(sample[index + 1]) {
            index = look(sample, index, quoted || separator != UInt8(ascii: ","))
          } else {
            index += 1
          }
        }
      }
    }

    private static func digit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Reads the number around its first mark.
    /// - Returns: where to go on.
    private mutating func look(_ sample: UnsafeBufferPointer<UInt8>, _ mark: Int, _ commas: Bool) -> Int {
      var start = mark
      while start > 0, Self.digit(sample[start - 1]) { start -= 1 }
      var end = mark
      var marks: [UInt8] = []
      var last = 0
      while end + 1 < sample.count, Self.digit(sample[end + 1]),
        sample[end] == UInt8(ascii: ".") || (commas && sample[end] == UInt8(ascii: ","))
      {
        marks.append(sample[end])
        last = end
        end += 1
        while end < sample.count, Self.digit(sample[end]) { end += 1 }
      }
      guard let first = marks.first else { return mark + 1 }
      let final = sample[last]
      if marks.count == 1 {
        let whole = mark - start
        let plain = end - last - 1 != 3 || whole > 3 || sample[start] == UInt8(ascii: "0")
        if plain { count(final) }
      } else if final != first {
        count(final)
      } else if marks.allSatisfy({ $0 == first }), end - last - 1 == 3 {
        // Thousands: the decimals, if there are any, have the other mark.
        count(first == UInt8(ascii: ",") ? UInt8(ascii: ".") : UInt8(ascii: ","))
      }
      return end
    }

    private mutating func count(_ mark: UInt8) {
      if mark == UInt8(ascii: ",") { comma += 1 } else { point += 1 }
    }
  }
}
