import Diagnostics
import Foundation
import Simulation
import Testing

/// One ensemble in 2012: the split by the contributions to the potentiel fiscal agrégé, from the folder to the trace.
@Suite("FPIC de 2012, un seul ensemble")
struct Local2012Tests {
  private func study(ensembles: String, communes: String? = nil) throws -> Study {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pacte-2012-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "t"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func put(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: folder.appending(path: name)) }
    try put("t/territoire.yaml", "nom: CC d'Avant\nsiren: \"200012345\"\nnature: CC\nregime: FPU\nannee: 2012\n")
    try put(
      "t/communes.csv",
      communes ?? """
        insee,nom,population_insee,population_dgf,revenu,potentiel_financier,contribution_pfa,ac_2011,rang_dsu_10000
        30001,Aval,6000,6000,90000000,6000000,3000000,600000,
        30002,Berge,5000,5000,70000000,4000000,2000000,200000,
        30003,Crête,1000,1000,15000000,900000,1000000,-100000,

        """)
    try put("t/ensembles.csv", ensembles)
    try put(
      "s.pacte",
      """
      pacte « 2012 », scénario A
      territoire 200012345 « CC d'Avant »
      données « t »
      période 2012 à 2012

      article 1 : FPIC
        prélèvement : droit commun
        reversement : droit commun
      """)
    return try Study.open([folder.appending(path: "s.pacte").path])
  }

  private static let columns = "siren,nom,type,nature,regime,zone,fpic_prelevement_2012,fpic_reversement_2012"
  private static let row = "200012345,CC d'Avant,EI,CC,FPU,metropole,100000,100000"

  @Test(
    "sans CIF : la part de l'EPCI vient de sa contribution, écrite ou déduite du potentiel fiscal agrégé",
    arguments: [("contribution_pfa", "4000000"), ("pfa", "10000000")])
  func amounts(_ column: String, _ value: String) throws {
    let study = try study(ensembles: "\(Self.columns),\(column)\n\(Self.row),\(value)\n")
    let c = try study.compare(reference: .situation)
    #expect(!c.scenarios[0].diagnostics.hasErrors, "\(c.scenarios[0].diagnostics.map(\.message))")
    #expect(c.scenarios[0].montants[2012, .prelevementFPIC] == [3_600_000, 2_200_000, 900_000])
    #expect(c.scenarios[0].montants[2012, .reversementFPIC] == [2_823_500, 2_941_200, 235_300])
    #expect(c.scenarios[0].epci(2012)?.prelevementFPIC == 3_300_000)
    #expect(c.scenarios[0].epci(2012)?.reversementFPIC == 4_000_000)
  }

  @Test("la trace donne la contribution, l'attribution et la part, sans CIF")
  func trace() throws {
    let study = try study(ensembles: "\(Self.columns),pfa\n\(Self.row),10000000\n")
    let tree = try study.explain(commune: "Crête", annee: 2012).flatMap(\.tous)
    func value(_ name: String) -> Double? { tree.first { $0.grandeur == name }?.valeur }
    #expect(value("fpic_prelevement.part_contribution") == 0.33)
    #expect(value("fpic_reversement.part_contribution") == 0.4)
    #expect(value("contribution_pfa") == 1_000_000 && value("fpic_prelevement.attribution") == -100_000)
    #expect(value("fpic_prelevement.droit_commun.poids") == 900_000)
    #expect(!tree.contains { $0.grandeur.hasPrefix("cif") })
  }

  @Test("une contribution qui manque est une erreur qui la nomme")
  func missing() throws {
    let study = try study(ensembles: "\(Self.columns)\n\(Self.row)\n")
    let c = try study.compare(reference: .situation)
    #expect(c.scenarios[0].diagnostics.contains { $0.code == "L0323" && $0.severity == .erreur })
  }
}
