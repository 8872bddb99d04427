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
    var foreign: [(row: Int, what: PublishedFile.Foreign)] = []
    found.reserveCapacity(file.count)
    for row in 0..<file.count {
      let written = file.text("insee", row)
      let code = CodeINSEE.padded(written)
      guard let insee = CodeINSEE(code) else {
        if let what = file.foreign(row) {
          foreign.append((row, what))
          continue
        }
        if faults.count < 50 {
          faults.append(
            Diagnostic(
              "T0219", .erreur, "« \(written) » n'est pas un code INSEE", place: file.place(row, column: "Code INSEE"),
              repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004"))
        }
        continue
      }
      if code != written { padded += 1 }
      found.append(
        (
          Commune(
            insee: insee, nom: file.text("nom", row),
            departement: file.departement(row, insee), epci: membership.siren[row]),
          row
        ))
    }
    let passed = Set(foreign.map(\.row))
    for row in file.defects.keys.sorted() where !passed.contains(row) && faults.count < 50 {
      faults += file.faults(row)
    }
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
    diagnostics += file.tell(foreign, communes: found.map(\.row))
    if padded > 0 {
      diagnostics.append(
        Diagnostic(
          "T0228", .remarque, "\(padded) codes INSEE avaient perdu leur zéro de tête : il est rétabli",
          place: Place(file: file.table.file)))
    }
    communes = found.map(\.commune)
    let order = found.map(\.row)
    rows = order
    diagnostics += Self.incomplete(communes, file)
    columns = file.numbers.indices.compactMap { column in
      guard file.numbers[column].usage != .controle else { return nil }
      return Column(
        nom: file.numbers[column].name(annee: file.annee), values: order.map { file.number(column, $0) })
    }
    diagnostics += Self.lacking(columns, communes, file)
  }

  /// Départements of which the table has no commune: a file cut short is not the country.
  private static func incomplete(_ communes: [Commune], _ file: PublishedFile) -> [Diagnostic] {
    let numbers = (1...95).filter { $0 != 20 }.map { $0 < 10 ? "0\($0)" : String($0) }
    let present = Set(communes.map(\.insee.departement))
    let absent = (numbers + ["2A", "2B", "971", "972", "973", "974", "975", "976", "986", "987", "988"]).filter {
      !present.contains($0)
    }
    guard !absent.isEmpty else { return [] }
    return [
      Diagnostic(
        "T0242", .alerte,
        "ce n'est pas toute la France : aucune commune \(absent.count > 1 ? "des départements" : "du département") \(ImportChecks.list(absent))",
        place: Place(file: file.table.file),
        repair: "les moyennes nationales en dépendent : reprenez le fichier entier de la DGCL")
    ]
  }

  /// Communes without a figure that every commune has.
  private static func lacking(_ columns: [Column], _ communes: [Commune], _ file: PublishedFile) -> [Diagnostic] {
    let required = Set(file.numbers.filter { $0.usage == .requise }.map { $0.name(annee: file.annee) })
    return columns.filter { required.contains($0.nom) }.compactMap { column in
      let without = communes.indices.filter { column.values[$0].isNaN }
      guard !without.isEmpty else { return nil }
      return Diagnostic(
        "T0223", .alerte,
        "\(ImportChecks.list(without.map { communes[$0].nom })) n'\(without.count > 1 ? "ont" : "a") pas de valeur pour \(column.nom)",
        place: Place(file: file.table.file), repair: "toutes les communes du fichier publié en ont une : complétez-la")
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
