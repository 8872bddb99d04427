import Diagnostics
import Testing

@testable import Territory

@Suite("Ce qui n'est pas une commune au pied d'une table")
struct FootTests {
  /// The national fixture with more lines at its end, written cell by cell under its columns of 2022.
  private func imported(
    _ feet: [[String: String]], bare: [String] = [], _ change: (inout DGCLFixture) -> Void = { _ in }
  ) throws -> ImportedTerritory {
    var fixture = NationalImportTests.fixture
    change(&fixture)
    let header = try DGCLFixture().text().split(separator: "\n")[0].split(
      separator: ",", omittingEmptySubsequences: false)
    let names = try HeaderTable.embedded().entries
    let lines = feet.map { foot in
      header.map { title in
        names.first { $0.spellings[2022] == String(title) }.flatMap { foot[$0.colonne] } ?? ""
      }.joined(separator: ",")
    }
    return try Support.inFolder { folder in
      try Support.put(try fixture.text() + (lines + bare).joined(separator: "\n") + "\n", folder + "/c.csv")
      return try NationalImporter.importNational(file: folder + "/c.csv")
    }
  }

  private func told(_ territory: ImportedTerritory) -> [Diagnostic] {
    territory.diagnostics.filter { $0.code == "T0239" }
  }

  @Test(
    "un total est laissé de côté, avec sa ligne ; juste, il est dit tel",
    arguments: ["TOTAL", "Total général", "Ensemble", "France entière", "Somme des communes", "SOUS-TOTAL"])
  func total(word: String) throws {
    let plain = try imported([])
    // 27 491 inhabitants of the five communes and of the sixth, then seven times 1 000.
    let found = try imported([["insee": word, "population_insee": "34491", "ac_{N-1}": "3826534"]])
    #expect(found.communes == plain.communes && found.ensembles == plain.ensembles)
    #expect(found.national == plain.national)
    let diagnostic = try #require(told(found).first)
    #expect(told(found).count == 1 && diagnostic.severity == .remarque && diagnostic.place?.line == 15)
    #expect(
      diagnostic.message
        == "la ligne « \(word) » n'est pas une commune : elle est laissée de côté ; ses 2 sommes sont celles des autres lignes"
    )
  }

  @Test("un total faux est une alerte, avec les deux sommes ; à l'euro près il est juste")
  func wrongTotal() throws {
    let near = try imported([["nom": "TOTAL", "population_insee": "34492"]])
    #expect(told(near).map(\.severity) == [.remarque])
    let found = try imported([["nom": "TOTAL", "population_insee": "34493"]])
    #expect(told(found).map(\.severity) == [.alerte])
    #expect(
      told(found)[0].message.hasSuffix(
        "population_insee (\(Typography.shortest(34_493, maximum: 2)), les lignes totalisent \(Typography.shortest(34_491, maximum: 2)))"
      ))
  }

  @Test("moyenne, note et lignes vides sont laissées de côté ; une commune au code abîmé reste une erreur")
  func others() throws {
    let width = try DGCLFixture().text().split(separator: "\n")[0].count { $0 == "," }
    let commas = String(repeating: ",", count: width)
    let found = try imported(
      [["insee": "Moyenne", "population_insee": "2653", "siren_epci": "nd"]],
      bare: [commas, commas, "Source : DGCL\(commas)"])
    #expect(found.communes.count == 13)
    #expect(told(found).map(\.severity) == [.remarque, .remarque, .remarque])
    #expect(told(found).contains { $0.message == "2 lignes sont vides : elles sont laissées de côté" })
    #expect(told(found).contains { $0.message.hasPrefix("la ligne « Source : DGCL » n'a aucune valeur") })
    let faults = Support.faults { () throws(DiagnosedError) in
      do { _ = try imported([["insee": "3000", "nom": "AIMARGUES", "population_insee": "5770"]]) } catch let error
        as DiagnosedError
      { throw error } catch {}
    }
    // 3000 is read 03000, which may be a code.
    #expect(faults.isEmpty)
    let broken = Support.faults { () throws(DiagnosedError) in
      do { _ = try imported([["insee": "300", "nom": "AIMARGUES", "population_insee": "5770"]]) } catch let error
        as DiagnosedError
      { throw error } catch {}
    }
    #expect(broken.map(\.code) == ["T0219"] && broken[0].place?.line == 15)
  }

  @Test("une commune sans population est dite, un pays incomplet aussi, un département abîmé vient du code")
  func incomplete() throws {
    let found = try imported([]) { fixture in
      fixture.rows[1]["population_dgf"] = "nd"
      fixture.rows[0]["departement"] = "30.0"
      fixture.rows[2]["departement"] = ""
      fixture.rows[10]["departement"] = "97"
      fixture.rows[11]["departement"] = "\"976,0\""
    }
    #expect(found.communes.filter { $0.insee.texte.hasPrefix("300") }.allSatisfy { $0.departement == "30" })
    #expect(found.communes.first { $0.insee.texte == "97101" }?.departement == "971")
    #expect(found.ensembles.first { $0.siren == "249710047" }?.textes["zone"] == "dom")
    #expect(found.ensembles.first { $0.siren == "200060457" }?.textes["zone"] == "com")
    #expect(
      found.diagnostics.first { $0.code == "T0223" }?.message == "AUBORD n'a pas de valeur pour population_dgf")
    #expect(
      found.diagnostics.first { $0.code == "T0242" }?.message.hasPrefix(
        "ce n'est pas toute la France : aucune commune des départements 01, 02, 03") == true)
  }

  @Test("des lettres perdues dans un nom sont dites, une fois par nom")
  func names() throws {
    #expect(DamagedNames.isDamaged("C?UR DE LOIRE") && DamagedNames.isDamaged("BÃ‰ZIERS"))
    #expect(DamagedNames.isDamaged("BEZ\u{FFFD}RS") && DamagedNames.isDamaged("L'HA¾-LES-ROSES"))
    for sound in [
      "CŒUR DE LOIRE", "L'HAŸ-LES-ROSES", "PLATEAU D’HAUTEVILLE", "SAINT-LO (50)", "CC N°2 & CO.", "E\u{301}TE",
    ] {
      #expect(!DamagedNames.isDamaged(sound), "\(sound)")
    }
    let found = try imported([]) { fixture in
      fixture.rows[0]["nom"] = "AIM?RGUES"
      for row in 0..<5 { fixture.rows[row]["nom_epci"] = "CC DE C?UR" }
    }
    let told = found.diagnostics.filter { $0.code == "T0225" }
    #expect(told.count == 1 && told[0].place?.line == 2)
    #expect(told[0].message == "2 noms ont perdu des lettres dans une conversion, dont « AIM?RGUES »")
  }
}
