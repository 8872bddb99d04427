import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Table de passage des communes nouvelles")
struct PassageTests {
  private static let header =
    "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP"

  private static func row(
    _ mod: Int, _ date: String, _ before: String, _ after: String, types: (String, String) = ("COM", "COM")
  ) -> String {
    "\(mod),\(date),\(types.0),\(before),0,N,N,Ancienne \(before),\(types.1),\(after),0,N,N,Nouvelle"
  }

  /// Aimargues (30006) took in 30900 and 30901; Aubord (30020) was 30950 until its code changed.
  private static let moves = [
    row(32, "2019-01-01", "30006", "30006"), row(32, "2019-01-01", "30900", "30006"),
    row(32, "2019-01-01", "30900", "30900", types: ("COM", "COMD")), row(10, "2018-01-01", "30033", "30034"),
    row(32, "2017-01-01", "30901", "30900"), row(41, "2020-01-01", "30950", "30020"),
    row(21, "2014-01-01", "30341", "30999"),
  ]

  private func table(_ text: String, mapping: String? = nil) throws -> PassageTable {
    try Support.inFolder { folder in
      try Support.put(text, folder + "/passage.csv")
      if let mapping { try Support.put(mapping, folder + "/p.yaml") }
      return try PassageTable(folder + "/passage.csv", correspondances: mapping == nil ? [] : [folder + "/p.yaml"])
    }
  }

  private func insee(_ rows: [String] = moves) throws -> PassageTable {
    try table(([Self.header] + rows).joined(separator: "\n") + "\n")
  }

  private func fault(_ body: () throws -> Void) -> [String] {
    do { try body() } catch let error as DiagnosedError { return error.diagnostics.map(\.code) } catch {}
    return []
  }

  @Test("un ancien code est suivi dans l'ordre du temps ; noms, rétablissements et communes déléguées ne comptent pas")
  func follow() throws {
    let passage = try insee()
    let known: Set<String> = ["30006", "30020", "30033"]
    func target(_ code: String) -> String? { passage.target(of: code) { known.contains($0) } }
    #expect(target("30900") == "30006" && target("30901") == "30006" && target("30950") == "30020")
    #expect(target("30033") == nil && target("30341") == nil && target("99999") == nil)
    #expect(passage.target(of: "30901") { $0 == "30900" } == "30900")
    #expect(passage.diagnostics.map(\.code) == ["T0268"] && passage.label("30900") == "Ancienne 30900 (30900)")
    // A move earlier than the last one followed is another story of the same code.
    let reused = try insee([Self.row(32, "2019-01-01", "30900", "30901"), Self.row(32, "2015-01-01", "30901", "30006")])
    #expect(reused.target(of: "30900") { $0 == "30006" } == nil)
  }

  @Test("cercle daté : le parcours s'arrête ; sans dates, chaîne, cercle et partage sont refusés")
  func incoherent() throws {
    let ring = try insee([Self.row(41, "2016-01-01", "30900", "30901"), Self.row(41, "2020-01-01", "30901", "30900")])
    #expect(ring.target(of: "30900") { $0 == "30006" } == nil)
    func undated(_ rows: String) -> [String] { fault { _ = try table("ancien_code;nouveau_code\n" + rows) } }
    #expect(undated("30900;30006\n30901;30006\n") == [])
    #expect(undated("30901;30900\n30900;30006\n") == ["T0275"])
    #expect(undated("30901;30900\n30900;30901\n") == ["T0275", "T0275"])
    #expect(undated("30901;30900\n30901;30006\n") == ["T0275"])
    #expect(undated("30901;Aimargues\n") == ["T0219"])
    #expect(fault { _ = try table("code;nom\n30901;30900\n") } == ["T0276"])
    let own = "forme: passage\navant: Avant\napres: Après\n"
    let mine = try table("Avant;Après\n1900;1006\n", mapping: own)
    #expect(mine.target(of: "01900") { $0 == "01006" } == "01006" && mine.diagnostics.isEmpty)
  }

