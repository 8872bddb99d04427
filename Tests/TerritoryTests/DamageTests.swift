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

  @Test("un SIREN nul, à décimales ou absent est une commune isolée ; codes d'un tableur rétablis")
  func codes() throws {
    #expect(CodeINSEE.padded("01 004") == "01004" && CodeINSEE.padded("'01004") == "01004")
    #expect(CodeINSEE.padded("1004,00") == "01004" && CodeINSEE.padded("2a004") == "2A004")
    #expect(CodeINSEE.padded("TOTAL") == "TOTAL" && CodeINSEE.padded("1,5") == "1,5")
    #expect(SIREN.cleaned("200000172.0") == "200000172" && SIREN.cleaned("200 000 172,00") == "200000172")
    let text = try NationalImportTests.fixture.text()
    let plain = try national(text)
    for empty in ["0.0", "0,00", "", "nd", "-"] where !empty.contains(",") {
      let found = try national(text.replacing(",0,0,2022,", with: ",\(empty),0,2022,"))
      #expect(found.ensembles == plain.ensembles, "« \(empty) »")
    }
  }

  @Test("l'année se lit « 2 022 », sur la première ligne qui la dit ; deux années dans un fichier sont une erreur")
  func years() throws {
    let text = try DGCLFixture().text()
    try expectSame(Array(text.replacing(",2022,", with: ",2 022,").utf8), "espace")
    var rows = DGCLFixture()
    rows.rows[0]["exercice"] = "nd"
    try expectSame(Array(try rows.text().utf8), "première ligne")
    rows.rows[5]["exercice"] = "2021"
    let faults = Support.faults { () throws(DiagnosedError) in
      do { _ = try rows.imported() } catch let error as DiagnosedError { throw error } catch {}
    }
    #expect(faults.map(\.code) == ["T0207"] && faults[0].place?.line == 7)
    #expect(faults[0].message.hasSuffix("mêle les exercices 2022 et 2021"))
  }

  @Test("un autre fichier, ou le bon dont les accents sont perdus, n'est pas pris pour un fichier sans année")
  func strangeHeaders() throws {
    func fault(_ bytes: [UInt8]) throws -> Diagnostic {
      let faults = Support.faults { () throws(DiagnosedError) in
        do { _ = try imported(bytes) } catch let error as DiagnosedError { throw error } catch {}
      }
      return try #require(faults.first)
    }
    let text = try DGCLFixture().text()
    let lost = try fault(Array(text.replacing("é", with: "?").replacing("è", with: "?").utf8))
    #expect(lost.code == "T0204" && lost.repair?.contains("a perdu ses accents") == true, "\(lost)")
    let twice = try fault(Array(text.replacing("é", with: "Ã©").replacing("è", with: "Ã¨").utf8))
    #expect(twice.code == "T0204" && twice.repair?.contains("a perdu ses accents") == true, "\(twice)")
    let other = try fault(Array("commune;dsc\n30006;5\n".utf8))
    #expect(
      other.code == "T0204" && other.message.contains("0 des ") && other.message.contains("sur 2 colonnes")
        && other.repair?.contains("séparateur point-virgule") == true)
    #expect(try fault(Array(text.replacing(",", with: "|").utf8)).message.contains("sur 1 colonne"))
  }

  @Test("absences écrites par d'autres outils, et le point des milliers qui ne se devine pas")
  func numbers() {
    for mark in ["#N/A", "NULL", "nd", "NaN"] { #expect(NumberText.read(mark, decimal: .comma) == .missing) }
    #expect(NumberText.read("1.234", decimal: .comma) == .ambiguous)
    #expect(NumberText.read("-12.345", decimal: .comma) == .ambiguous)
    #expect(NumberText.read("0.982", decimal: .comma) == .value(0.982))
    #expect(NumberText.read("1.2345", decimal: .comma) == .value(1.2345))
    #expect(NumberText.read("1,234", decimal: .point) == .ambiguous)
    #expect(NumberText.read("1234.567", decimal: .comma) == .value(1234.567))
  }
}
