import Diagnostics
import Testing

@testable import Territory

@Suite("Deux colonnes pour une même grandeur")
struct DoubledColumnsTests {
  /// The fixture with one more column at its end.
  private func national(_ header: String, _ cells: [String], annee: String = "2022") throws -> ImportedTerritory {
    let lines = try DGCLFixture().text().replacing(",2022,", with: ",\(annee),").split(separator: "\n")
    let added = zip(lines, [header] + cells).map { $0 + "," + $1 }
    return try Support.inFolder { folder in
      try Support.put(added.joined(separator: "\n") + "\n", folder + "/c.csv")
      return try DGCLImporter.importTerritory(file: folder + "/c.csv", epci: DGCLFixture.petiteCamargue)
    }
  }

  private func faults(_ body: () throws -> Void) -> [Diagnostic] {
    do { try body() } catch let error as DiagnosedError { return error.diagnostics } catch {}
    return []
  }

  private static let populations = ["5770", "2406", "5159", "2446", "11610", "100"]

  @Test(
    "le même en-tête, à la casse, aux accents et aux espaces près",
    arguments: [
      "Informations générales - Population INSEE de l'année N",
      "INFORMATIONS GENERALES  -  POPULATION INSEE DE L’ANNEE N",
    ])
  func doubled(header: String) throws {
    let width = try DGCLFixture().text().split(separator: "\n")[0].count { $0 == "," } + 2
    let same = try national(header, Self.populations)
    let told = try #require(same.diagnostics.first { $0.code == "T0234" })
    #expect(told.severity == .alerte && told.place?.line == 1)
    #expect(told.message.contains("9 et \(width)") && told.message.contains("disent la même chose : la 9e est gardée"))
    #expect(same.values("population_insee") == [5770, 2406, 5159, 2446, 11610])
    let other = faults { _ = try national(header, ["5770", "2406", "5160", "2446", "11610", "100"]) }
    #expect(other.map(\.code) == ["T0234"] && other.first?.severity == .erreur && other.first?.place?.line == 1)
    #expect(
      other.first?.message.hasSuffix(
        "sont toutes lues comme population_insee et ne disent pas la même chose, dès la ligne 4 : « 5159 » et « 5160 »")
        == true, "\(other.first?.message ?? "")")
  }

  @Test("les orthographes de deux années côte à côte, dans une année inconnue, demandent une confirmation")
  func twoYears() throws {
    let old = "Potentiel fiscal et financier des communes - Potentiel financier"
    let found = faults { _ = try national(old, Self.populations, annee: "2027") }
    #expect(found.first?.code == "T0229")
    #expect(
      found.first?.message.contains(
        "potentiel_financier ← « \(old) final » plutôt que « \(old) »") == true, "\(found.first?.message ?? "")")
    // In a year whose spelling is known there is nothing to choose.
    #expect(try national(old, Self.populations).values("potentiel_financier")?[0] == 6_578_163)
  }

  @Test("dans un fichier ajouté et dans une composition aussi")
  func sources() throws {
    let mapping = "nom: comptes\ncle: insee\ncle_colonne: Commune\ncolonnes:\n  DSC: communes.dsc_2021\n"
    func added(_ text: String) throws -> ImportedTerritory {
      var territory = try DGCLFixture().imported()
      try Support.inFolder { folder in
        try Support.put(text, folder + "/c.csv")
        try Support.put(mapping, folder + "/c.yaml")
        try SourceMerge.add([folder + "/c.csv"], correspondances: [folder + "/c.yaml"], to: &territory)
      }
      return territory
    }
    #expect(try added("Commune;DSC;dsc\n30006;5;5\n").diagnostics.contains { $0.code == "T0234" })
    #expect(faults { _ = try added("Commune;DSC;dsc\n30006;5;6\n") }.first?.code == "T0234")
    let composition = "siren,raison_sociale,insee,nom_membre,SIREN\n243000593,CC,30006,AIMARGUES,243400017\n"
    #expect(faults { _ = try DGCLFixture().imported(composition: composition) }.map(\.code) == ["T0234"])
  }
}
