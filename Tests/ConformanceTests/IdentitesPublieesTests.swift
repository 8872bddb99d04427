import Territory
import Testing

@testable import Simulation

/// What the national tables say of themselves. Counts of rows are those of the notes that come with the data; rows that do
/// not hold are named, with the reason, so that a new one shows.
@Suite("Identités des fichiers nationaux", .enabled(if: PublishedFiles.folder != nil, "\(PublishedFiles.absence)"))
struct IdentitesPublieesTests {
  private func identity(_ annee: Int, _ beginning: String) throws -> Identity {
    let found = try PublishedFiles.identities(annee).identites
    return try #require(found.first { $0.enonce.hasPrefix(beginning) }, "\(beginning)")
  }

  private func mean(_ annee: Int, _ end: String) throws -> NationalIdentities.PublishedMean {
    try #require(try PublishedFiles.identities(annee).moyennes.first { $0.libelle.hasSuffix(end) })
  }

  @Test("population DGF : l'identité tient sur chaque ligne", arguments: [(2021, 35_051), (2022, 35_041)])
  func populations(annee: Int, rows: Int) throws {
    let found = try identity(annee, "population DGF")
    #expect(found.lignes == rows && found.tenues == rows && found.maximum == 0)
  }

  @Test("potentiel financier : 2021 à l'euro partout ; 2022 partout sauf Paris et deux communes nouvelles")
  func potentielFinancier() throws {
    let old = try identity(2021, "potentiel financier =")
    #expect(old.lignes == 34_965 && old.tenues == old.lignes)
    let new = try identity(2022, "potentiel financier =")
    #expect(new.lignes == 34_955 && new.lignes - new.tenues == 3)
    #expect(new.pires.map(\.libelle) == ["75056", "15235", "38257"])
    // Paris: the very amount that the table of 2021 has in a column of its own.
    let paris = try #require(try PublishedFiles.criteria(2021).text("insee")?.firstIndex(of: "75056"))
    #expect(
      new.pires.first?.ecart == -(try #require(try PublishedFiles.criteria(2021).column("aide_sociale_paris")?[paris])))
    for annee in [2021, 2022] {
      let perHead = try identity(annee, "potentiel financier par habitant")
      #expect(perHead.lignes - perHead.tenues <= 1 && perHead.p99 < 5e-7)
    }
  }

  @Test("potentiel fiscal de 2021 : trois taxes, produits communaux, ventilés, territorialisés")
  func potentielFiscal2021() throws {
    let sum = try identity(2021, "potentiel fiscal =")
    #expect(sum.lignes == 35_051 && sum.pires.map(\.libelle) == ["55307"])
    let shared = try identity(2021, "produits ventilés")
    #expect(shared.lignes == 30_102 && shared.pires.map(\.libelle) == ["75056"] && shared.p99 < 0.5)
  }

  @Test("potentiel fiscal de 2022 reconstruit : médianes au millième d'euro par habitant, sous chaque régime")
  func potentielFiscal2022() throws {
    let unique = try identity(2022, "potentiel fiscal reconstruit, communes d'un EPCI à fiscalité professionnelle")
    // With the products of the zones shared like the others; without them p90 is 2,38 and p99 22,4.
    #expect(unique.lignes == 29_944 && unique.mediane < 0.0072 && unique.p90 < 0.03 && unique.p99 < 0.15)
    let additional = try identity(2022, "potentiel fiscal reconstruit, communes d'un EPCI à fiscalité additionnelle")
    #expect(
      additional.lignes == 1_901 && additional.mediane < 0.0015 && additional.p90 < 0.009 && additional.p99 < 0.03)
    let zone = try identity(2022, "potentiel fiscal reconstruit, communes d'un EPCI à fiscalité de zone")
    #expect(zone.lignes == 2_970 && zone.mediane < 0.002 && zone.p90 < 0.01 && zone.p99 < 0.06)
    let alone = try identity(2022, "potentiel fiscal reconstruit, communes isolées")
    #expect(alone.lignes == 4 && alone.maximum < 0.002)
  }

