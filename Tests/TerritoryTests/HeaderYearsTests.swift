import Diagnostics
import Foundation
import Testing

@testable import Territory

@Suite("Les en-têtes d'autres années")
struct HeaderYearsTests {
  private func faults(_ fixture: DGCLFixture) -> [Diagnostic] {
    do { _ = try fixture.imported() } catch let error as DiagnosedError { return error.diagnostics } catch {}
    return []
  }

  /// The fixture as a file of 2027, with some headers spelt as no year spells them.
  private func fixture(_ renamed: [String: String?]) -> DGCLFixture {
    var fixture = DGCLFixture()
    for row in fixture.rows.indices { fixture.rows[row]["exercice"] = "2027" }
    fixture.renamed = renamed
    return fixture
  }

  private static let chapter = "Potentiel fiscal et financier des communes - "

  @Test("ce qui est sûr, ce qui ne l'est pas et ce qui manque sont dits ensemble, puis la confirmation suffit")
  func unsure() throws {
    let forged = fixture([
      "regime": "Informations générales - Régime fiscal EPCI N",
      "ac_{N-1}": Self.chapter + "Attribution de compensation de la commune notifiée",
      "potentiel_financier": Self.chapter + "Potentiel financier définitif",
      "population_qpv": "Dotation de solidarité urbaine (DSU) - Population QPV",
      "voirie": "Dotation de solidarité rurale - Fraction péréquation - Longueur de voirie en kilomètres",
      "logements_sociaux": nil,
    ])
    let found = faults(forged)
    #expect(found.map(\.code) == ["T0229", "T0209", "T0209"])
    #expect(found[0].message.hasPrefix("4 en-têtes"))
    for part in [
      "regime ← « Informations générales - Régime fiscal EPCI N »", "ac_2026 ← « ", "potentiel_financier ← « ",
      "population_qpv ← « ",
    ] { #expect(found[0].message.contains(part), "\(part)") }
    #expect(found.contains { $0.message.contains("Nombre de logements sociaux") && !$0.message.contains("non lu") })
    #expect(found.contains { $0.message.contains("en kilomètres » lui ressemble") })
    let territory = try forged.imported(confirme: true)
    #expect(territory.annee == 2027 && territory.regime == .FPU)
    #expect(territory.values("ac_2026") == [1_264_435, 25_571, -32_848, -94_849, 2_664_225])
    #expect(territory.values("potentiel_financier")?[4] == 12_816_285)
    #expect(territory.values("voirie") == nil && territory.values("logements_sociaux") == nil)
  }

  @Test("une autre grandeur n'est jamais prise pour celle qui manque, et se nomme comme la plus ressemblante")
  func likeness() {
    for other in ["Potentiel financier par habitant final", "Potentiel financier superficiaire final"] {
      let found = faults(fixture(["potentiel_financier": Self.chapter + other]))
      #expect(found.map(\.code) == ["T0204"])
      #expect(found.first?.repair?.contains("« \(Self.chapter)\(other) » lui ressemble") == true, "\(found)")
    }
    // Nothing near: the reader is sent back to the published file.
    let nothing = faults(fixture(["potentiel_financier": "Colonne sans rapport"]))
    #expect(nothing.first?.repair?.hasPrefix("donnez le fichier") == true)
  }

  @Test("deux en-têtes également proches : aucun n'est pris, les deux sont nommés")
  func tie() {
    let found = faults(
      fixture([
        "ac_{N-1}": Self.chapter + "Attribution de compensation N de la commune",
        "dctp_2014": Self.chapter + "Attribution de compensation notifiée de la commune",
      ]))
    #expect(found.first?.code == "T0204")
    #expect(found.first?.repair?.contains("lui ressemblent autant") == true, "\(found)")
  }
}

@Suite(
  "Les en-têtes publiés",
  .enabled(if: Support.donnees != nil, "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"))
struct PublishedHeadersTests {
  @Test("chaque en-tête connu est une fois, et une seule, dans le fichier de son année", arguments: [2020, 2021, 2022])
  func once(annee: Int) throws {
    let path = (Support.donnees ?? "") + "/headers_\(annee).json"
    let header = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    let keys = header.map(HeaderMatch.key)
    for entry in try HeaderTable.embedded().entries {
      let spelling = try #require(entry.spellings[annee])
      guard !spelling.isEmpty else { continue }
      #expect(keys.count { $0 == HeaderMatch.key(spelling) } == 1, "\(entry.colonne)")
    }
  }

  /// The table that ships was computed by another program, with numpy.
  @Test("les bornes de 2022 sont celles que la règle donne des critères de 2022")
  func bounds() throws {
    let territory = try NationalImporter.importNational(from: try PublishedFiles.criteres(2022))
    let shipped = try QualityOutliers.boundsOf2022()
    #expect(shipped.count == 88)
    let population = try #require(territory.values("population_dgf"))
    let revenu = try #require(territory.values("revenu"))
    let insee = try #require(territory.values("population_insee"))
    let ac = try #require(territory.values("ac_2021"))
    for (from, to) in [(0.0, 500.0), (2_000, 3_500), (35_000, .infinity)] {
      let members = population.indices.filter { population[$0] >= from && population[$0] < to }
      let income = members.map { log(revenu[$0] / insee[$0]) }.filter(\.isFinite)
      let paid = members.map { log(-ac[$0] / population[$0]) }.filter(\.isFinite)
      for (name, values) in [("revenu", income), ("ac_versee", paid)] {
        let computed = AdjustedBoxplot(values)
        let known = try #require(shipped["\(name) \(Int(from))"])
        for (a, b) in [
          (computed.q1, known.q1), (computed.q3, known.q3), (computed.low, known.low), (computed.high, known.high),
        ] { #expect(abs(exp(a) / b - 1) < 1e-5, "\(name) \(from)") }
      }
    }
    let found = QualityOutliers.find(territory)
    // One figure in three hundred; among them places that anyone would name.
    #expect(found.count > 500 && found.count < 1_500)
    for name in ["CAMOPI (97356)", "PALUEL (76493)", "BURE (55087)", "ILE-DE-SEIN (29083)", "CIVAUX (86077)"] {
      #expect(found.contains { $0.commune == name }, "\(name)")
    }
  }
}
