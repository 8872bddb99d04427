import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Ajouter d'autres sources à un territoire")
struct SourcesTests {
  /// Writes the files in a folder and adds them to the small territory of the fixture.
  private func added(
    _ files: [(String, String)], correspondances: [(String, String)] = [], composition: String? = nil
  ) throws -> ImportedTerritory {
    var territory = try DGCLFixture().imported()
    try Support.inFolder { folder in
      for (name, text) in files + correspondances { try Support.put(text, folder + "/" + name) }
      if let composition { try Support.put(composition, folder + "/composition.csv") }
      try SourceMerge.add(
        files.map { folder + "/" + $0.0 }, correspondances: correspondances.map { folder + "/" + $0.0 },
        composition: composition == nil ? nil : folder + "/composition.csv", to: &territory)
    }
    return territory
  }

  private func codes(_ body: () throws -> Void) -> [String] {
    do { try body() } catch let error as DiagnosedError { return error.diagnostics.map(\.code) } catch {}
    return []
  }

  static let fpic = """
    \u{FEFF}exercice;siren;nom;variable;valeur;unite
    2022-01-01;243000593;CC;Potentiel financier agrégé;27600000.5;€
    2022-01-01;243000593;CC;Montant FPIC - Prélèvement;0;€
    2022-01-01;243000593;CC;Montant FPIC - Versement;812345;€
    2021-01-01;243000593;CC;Montant FPIC - Versement;800000;€
    2021-01-01;243000593;CC;Potentiel financier agrégé;27000000;€
    2022-01-01;243000593;CC;Effort fiscal agrégé;1.25;
    2022-01-01;243400017;AUTRE;Potentiel financier agrégé;1;€

    """

  @Test(
    "le FPIC de l'OFGL : long, avec BOM et dates ; les montants de chaque année, les autres de l'année du territoire")
  func ofgl() throws {
    let territory = try added([("fpic.csv", Self.fpic)])
    let values = territory.ensembles[0].valeurs
    #expect(values["pfia"] == 27_600_000.5 && values["fpic_reversement_2022"] == 812_345)
    #expect(values["fpic_reversement_2021"] == 800_000 && values["fpic_prelevement_2022"] == 0)
    #expect(values["efa"] == 1.25)
    let added = Array(territory.diagnostics.map(\.code).suffix(2))
    #expect(added == ["T0267", "T0268"])
    #expect(!territory.aCompleter.contains("ensembles.csv : pfia"))
    #expect(territory.sources.last?.colonnes?.hasPrefix("OFGL, FPIC des ensembles intercommunaux : ") == true)
    #expect(territory.sources.last?.sha256 == SHA256.hexadecimal(Array(Self.fpic.utf8)))
  }

  static let balance = """
    exer;ident;ndept;lbudg;insee;cbudg;ctype;cstyp;nomen;siren;compte;obnetdeb;obnetcre
    2021;1;030;AIMARGUES;006;1;101;00;M57;213000060;73211;0;1264435,50
    2021;1;030;AIMARGUES;006;1;101;00;M57;213000060;73212;0;140000
    2021;1;030;AIMARGUES;006;2;101;00;M57;213000060;73212;0;999999
    2021;1;030;BEAUVOISIN;033;1;101;00;M57;213000334;739211;32848;0
    2021;1;030;VAUVERT;341;1;101;00;M57;213003411;73211;0;3000000
    2021;1;030;VAUVERT;341;1;101;00;M57;213003411;739211;335775;0
    2021;1;030;VAUVERT;341;1;101;00;M57;213003411;60611;5;0

    """
  static let composition = """
    dept,siren,raison_sociale,nature_juridique,mode_financ,insee,siren_membre,nom_membre
    30,243000593,CC de Petite Camargue,CC,FPU,30006,213000060,Aimargues
    30,243000593,CC de Petite Camargue,CC,FPU,30033,213000334,Beauvoisin
    30,243000593,CC de Petite Camargue,CC,FPU,30341,213003411,Vauvert

    """

