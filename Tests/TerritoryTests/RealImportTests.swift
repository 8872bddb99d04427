import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Importer les vrais fichiers de la DGCL")
struct RealImportTests {
  static let reason: Comment = "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"

  static func path(_ name: String) -> String { (Support.donnees ?? "") + "/" + name }

  @Test("Petite Camargue 2022 : les cinq communes imprimées", .enabled(if: Support.donnees != nil, reason))
  func petiteCamargue() throws {
    let clock = ContinuousClock()
    var territory: ImportedTerritory?
    let time = try clock.measure {
      territory = try DGCLImporter.importTerritory(
        file: Self.path("dgcl_criteres_communes_2022.csv.gz"), epci: "243000593")
    }
    print("import", time)
    let found = try #require(territory)
    #expect(found.communes.map(\.insee.texte) == ["30006", "30020", "30033", "30059", "30341"])
    #expect(found.values("ac_2021") == [1_264_435, 25_571, -32_848, -94_849, 2_664_225])
    for d in found.diagnostics { print(DiagnosticRenderer().render(d)) }
    for f in found.files { print(f.texte) }
  }
}
