import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Lire un territoire")
struct ReaderTests {
  @Test("le territoire du tutoriel se lit sans erreur ni alerte")
  func tutorial() throws {
    let (territory, found) = try TerritoryReader.read(folder: Support.tutorial)
    #expect(found.filter { $0.severity != .remarque } == [])
    #expect(territory.nom == "CA du Val d'Exemple")
    #expect(territory.nature == .CA && territory.regime == .FPU && territory.annee == 2026)
    #expect(territory.communes.map(\.insee) == territory.communes.map(\.insee).sorted())
    #expect(territory.column("ac", annee: 2025)?.values[0] == 10_272_043)
    #expect(territory.latestVintage(of: "rrf", upTo: 2024)?.annee == 2024)
    #expect(territory.ensemble?.value("cif") == 0.3842)
    #expect(territory.column("rang_dsu_10000")?.values[1].isNaN == true)
    #expect(
      territory.empreintes.keys.sorted() == [
        "communes.csv", "contours.geojson", "ensembles.csv", "groupements.csv", "territoire.yaml",
      ])
  }

  @Test("une valeur absente est NaN, jamais zéro", arguments: ["", "nd", "n.d", "-"])
  func missing(mark: String) throws {
    var small = SmallTerritory()
    small.communes = small.communes.replacingOccurrences(of: "250,300,,0", with: "250,300,\(mark),0")
    let (territory, _) = try small.read()
    let revenu = try #require(territory.column("revenu")?.values)
    #expect(revenu[0] == 15_000_000 && revenu[2].isNaN)
  }

  @Test("l'ordre des lignes ne compte pas")
  func rowOrder() throws {
    var small = SmallTerritory()
    let straight = try small.read().0
    var lines = small.communes.split(separator: "\n").map(String.init)
    lines = [lines[0]] + lines[1...].reversed()
    small.communes = lines.joined(separator: "\n")
    let reversed = try small.read().0
    #expect(straight.communes == reversed.communes)
    #expect(straight.columns["ac_2025"] == reversed.columns["ac_2025"])
    #expect(straight.columns["population_dgf"] == reversed.columns["population_dgf"])
  }

  @Test("un fichier lu porte son empreinte")
  func fingerprint() throws {
    let (territory, _) = try TerritoryReader.read(folder: Support.tutorial)
    let bytes = try FileBytes.read(Support.tutorial + "/communes.csv")
    #expect(territory.empreintes["communes.csv"] == SHA256.hexadecimal(bytes))
  }
}