  @Test("les balances : AC nette signée, DSC, budget principal seul, jointure par le SIREN des communes")
  func balances() throws {
    let territory = try added([("balance.csv", Self.balance)], composition: Self.composition)
    // Aubord and Le Cailar are not in the file: what the table of the DGCL said stays.
    #expect(territory.values("ac_2021") == [1_264_435.5, 25_571, -32_848, -94_849, 2_664_225])
    let dsc = try #require(territory.values("dsc_2021"))
    // A commune of the file without the account received nothing.
    #expect(dsc[0] == 140_000 && dsc[1].isNaN && dsc[2] == 0 && dsc[4] == 0)
    let conflict = territory.diagnostics.filter { $0.code == "T0269" }
    #expect(conflict.count == 1 && conflict[0].message.contains("AIMARGUES"))
    #expect(codes { _ = try added([("balance.csv", Self.balance)]) } == ["T0262"])
  }

  @Test("la notification en ligne : titre pour en-tête, milliers en espace fine")
  func notification() throws {
    let text = """
      D.G.F. des communes : dotation forfaitaire (DF) - 2022;\r
      30006 - AIMARGUES;388\u{202F}040\r
      30020 - AUBORD;1\u{202F}048\u{202F}617\r

      """
    let territory = try added([("df.csv", text)])
    let df = try #require(territory.values("dotation_forfaitaire_2022"))
    #expect(df[0] == 388_040 && df[1] == 1_048_617 && df[2].isNaN)
    #expect(!territory.diagnostics.map(\.code).contains("T0268"))
  }

  static let mapping = """
    nom: comptes de la communauté
    cle: insee
    cle_colonne: Commune
    reconnu: [Commune, "DSC 2021"]
    colonnes:
      DSC 2021: {vers: "communes.dsc_{N-1}", facteur: 1000}
      "/^sieges/": communes.sieges
    """

  @Test("la table de l'utilisateur, avec sa correspondance, ses titres au-dessus et ses milliers d'euros")
  func own() throws {
    let text = "Comptes 2021 ;;\n;;\nCommune ;DSC 2021;Sièges (2020)\n30006;140,5;9\n30341;145;18\n"
    let territory = try added([("comptes.csv", text)], correspondances: [("c.yaml", Self.mapping)])
    let dsc = try #require(territory.values("dsc_2021"))
    #expect(dsc[0] == 140_500 && dsc[4] == 145_000 && dsc[1].isNaN)
    #expect(territory.values("sieges")?[4] == 18)
  }

  @Test("la dernière source donnée l'emporte, et l'écart est dit")
  func order() throws {
    let first = ("a.csv", "Commune;DSC 2021;sieges\n30006;100;9\n")
    let second = ("b.csv", "Commune;DSC 2021;sieges\n30006;250;9\n")
    for (files, expected) in [([first, second], 250_000.0), ([second, first], 100_000)] {
      let territory = try added(files, correspondances: [("c.yaml", Self.mapping)])
      #expect(territory.values("dsc_2021")?[0] == expected)
      #expect(territory.diagnostics.filter { $0.code == "T0269" }.count == 1)
    }
  }

