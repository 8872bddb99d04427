import Diagnostics
import Testing

@testable import Territory

@Suite("Le fichier publié, passé par un tableur")
struct DamageTests {
  private func imported(_ bytes: [UInt8]) throws -> ImportedTerritory {
    try Support.inFolder { folder in
      try Support.put(bytes, folder + "/criteres.csv")
      return try DGCLImporter.importTerritory(file: folder + "/criteres.csv", epci: DGCLFixture.petiteCamargue)
    }
  }

  private func national(_ text: String) throws -> ImportedTerritory {
    try Support.inFolder { folder in
      try Support.put(text, folder + "/criteres.csv")
      return try NationalImporter.importNational(file: folder + "/criteres.csv")
    }
  }

  private func expectSame(_ bytes: [UInt8], _ what: String) throws {
    let expected = try DGCLFixture().imported()
    let found = try imported(bytes)
    #expect(found.communes == expected.communes, "\(what)")
    for (a, b) in zip(found.columns, expected.columns) {
      #expect(a.nom == b.nom && a.values.map(\.bitPattern) == b.values.map(\.bitPattern), "\(what) : \(a.nom)")
    }
  }

  @Test("UTF-16 d'un tableur, dans les deux sens")
  func wide() throws {
    let text = try DGCLFixture().text().replacing(",", with: "\t")
    let units = Array(text.utf16)
    try expectSame([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, "petit-boutiste")
    try expectSame([0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }, "grand-boutiste")
    // Without its mark nothing tells it from a binary file.
    let codes = Support.faults { () throws(DiagnosedError) in
      do { _ = try imported(units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }) } catch let error as DiagnosedError {
        throw error
      } catch {}
    }.map(\.code)
    #expect(codes == ["T0107"])
  }

  @Test("la casse, les accents, les espaces et les sauts de ligne des en-têtes ne comptent pas")
  func headers() throws {
    let text = try DGCLFixture().text()
    let end = try #require(text.firstIndex(of: "\n"))
    let (header, rest) = (String(text[..<end]), String(text[end...]))
    let quoted = header.split(separator: ",", omittingEmptySubsequences: false).map {
      "\"" + $0.replacing(" - ", with: "\n- ") + "\""
    }.joined(separator: ",")
    for (what, damaged) in [
      ("espaces", header.replacing(" - ", with: "   -  ").replacing(",", with: "  ,")),
      ("insécables", header.replacing(" ", with: "\u{A0}")), ("majuscules", header.uppercased()),
      ("accents", header.replacing("é", with: "e").replacing("è", with: "e")),
      ("décomposés", header.replacing("é", with: "e\u{301}")), ("apostrophes", header.replacing("'", with: "’")),
      ("sauts de ligne", quoted),
    ] { try expectSame(Array((damaged + rest).utf8), what) }
  }

  @Test("SIREN avec des espaces ou des décimales, codes avec des décimales ; un SIREN tronqué n'isole personne")
  func identifiers() throws {
    let text = try DGCLFixture().text()
    let siren = DGCLFixture.petiteCamargue
    try expectSame(Array(text.replacing(siren, with: "243 000 593").utf8), "espaces")
    try expectSame(Array(text.replacing(siren, with: "\(siren).0").utf8), "décimales")
    try expectSame(Array(text.replacing("30006,", with: "30006.0,").utf8), "code")
    #expect(CodeINSEE.padded("1004.0") == "01004" && CodeINSEE.padded("2A004") == "2A004")
    let broken = text.replacing(siren, with: "2.43E+08")
    let codes = Support.faults { () throws(DiagnosedError) in
      do { _ = try national(broken) } catch let error as DiagnosedError { throw error } catch {}
    }.map(\.code)
    #expect(Set(codes) == ["T0146"])
  }

  @Test("absences écrites par d'autres outils, et le point des milliers qui ne se devine pas")
  func numbers() {
    for mark in ["#N/A", "NULL", "nd"] { #expect(NumberText.read(mark, decimalComma: true) == .missing) }
    #expect(NumberText.read("1.234", decimalComma: true) == .ambiguous)
    #expect(NumberText.read("-12.345", decimalComma: true) == .ambiguous)
    #expect(NumberText.read("0.982", decimalComma: true) == .value(0.982))
    #expect(NumberText.read("1.2345", decimalComma: true) == .value(1.2345))
    #expect(NumberText.read("1,234", decimalComma: false) == .ambiguous)
    #expect(NumberText.read("1234.567", decimalComma: true) == .value(1234.567))
  }
}
