import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Territory

@Suite("Importer la France entière")
struct NationalImportTests {
  /// Two EPCI, two communes of the Grand Paris, Paris, an island, overseas.
  static var fixture: DGCLFixture {
    var fixture = DGCLFixture()
    func commune(_ insee: String, _ nom: String, _ siren: String, _ epci: String, departement: String? = nil) {
      var row = DGCLFixture.row(
        insee, nom, "1000", "1000", "15000000", "900000", "0", "10", "10", "0", siren: siren, epci: epci)
      row["departement"] = departement ?? String(insee.prefix(2))
      row["effort_fiscal_numerateur"] = "600"
      row["effort_fiscal_denominateur"] = "500"
      if siren.utf8.count < 9 { row["regime"] = "Commune isolée" }
      fixture.rows.append(row)
    }
    commune("91326", "JUVISY-SUR-ORGE", EPT.metropole, "METROPOLE DU GRAND PARIS")
    commune("93066", "SAINT-DENIS", EPT.metropole, "METROPOLE DU GRAND PARIS")
    commune("75056", "PARIS", EPT.metropole, "METROPOLE DU GRAND PARIS")
    commune("29155", "OUESSANT", "0", "0")
    commune("97101", "LES ABYMES", "249710047", "CA CAP EXCELLENCE", departement: "971")
    commune("97611", "MAMOUDZOU", "200060457", "CA DE DEMBENI - MAMOUDZOU", departement: "976")
    commune("98735", "PAPEETE", "0", "0", departement: "987")
    return fixture
  }

  static func imported(_ fixture: DGCLFixture = fixture) throws -> ImportedTerritory {
    try Support.inFolder { folder in
      try Support.put(try fixture.text(), folder + "/criteres.csv")
      return try NationalImporter.importNational(file: folder + "/criteres.csv")
    }
  }

  @Test("EPT à la place de la métropole, Paris et les îles isolées, zones d'outre-mer")
  func entities() throws {
    let national = try Self.imported()
    func ensemble(_ siren: String) throws -> Ensemble {
      try #require(national.ensembles.first { $0.siren == siren }, "\(siren)")
    }
    #expect(national.ensembles.count == 9 && !national.ensembles.contains { $0.siren == EPT.metropole })
    #expect(national.communes.first { $0.insee.texte == "91326" }?.epci == "200058014")
    #expect(try ensemble("200058014").textes["nature"] == "EPT")
    let paris = try ensemble("75056")
    #expect(paris.textes["type"] == "CI" && paris.value("ile") == 0 && paris.textes["zone"] == "metropole")
    #expect(national.communes.first { $0.insee.texte == "75056" }?.epci == nil)
    #expect(try ensemble("29155").value("ile") == 1 && (try ensemble("98735").value("ile")) == 0)
    #expect(try ensemble("249710047").textes["zone"] == "dom")
    #expect(try ensemble("200060457").textes["zone"] == "com" && (try ensemble("98735").textes["zone"]) == "com")
    #expect(national.national["population_mayotte"] == 1000 && national.national["population_dom"] == 1000)
    #expect(national.national["population_outre_mer"] == 3000)
    #expect(national.national["population_metropole"] == 31_491)
  }

  @Test("un revenu secret laisse la somme des autres, et se dit ; l'effort fiscal est une somme, et se dit")
  func proxies() throws {
    var fixture = Self.fixture
    fixture.rows[0]["revenu"] = "nd"
    let national = try Self.imported(fixture)
    let petite = try #require(national.ensembles.first { $0.siren == DGCLFixture.petiteCamargue })
    #expect(petite.value("revenu") == 288_193_344)
    let abymes = try #require(national.ensembles.first { $0.siren == "249710047" })
    #expect(abymes.value("revenu") == nil && abymes.value("efa_numerateur") == 600)
    let codes = national.diagnostics.map(\.code)
    #expect(codes.contains("T0235") && codes.contains("T0236") && codes.contains("T0232"))
  }

  @Test("une commune de la métropole qui n'est dans aucun EPT est une erreur, avec sa ligne")
  func withoutEPT() throws {
    var fixture = Self.fixture
    fixture.rows[6]["insee"] = "91999"
    let faults = Support.faults { () throws(DiagnosedError) in
      do { _ = try Self.imported(fixture) } catch let error as DiagnosedError { throw error } catch {}
    }
    #expect(faults.map(\.code).contains("T0230") && faults.first { $0.code == "T0230" }?.place?.line == 8)
  }

  @Test("le dossier écrit se relit par son binaire et par ses tables, aux mêmes valeurs")
  func roundTrip() throws {
    let national = try Self.imported()
    try Support.inFolder { folder in
      let path = folder + "/france"
      try national.write(to: path, replace: false)
      let (fast, found) = try TerritoryReader.read(folder: path)
      #expect(found.map(\.code) == [])
      try FileManager.default.removeItem(atPath: path + "/territoire.bin")
      let (slow, _) = try TerritoryReader.read(folder: path)
      #expect(fast.communes == slow.communes && fast.communes == national.communes)
      #expect(fast.ensembles == slow.ensembles && fast.empreintes == slow.empreintes)
      #expect(fast.columns.keys.sorted() == slow.columns.keys.sorted())
      for (name, column) in fast.columns {
        let other = try #require(slow.columns[name]).values
        #expect(column.values.map(\.bitPattern) == other.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern })
      }
      #expect(fast.national == national.national)
    }
  }

