import Foundation
import Testing

private let donnees = ProcessInfo.processInfo.environment["PACTE_DONNEES"]

/// From the published national file to the cent, through the command line.
@Suite("Données publiées", .enabled(if: donnees != nil, "PACTE_DONNEES ne nomme pas le dossier des fichiers publiés"))
struct PublishedDataTests {
  private func petiteCamargue(_ shape: String, extra: String = "") throws -> Run {
    let scratch = try Scratch()
    let file = "\(donnees ?? "")/dgcl_criteres_communes_2022.csv.gz"
    let imported = try pacte("importer", "dgcl", file, "--epci", "243000593", "--sortie", scratch.path("pc"))
    #expect(imported.status == 0, "\(imported.err)")
    try scratch.write(
      "tv5.pacte",
      """
      pacte « TV-5 », scénario V
      territoire 243000593 « CC de Petite Camargue »
      données « pc »
      période 2022 à 2025

      article 1 : dotation de solidarité communautaire
        enveloppe de 500 000 € en 2022, puis constante
        pondération : population INSEE
        répartie
          25 % selon l'écart de revenu par habitant, \(shape)
          25 % selon l'insuffisance de potentiel financier par habitant, \(shape)
          20 % selon la population INSEE
          10 % selon le nombre de logements sociaux
          10 % selon la longueur de voirie
          10 % selon la population de 3 à 16 ans
      \(extra)
      """)
    if !extra.isEmpty {
      // The amounts of the year before, as TV-6 prints them.
      let rows = try scratch.text("pc/communes.csv").split(separator: "\n").map(String.init)
      let before = ["dsc_2021", "140000", "45000", "110000", "60000", "145000"]
      var lines: [String] = []
      for (row, amount) in zip(rows, before) { lines.append("\(row),\(amount)") }
      try scratch.write("pc/communes.csv", lines.joined(separator: "\n") + "\n")
    }
    return try pacte("simuler", "tv5.pacte", "--format", "csv", in: scratch.folder)
  }

  /// Amounts of the scenario in one year, in the order of INSEE codes, as the tidy table writes them.
  private func amounts(_ run: Run, _ year: Int, _ flux: String = "dsc") -> [String] {
    var out: [String] = []
    for line in run.out.split(separator: "\r\n") {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 5, cells[0] == "V", cells[1] == String(year), cells[4] == flux else { continue }
      out.append(cells[5])
    }
    return out
  }

  @Test(
    "TV-5 : les trois formes, au centime",
    arguments: [
      ("rapport inverse", ["95119.54", "39806.78", "97183.89", "42383.58", "225506.21"]),
      ("écart tronqué", ["47610.18", "43301.95", "114365.01", "49569.02", "245153.84"]),
      ("linéaire", ["95385.04", "39715.70", "96825.78", "42198.10", "225875.38"]),
    ])
  func shapes(_ shape: String, _ expected: [String]) throws {
    let run = try petiteCamargue(shape)
    #expect(run.status == 0, "\(run.err)")
    #expect(amounts(run, 2022) == expected)
    #expect(amounts(run, 2022, "ac") == ["1264435.00", "25571.00", "-32848.00", "-94849.00", "2664225.00"])
  }

  @Test("TV-6 : le tunnel de −5 % à +10 %, au centime")
  func tunnel() throws {
    let run = try petiteCamargue(
      "rapport inverse", extra: "  tunnel : au moins 95 % et au plus 110 % du montant de 2021")
    #expect(amounts(run, 2022) == ["133000.00", "43732.32", "106767.68", "57000.00", "159500.00"])
  }

  @Test("TV-7 : le lissage sur quatre ans, au centime")
  func smoothing() throws {
    let run = try petiteCamargue(
      "rapport inverse", extra: "  lissage : linéaire sur 4 ans depuis les montants de 2021")
    let years = 2022...2025
    #expect(years.compactMap { amounts(run, $0).first } == ["128779.88", "117559.77", "106339.65", "95119.54"])
    #expect(years.compactMap { amounts(run, $0).last } == ["165126.55", "185253.10", "205379.66", "225506.21"])
  }
}
