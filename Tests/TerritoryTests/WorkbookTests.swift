import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Territory

@Suite("Lire un classeur .xlsx")
struct WorkbookTests {
  /// Made with a common spreadsheet library: two sheets, texts with commas and line ends, a date, a percentage, a
  /// boolean, a formula without value, an empty row.
  static let small = Data(base64Encoded: base64).map { Array($0) } ?? []

  private func read(_ bytes: [UInt8], feuille: String? = nil) throws -> SourceTable {
    try Support.inFolder { folder in
      try Support.put(bytes, folder + "/classeur.xlsx")
      return try SourceTable(folder + "/classeur.xlsx", feuille: feuille)
    }
  }

  private func codes(_ bytes: [UInt8], feuille: String? = nil) -> [String] {
    Support.faults { () throws(DiagnosedError) in
      do { _ = try read(bytes, feuille: feuille) } catch let error as DiagnosedError { throw error } catch {}
    }.map(\.code)
  }

  @Test("la feuille des critères, ses valeurs brutes, ses dates, ses lignes")
  func values() throws {
    let source = try read(Self.small)
    #expect(source.diagnostics.map(\.code) == ["T0253"])
    let table = source.table
    #expect(table.header.count == 8 && table.header[0] == "Informations générales - Code INSEE de la commune")
    let columns = table.columns(numbers: [2, 3, 5], texts: [0, 1, 4, 6])
    // The empty third row is passed over, and the fourth keeps its line.
    #expect(columns.count == 2 && columns.line(0) == 2 && columns.line(1) == 4)
    func text(_ column: Int, _ row: Int) -> String { table.text(columns.text(column, row)) }
    #expect(text(0, 0) == "01004" && text(0, 1) == "2A004")
    #expect(text(1, 0) == "AMBÉRIEU, \"EN BUGEY\"" && text(1, 1) == "AJACCIO ville")
    #expect(columns.number(0, 0) == 1234.5 && columns.number(0, 1) == -1e-7)
    #expect(columns.number(1, 0) == 0.125 && columns.number(2, 0) == 1 && columns.number(2, 1) == 0)
    #expect(text(2, 0) == "2024-02-29" && text(2, 1) == "1999-12-31")
    #expect(text(3, 1) == "texte")
  }

  @Test("une feuille se choisit ; une feuille absente se dit")
  func sheets() throws {
    #expect(try read(Self.small, feuille: "lisez-moi").table.header == ["Moyennes par strate"])
    #expect(codes(Self.small, feuille: "Absente") == ["T0252"])
  }

