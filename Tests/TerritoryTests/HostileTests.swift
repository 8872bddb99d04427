import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Fichiers hostiles : un message, une mémoire bornée, rien d'écrit")
struct HostileTests {
  /// Imports the file of a folder and gives the codes; the folder must hold nothing more afterwards.
  private func importing(_ name: String, _ prepare: (String) throws -> Void) throws -> [String] {
    try Support.inFolder { folder in
      try prepare(folder + "/" + name)
      let faults = Support.faults { () throws(DiagnosedError) in
        let imported = try DGCLImporter.importTerritory(file: folder + "/" + name, epci: DGCLFixture.petiteCamargue)
        try imported.write(to: folder + "/sortie", replace: false)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
      return faults.map(\.code)
    }
  }

  /// A file of a given size whose end takes no room on the disk.
  private func sparse(_ text: String, _ size: UInt64, _ path: String) throws {
    try Support.put(text, path)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: size)
    try handle.close()
  }

  @Test("une ligne de quatre gigaoctets, ou presque deux")
  func endlessLine() throws {
    #expect(try importing("criteres.csv") { try sparse("insee,nom\n", 4 << 30, $0) } == ["T0104"])
    // Under the limit of size: given up after a few megabytes.
    #expect(try importing("criteres.csv") { try sparse("insee,nom\n", 1_900_000_000, $0) } == ["T0108"])
  }

  @Test("une ligne de quatre gigaoctets dans un gzip de quelques mégaoctets")
  func endlessCompressedLine() throws {
    let member = try Support.gzip([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 24))
    let bytes = Array(repeatElement(member, count: 256).joined())
    #expect(bytes.count < 1 << 23)
    #expect(try importing("criteres.csv.gz") { try Support.put(bytes, $0) } == ["T0108"])
  }

  @Test("un gzip qui se décompresse sans fin, en lignes de longueur honnête")
  func compressedBomb() throws {
    let line = [UInt8](repeating: UInt8(ascii: "a"), count: 63) + [UInt8(ascii: "\n")]
    let member = try Support.gzip(Array(repeatElement(line, count: 1 << 16).joined()))
    let path = "bombe.csv.gz"
    let bytes = Array(repeatElement(member, count: 8).joined())
    try Support.inFolder { folder in
      try Support.put(bytes, folder + "/" + path)
      let faults = Support.faults { () throws(DiagnosedError) in
        _ = try CSVTable.read(folder + "/" + path, limit: 1 << 24)
      }
      #expect(faults.map(\.code) == ["T0104"])
    }
  }

  /// Lines of four bytes, compressed a thousand times.
  private func honestLines(_ megabytes: Int) throws -> [UInt8] {
    let member = try Support.gzip(Array(repeatElement(Array("a,1\n".utf8), count: 1 << 18).joined()))
    return Array(repeatElement(member, count: megabytes).joined())
  }

  @Test("un gzip de quelques kilooctets qui en fait des centaines de mégaoctets en lignes honnêtes s'arrête tôt")
  func ratio() throws {
    let bytes = try honestLines(1_000)
    #expect(bytes.count < 3 << 20)
    try Support.inFolder { folder in
      try Support.put(bytes, folder + "/bombe.csv.gz")
      let faults = Support.faults { () throws(DiagnosedError) in _ = try CSVTable.read(folder + "/bombe.csv.gz") }
      #expect(faults.map(\.code) == ["T0104"])
      #expect(faults.first?.message.contains("plus de 100 fois sa taille") == true)
    }
    // As much compressed, but of the size of a published table: read.
    #expect(try FileBytes.inflated(try honestLines(60), path: "table.csv.gz").count == 60 << 20)
  }

  @Test("plus de dix millions de lignes ne sont pas une table")
  func rows() throws {
    let faults = Support.faults { () throws(DiagnosedError) in
      _ = try CSVTable(
        bytes: [UInt8](repeating: UInt8(ascii: "\n"), count: CSVTable.mostRows + 2), file: "longue.csv")
    }
    #expect(faults.map(\.code) == ["T0129"])
  }

  @Test("un million de colonnes")
  func columns() throws {
    let header = Array(repeating: "c", count: 1_000_000).joined(separator: ",")
    #expect(try importing("criteres.csv") { try Support.put(header + "\n1\n", $0) } == ["T0109"])
  }

  @Test("un octet nul au fond du fichier")
  func deepNul() throws {
    var bytes = Array(try DGCLFixture().text().utf8)
    while bytes.count < 1 << 20 { bytes += bytes }
    bytes[bytes.count - 7] = 0
    #expect(try importing("criteres.csv") { try Support.put(bytes, $0) } == ["T0107"])
  }