  @Test("correspondances et fichiers fautifs : chacun son code")
  func faults() throws {
    let table = ("t.csv", "Commune;DSC 2021\n30006;100\n")
    func mapped(_ yaml: String, _ file: (String, String) = ("t.csv", "Commune;DSC 2021\n30006;100\n")) -> [String] {
      codes { _ = try added([file], correspondances: [("c.yaml", yaml)]) }
    }
    #expect(codes { _ = try added([table]) } == ["T0266"])
    #expect(mapped(Self.mapping.replacingOccurrences(of: "cle: insee", with: "cle: nom")) == ["T0145"])
    #expect(mapped(Self.mapping.replacingOccurrences(of: "communes.sieges", with: "sieges")) == ["T0260"])
    #expect(mapped(Self.mapping.replacingOccurrences(of: "/^sieges/", with: "/(sieges/")) == ["T0260"])
    #expect(
      mapped(Self.mapping.replacingOccurrences(of: "cle_colonne: Commune", with: "cle_colonne: Ville")) == ["T0261"])
    #expect(mapped(Self.mapping, ("t.csv", "Commune;DSC 2021\nTotal;100\n")) == ["T0264"])
    #expect(mapped(Self.mapping, ("t.csv", "Commune;DSC 2021\n30006;cent\n")) == ["T0220"])
    #expect(mapped(Self.mapping, ("t.csv", "Commune;DSC 2021\n30006\n")) == ["T0263", "T0123"])
    let elsewhere = try added([("t.csv", "Commune;DSC 2021\n01001;100\n")], correspondances: [("c.yaml", Self.mapping)])
    #expect(elsewhere.diagnostics.map(\.code).suffix(1) == ["T0265"])
  }

  @Test("les correspondances livrées se lisent, reconnaissent leur en-tête documenté, et elles seules")
  func shipped() throws {
    let formats = try SourceFormat.shipped()
    #expect(formats.count == 10)
    for (index, format) in formats.enumerated() {
      let separator: Character = format.entete.contains(";") ? ";" : ","
      let header = format.entete.split(separator: separator, omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let first = formats.firstIndex { $0.recognises(header) }
      #expect(first == index, "\(format.nom)")
    }
  }

  @Test("une année écrite de plusieurs façons")
  func years() {
    #expect(SourceReading.year("2024-01-01") == 2024 && SourceReading.year("01/01/2024") == 2024)
    #expect(SourceReading.year("2024") == 2024 && SourceReading.year("exercice 24") == nil)
    #expect(SourceFormat.column("ac_{N-1}", annee: 2024) == "ac_2023")
    #expect(
      SourceFormat.column("ac_{N}", annee: 2024) == "ac_2024" && SourceFormat.column("pfia", annee: 2024) == "pfia")
  }

  @Test(
    "totaux, codes et années illisibles d'un fichier ajouté sont dits ; « 2 022 » et un SIREN à décimales se lisent")
  func skippedRows() throws {
    let mapping = """
      nom: comptes
      cle: insee
      cle_colonne: Commune
      annee_colonne: An
      colonnes:
        DSC: "communes.dsc_{N-1}"
      """
    let rows = [
      "Commune;An;DSC", "30006;2 022;10 €", "30020;2022.0;(5)", "3O033;2022;7", "30059;l'an 22;8", "30341;2022;4", ";;",
      "TOTAL;;9", "Ensemble;2022;12",
    ]
    let territory = try added(
      [("c.csv", rows.joined(separator: "\n") + "\n")], correspondances: [("c.yaml", mapping)])
    let dsc = try #require(territory.values("dsc_2021"))
    #expect(dsc[0] == 10 && dsc[1] == -5 && dsc[2].isNaN && dsc[3].isNaN && dsc[4] == 4)
    let told = territory.diagnostics.filter { ["T0239", "T0289"].contains($0.code) }
    #expect(told.map(\.severity) == [.remarque, .alerte, .alerte, .alerte])
    #expect(told.map { $0.place?.line } == [8, 9, 4, 5])
    #expect(told[0].message.hasSuffix("; sa somme est celle des autres lignes"))
    #expect(told[2].message == "1 ligne n'a pas de code lisible, dont « 3O033 » : elle est laissée de côté")
    #expect(told[3].message == "1 ligne n'a pas d'année lisible, dont « l'an 22 » : elle est laissée de côté")
    let siren = try added([("fpic.csv", Self.fpic.replacing("243000593", with: "243 000 593.0"))])
    #expect(siren.ensembles[0].valeurs["pfia"] == 27_600_000.5)
    #expect(SourceReading.year("2 022") == 2022 && SourceReading.year("2022.0") == 2022)
    #expect(SourceReading.year("01/01/2022") == 2022 && SourceReading.year("22") == nil)
  }
}
