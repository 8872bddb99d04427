import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Importer le fichier national")
struct ImportTests {
  @Test("Petite Camargue 2022 : les colonnes importées sont celles du fichier publié")
  func petiteCamargue() throws {
    let territory = try DGCLFixture().imported()
    #expect(territory.nom == "CC DE PETITE CAMARGUE" && territory.siren == "243000593" && territory.annee == 2022)
    #expect(territory.nature == .CC && territory.regime == .FPU)
    #expect(territory.communes.map(\.insee.texte) == ["30006", "30020", "30033", "30059", "30341"])
    #expect(territory.values("population_insee") == [5770, 2406, 5159, 2446, 11610])
    #expect(territory.values("population_dgf") == [5996, 2411, 5239, 2507, 11733])
    #expect(territory.values("revenu") == [84_558_109, 36_181_023, 73_382_391, 36_331_870, 142_298_060])
    #expect(territory.values("potentiel_financier") == [6_578_163, 2_004_887, 4_178_131, 2_022_717, 12_816_285])
    #expect(territory.values("logements_sociaux") == [139, 29, 164, 28, 1027])
    #expect(territory.values("voirie") == [81_055, 24_881, 93_381, 43_131, 169_764])
    #expect(territory.values("population_3_16") == [1159, 427, 1007, 363, 1996])
    #expect(territory.values("ac_2021") == [1_264_435, 25_571, -32_848, -94_849, 2_664_225])
    #expect(territory.diagnostics.map(\.code) == ["T0226"])
  }

  @Test("l'attribution est de N-1, les recettes de N-2, ce qui manque est dit")
  func vintages() throws {
    let territory = try DGCLFixture().imported()
    let names = Set(territory.columns.map(\.nom))
    #expect(names.isSuperset(of: ["ac_2021", "rrf_2020", "rang_dsu_10000"]))
    #expect(names.isDisjoint(with: ["ac_2022", "rrf_2022", "caravanes_majorees", "somme_ac_epci"]))
    for name in ["dsc_2021", "rrf_2021", "sieges", "fpic_prelevement_2021", "fsrif_prelevement_2021"] {
      #expect(territory.aCompleter.contains("communes.csv : \(name)"))
    }
    #expect(territory.aCompleter.contains("ensembles.csv : cif"))
  }

  @Test("un rang de 0 n'est pas un rang, un revenu de 0 n'est pas publié ; une case « nd » reste vide")
  func ranksAndMissing() throws {
    var fixture = DGCLFixture()
    fixture.rows[4]["rang_dsu_10000"] = "342"
    fixture.rows[0]["revenu"] = "nd"
    fixture.rows[1]["revenu"] = "0"
    let territory = try fixture.imported()
    let ranks = try #require(territory.values("rang_dsu_10000"))
    #expect(ranks[4] == 342 && ranks.prefix(4).allSatisfy(\.isNaN))
    let revenu = try #require(territory.values("revenu"))
    #expect(revenu[0].isNaN && revenu[1].isNaN && revenu[2] == 73_382_391)
    #expect(
      territory.diagnostics.first { $0.code == "T0223" }?.message
        == "AIMARGUES et AUBORD n'ont pas de valeur pour revenu")
    let csv = String(
      decoding: try #require(territory.files.first { $0.nom == "communes.csv" }?.octets), as: UTF8.self)
    #expect(csv.contains("\n30006,AIMARGUES,30,243000593,5770,5996,,"))
  }

  @Test("le fichier écrit se relit avec les mêmes valeurs")
  func roundTrip() throws {
    var fixture = DGCLFixture()
    fixture.rows[0]["potentiel_fiscal"] = "6438825.25"
    fixture.rows[0]["nom"] = "\"AIMARGUES, \"\"LA VILLE\"\"\""
    let imported = try fixture.imported()
    try Support.inFolder { folder in
      try imported.write(to: folder + "/territoire", replace: false)
      let (territory, found) = try TerritoryReader.read(folder: folder + "/territoire")
      #expect(found == [])
      #expect(territory.communes == imported.communes)
      #expect(territory.communes[0].nom == "AIMARGUES, \"LA VILLE\"")
      for column in imported.columns {
        let read = try #require(territory.column(column.nom)?.values)
        #expect(zip(read, column.values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }, "\(column.nom)")
      }
      #expect(territory.nom == imported.nom && territory.siren == imported.siren && territory.annee == 2022)
      #expect(territory.ensemble?.textes["zone"] == "metropole")
      #expect(territory.sources == imported.sources)
    }
  }

  @Test("les trois années connues se lisent par leurs en-têtes exacts", arguments: [2020, 2021, 2022])
  func knownYears(annee: Int) throws {
    var fixture = DGCLFixture()
    fixture.annee = annee
    for row in fixture.rows.indices { fixture.rows[row]["exercice"] = String(annee) }
    let territory = try fixture.imported()
    #expect(territory.values("ac_\(annee - 1)")?[2] == -32_848)
    #expect(territory.diagnostics.map(\.code) == ["T0226"])
  }

