/// Cuts bytes into rows and fields: RFC 4180 with any line end, quotes doubled inside quotes.
struct CSVScanner {
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position: Int
  /// Line of the next row.
  var line = 1

  init(bytes: [UInt8], from position: Int, separator: UInt8) {
    self.bytes = bytes
    self.position = position
    self.separator = separator
  }

  /// Hands over the fields of the next row; false at the end.
  mutating func row(_ body: (CSVField) -> Void) -> Bool {
    let count = bytes.count
    guard position < count else { return false }
    let quote = UInt8(ascii: "\"")
    let lf = UInt8(ascii: "\n")
    let cr = UInt8(ascii: "\r")
    let separator = separator
    var cursor = position
    var lines = 0
    bytes.withUnsafeBufferPointer { buffer in
      while true {
        let quoted = cursor < count && buffer[cursor] == quote
        let start = quoted ? cursor + 1 : cursor
        var end = start
        if quoted {
          cursor = start
          while cursor < count {
            if buffer[cursor] == quote {
              if cursor + 1 < count, buffer[cursor + 1] == quote {
                cursor += 2
                continue
              }
              break
            }
            if buffer[cursor] == lf { lines += 1 }
            cursor += 1
          }
          end = cursor
          // What follows a closing quote up to the separator is not data.
          while cursor < count, buffer[cursor] != separator, buffer[cursor] != lf, buffer[cursor] != cr { cursor += 1 }
        } else {
          while cursor < count, buffer[cursor] != separator, buffer[cursor] != lf, buffer[cursor] != cr { cursor += 1 }
          end = cursor
        }
        body(CSVField(range: start..<end, quoted: quoted))
        guard cursor < count else { return }
        let byte = buffer[cursor]
        cursor += 1
        if byte == separator { continue }
        if byte == cr, cursor < count, buffer[cursor] == lf { cursor += 1 }
        lines += 1
        return
      }
    }
    position = cursor
    line += lines
    return true
  }
}
