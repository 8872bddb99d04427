import Simulation
import Storage

/// The communes of the sweep of a national year: what is counted of each, and on demand every balance.
struct NationalCommuneTables {
  let sweep: NationalSweep
  let stage: SweepStage<NationalSweep>

  static var communes: StoredTable {
    StoredTable(
      "communes",
      [
        StoredColumn("commune", .text, label: "Code INSEE"), StoredColumn("nom", .text, label: "Commune"),
        StoredColumn("ensemble", .text, label: "SIREN de l'ensemble, vide pour une commune isolée"),
        StoredColumn("annee", .integer, label: "Année"),
        StoredColumn(
          "reference", .real, unit: "€",
          label: "Solde avec le droit en vigueur, droit commun, au centime, avant arrondi"),
        StoredColumn("minimum", .real, unit: "€", label: "Solde minimum, exact au centime"),
        StoredColumn("maximum", .real, unit: "€", label: "Solde maximum, exact au centime"),
        StoredColumn("moyenne", .real, unit: "€", label: "Solde moyen"),
        StoredColumn("probabilite_perte", .real, unit: "fraction", label: "Part des scénarios où la commune perd"),
      ])
  }

  func writeCommunes(_ sink: inout some TableSink) throws {
    let communes = sweep.territoire.communes
    for start in stride(from: 0, to: communes.count, by: 4096) {
      let rows = start..<min(start + 4096, communes.count)
      let figures = rows.map { stage.statistics.commune($0) }
      try sink.append([
        .text(rows.map { communes[$0].insee.texte }), .text(rows.map { communes[$0].nom }),
        .text(rows.map { communes[$0].epci ?? "" }), .integer(rows.map { _ in Int64(sweep.run.options.annee) }),
        .real(rows.map { (sweep.communeReference($0) * 100).rounded() / 100 }), .real(figures.map(\.minimum)),
        .real(figures.map(\.maximum)),
        .real(figures.map(\.mean)), .real(figures.map(\.losing)),
      ])
    }
  }

  static var valeurs: StoredTable {
    StoredTable(
      "valeurs_communes",
      [
        StoredColumn("scenario", .integer, label: "Numéro du scénario"),
        StoredColumn("annee", .integer, label: "Année"), StoredColumn("commune", .text, label: "Code INSEE"),
        StoredColumn(
          "solde", .real, unit: "€", label: "Reversement moins prélèvement, droit commun, au centime, avant arrondi"),
      ])
  }

  func writeValeurs(_ sink: inout some TableSink) throws {
    let communes = sweep.territoire.communes
    let codes = communes.map(\.insee.texte)
    let first = sweep.valueLength - communes.count
    try sweep.eachRun(of: communes.count) { range in
      let values = try stage.values(range)
      for scenario in range {
        let start = (scenario - range.lowerBound) * sweep.valueLength + first
        try sink.append([
          .integer([Int64](repeating: Int64(scenario), count: codes.count)),
          .integer([Int64](repeating: Int64(sweep.run.options.annee), count: codes.count)), .text(codes),
          .real(Array(values[start..<start + codes.count])),
        ])
      }
    }
  }
}
