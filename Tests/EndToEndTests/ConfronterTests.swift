import Foundation
import Testing

@Suite("confronter ecarts")
struct ConfronterTests {
  @Test("un dossier sans table nationale : le message dit laquelle poser, code 66")
  func missing() throws {
    let scratch = try Scratch()
    let run = try pacte("confronter", "ecarts", "--donnees", scratch.folder.path)
    #expect(run.status == 66 && run.err.contains("dgcl_criteres_communes_2022.csv"))
    #expect(run.out.isEmpty)
  }

  @Test("un dossier qui ne connaît que la dotation d'intercommunalité : CIF et dotation, sans FPIC")
  func dotationAlone() throws {
    let scratch = try Scratch()
    try scratch.write(
      "territoire.yaml", "nom: Essai\nsiren: \"000000000\"\nnature: NATIONAL\nregime: FPU\nannee: 2024\n")
    try scratch.write("national.yaml", "enveloppe_dotation_intercommunalite: 7000000\n")
    try scratch.write(
      "ensembles.csv",
      """
      siren,nom,type,nature,regime,population_dgf,population_insee,revenu,potentiel_fiscal_epci,cif,dotation_intercommunalite_2023,complement_dotation_verse
      100000001,A,EI,CA,FPU,120000,120000,1980000000,62400000,0.41,4560000,1
      100000002,B,EI,CA,FPU,45000,45000,666000000,19350000,0.38,1350000,1
      100000003,C,EI,CC,FPU,14000,14000,194600000,4060000,0.52,336000,1
      100000004,D,EI,CC,FA,9000,9000,118800000,1350000,0.30,81000,1
      """)
    let run = try pacte(
      "simuler", "--national", scratch.folder.path, "--annee", "2024", "--format", "csv",
      "--detail")
    #expect(run.status == 0, "\(run.err)")
    let rows = NationalTests.rows(run.out, table: 2)
    let amounts = ["100000001", "100000002", "100000003", "100000004"].map { rows[$0]?["dotation"] }
    #expect(amounts == ["4879600.00", "1620000.00", "403200.00", "97200.00"])
    #expect(rows["100000002"]?["borne"] == "plafond" && rows["100000001"]?["borne"] == "aucune")
    #expect(NationalTests.rows(run.out, table: 1)["enveloppe_libre"]?["valeur"]?.hasPrefix("7841264.9") == true)
  }
}