  @Test("deux colonnes du même rôle : refusées dès qu'elles diffèrent, dites sinon")
  func doubled() throws {
    let same = try table("ancien_code;nouveau_code;nouveau_code\n30900;30006;30006\n")
    #expect(same.diagnostics.map(\.code).contains("T0234"))
    #expect(same.target(of: "30900") { $0 == "30006" } == "30006")
    #expect(fault { _ = try table("ancien_code;ancien_code;nouveau_code\n30900;30901;30006\n") } == ["T0234"])
    #expect(fault { _ = try table("ancien_code;nouveau_code;date;date\n1;2;2019-01-01;2020-01-01\n") } == ["T0234"])
    let insee = try table("CODGEO_INI;CODGEO_2024;LIBGEO_2024\n30901;30006;Aimargues\n")
    #expect(insee.target(of: "30901") { $0 == "30006" } == "30006")
    // The yearly table of the INSEE has a column a year: nothing says which one is today's.
    #expect(
      fault { _ = try table("CODGEO_INI;CODGEO_2019;CODGEO_2023\n30901;30900;30006\n") } == ["T0234"])
  }

  private static let mapping = """
    nom: comptes
    cle: insee
    cle_colonne: Commune
    reconnu: [Commune]
    colonnes:
      DSC: "communes.dsc_{N-1}"
      Base: "communes.bases_foncier_bati_{N-1}"
      Taux: "communes.taux_foncier_bati_{N-1}"
      Rang: communes.rang_dsr_cible
      Contrat: communes.contrat_ville
      Libre: communes.indice_local
      Gares: {vers: communes.gares, cumul: oui}
    """

  private func added(_ rows: [String], passage: PassageTable?) throws -> ImportedTerritory {
    var territory = try DGCLFixture().imported()
    try Support.inFolder { folder in
      try Support.put(
        (["Commune;DSC;Base;Taux;Rang;Contrat;Libre;Gares"] + rows).joined(separator: "\n") + "\n",
        folder + "/c.csv")
      try Support.put(Self.mapping, folder + "/c.yaml")
      try SourceMerge.add(
        [folder + "/c.csv"], correspondances: [folder + "/c.yaml"], passage: passage, to: &territory)
    }
    return territory
  }

  @Test("les montants s'additionnent, le taux est pondéré par sa base, ce qui ne s'additionne pas reste vide et se dit")
  func reconcile() throws {
    let rows = [
      "30006;100;1000000;20%;4;1;7;1", "30900;40;3000000;40%;9;1;8;2", "30901;2;0;10%;12;1;7;0",
      "30950;5;10;30%;1;0;3;1", "30033;6;20;25%;2;0;4;1",
    ]
    let territory = try added(rows, passage: try insee())
    func value(_ name: String, _ row: Int = 0) -> Double { territory.values(name)?[row] ?? .infinity }
    #expect(value("dsc_2021") == 142 && value("bases_foncier_bati_2021") == 4_000_000 && value("gares") == 3)
    // (20 % × 1 000 000 + 40 % × 3 000 000) / 4 000 000
    #expect(abs(value("taux_foncier_bati_2021") - 0.35) < 1e-12)
    #expect(value("rang_dsr_cible").isNaN)
    #expect(value("contrat_ville") == 1 && value("indice_local").isNaN)
    // A mere change of code carries everything.
    #expect(value("dsc_2021", 1) == 5 && value("rang_dsr_cible", 1) == 1 && value("indice_local", 1) == 3)
    #expect(value("dsc_2021", 2) == 6)
    let told = territory.diagnostics
    let joined = try #require(told.first { $0.code == "T0273" })
    #expect(joined.message.contains("Ancienne 30900 (30900) + Ancienne 30901 (30901) → AIMARGUES"))
    #expect(
      told.filter { $0.code == "T0274" }.map { $0.message.prefix(while: { $0 != " " }) } == [
        "indice_local", "rang_dsr_cible",
      ])
    #expect(territory.sources.last?.colonnes?.hasPrefix("passage des communes") == true)
    // Without the table the former codes are nobody's.
    #expect(try added(rows, passage: nil).values("dsc_2021")?[0] == 100)
  }

  @Test("tout taux communal documenté est pondéré par une base documentée")
  func documentedBases() {
    let rates = ColumnDocumentation.all.filter { $0.fichier == "communes.csv" && $0.nom.hasPrefix("taux_") }
    #expect(rates.count == 7)
    for rate in rates where !rate.nom.hasPrefix("taux_ancien") {
      let name = rate.nom.replacing("AAAA", with: "2021")
      let base = "bases_" + name.dropFirst("taux_".count)
      #expect(PassageMerge.rule(name, additive: false) == .weighted(base))
      #expect(ColumnDocumentation.entry(for: base)?.nom == base.replacing("2021", with: "AAAA"))
      #expect(PassageMerge.rule(base, additive: false) == .sum)
    }
    #expect(PassageMerge.rule("taux_ancien_epci_thrs_2021", additive: false) == .same)
    // What the REI adds of a commune is documented, so that it adds up.
    for name in ["bases_foncier_bati_epci_2024", "produit_foncier_bati_2024", "produit_foncier_bati_epci_2024"] {
      #expect(ColumnDocumentation.entry(for: name)?.nom == name.replacing("2024", with: "AAAA"))
      #expect(PassageMerge.rule(name, additive: false) == .sum)
    }
  }

  @Test("une ancienne commune sans valeur laisse la somme inconnue ; un taux sans base aussi")
  func incomplete() throws {
    let territory = try added(["30006;100;;20%;;;;", "30900;;;40%;;;;"], passage: try insee())
    #expect(territory.values("dsc_2021")?[0].isNaN ?? true)
    #expect(territory.values("taux_foncier_bati_2021")?[0].isNaN ?? true)
    #expect(territory.diagnostics.map(\.code).contains("T0279") && territory.diagnostics.map(\.code).contains("T0274"))
  }

  @Test("une source plus récente que le territoire : la commune réunie n'est pas partagée")
  func newer() throws {
    let passage = try insee([Self.row(32, "2024-01-01", "30020", "30006")])
    let rows = ["30006;100;1;1%;1;1;1;1", "30033;6;1;1%;1;1;1;1", "30059;7;1;1%;1;1;1;1", "30341;8;1;1%;1;1;1;1"]
    let territory = try added(rows, passage: passage)
    #expect(territory.values("dsc_2021")?[0].isNaN == true && territory.values("dsc_2021")?[2] == 6)
    #expect(territory.diagnostics.filter { $0.code == "T0278" }.count == 1)
    // A file that lacks more than the communes met since is only partial.
    let partial = try added(Array(rows.prefix(2)), passage: passage)
    #expect(partial.values("dsc_2021")?[0] == 100 && !partial.diagnostics.map(\.code).contains("T0278"))
  }

  @Test("contours et composition d'un autre millésime suivent la même table")
  func others() throws {
    let passage = try insee()
    let text = ContoursTests.collection([
      ContoursTests.feature("\"30006\"", at: 4), ContoursTests.feature("\"30900\"", at: 4.1),
      ContoursTests.feature("\"30950\"", at: 5),
    ])
    let reader = try GeoJSONReader(Array(text.utf8), path: "c", wanted: ["30006", "30020"], passage: passage)
    #expect(reader.contours["30006"]?.polygones.count == 2 && reader.contours["30020"] != nil && reader.others.isEmpty)
    try Support.inFolder { folder in
      let lines = SourcesTests.composition.split(separator: "\n").map(String.init)
      let former = "30,243000593,CC de Petite Camargue,CC,FPU,30950,213009999,Ancien Aubord"
      try Support.put((lines + [former]).joined(separator: "\n") + "\n", folder + "/composition.csv")
      try Support.put(try DGCLFixture().text(), folder + "/criteres.csv")
      let territory = try DGCLImporter.importTerritory(
        file: folder + "/criteres.csv", epci: DGCLFixture.petiteCamargue, composition: folder + "/composition.csv",
        passage: passage)
      #expect(territory.communes.map(\.insee.texte) == ["30006", "30020", "30033", "30341"])
      #expect(territory.communes[1].nom == "AUBORD")
      let codes = territory.diagnostics.map(\.code)
      #expect(codes.contains("T0273") && !codes.contains("T0216"))
    }
  }

  @Test("deux lignes d'une commune qui se contredisent : la première est gardée, et c'est dit")
  func doubles() throws {
    let territory = try added(
      ["30006;100;;;;;;2", "30006;90;;;;;;3", "30020;5;;;;;;1", "30020;5;;;;;;1"], passage: nil)
    #expect(territory.values("dsc_2021")?[0] == 100 && territory.values("gares")?[0] == 5)
    let told = territory.diagnostics.filter { $0.code == "T0277" }
    #expect(told.count == 1 && told[0].message.hasPrefix("1 clé a plusieurs lignes"))
    #expect(told[0].message.contains("lignes 2 et 3"))
  }
}
