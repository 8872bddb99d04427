import Diagnostics
import Foundation
import Testing

@testable import Territory

/// These tests read the published files, in the folder that PACTE_DONNEES names.
@Suite(
  "Importer les vrais fichiers de la DGCL",
  .enabled(if: Support.donnees != nil, "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"))
struct RealImportTests {
  private func path(_ name: String) -> String { (Support.donnees ?? "") + "/" + name }

  private func imported(_ epci: String, annee: Int, composition: String? = nil) throws -> ImportedTerritory {
    try DGCLImporter.importTerritory(
      from: try PublishedFiles.criteres(annee), epci: epci, composition: composition.map { path($0) })
  }

  @Test("Petite Camargue 2022 : la table de la spécification, et le dossier écrit se relit")
  func petiteCamargue() throws {
    let territory = try imported("243000593", annee: 2022)
    #expect(territory.communes.map(\.insee.texte) == ["30006", "30020", "30033", "30059", "30341"])
    #expect(territory.values("ac_2021") == [1_264_435, 25_571, -32_848, -94_849, 2_664_225])
    #expect(territory.values("potentiel_financier") == [6_578_163, 2_004_887, 4_178_131, 2_022_717, 12_816_285])
    #expect(territory.values("revenu") == [84_558_109, 36_181_023, 73_382_391, 36_331_870, 142_298_060])
    #expect(territory.diagnostics.map(\.code) == ["T0226"])
    try Support.inFolder { folder in
      try territory.write(to: folder + "/t", replace: false)
      let (read, found) = try TerritoryReader.read(folder: folder + "/t")
      #expect(found == [] && read.communes == territory.communes)
    }
  }

  /// Published totals per EPCI are in the file itself: the identities hold, so no remark is made.
  @Test(
    "plusieurs EPCI des deux années : identités tenues, rien d'approché", arguments: [2021, 2022],
    [
      "200069193", "243500139", "244900015", "200067205", "200054807", "200046977", "200067213",
    ])
  func several(annee: Int, siren: String) throws {
    let territory = try imported(siren, annee: annee)
    #expect(territory.annee == annee && territory.communes.count > 1)
    let codes = Set(territory.diagnostics.map(\.code))
    #expect(codes.isSubset(of: ["T0214", "T0223", "T0226"]), "\(codes)")
    #expect(Set(territory.columns.map(\.nom)).isSuperset(of: ["ac_\(annee - 1)", "rrf_\(annee - 2)"]))
  }

  @Test("un EPT a ses communes, et les onze EPT font la métropole sans Paris", arguments: [2021, 2022])
  func grandParis(annee: Int) throws {
    let ept = try imported("200058014", annee: annee)
    #expect(ept.nature == .EPT && ept.communes.count == 24 && ept.nom == "Grand-Orly Seine Bièvre")
    let file = try PublishedFiles.criteres(annee)
    let metropole = Set(
      (0..<file.count).filter { file.text("siren_epci", $0) == EPT.metropole }.map { file.text("insee", $0) })
    #expect(metropole.subtracting(try EPT.all().values.flatMap(\.communes)) == [EPT.paris])
    let members = try EPT.all().values.flatMap(\.communes)
    #expect(Set(members).subtracting(metropole).isEmpty)
  }

  @Test("la composition de 2024 donne le nom, la nature et les membres ; celle des EPT aussi")
  func compositions() throws {
    let dombes = try imported("200069193", annee: 2022, composition: "epci_composition_2024.csv")
    #expect(dombes.nature == .CC && dombes.nom.hasPrefix("CC ") && dombes.communes.count == 36)
    let ept = try imported("200058014", annee: 2022, composition: "ept_composition_2023.csv")
    #expect(ept.nature == .EPT && ept.communes.count == 24)
  }
}
