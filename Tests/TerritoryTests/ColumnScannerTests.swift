import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Territory

@Suite("Lire des colonnes entières")
struct ColumnScannerTests {
  /// Reads texts as the cells of one numeric column, at every distance from the start of a block.
  private func numbers(_ cells: [String], decimalComma: Bool = false) throws -> ScannedColumns {
    let separator = decimalComma ? ";" : ","
    let text = "a\(separator)b\n" + cells.map { "x\(separator)\($0)\n" }.joined()
    let table = try CSVTable(bytes: Array(text.utf8), file: "essai.csv")
    return table.columns(numbers: [1], texts: [0])
  }

  @Test("des décimaux tirés au hasard se lisent au bit près comme Double(String)")
  func randomDecimals() throws {
    var random = SplitMix64(seed: 20_22)
    var cells: [String] = []
    for _ in 0..<20_000 {
      var text = random.next() % 4 == 0 ? "-" : ""
      let digits = 1 + Int(random.next() % 20)
      for _ in 0..<digits { text += String(random.next() % 10) }
      if random.next() % 2 == 0 {
        text += "."
        for _ in 0..<(1 + Int(random.next() % 18)) { text += String(random.next() % 10) }
      }
      cells.append(text)
    }
    // Both sides of 2⁵³, of 19 digits, of a tie between two doubles, and of the smallest and largest doubles.
    cells += [
      "9007199254740992", "9007199254740993", "9007199254740993.0", "18446744073709551615", "18446744073709551616",
      "99999999999999999999", "0.1", "0.30000000000000004", "1.0960051037435683", "0.03950689186565715", "5e-324",
      "2.2250738585072011e-308", "1.7976931348623157e308", "00000000000000000000000012", "-0",
      "0.000000000000000000001",
      "0." + String(repeating: "0", count: 330) + "1", String(repeating: "9", count: 300),
    ]
    let read = try numbers(cells)
    #expect(read.defects == [] && read.ragged == [])
    for (row, cell) in cells.enumerated() {
      let expected = try #require(Double(cell))
      #expect(read.number(0, row).bitPattern == expected.bitPattern, "\(cell)")
    }
  }

  @Test("la virgule décimale, les milliers, les pourcentages et les absences")
  func unusual() throws {
    let cells = ["1,5", "88\u{202F}040", "12 %", "nd", "", "-", "n.d", "1 234,25", "\u{A0}", "-0,125", "1.5"]
    let read = try numbers(cells, decimalComma: true)
    #expect(read.defects == [])
    let expected = [1.5, 88040, 0.12, .nan, .nan, .nan, .nan, 1234.25, .nan, -0.125, 1.5]
    for (row, value) in expected.enumerated() {
      #expect(read.number(0, row) == value || (value.isNaN && read.number(0, row).isNaN), "\(cells[row])")
    }
  }

  @Test("ce qui n'est pas un nombre est dit, avec sa ligne, et le reste se lit")
  func defects() throws {
    let read = try numbers(["\"12\"", "douze", "\"1,234\"", "7.5", "8.5"])
    #expect(read.count == 5 && read.number(0, 0) == 12 && read.number(0, 3) == 7.5)
    #expect(read.defects.map(\.row) == [1, 2] && read.defects.map(\.ambiguous) == [false, true])
    #expect(read.line(1) == 3)
  }

  @Test("les mêmes cases que la lecture ligne à ligne, quels que soient guillemets et fins de ligne")
  func sameAsRows() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let width = 1 + Int(random.next() % 5)
      let end = random.next() % 2 == 0 ? "\n" : "\r\n"
      var text = (0..<width).map { "c\($0)" }.joined(separator: ";") + end
      for _ in 0..<Int(random.next() % 40) {
        // One row in ten is too short or too long.
        let fields = random.next() % 10 == 0 ? 1 + Int(random.next() % 7) : width
        let cells = (0..<fields).map { _ -> String in
          let bare = String(repeating: "aé1 ", count: Int(random.next() % 6)) + String(random.next() % 1000)
          switch random.next() % 4 {
          case 0: return "\"\(bare);\"\"\(end)\(bare)\""
          case 1: return bare + "\"" + bare
          default: return bare
          }
        }
        text += cells.joined(separator: ";") + (random.next() % 20 == 0 ? end + end : end)
      }
      if random.next() % 2 == 0 { text.removeLast(end.count) }
      let table = try CSVTable(bytes: Array(text.utf8), file: "essai.csv")
      let read = table.columns(numbers: [], texts: Array(0..<width))
      var rows: [(Int, [String])] = []
      var ragged: [ScannedColumns.Ragged] = []
      try table.forEachRow { line, fields throws(DiagnosedError) in
        if fields.count == width {
          rows.append((line, fields.map { table.text($0) }))
        } else {
          ragged.append(.init(line: line, count: fields.count))
        }
        return true
      }
      #expect(read.ragged == ragged)
      try #require(read.count == rows.count, "\(text)")
      for (row, expected) in rows.enumerated() {
        #expect(read.line(row) == expected.0)
        #expect((0..<width).map { table.text(read.text($0, row)) } == expected.1)
      }
    }
  }
}

/// Every cell of the published table, against the standard library's conversion.
@Suite(
  "Lire le fichier national au bit près",
  .enabled(if: Support.donnees != nil, "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"))
struct ColumnScannerRealTests {
  @Test("toutes les colonnes de 2022 : chaque nombre est celui de Double(String)")
  func everyCell() throws {
    let table = try PublishedFiles.criteres(2022).table
    let all = Array(table.header.indices)
    let read = table.columns(numbers: all, texts: [])
    #expect(read.count == 35_041 && read.ragged == [])
    let defects = Set(read.defects.map { $0.row * all.count + $0.number })
    var row = 0
    var different: [String] = []
    try table.forEachRow { line, fields throws(DiagnosedError) in
      for (column, field) in fields.enumerated() where !defects.contains(row * all.count + column) {
        let text = table.text(field)
        let value = read.number(column, row)
        let expected = Double(text) ?? .nan
        if value.bitPattern != expected.bitPattern, !(value.isNaN && ["", "-", "nd"].contains(text)) {
          different.append("\(line) \(column) \(text)")
        }
      }
      row += 1
      return different.count < 10
    }
    #expect(different == [])
  }
}
