import Diagnostics
import Testing

@testable import Territory

@Suite("Qualité d'un import")
struct QualityTests {
  private func territory(_ change: (inout ImportedTerritory) -> Void = { _ in }) throws -> ImportedTerritory {
    var territory = Self.known(try DGCLFixture().imported())
    change(&territory)
    return territory
  }

  /// Without the columns that the fixture fills with zeros.
  private static func known(_ territory: ImportedTerritory) -> ImportedTerritory {
    var territory = territory
    territory.columns.removeAll { ["potentiel_fiscal", "rrf_2020", "logements"].contains($0.nom) }
    return territory
  }

  private func report(_ territory: ImportedTerritory) throws -> QualityReport { try #require(QualityReport(territory)) }

  @Test("la complétude compte aussi les colonnes ajoutées ; le fichier écrit est le rapport")
  func completeness() throws {
    let changed = try territory {
      $0.columns.append(Column(nom: "dsc_2021", values: [1, .nan, 3, .nan, .nan]))
    }
    let found = try report(changed)
    #expect(found.completude.last?.colonne == "dsc_2021" && found.completude.last?.manquantes == 3)
    let file = try #require(changed.files.first { $0.nom == "qualite.md" })
    #expect(String(decoding: file.octets, as: UTF8.self) == found.text(changed))
    #expect(found.text(changed).contains("| dsc_2021 | 2 | 3 (60,0\u{A0}%) |"))
    // What nobody imported has no quality to tell.
    #expect(QualityReport(try territory { $0.identites = nil }) == nil)
  }

  @Test("sommes de l'ensemble, parties et tout, FPIC, potentiel agrégé, CIF : tenues puis rompues")
  func identities() throws {
    let people = try #require(try territory().values("population_insee")).reduce(0, +)
    let wealth = try #require(try territory().values("potentiel_financier")).reduce(0, +)
    func broken(_ change: (inout ImportedTerritory) -> Void) throws -> [String] {
      TerritoryIdentities(try territory(change)).all.filter { $0.tenue < $0.total }.map(\.libelle)
    }
    func stated(_ values: [String: Double]) -> (inout ImportedTerritory) -> Void {
      { territory in
        for (name, value) in values { territory.ensembles[0].valeurs[name] = value }
        territory.columns.append(Column(nom: "fpic_reversement_2022", values: [1, 2, 3, 4, 5]))
      }
    }
    let good = ["population_insee": people + 1, "pfia": wealth * 1.19, "cif": 1, "fpic_reversement_2022": 14]
    #expect(try broken(stated(good)) == [])
    for (name, value, word) in [
      ("population_insee", people + 2, "somme de ses communes"), ("pfia", wealth * 1.21, "20 %"),
      ("pfia", wealth * 0.79, "20 %"), ("cif", 1.01, "entre 0 et 1"), ("cif", -0.01, "entre 0 et 1"),
      ("fpic_reversement_2022", 13, "ne dépasse pas celui"),
    ] {
      let found = try broken(stated([name: value]))
      #expect(found.count == 1 && found[0].contains(word), "\(name) \(value) : \(found)")
    }
    let part = try broken { territory in
      territory.columns.append(Column(nom: "population_qpv", values: [9_999_999, 0, 0, 0, 0]))
      territory.columns.removeAll { $0.nom == "population_qpv" && $0.values[0] == 0 }
    }
    #expect(part == ["population_qpv ne dépasse pas population_insee"])
  }

  @Test("une valeur par habitant que presque aucune commune n'a est dite, avec ses bornes")
  func outliers() throws {
    #expect(try report(try territory()).atypiques.isEmpty)
    let strange = try territory { territory in
      let index = territory.columns.firstIndex { $0.nom == "revenu" } ?? 0
      territory.columns[index].values[1] *= 1_000
    }
    let found = try report(strange)
    #expect(found.atypiques.map(\.grandeur) == ["revenu par habitant"])
    #expect(found.atypiques[0].commune == "AUBORD (30020)" && found.atypiques[0].motif.hasPrefix("hors de"))
    #expect(strange.quality.map(\.code) == ["T0271"])
  }

  @Test("au-delà de vingt communes, l'écart à la médiane compte aussi, mais pas deux valeurs proches")
  func deviations() throws {
    var fixture = DGCLFixture()
    fixture.rows = (0..<25).map { index in
      DGCLFixture.row(
        "30\(100 + index)", "C\(index)", "1000", "1000", "\(15_000_000 + index * 10_000)",
        index == 24 ? "3000000" : "\(800_000 + index * 1_000)", "1", "1", "1", "0")
    }
    for index in fixture.rows.indices { fixture.rows[index]["somme_ac_epci"] = "0" }
    let found = try report(Self.known(try fixture.imported())).atypiques
    #expect(found.map(\.commune) == ["C24 (30124)"] && found[0].motif.contains("écarts types"))
  }

  @Test("un EPCI tiré d'un dossier national a son rapport")
  func cut() throws {
    try Support.inFolder { folder in
      var territory = try NationalImportTests.imported()
      territory.identites = []
      try territory.write(to: folder + "/france", replace: false)
      let cut = try TerritoryCut.cut(DGCLFixture.petiteCamargue, from: folder + "/france")
      #expect(QualityReport(cut) != nil && cut.files.contains { $0.nom == "qualite.md" })
    }
  }
}
