import Diagnostics

/// The texts that the cells of a spreadsheet point to: one buffer, and where each ends.
final class SharedStrings: XMLEvents {
  private let path: String
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var inText = false
  private var inPhonetic = false
  var failure: DiagnosedError?

  init(_ path: String) { self.path = path }

  subscript(index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if XMLName.same(name, "t") { inText = !inPhonetic }
    if XMLName.same(name, "rPh") { inPhonetic = true }
  }

  func end(_ name: UnsafePointer<CChar>) {
    if XMLName.same(name, "t") { inText = false }
    if XMLName.same(name, "rPh") { inPhonetic = false }
    if XMLName.same(name, "si") { ends.append(bytes.count) }
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>) {
    if inText { bytes.append(contentsOf: piece) }
  }
}

/// Which cell styles show a number as a date.
final class DateStyles: XMLEvents {
  /// By position in the list of cell formats.
  private(set) var isDate: [Bool] = []
  private var custom: Set<Int> = []
  private var inCells = false
  var failure: DiagnosedError?

  func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    if XMLName.same(name, "numFmt"), let id = attributes.string("numFmtId").flatMap({ Int($0) }),
      let code = attributes.string("formatCode"), Self.showsDate(code)
    {
      custom.insert(id)
    }
    if XMLName.same(name, "cellXfs") { inCells = true }
    if inCells, XMLName.same(name, "xf"), isDate.count < 100_000 {
      let id = attributes.string("numFmtId").flatMap { Int($0) } ?? 0
      isDate.append((14...17).contains(id) || id == 22 || custom.contains(id))
    }
  }

  func end(_ name: UnsafePointer<CChar>) {
    if XMLName.same(name, "cellXfs") { inCells = false }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// A format with a year or a day, outside quotes and brackets.
  static func showsDate(_ code: String) -> Bool {
    var quoted = false
    var bracketed = false
    for character in code.lowercased() {
      switch character {
      case "\"": quoted.toggle()
      case "[": bracketed = true
      case "]": bracketed = false
      case "y", "d", "a", "j": if !quoted, !bracketed { return true }
      default: break
      }
    }
    return false
  }
}
