import Diagnostics
import Foundation
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

  @Test("une valeur par habitant loin de celles des communes de même taille est dite, avec sa borne de 2022")
  func outliers() throws {
    #expect(try report(try territory()).atypiques.isEmpty)
    let strange = try territory { territory in
      let index = territory.columns.firstIndex { $0.nom == "revenu" } ?? 0
      // 15 000 € × 5 is beyond the 61 152,5 € of communes of 2 000 to 3 500 inhabitants.
      territory.columns[index].values[1] *= 5
    }
    let found = try report(strange)
    #expect(found.atypiques.map(\.grandeur) == ["revenu par habitant"])
    #expect(found.atypiques[0].commune == "AUBORD (30020)")
    #expect(
      found.atypiques[0].motif
        == "au-dessus de \(Typography.shortest(61_152.5, maximum: 2)), communes de \(Typography.number(2_000)) à \(Typography.number(3_500)) habitants"
    )
    #expect(QualityReport(strange)?.diagnostics.map(\.code) == ["T0271"])
  }

  @Test("le medcouple : nul d'une série symétrique, positif d'une série étirée vers le haut, comme à la main")
  func medcouple() {
    #expect(AdjustedBoxplot.medcouple([1, 2, 3, 4, 5]) == 0)
    // Median 3: pairs of 0 or 2 with 4 or 10 give -1/2, 4/10, 0 and 6/8, whose median is 2/10.
    #expect(abs(AdjustedBoxplot.medcouple([0, 2, 4, 10]) - 0.2) < 1e-12)
    #expect(AdjustedBoxplot.medcouple([0, 0, 1, 2, 30]) > 0 && AdjustedBoxplot.medcouple([-30, -2, -1, 0, 0]) < 0)
    #expect(AdjustedBoxplot.medcouple([7, 7, 7]) == 0)
    // Without skewness the fences are Tukey's outer ones: quartiles 2 and 4, 3 × 2 on each side.
    let box = AdjustedBoxplot([1, 2, 3, 4, 5])
    #expect(box == AdjustedBoxplot(q1: 2, q3: 4, low: -4, high: 10))
    #expect(box.distance(10) == 1 && box.distance(16) == 2 && box.distance(-7) == 1.5 && box.distance(3) == 0)
  }

  @Test("une classe de cent communes parle pour elle-même, et la page n'en montre que cinq par grandeur")
  func ownClass() throws {
    var fixture = DGCLFixture()
    fixture.rows = (0..<120).map { index in
      // Half of the range of 2022, where the upper fence is near 2 700 €: 2 000 € is only far for these communes.
      let wealth = index < 7 ? 2_000_000 + index : 400_000 + index * 1_000
      return DGCLFixture.row(
        "30\(100 + index)", "C\(index)", "900", "900", "\(13_000_000 + index * 10_000)", "\(wealth)", "1", "1", "1", "0"
      )
    }
    for index in fixture.rows.indices { fixture.rows[index]["somme_ac_epci"] = "0" }
    let large = try report(Self.known(try fixture.imported()))
    #expect(Set(large.atypiques.map(\.commune)) == Set((0..<7).map { "C\($0) (30\(100 + $0))" }))
    let page = large.text(Self.known(try fixture.imported()))
    #expect(page.components(separatedBy: "| potentiel financier par habitant |").count == 6)
    #expect(page.contains("potentiel financier par habitant, 2."))
    fixture.rows.removeLast(30)
    #expect(try report(Self.known(try fixture.imported())).atypiques.isEmpty)
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