  @Test("une année inconnue se rapproche des en-têtes connus, et chaque approximation se dit")
  func unknownYear() throws {
    var fixture = DGCLFixture()
    for row in fixture.rows.indices { fixture.rows[row]["exercice"] = "2025" }
    fixture.renamed["superficie"] = "Informations générales - Superficie de l'année N (en Ha)"
    fixture.renamed["ac_{N-1}"] =
      "Potentiel fiscal et financier des communes - Attribution de compensation des communes"
    // The rank column is there « per head » only: another quantity, which must not be taken.
    fixture.renamed["voirie"] =
      "Dotation de solidarité rurale - Fraction péréquation - Longueur de voirie en mètres par habitant"
    let faults = Support.faults { () throws(DiagnosedError) in
      do { _ = try fixture.imported() } catch let error as DiagnosedError { throw error } catch {}
    }
    // « commune » and « communes » differ by a word with weight.
    #expect(faults.map(\.code) == ["T0204"])
    #expect(
      faults.first?.message.hasPrefix("une colonne du fichier national manque : ac_2024 (« Potentiel fiscal") == true)
    fixture.renamed["ac_{N-1}"] =
      "Potentiel fiscal et financier des communes - Attribution de la compensation pour la commune"
    // What is only near must be confirmed.
    #expect(codes { _ = try fixture.imported() } == ["T0229", "T0209"])
    let territory = try fixture.imported(confirme: true)
    #expect(territory.annee == 2025 && territory.values("ac_2024")?[4] == 2_664_225)
    #expect(
      territory.diagnostics.filter { $0.code == "T0205" }.map(\.message) == [
        "« Potentiel fiscal et financier des communes - Attribution de la compensation pour la commune » est lu comme ac_2024"
      ])
    #expect(territory.diagnostics.contains { $0.code == "T0208" })
    #expect(territory.values("voirie") == nil && territory.aCompleter.contains("communes.csv : voirie"))
    #expect(territory.diagnostics.contains { $0.code == "T0209" && $0.message.contains("voirie") })
  }

  @Test("l'année se donne quand le fichier ne la dit pas, et ne le contredit pas")
  func year() throws {
    var fixture = DGCLFixture()
    let contradiction = codes { _ = try fixture.imported(annee: 2021) }
    #expect(contradiction == ["T0207"])
    fixture.renamed["exercice"] = .some(nil)
    let silence = codes { _ = try fixture.imported() }
    #expect(silence == ["T0206"])
    #expect(try fixture.imported(annee: 2022).annee == 2022)
  }

  @Test("contrôles : population DGF et total des attributions, des deux côtés du seuil")
  func checks() throws {
    var fixture = DGCLFixture()
    fixture.rows[1]["population_dgf"] = "2412"
    fixture.rows[0]["somme_ac_epci"] = "3826536"
    let found = try fixture.imported().diagnostics
    #expect(found.map(\.code) == ["T0221", "T0222", "T0226"])
    #expect(
      found[0].message
        == "AUBORD : la population DGF (\(Typography.number(2412))) n'est pas la population INSEE plus les résidences secondaires et les caravanes (\(Typography.number(2411)))"
    )
    fixture.rows[0]["somme_ac_epci"] = "3826535"
    fixture.rows[1]["caravanes_majorees"] = "1"
    #expect(try fixture.imported().diagnostics.map(\.code) == ["T0226"])
  }

  @Test("un fichier abîmé est refusé avec ses lignes")
  func damaged() throws {
    var fixture = DGCLFixture()
    fixture.rows[0]["ac_{N-1}"] = "beaucoup"
    fixture.rows[2]["insee"] = "30020"
    fixture.rows[3]["voirie"] = "1,2"
    let faults = Support.faults { () throws(DiagnosedError) in
      do { _ = try fixture.imported() } catch let error as DiagnosedError { throw error } catch {}
    }
    #expect(faults.map(\.code) == ["T0123", "T0220", "T0219"])
    #expect(faults.map { $0.place?.line } == [5, 2, 4])
  }

  @Test("un zéro de tête perdu est rétabli, et dit")
  func leadingZero() throws {
    var fixture = DGCLFixture()
    fixture.rows[0]["insee"] = "1093"
    let territory = try fixture.imported()
    #expect(territory.communes[0].insee.texte == "01093")
    #expect(territory.diagnostics.map(\.code) == ["T0228", "T0226"])
  }

  private func codes(_ body: () throws -> Void) -> [String] {
    do { try body() } catch let error as DiagnosedError { return error.diagnostics.map(\.code) } catch {}
    return []
  }
}