  @Test("des millions de lignes vides ne coûtent que leur lecture")
  func emptyLines() throws {
    let text = try DGCLFixture().text() + String(repeating: "\n", count: 8_000_000)
    let table = try CSVTable(bytes: Array(text.utf8), file: "vide.csv")
    let columns = table.columns(numbers: Array(8..<30), texts: Array(0..<7))
    #expect(columns.count == 6 && columns.capacity < 400_000)
  }

  // MARK: - Spreadsheets

  private func workbook(_ sheet: String, strings: String = "") throws -> [String] {
    let relations =
      "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    let parts = [
      ("xl/workbook.xml", "<workbook><sheets><sheet name=\"A\" id=\"r1\"/></sheets></workbook>"),
      ("xl/_rels/workbook.xml.rels", relations), ("xl/sharedStrings.xml", "<sst>\(strings)</sst>"),
      ("xl/worksheets/sheet1.xml", sheet),
    ]
    return try importing("criteres.xlsx") { try Support.put(StoredZip.make(parts), $0) }
  }

  @Test("la dernière colonne d'une ligne élargit toutes les autres : refusé avant de l'être")
  func wideSheet() throws {
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 70_000)
    #expect(try workbook("<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>\(rows)</sheetData>") == ["T0251"])
  }

  @Test("un long texte partagé par mille cases")
  func sharedText() throws {
    let text = String(repeating: "a", count: 1 << 20)
    let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 1_100)
    #expect(try workbook("<sheetData><row>\(cells)</row></sheetData>", strings: "<si><t>\(text)</t></si>") == ["T0251"])
  }

  @Test("une case de deux mégaoctets, dix mille éléments emboîtés, un élément sans fin")
  func elements() throws {
    let long = String(repeating: "9", count: 2 << 20)
    #expect(try workbook("<sheetData><row><c><v>\(long)</v></c></row></sheetData>") == ["T0250"])
    #expect(try workbook(String(repeating: "<a>", count: 50_000)) == ["T0250"])
    #expect(try workbook("<sheetData a=\"" + String(repeating: "x", count: 18 << 20)) == ["T0250"])
  }

  // MARK: - Links

  @Test("un fichier du territoire qui est un lien vers ailleurs est refusé ; un lien interne est suivi")
  func links() throws {
    try Support.inFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/t", withIntermediateDirectories: false)
      try SmallTerritory().write(to: folder + "/t")
      try manager.moveItem(atPath: folder + "/t/communes.csv", toPath: folder + "/secret.csv")
      for target in [folder + "/secret.csv", "../secret.csv"] {
        try manager.createSymbolicLink(atPath: folder + "/t/communes.csv", withDestinationPath: target)
        let faults = Support.faults { () throws(DiagnosedError) in
          _ = try TerritoryReader.read(folder: folder + "/t")
        }
        #expect(faults.map(\.code) == ["T0127"])
        try manager.removeItem(atPath: folder + "/t/communes.csv")
      }
      try manager.moveItem(atPath: folder + "/secret.csv", toPath: folder + "/t/communes-2026.csv")
      try manager.createSymbolicLink(
        atPath: folder + "/t/communes.csv", withDestinationPath: "communes-2026.csv")
      // The folder itself may be reached through a link.
      try manager.createSymbolicLink(atPath: folder + "/lien", withDestinationPath: folder + "/t")
      #expect(try TerritoryReader.read(folder: folder + "/lien").0.communes.count == 3)
    }
  }

  @Test("une sortie qui est un lien n'est pas remplacée, et ce qu'elle désigne reste intact")
  func linkedOutput() throws {
    try Support.inFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/vrai", withIntermediateDirectories: false)
      try SmallTerritory().write(to: folder + "/vrai")
      try manager.createSymbolicLink(atPath: folder + "/lien", withDestinationPath: "vrai")
      let territory = try DGCLFixture().imported()
      for path in ["/lien", "/lien/"] {
        let faults = Support.faults { () throws(DiagnosedError) in
          try territory.write(to: folder + path, replace: true)
        }
        #expect(faults.map(\.code) == ["T0201"])
      }
      #expect(try Support.get(folder + "/vrai/communes.csv") == SmallTerritory().communes)
      #expect(try manager.contentsOfDirectory(atPath: folder).sorted() == ["lien", "vrai"])
    }
  }
}
