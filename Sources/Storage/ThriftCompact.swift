/// The few shapes of Thrift's compact protocol that the metadata of Parquet need.
struct ThriftCompact {
  private(set) var bytes: [UInt8] = []
  private var lastField: [Int16] = [0]

  enum Kind: UInt8 {
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  mutating func int32(_ field: Int16, _ value: Int32) {
    header(field, .int32)
    varint(Self.zigzag(Int64(value)))
  }

  mutating func int64(_ field: Int16, _ value: Int64) {
    header(field, .int64)
    varint(Self.zigzag(value))
  }

  mutating func string(_ field: Int16, _ value: String) {
    header(field, .binary)
    text(value)
  }

  mutating func structure(_ field: Int16, _ body: (inout ThriftCompact) -> Void) {
    header(field, .structure)
    element(body)
  }

  mutating func list(_ field: Int16, of kind: Kind, count: Int, _ body: (inout ThriftCompact, Int) -> Void) {
    header(field, .list)
    if count < 15 {
      bytes.append(UInt8(count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      varint(UInt64(count))
    }
    for index in 0..<count { body(&self, index) }
  }

  /// A structure that is an element of a list, or the whole message.
  mutating func element(_ body: (inout ThriftCompact) -> Void) {
    lastField.append(0)
    body(&self)
    bytes.append(0)
    lastField.removeLast()
  }

  mutating func integer(_ value: Int32) { varint(Self.zigzag(Int64(value))) }

  mutating func text(_ value: String) {
    varint(UInt64(value.utf8.count))
    bytes += Array(value.utf8)
  }

  private mutating func header(_ field: Int16, _ kind: Kind) {
    let delta = field - (lastField.last ?? 0)
    if delta > 0, delta <= 15 {
      bytes.append(UInt8(delta) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      varint(Self.zigzag(Int64(field)))
    }
    lastField[lastField.count - 1] = field
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }
}
