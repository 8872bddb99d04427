import Testing

@testable import Territory

/// A small national table in the real headers of 2022: the five communes of Petite Camargue as published, and a
/// commune of another EPCI.
struct DGCLFixture {
  static let petiteCamargue = "243000593"

  /// Values by column of `entetes.csv`; a column that a row lacks is 0, or `-` where the header is blank.
  var rows: [[String: String]] = [
    row("30006", "AIMARGUES", "5770", "5996", "84558109", "6578163", "139", "81055", "1159", "1264435"),
    row("30020", "AUBORD", "2406", "2411", "36181023", "2004887", "29", "24881", "427", "25571"),
    row("30033", "BEAUVOISIN", "5159", "5239", "73382391", "4178131", "164", "93381", "1007", "-32848"),
    row("30059", "LE CAILAR", "2446", "2507", "36331870", "2022717", "28", "43131", "363", "-94849"),
    row("30341", "VAUVERT", "11610", "11733", "142298060", "12816285", "1027", "169764", "1996", "2664225"),
    row(
      "34001", "AILLEURS", "100", "110", "nd", "90000", "0", "nd", "nd", "0", siren: "243400017",
      epci: "CC DE L'AILLEURS"),
  ]
  var annee = 2022
  var separator = ","
  /// Header spellings to change or, with `nil`, to leave out.
  var renamed: [String: String?] = [:]

  static func row(
    _ insee: String, _ nom: String, _ populationINSEE: String, _ populationDGF: String, _ revenu: String,
    _ potentielFinancier: String, _ logementsSociaux: String, _ voirie: String, _ enfants: String, _ ac: String,
    siren: String = petiteCamargue, epci: String = "CC DE PETITE CAMARGUE"
  ) -> [String: String] {
    let secondaires = (Int(populationDGF) ?? 0) - (Int(populationINSEE) ?? 0)
    return [
      "insee": insee, "nom": nom, "departement": String(insee.prefix(2)), "siren_epci": siren, "nom_epci": epci,
      "exercice": "2022", "regime": "FPU", "population_insee": populationINSEE, "population_dgf": populationDGF,
      "revenu": revenu, "potentiel_financier": potentielFinancier, "logements_sociaux": logementsSociaux,
      "voirie": voirie, "population_3_16": enfants, "ac_{N-1}": ac, "residences_secondaires": String(secondaires),
      "somme_ac_epci": siren == petiteCamargue ? "3826534" : ac,
    ]
  }

  func text() throws -> String {
    let entries = try HeaderTable.embedded().entries
    var columns: [(name: String, header: String)] = []
    for entry in entries {
      if let change = renamed[entry.colonne] {
        if let header = change { columns.append((entry.colonne, header)) }
      } else {
        columns.append((entry.colonne, entry.spellings[annee] ?? entry.known[0]))
      }
    }
    // The published table of 2022 has unnamed columns full of dashes.
    columns.insert(("-", ""), at: 3)
    let lines =
      [columns.map(\.header)]
      + rows.map { row in
        columns.map { row[$0.name] ?? ($0.name == "-" ? "-" : "0") }
      }
    return lines.map { $0.joined(separator: separator) }.joined(separator: "\n") + "\n"
  }

  func imported(
    _ epci: String = petiteCamargue, composition: String? = nil, annee: Int? = nil, confirme: Bool = false
  ) throws -> ImportedTerritory {
    try Support.inFolder { folder in
      try Support.put(try text(), folder + "/criteres.csv")
      if let composition { try Support.put(composition, folder + "/composition.csv") }
      return try DGCLImporter.importTerritory(
        file: folder + "/criteres.csv", epci: epci, composition: composition == nil ? nil : folder + "/composition.csv",
        annee: annee, confirme: confirme)
    }
  }
}

extension ImportedTerritory {
  func values(_ name: String) -> [Double]? { columns.first { $0.nom == name }?.values }
}
