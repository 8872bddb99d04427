import Diagnostics
import Glibc

/// The cells of a sheet, written as the rows of a CSV while they are met.
///
/// Values are the raw ones of the file, not those that a format displays: nothing is rounded, and codes kept as text
/// keep their zeros. A formula counts for its last computed value.
final class SheetRows: XMLEvents {
  private let path: String
  private let strings: SharedStrings
  private let dates: [Bool]
  private let date1904: Bool
  private var out: [UInt8] = []
  /// End of each line in `out`, and how many cells it has.
  private var lines: [(end: Int, cells: Int)] = []
  private var column = 0
  private var cells = 0
  private var kind = Kind.number
  private var isDate = false
  private var value: [UInt8] = []
  private var inValue = false
  var failure: DiagnosedError?

  private enum Kind { case number, shared, text, boolean }

  static let mostRows = 1_048_576
  static let mostColumns = 16_384
  static let mostBytes = 1 << 30

  init(_ path: String, strings: SharedStrings, dates: [Bool], date1904: Bool) {
    (self.path, self.strings, self.dates, self.date1904) = (path, strings, dates, date1904)
  }

  func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) {
    guard failure == nil else { return }
    if XMLName.same(name, "c") {
      column = attributes.value("r").map(Self.column) ?? cells + 1
      isDate = attributes.value("s").map { atoi($0) }.map { dates.indices.contains(Int($0)) && dates[Int($0)] } ?? false
      kind = attributes.value("t").map(Self.kind) ?? .number
      value.removeAll(keepingCapacity: true)
      if column < cells + 1 || column > Self.mostColumns { failure = ZipArchive.damaged(path) }
    } else if XMLName.same(name, "v") || XMLName.same(name, "t") {
      inValue = true
    } else if XMLName.same(name, "row") {
      beginRow(attributes.value("r").map { Int(atoi($0)) } ?? lines.count + 1)
    }
  }

  /// `s` a shared text, `str` and `inlineStr` a text, `e` an error, `d` a date as text, `b` a boolean.
  private static func kind(_ type: UnsafePointer<CChar>) -> Kind {
    switch UInt8(bitPattern: type[0]) {
    case UInt8(ascii: "s"): type[1] == 0 ? .shared : .text
    case UInt8(ascii: "i"), UInt8(ascii: "e"), UInt8(ascii: "d"): .text
    case UInt8(ascii: "b"): .boolean
    default: .number
    }
  }

  func end(_ name: UnsafePointer<CChar>) {
    guard failure == nil else { return }
    if XMLName.same(name, "c") {
      endCell()
    } else if XMLName.same(name, "v") || XMLName.same(name, "t") {
      inValue = false
    } else if XMLName.same(name, "row") {
      endLine()
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard inValue else { return }
    value.append(contentsOf: bytes)
    if value.count > CSVTable.longestField { failure = ZipArchive.damaged(path) }
  }

  private func beginRow(_ number: Int) {
    guard number > lines.count, number <= Self.mostRows else {
      failure = ZipArchive.damaged(path)
      return
    }
    while lines.count + 1 < number { endLine() }
  }

  private func endLine() {
    lines.append((out.count, cells))
    cells = 0
  }

  private func endCell() {
    while cells < column {
      if cells > 0 { out.append(UInt8(ascii: ",")) }
      cells += 1
    }
    switch kind {
    case .shared:
      if let index = Int(String(decoding: value, as: UTF8.self)), let text = strings[index] { write(text) }
    case .text: write(value[...])
    case .boolean: out += value
    case .number:
      if isDate, let day = Double(String(decoding: value, as: UTF8.self)), let text = date(day) {
        out += Array(text.utf8)
      } else {
        write(value[...])
      }
    }
    checkSize()
  }

  /// Few cells can hold much: a text that they share, columns left empty before them.
  private func checkSize() {
    if out.count > Self.mostBytes { failure = ZipArchive.tooLarge(path, "feuille", Self.mostBytes) }
  }

  private func write(_ text: ArraySlice<UInt8>) {
    let special = text.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    guard special else {
      out += text
      return
    }
    out.append(UInt8(ascii: "\""))
    for byte in text {
      // One line of the sheet is one line of the table, so that messages give the line that a tableur shows.
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        out.append(UInt8(ascii: " "))
        continue
      }
      if byte == UInt8(ascii: "\"") { out.append(byte) }
      out.append(byte)
    }
    out.append(UInt8(ascii: "\""))
  }

  /// Every line with as many cells as the widest one: a sheet leaves out the empty cells at the end of its rows.
  func csv() throws(DiagnosedError) -> [UInt8] {
    let width = lines.map(\.cells).max() ?? 0
    let padding = lines.reduce(0) { $0 + ($1.cells > 0 ? width - $1.cells : 0) }
    guard out.count + padding <= Self.mostBytes else {
      throw ZipArchive.tooLarge(path, "feuille", Self.mostBytes)
    }
    var padded: [UInt8] = []
    padded.reserveCapacity(out.count + lines.count * 8)
    var start = 0
    for line in lines {
      padded += out[start..<line.end]
      if line.cells > 0 { padded.append(contentsOf: repeatElement(UInt8(ascii: ","), count: width - line.cells)) }
      padded.append(UInt8(ascii: "\n"))
      start = line.end
    }
    return padded
  }

  /// `AB12` → 28.
  private static func column(_ reference: UnsafePointer<CChar>) -> Int {
    var column = 0
    var index = 0
    while index < 4 {
      let letter = UInt8(bitPattern: reference[index])
      guard letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z") else { break }
      column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
      index += 1
    }
    return column
  }

  /// `2024-01-31`; the days are counted from 30 December 1899, or from 1904.
  private func date(_ serial: Double) -> String? {
    guard serial >= 1, serial < 2_958_466 else { return nil }
    // Days since 1 March of year 0, by the calendar's cycles of 400 years.
    var days = Int(serial) + (date1904 ? 1_462 : 0) - 25_569 + 719_468
    let era = days / 146_097
    days -= era * 146_097
    let year = (days - days / 1_460 + days / 36_524 - days / 146_096) / 365
    let day = days - (365 * year + year / 4 - year / 100)
    let month = (5 * day + 2) / 153
    let number = month < 10 ? month + 3 : month - 9
    let full = year + era * 400 + (number <= 2 ? 1 : 0)
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    return "\(full)-\(two(number))-\(two(day - (153 * month + 2) / 5 + 1))"
  }
}