  @Test("un classeur tronqué ou changé à un octet près est refusé, ou lu, sans jamais s'arrêter net")
  func damaged() throws {
    for length in [4, 100, Self.small.count / 2, Self.small.count - 1] {
      #expect(codes(Array(Self.small.prefix(length))) == ["T0250"], "\(length)")
    }
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      var bytes = Self.small
      bytes[4 + Int(random.next() % UInt64(bytes.count - 4))] ^= UInt8(1 + random.next() % 255)
      #expect(codes(bytes).allSatisfy { ["T0250", "T0251", "T0105", "T0107", "T0108"].contains($0) })
    }
  }

  @Test("une bombe est arrêtée par ce qu'elle annonce, et par ce qu'elle est")
  func bomb() throws {
    var announced = Self.small
    // The directory announces three gigabytes for the first entry.
    let at = try #require(announced.indices.dropLast(4).last { Array(announced[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
    for (offset, byte) in [UInt8(0), 0, 0, 0xC0].enumerated() { announced[at + 24 + offset] = byte }
    let entry = try ZipArchive(announced, path: "bombe.xlsx").entries.last
    let faults = Support.faults { () throws(DiagnosedError) in
      guard let entry else { return }
      let archive = try ZipArchive(announced, path: "bombe.xlsx")
      try archive.forEachPiece(entry, limit: 1 << 30) { _ throws(DiagnosedError) in true }
    }
    #expect(faults.map(\.code) == ["T0251"])
    // An entry that inflates beyond the limit whatever it announces.
    let archive = try ZipArchive(Self.small, path: "bombe.xlsx")
    let sheet = try #require(archive.entries.max { $0.inflated < $1.inflated })
    var lying = sheet
    lying.inflated = 1
    let stopped = Support.faults { () throws(DiagnosedError) in
      try archive.forEachPiece(lying, limit: 500) { _ throws(DiagnosedError) in true }
    }
    #expect(stopped.map(\.code) == ["T0251"])
  }

  @Test("une déclaration de type de document, par où les entités se multiplient, est refusée")
  func doctype() throws {
    let xml = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>"
    let archive = try ZipArchive(StoredZip.make([("x.xml", xml)]), path: "x.xlsx")
    let entry = try #require(archive.entry("x.xml"))
    let faults = Support.faults { () throws(DiagnosedError) in
      try XMLPart.parse(entry, in: archive, limit: 1 << 20, SharedStrings("x.xlsx"))
    }
    #expect(faults.map(\.code) == ["T0250"])
  }

  @Test("un fichier .xls, un .zip sans classeur")
  func others() {
    #expect(codes([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600)) == ["T0254"])
    #expect(codes(StoredZip.make([("a.txt", "rien")])) == ["T0250"])
  }

  @Test("le même territoire depuis le CSV et depuis le classeur")
  func sameTerritory() throws {
    let fixture = DGCLFixture()
    let rows = try fixture.text().split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let cells = rows.enumerated().map { line, row in
      "<row r=\"\(line + 1)\">"
        + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }
    let sheet = "<worksheet><sheetData>\(cells.joined())</sheetData></worksheet>"
    let book = "<workbook><sheets><sheet name=\"F\" sheetId=\"1\" r:id=\"a\" xmlns:r=\"r\"/></sheets></workbook>"
    let links = "<Relationships><Relationship Id=\"a\" Target=\"f.xml\"/></Relationships>"
    let bytes = StoredZip.make([
      ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", links), ("xl/f.xml", sheet),
    ])
    let expected = try fixture.imported()
    try Support.inFolder { folder in
      try Support.put(bytes, folder + "/criteres.xlsx")
      let read = try DGCLImporter.importTerritory(file: folder + "/criteres.xlsx", epci: DGCLFixture.petiteCamargue)
      #expect(read.communes == expected.communes)
      #expect(read.columns.map(\.nom) == expected.columns.map(\.nom))
      for (a, b) in zip(read.columns, expected.columns) {
        #expect(a.values.map(\.bitPattern) == b.values.map(\.bitPattern), "\(a.nom)")
      }
    }
  }

  static let base64 = """
    UEsDBBQAAAAIAK6yeV1Gx01IlQAAAM0AAAAQAAAAZG9jUHJvcHMvYXBwLnhtbE3PTQvCMAwG4L9SdreZih6kDkQ9ip68zy51hbYpbYT67+0EP2\
    55ecgboi6JIia2mEXxLuRtMzLHDUDWI/o+y8qhiqHke64x3YGMsRoPpB8eA8OibdeAhTEMOMzit7Dp1C5GZ3XPlkJ3sjpRJsPiWDQ6sScfq9wc\
    ChDneiU+ixNLOZcrBf+LU8sVU57mym/8ZAW/B7oXUEsDBBQAAAAIAK6yeV3u5zZy6gAAAMsBAAARAAAAZG9jUHJvcHMvY29yZS54bWylkU1rwz\
    AMhv9K8T1R7LLCTJpLR08dDFbY2M3YahsWf2BrJP33c7I23dhuO1rvo0cSrnWQ2kd8ij5gpBbTYrCdS1KHNTsRBQmQ9AmtSmUmXA4PPlpF+RmP\
    EJR+V0cEUVUrsEjKKFIwCoswG9lFafSsDB+xmwRGA3Zo0VECXnK4sYTRpj8bpmQmh9TOVN/3Zb+cuLwRh9fH3fO0fNG6RMppZE1ttNQRFfnYjB\
    eF89DV8K1YX2Z/FdAs8gRJ54Brdk1elpuH/ZY1ohKrgvNC3O2FkIJLcf82un7034TWm/bQ/sN4FTQ1/Pq35hNQSwMEFAAAAAgArrJ5XZlcnCMQ\
    BgAAnCcAABMAAAB4bC90aGVtZS90aGVtZTEueG1s7Vpbc9o4FH7vr9B4Z/ZtC8Y2gba0E3Npdtu0mYTtTh+FEViNbHlkkYR/v0c2EMuWDe2STb\
    qbPAQs6fvORUfn6Dh58+4uYuiGiJTyeGDZL9vWu7cv3uBXMiQRQTAZp6/wwAqlTF61WmkAwzh9yRMSw9yCiwhLeBTL1lzgWxovI9bqtNvdVoRp\
    bKEYR2RgfV4saEDQVFFab18gtOUfM/gVy1SNZaMBE1dBJrmItPL5bMX82t4+Zc/pOh0ygW4wG1ggf85vp+ROWojhVMLEwGpnP1Zrx9HSSICCyX\
    2UBbpJ9qPTFQgyDTs6nVjOdnz2xO2fjMradDRtGuDj8Xg4tsvSi3AcBOBRu57CnfRsv6RBCbSjadBk2PbarpGmqo1TT9P3fd/rm2icCo1bT9Nr\
    d93TjonGrdB4Db7xT4fDronGq9B062kmJ/2ua6TpFmhCRuPrehIVteVA0yAAWHB21szSA5ZeKfp1lBrZHbvdQVzwWO45iRH+xsUE1mnSGZY0Rn\
    KdkAUOADfE0UxQfK9BtorgwpLSXJDWzym1UBoImsiB9UeCIcXcr/31l7vJpDN6nX06zmuUf2mrAaftu5vPk/xz6OSfp5PXTULOcLwsCfH7I1th\
    hyduOxNyOhxnQnzP9vaRpSUyz+/5CutOPGcfVpawXc/P5J6MciO73fZYffZPR24j16nAsyLXlEYkRZ/ILbrkETi1SQ0yEz8InYaYalAcAqQJMZ\
    ahhvi0xqwR4BN9t74IyN+NiPerb5o9V6FYSdqE+BBGGuKcc+Zz0Wz7B6VG0fZVvNyjl1gVAZcY3zSqNSzF1niVwPGtnDwdExLNlAsGQYaXJCYS\
    qTl+TUgT/iul2v6c00DwlC8k+kqRj2mzI6d0Js3oMxrBRq8bdYdo0jx6/gX5nDUKHJEbHQJnG7NGIYRpu/AerySOmq3CEStCPmIZNhpytRaBtn\
    GphGBaEsbReE7StBH8Waw1kz5gyOzNkXXO1pEOEZJeN0I+Ys6LkBG/HoY4SprtonFYBP2eXsNJweiCy2b9uH6G1TNsLI73R9QXSuQPJqc/6TI0\
    B6OaWQm9hFZqn6qHND6oHjIKBfG5Hj7lengKN5bGvFCugnsB/9HaN8Kr+ILAOX8ufc+l77n0PaHStzcjfWfB04tb3kZuW8T7rjHa1zQuKGNXcs\
    3Ix1SvkynYOZ/A7P1oPp7x7frZJISvmlktIxaQS4GzQSS4/IvK8CrECehkWyUJy1TTZTeKEp5CG27pU/VKldflr7kouDxb5OmvoXQ+LM/5PF/n\
    tM0LM0O3ckvqtpS+tSY4SvSxzHBOHssMO2c8kh22d6AdNfv2XXbkI6UwU5dDuBpCvgNtup3cOjiemJG5CtNSkG/D+enFeBriOdkEuX2YV23n2N\
    HR++fBUbCj7zyWHceI8qIh7qGGmM/DQ4d5e1+YZ5XGUDQUbWysJCxGt2C41/EsFOBkYC2gB4OvUQLyUlVgMVvGAyuQonxMjEXocOeXXF/j0ZLj\
    26ZltW6vKXcZbSJSOcJpmBNnq8reZbHBVR3PVVvysL5qPbQVTs/+Wa3InwwRThYLEkhjlBemSqLzGVO+5ytJxFU4v0UzthKXGLzj5sdxTlO4En\
    a2DwIyubs5qXplMWem8t8tDAksW4hZEuJNXe3V55ucrnoidvqXd8Fg8v1wyUcP5TvnX/RdQ65+9t3j+m6TO0hMnHnFEQF0RQIjlRwGFhcy5FDu\
    kpAGEwHNlMlE8AKCZKYcgJj6C73yDLkpFc6tPjl/RSyDhk5e0iUSFIqwDAUhF3Lj7++TaneM1/osgW2EVDJk1RfKQ4nBPTNyQ9hUJfOu2iYLhd\
    viVM27Gr4mYEvDem6dLSf/217UPbQXPUbzo5ngHrOHc5t6uMJFrP9Y1h75Mt85cNs63gNe5hMsQ6R+wX2KioARq2K+uq9P+SWcO7R78YEgm/zW\
    26T23eAMfNSrWqVkKxE/Swd8H5IGY4xb9DRfjxRiraaxrcbaMQx5gFjzDKFmON+HRZoaM9WLrDmNCm9B1UDlP9vUDWj2DTQckQVeMZm2NqPkTg\
    o83P7vDbDCxI7h7Yu/AVBLAwQUAAAACACusnldK43rwkMBAAAiAgAAGAAAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbE1S226DMAz9lSgf0NBJ\
    u6gCpK7TtD1Uqlpte07BQNQkZok71r+fA73sAeHjy/HxgXzAcIgdAIlfZ30sZEfUL5SKVQdOxxn24LnSYHCaGIZWxT6ArschZ9Vdlj0op42XZT\
    7mNqHM8UjWeNgEEY/O6XB6BotDIefyktiatqMxocq81y3sgD56HmCorjy1ceCjQS8CNIVczhfLaWLs+DQwxH+xSMfsEQ8JvNeFzJImsFBRotD8\
    +oEVWJuYWMn3mVTelqbJ//GF/nW8n+XtdYQV2i9TU1fIJylqaPTR0haHNzjfdH+T+KJJl3nAQYR0bJlXKUgrudH4ZNKOAucNb6JyjSfwHqLoNV\
    tHQRPkilhQKquKH6a66Ju4k3drHVrjo7DQMG02e2QFYRIzAcJ+9HqPROjGsONvCCE1cL1BpCtIZlx/i/IPUEsDBBQAAAAIAK6yeV2YJUEfTgIA\
    AP4FAAAYAAAAeGwvd29ya3NoZWV0cy9zaGVldDIueG1sfVRdcpswEH7vKTQ8dmoLME46GcyMTbDjzsTN2HU6fZTNYjQRiAr5J0foUXIOX6wSOA\
    RT6BPa1bff7n6L1j1y8ZLHABKdEpbmIyOWMrvDON/GkJC8zzNI1U3ERUKkMsUO55kAEhZBCcO2ad7ghNDU8NzC9yQ8l+8loyk8CZTvk4SI1wkw\
    fhwZlvHuWNJdLAsH9tyM7GAFcp2pAGXiiiekCaQ55SkSEI2MsXX34BQRBeKZwjGvnZFuZsP5izbm4cgwdU3AYCs1BVGfA/jAmGZSlfy+kBofSX\
    Vk/fxOPy36V+VtSA4+Zz9pKOOR8dVAIURkz+SSHx/g0tPwo8R7IonnCn5EQjfruVt90CkVkKZapJUUyk9VJunN01JoVW6Odue39PwmCIMc9ZDP\
    Q0DzxSoIVErECNryJNmn4GKpCtbheHuhn3TRL3jSAvf/A9+ItgT3XRE/yP7Ugg+68EqeNv5pF/5ZENqCn3Xh9dj2rC3FQ2cKGjbwWI2vmqFdzd\
    DuIDAt03TaptIVMH6cnP8s58H6CzKCBZqsZ8Evo21OJYF+aAfPsgdOf+jiQ30sCpAXb6qCmX3LbqCCElUnc4aDoXWNmpb3mzLZ9d1MixB5vv3Z\
    dnGkAMX7aSo1MBoOp5LO6VDCHndI1xUw/jb2/fn3TwfKWqfsO7Uuexb0zNuGZM6VWIOGVM4/Ug1uhk1Bp05NKrMhVVflEk7NX78UC9f2ht6Lj0\
    TsqNoGDCJFZPZv1XYR5aIpDcmzYuYbLiVPimOs9jMIDVD3EeeyMvSgqpXv/QVQSwMEFAAAAAgArrJ5XfKTW92HAgAAbQsAAA0AAAB4bC9zdHls\
    ZXMueG1s3Vbfa9swEP5XjGGPrZO4NXGJ8zBDYLCNQvuwVzmSE4F+eLJckv3100lqErc5j43tZQ5BJ3367rvTneKsensU7GnPmE0OUqi+SvfWdg\
    9Z1m/3TJL+VndMOaTVRhLrpmaX9Z1hhPZAkiJbzGZFJglX6XqlBrmRtk+2elC2ShenpSQMn2iVzou7NAnuak1ZlR7dcyPlDaVpkl0l3I8Js9vZ\
    B781i3rrVavVWXaehgXni0iWvBBRpTURvDHc01oiuTiG9YVf2WqhTWJdxgzosNT/CBvmcQrHEX1JrrQJAQQZP0AUXIhR8rCwXnXEWmbUxk0Cya\
    ++x6L9fOxcFDtDjvPFfXrB8IOTabShzIzSDUvrlWCtBYbhu703rO5gaLS1WoJFOdlpRUIkr7RoON9bJsQT9MS3diRwaC8qMoN6qJPpoopmcBMn\
    IHDpLji/8Jv/md+Ov2j7cXAJKT//PmjLHg1r+cHPD+05gJH72Ej/UuDurwtk8dAuSjMqzGk1gWav0q9wUcSFj2bgwnIVZ3tOKVPv6+P8W9K4n4\
    KRgNtFWUsGYZ9PYJWe7S+M8kGWp12PkFjcdbY/QzPOi/NNc2JcUXZgtI5Ts2u8mTjDycbHM95CG/8gEMoKIAIBiGqhYaCswEO1/se8lnheAUQj\
    XF6HljhribMC7ypU+w+qhbBK9yApl2WeFwV6vHV9PYwaPcOigC/iEI0QOKgWqP3uyU80wETb/KI30CpPtg2a8kSLoilPnDxAyBkCpyyRBkC1gI\
    MWBe0oCALRglZDWHkOdUYjRK/5BFSWKARNinRvUWAHVcAHqRd6ifK8LBEIQCSMPEchuLATEBoGBIJCeR5epG/eZ9nrey47/8Fe/wRQSwMEFAAA\
    AAgArrJ5XbdH64rAAAAAFgIAAAsAAABfcmVscy8ucmVsc52SS24CMQxArxJlX0ypxAIxrNiwQ4gLuInno5nEkWPE9PaN2MAgaBFL/56eLa8PNK\
    B2HHPbpWzGMMRc2VY1rQCyaylgnnGiWCo1S0AtoTSQ0PXYECzm8yXILcNu1rdMc/xJ9AqR67pztGV3ChT1Afiuw5ojSkNa2XGAM0v/zdzPCtSa\
    na+s7PynNfCmzPP1IJCiR0VwLPSRpEyLdpSvPp7dvqTzpWNitHjf6P/z0KgUPfm/nTClidLXRQkmb7D5BVBLAwQUAAAACACusnldVVns4lUBAA\
    B+AgAADwAAAHhsL3dvcmtib29rLnhtbI2R0U7DMAxFf6XKO7SbYBLTupdNwKQJEEO8Z627WkviyvE22BfBd+zHSFoNKiEhnhJfWyf3OpMD8XZN\
    tE3erHF+zLmqRZpxmvqiBqv9JTXgQq8itlpCyZuUqgoLmFOxs+AkHWbZKGUwWpCcr7HxqqP9h+UbBl36GkCs6VBWo1PTydnZEydpvyKBIr4U1a\
    i8Ihz8z0Askz16XKNBec9VezegEosOLR6hzFWmEl/T4Z4Yj+REm1XBZEyuBl3jFViw+CWvos0XvfatInr9HDPnapQFYIXspZ1o+TqY3EMY7qqd\
    0C0aAZ5rgTumXYNu02JCjLSXo13F+UyctpCrJXo4XljCaCPIi7KzJIHVC8hjDA1elB21T5gxyumDwSclJHz6bHQIGLfYIw7/IA47n2dzJVTooH\
    wIbB8bYVVF+Kd4tN6GV9eDm7CSnTGzoD26JenyO+35q6ZfUEsDBBQAAAAIAK6yeV2rXnIutAAAAI0CAAAaAAAAeGwvX3JlbHMvd29ya2Jvb2su\
    eG1sLnJlbHPFkk0KgzAQRq8ScgBHbemiqKtu3BYvEHT8wcSEzJTq7Su6UKGLbqSr8E3I+x5MkidqxZ0dqO0cidHogVLZMrs7AJUtGkWBdTjMN7\
    X1RvEcfQNOlb1qEOIwvIHfM2SW7JmimBz+QrR13ZX4sOXL4MBfwPC2vqcWkaUolG+QUwmj3sYEyxEFM1mKvEqlz6tICvi3UXwwis80Ip400qaz\
    5kP/5cx+nt/iVr/EdXhcy3WRgMPvyz5QSwMEFAAAAAgArrJ5XaXhG1gfAQAAYAQAABMAAABbQ29udGVudF9UeXBlc10ueG1sxVTLTsMwEPyVyN\
    cqdumBA2p6oVyhB37AJJvGil/ybkv692wSWglUWqogcYkV7+zMeMfy8vUQAbPOWY+FaIjig1JYNuA0yhDBc6UOyWni37RVUZet3oJazOf3qgye\
    wFNOPYdYLddQ652l7KnjbTTBFyKBRZE9jsBeqxA6RmtKTVxXe199U8k/FSR3DhhsTMQZA0SmzkoMpR8Vjo0ve0jJVJBtdKJn7RimOquQDhZQXu\
    Y44zLUtSmhCuXOcYvEmEBX2ACQs3IknV2RJh4yjN+7yQYGmouKDN2kEJFTS3C73jGWvjuPTASJzJVDniSZe/IJoU+8guq34jzh95DaIRNUwzJ9\
    zF9zPvHfamTxn0beQmj/+sL3q3Ta+JMBNTwsqw9QSwECFAMUAAAACACusnldRsdNSJUAAADNAAAAEAAAAAAAAAAAAAAAgAEAAAAAZG9jUHJvcH\
    MvYXBwLnhtbFBLAQIUAxQAAAAIAK6yeV3u5zZy6gAAAMsBAAARAAAAAAAAAAAAAACAAcMAAABkb2NQcm9wcy9jb3JlLnhtbFBLAQIUAxQAAAAI\
    AK6yeV2ZXJwjEAYAAJwnAAATAAAAAAAAAAAAAACAAdwBAAB4bC90aGVtZS90aGVtZTEueG1sUEsBAhQDFAAAAAgArrJ5XSuN68JDAQAAIgIAAB\
    gAAAAAAAAAAAAAAICBHQgAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbFBLAQIUAxQAAAAIAK6yeV2YJUEfTgIAAP4FAAAYAAAAAAAAAAAAAACA\
    gZYJAAB4bC93b3Jrc2hlZXRzL3NoZWV0Mi54bWxQSwECFAMUAAAACACusnld8pNb3YcCAABtCwAADQAAAAAAAAAAAAAAgAEaDAAAeGwvc3R5bG\
    VzLnhtbFBLAQIUAxQAAAAIAK6yeV23R+uKwAAAABYCAAALAAAAAAAAAAAAAACAAcwOAABfcmVscy8ucmVsc1BLAQIUAxQAAAAIAK6yeV1VWezi\
    VQEAAH4CAAAPAAAAAAAAAAAAAACAAbUPAAB4bC93b3JrYm9vay54bWxQSwECFAMUAAAACACusnldq15yLrQAAACNAgAAGgAAAAAAAAAAAAAAgA\
    E3EQAAeGwvX3JlbHMvd29ya2Jvb2sueG1sLnJlbHNQSwECFAMUAAAACACusnldpeEbWB8BAABgBAAAEwAAAAAAAAAAAAAAgAEjEgAAW0NvbnRl\
    bnRfVHlwZXNdLnhtbFBLBQYAAAAACgAKAIQCAABzEwAAAAA=
    """
}

/// A ZIP archive whose entries are not compressed.
enum StoredZip {
  static func make(_ entries: [(String, String)]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    func u16(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
    func u32(_ value: Int) -> [UInt8] { u16(value & 0xFFFF) + u16(value >> 16 & 0xFFFF) }
    for (name, text) in entries {
      let data = Array(text.utf8)
      let common =
        u16(20) + u16(0) + u16(0) + u32(0) + u32(Int(crc(data))) + u32(data.count) + u32(data.count)
        + u16(name.utf8.count) + u16(0)
      directory += [0x50, 0x4B, 1, 2] + u16(20) + common + u16(0) + u16(0) + u16(0) + u32(0) + u32(out.count)
      directory += Array(name.utf8)
      out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + data
    }
    let start = out.count
    out += directory
    return out + [0x50, 0x4B, 5, 6] + u16(0) + u16(0) + u16(entries.count) + u16(entries.count) + u32(directory.count)
      + u32(start) + u16(0)
  }

  private static func crc(_ data: [UInt8]) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in data {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
