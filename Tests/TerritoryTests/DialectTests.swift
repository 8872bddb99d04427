import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Toute écriture d'une même table se lit pareil")
struct DialectTests {
  static let comma = """
    insee,nom,population_insee,population_dgf,revenu,ac_2025
    96001,Aval,1000,1100,15000000,-1200.5
    96002,Bergé,500,520,7000000,800
    96003,Crête,250,300,,0

    """

  /// The same table with another separator and decimals.
  static func written(separator: String, decimal: String, thousands: String = "") -> String {
    comma.replacingOccurrences(of: "15000000", with: "15\(thousands)000\(thousands)000")
      .replacingOccurrences(of: ",", with: separator).replacingOccurrences(of: "1200.5", with: "1200\(decimal)5")
  }

  static func read(_ bytes: [UInt8]) throws -> CommunesFile {
    try Support.inFolder { folder in
      try Support.put(bytes, folder + "/communes.csv")
      return try CommunesFile.read(folder + "/communes.csv")
    }
  }

  static func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  static let writings: [(String, [UInt8])] = [
    ("virgule et point", Array(comma.utf8)),
    ("marque UTF-8", [0xEF, 0xBB, 0xBF] + Array(comma.utf8)),
    ("Windows-1252", windows1252(comma)),
    ("point-virgule et virgule", Array(written(separator: ";", decimal: ",").utf8)),
    ("point-virgule et point", Array(written(separator: ";", decimal: ".").utf8)),
    ("milliers", Array(written(separator: ";", decimal: ",", thousands: "\u{202F}").utf8)),
    ("milliers Windows-1252", windows1252(written(separator: ";", decimal: ",", thousands: "\u{A0}"))),
    ("tabulation", Array(written(separator: "\t", decimal: ",").utf8)),
    ("CRLF", Array(comma.replacingOccurrences(of: "\n", with: "\r\n").utf8)),
    ("CR", Array(comma.replacingOccurrences(of: "\n", with: "\r").utf8)),
    ("guillemets", Array(comma.replacingOccurrences(of: "Aval", with: "\"Aval\"").utf8)),
    ("sans fin de ligne", Array(comma.dropLast().utf8)),
  ]

  @Test("UTF-8 avec marque, Windows-1252, point-virgule, tabulation, CRLF, CR, milliers", arguments: writings)
  func same(name: String, bytes: [UInt8]) throws {
    let found = try Self.read(bytes)
    #expect(found.diagnostics == [], "\(name)")
    #expect(found.communes.map(\.nom) == ["Aval", "Bergé", "Crête"])
    #expect(found.columns["ac_2025"]?.values == [-1200.5, 800, 0])
    #expect(found.columns["revenu"]?.values.prefix(2) == [15_000_000, 7_000_000])
    #expect(found.columns["revenu"]?.values[2].isNaN == true)
  }

  @Test("séparateur, guillemets doublés et saut de ligne dans une case")
  func quotes() throws {
    let text = Self.comma.replacingOccurrences(of: "Aval", with: "\"Aval, dit \"\"le Bas\"\"\nou l'Aval\"")
    let found = try Self.read(Array(text.utf8))
    #expect(found.communes[0].nom == "Aval, dit \"le Bas\"\nou l'Aval")
    #expect(found.columns["population_insee"]?.values == [1000, 500, 250])
  }

  @Test("un gzip se lit comme le texte qu'il contient, et se refuse tronqué")
  func gzip() throws {
    let compressed = try #require(Data(base64Encoded: Self.gzipped))
    let found = try Self.read(Array(compressed))
    #expect(found.communes.map(\.nom) == ["Aval", "Bergé", "Crête"])
    for length in [20, compressed.count / 2, compressed.count - 1] {
      let faults = Support.faults { () throws(DiagnosedError) in
        do { _ = try Self.read(Array(compressed.prefix(length))) } catch let error as DiagnosedError {
          throw error
        } catch {}
      }
      #expect(faults.map(\.code) == ["T0106"], "\(length) octets")
    }
  }

  @Test(
    "la décimale se reconnaît aux seules cases qui ne se lisent que d'une façon",
    arguments: [
      ("1;12,5", Dialect.Decimal.comma), ("1;12.5", .point), ("1;0,362", .comma), ("1;1234,567", .comma),
      ("1;1,234,567", .point), ("1;1.234.567", .comma), ("1;1,234.5", .point), ("1;1.234,5", .comma),
      ("1;1,234", .unknown), ("1;1.234", .unknown), ("1;1234", .unknown), ("1,234;5,678\n1,234;1,234,567", .point),
    ])
  func decimals(rows: String, expected: Dialect.Decimal) {
    let bytes = Array(("x" + rows + "\n").utf8)
    #expect(Dialect.decimal(bytes[...], UInt8(ascii: ";")) == expected, "\(rows)")
  }

  @Test("où la virgule sépare, le point est la règle ; seules comptent les virgules entre guillemets")
  func quotedDecimals() {
    for (rows, expected) in [
      ("1,234,5\n", Dialect.Decimal.point), ("\"12,5\",3\n", .comma), ("\"1,234\",3\n", .point), ("1.234,7\n", .point),
    ] { #expect(Dialect.decimal(Array(("x" + rows).utf8)[...], UInt8(ascii: ",")) == expected, "\(rows)") }
  }

  static let gzipped =
    "H4sIAAAAAAACA02KOw7CMBBE+5xlQLMbmU8JOUhkwRJZCnZkktwJrpGLEQwFU0zx3gvxYYaY7hjSMPV+DCm2ocA/cO1uyDZbnOAv"
    + "rVJdddyRgtPsewhJiHzOsQwbUXL7rRRny93yxCrhlNj/ogNZghpNXl6jQR1RrwKs3tNPpgmYAAAA"
}