  @Test(
    "les cinq communes d'exemple : potentiel brut et dénominateur de l'effort fiscal",
    arguments: [
      ("01001", 456_664.1953, 262_654.0276, 0.5), ("01002", 242_450.3531, 96_806.9165, 0.5),
      ("02215", 333_930.8859, 195_345.5812, 0.5), ("35238", 262_333_249.2781, 126_137_891.4071, 25),
      ("2A004", 81_646_760.1347, 40_886_367.1649, 25),
    ])
  func examples(insee: String, raw: Double, denominator: Double, tolerance: Double) throws {
    let criteria = try PublishedFiles.criteria(2022)
    let rebuilt = try #require(RebuiltPotential(criteria, parametres: .charger()))
    let row = try #require(criteria.text("insee")?.firstIndex(of: insee))
    #expect((rebuilt.bruts[row] - raw).magnitude < tolerance, "\(rebuilt.bruts[row])")
    #expect((rebuilt.denominateurs[row] - denominator).magnitude < tolerance)
  }

  @Test("effort fiscal : numérateurs exacts, rapport publié à la sixième décimale")
  func effortFiscal() throws {
    let high = try identity(2022, "numérateur de l'effort fiscal")
    #expect(high.lignes == 35_041 && high.tenues == high.lignes && high.maximum <= 0.5)
    let low = try identity(2022, "dénominateur de l'effort fiscal")
    #expect(low.mediane < 0.0005 && low.p90 < 0.0024 && low.p99 < 0.009)
    // Overseas, Île-de-Sein and Île-Molène have none in 2021.
    let former = try identity(2021, "numérateur de l'effort fiscal")
    #expect(former.lignes == 35_051 && former.lignes - former.tenues == 128)
    for annee in [2021, 2022] {
      let ratio = try identity(annee, "effort fiscal =")
      #expect(ratio.lignes > 34_800 && ratio.lignes - ratio.tenues <= 1 && ratio.p99 < 6e-7)
    }
  }

  @Test(
    "AC : sommes, communes négatives, totaux par EPCI",
    arguments: [(2021, 10_776, 8_853, 1_257, 1_251), (2022, 10_807, 8_878, 1_258, 1_242)])
  func attributions(annee: Int, millions: Int, negative: Int, epci: Int, held: Int) throws {
    let found = try PublishedFiles.identities(annee)
    #expect(Int((found.attributions / 1e6).rounded()) == millions && found.attributionsNegatives == negative)
    let sums = try identity(annee, "somme des AC")
    #expect(sums.lignes == epci && sums.tenues == held)
  }

  @Test("TV-2 : trois communes passées en fiscalité unique en 2020, leurs AC dans les fichiers de 2021 et 2022")
  func lag() throws {
    for (insee, expected) in [
      ("18140", [118_075.0, 118_075]), ("40006", [29_817, 28_761]), ("67012", [26_542, 26_542]),
    ] {
      for (annee, ac) in zip([2021, 2022], expected) {
        let criteria = try PublishedFiles.criteria(annee)
        let row = try #require(criteria.text("insee")?.firstIndex(of: insee))
        #expect(criteria.column("ac")?[row] == ac)
      }
    }
  }

  @Test("moyennes nationales : coefficient logarithmique de la dotation forfaitaire, et strates à la sixième décimale")
  func means() throws {
    let log2021 = try mean(2021, "dotation forfaitaire")
    #expect((log2021.recalculee - 662.03015).magnitude < 5e-6)
    #expect((log2021.recalculee - (log2021.publiee ?? 0)).magnitude < 0.001)
    #expect((try mean(2022, "dotation forfaitaire").recalculee - 660.44288).magnitude < 5e-6)
    for strate in 1...15 {
      let found = try mean(2021, "strate \(strate)")
      let published = try #require(found.publiee)
      #expect((found.recalculee - published).magnitude < 6e-7, "strate \(strate)")
    }
    for (strate, expected) in [(1, 693.0), (4, 896), (7, 1_099), (15, 1_581)] {
      #expect((try mean(2022, "strate \(strate)")).recalculee.rounded() == expected)
    }
  }

  @Test("une table qui n'est pas d'une année connue est refusée, et le message dit lesquelles le sont")
  func unknownYear() throws {
    #expect(throws: (any Error).self) { try NationalCriteria.read(PublishedFiles.path("stats_strates_2022.csv")) }
  }
}
