import Diagnostics
import LinearAlgebra

/// The communes of the national table in ascending INSEE order, with their figures.
struct NationalRows {
  private(set) var communes: [Commune] = []
  /// Row of the table of each commune.
  private(set) var rows: [Int] = []
  /// Columns of the territory, without those that only serve checks.
  private(set) var columns: [Column] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: PublishedFile, _ membership: NationalMembership) throws(DiagnosedError) {
    var faults = file.raggedRows
    var padded = 0
    var found: [(commune: Commune, row: Int)] = []
    found.reserveCapacity(file.count)
    for row in 0..<file.count {
      let written = file.text("insee", row)
      let code = CodeINSEE.padded(written)
      guard let insee = CodeINSEE(code) else {
        if faults.count < 50 {
          faults.append(
            Diagnostic(
              "T0219", .erreur, "« \(written) » n'est pas un code INSEE", place: file.place(row, column: "Code INSEE"),
              repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004"))
        }
        continue
      }
      if code != written { padded += 1 }
      let departement = file.text("departement", row)
      found.append(
        (
          Commune(
            insee: insee, nom: file.text("nom", row),
            departement: departement.utf8.count == 1 ? "0" + departement : departement, epci: membership.siren[row]),
          row
        ))
    }
    for row in file.defects.keys.sorted().prefix(50) { faults += file.faults(row) }
    found.sort { $0.commune.insee < $1.commune.insee }
    for (first, second) in zip(found, found.dropFirst()) where first.commune.insee == second.commune.insee {
      faults.append(
        Diagnostic(
          "T0219", .erreur, "la commune \(second.commune.insee.texte) est écrite deux fois",
          place: file.place(max(first.row, second.row), column: "Code INSEE"),
          repair:
            "gardez une seule des lignes \(file.columns.line(min(first.row, second.row))) et \(file.columns.line(max(first.row, second.row)))"
        ))
    }
    guard !faults.hasErrors else { throw DiagnosedError(Array(faults.prefix(50))) }
    if padded > 0 {
      diagnostics.append(
        Diagnostic(
          "T0228", .remarque, "\(padded) codes INSEE avaient perdu leur zéro de tête : il est rétabli",
          place: Place(file: file.table.file)))
    }
    communes = found.map(\.commune)
    let order = found.map(\.row)
    rows = order
    columns = file.numbers.indices.compactMap { column in
      guard file.numbers[column].usage != .controle else { return nil }
      return Column(
        nom: file.numbers[column].name(annee: file.annee), values: order.map { file.number(column, $0) })
    }
  }

  func values(_ name: String) -> [Double]? { columns.first { $0.nom == name }?.values }

  /// Populations by zone, for the overseas quota of `national.yaml`: the population totale of the table.
  func populations(_ annee: Int) -> [String: Double] {
    guard let insee = values("population_insee") else { return ["annee": Double(annee)] }
    var sums: [String: Double] = ["annee": Double(annee)]
    func add(_ key: String, _ value: Double) { sums[key, default: 0] += value }
    for (commune, population) in zip(communes, insee) where population.isFinite {
      switch Zones.zone(commune.departement) {
      case "metropole": add("population_metropole", population)
      case "dom":
        add("population_dom", population)
        add("population_outre_mer", population)
      default:
        add("population_outre_mer", population)
        if let key = Zones.key(commune.departement) { add(key, population) }
      }
    }
    return sums
  }
}