  @Test("un binaire abîmé ou dépassé ne change rien au résultat, et se dit")
  func damagedBinary() throws {
    let national = try Self.imported()
    try Support.inFolder { folder in
      let path = folder + "/france"
      try national.write(to: path, replace: false)
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path + "/territoire.bin")))
      let expected = try TerritoryReader.read(folder: path).0
      var random = SplitMix64(seed: 3)
      for _ in 0..<60 {
        var damaged = bytes
        switch random.next() % 3 {
        case 0: damaged[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 + random.next() % 255)
        case 1: damaged = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count))))
        default: damaged += [0]
        }
        try Support.put(damaged, path + "/territoire.bin")
        let (read, found) = try TerritoryReader.read(folder: path)
        #expect(read.communes == expected.communes && read.ensembles == expected.ensembles)
        // The bytes kept at zero in the header may change without harm.
        #expect(found.map(\.code).allSatisfy { ["T0237", "T0238"].contains($0) })
      }
      try Support.put(bytes, path + "/territoire.bin")
      let communes = try Support.get(path + "/communes.csv").replacingOccurrences(of: "AUBORD", with: "AUBORDS")
      try Support.put(communes, path + "/communes.csv")
      let (changed, found) = try TerritoryReader.read(folder: path)
      #expect(found.map(\.code) == ["T0237"] && changed.communes.contains { $0.nom == "AUBORDS" })
    }
  }

  @Test("une empreinte juste ne suffit pas : des compteurs faux sont refusés sans sortir du fichier")
  func hostileBinary() throws {
    let national = try Self.imported()
    let bytes = try #require(national.files.first { $0.nom == "territoire.bin" }?.octets)
    var random = SplitMix64(seed: 5)
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0..<4 {
        let at = 128 + Int(random.next() % UInt64(bytes.count - 128))
        damaged[at] = UInt8(truncatingIfNeeded: random.next())
      }
      let sum = Array(damaged[64...]).withUnsafeBytes { Checksum.of($0) }
      damaged.replaceSubrange(24..<32, with: (0..<8).map { UInt8(truncatingIfNeeded: sum >> UInt64(8 * $0)) })
      // Either refused or read; never a crash.
      damaged.withUnsafeBytes { memory in _ = try? BinaryTerritory.read(memory) }
    }
  }

  @Test("un EPCI se tire du dossier national comme du fichier publié")
  func cut() throws {
    let direct = try Self.fixture.imported()
    try Support.inFolder { folder in
      let path = folder + "/france"
      try Self.imported().write(to: path, replace: false)
      let cut = try TerritoryCut.cut(DGCLFixture.petiteCamargue, from: path)
      #expect(cut.communes == direct.communes && cut.nature == direct.nature && cut.regime == direct.regime)
      for column in direct.columns where !column.values.allSatisfy(\.isNaN) {
        #expect(cut.values(column.nom).map { $0.map(\.bitPattern) } == column.values.map(\.bitPattern), "\(column.nom)")
      }
      #expect(try TerritoryCut.cut("cc de petite camargue", from: path).siren == DGCLFixture.petiteCamargue)
      try cut.write(to: folder + "/pc", replace: false)
      let (read, _) = try TerritoryReader.read(folder: folder + "/pc")
      #expect(read.communes == direct.communes)
      for (asked, code) in [
        ("75056", "T0224"), ("30006", "T0224"), ("200054781", "T0210"), ("123456789", "T0211"),
        ("Petite Camarque", "T0212"),
      ] {
        let faults = Support.faults { () throws(DiagnosedError) in _ = try TerritoryCut.cut(asked, from: path) }
        #expect(faults.map(\.code) == [code])
      }
      let notNational = Support.faults { () throws(DiagnosedError) in
        _ = try TerritoryCut.cut("243000593", from: folder + "/pc")
      }
      #expect(notNational.map(\.code) == ["T0240"])
    }
  }
}

@Suite(
  "La France des fichiers publiés",
  .enabled(if: Support.donnees != nil, "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"))
struct NationalRealTests {
  @Test(
    "entités, populations et attributions des deux années sont celles que l'on connaît",
    arguments: [(2021, 10_776.0, 8_853), (2022, 10_807.0, 8_878)])
  func identities(annee: Int, millions: Double, negatives: Int) throws {
    let national = try NationalImporter.importNational(from: try PublishedFiles.criteres(annee))
    let ac = try #require(national.values("ac_\(annee - 1)"))
    #expect((ac.filter(\.isFinite).reduce(0, +) / 1e6).rounded() == millions)
    #expect(ac.count { $0 < 0 } == negatives)
    let isolated = national.ensembles.filter { $0.textes["type"] == "CI" }
    // 73 communes without an EPCI, and Paris.
    #expect(isolated.count == 74)
    #expect(isolated.filter { $0.value("ile") == 1 }.map(\.siren) == ["22016", "29083", "29155", "85113"])
    #expect(national.ensembles.count { $0.textes["nature"] == "EPT" } == 11)
    let dom = national.ensembles.filter { $0.textes["zone"] == "dom" && $0.textes["type"] == "EI" }
    #expect(dom.count == 18)
  }
}
