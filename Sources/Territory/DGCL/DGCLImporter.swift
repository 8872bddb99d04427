import Diagnostics

/// Makes a territory out of the national table « critères de répartition des dotations – communes » of the DGCL.
///
/// *Vintages*. In a file of year N, populations, potentiels, effort fiscal and revenu are those of N; the
/// attribution de compensation is of N-1 (`ac_{N-1}`: the accounts known on 15 February N), the recettes réelles
/// de fonctionnement of N-2 (`rrf_{N-2}`). Ranks of DSU and DSR are those of N: they are the ranks of N-1 that a
/// rule of scenario year N+1 asks for.
public enum DGCLImporter {
  /// - Parameters:
  ///   - file: path of the national table, `.csv` or `.csv.gz`.
  ///   - epci: SIREN of an EPCI or of an EPT of the Grand Paris, or the exact name of an EPCI.
  ///   - composition: path of a published composition of EPCI, which then decides who the members are.
  ///   - annee: year of the table, when it does not say it.
  ///   - confirme: headers of an unknown year are accepted as they were matched.
  ///   - feuille: sheet of a spreadsheet.
  ///   - passage: brings the members of an older composition to the communes of the table.
  /// - Throws: why no territory can be made: `T01…` for the table, `T02…` for its content.
  public static func importTerritory(
    file: String, epci: String, composition: String? = nil, annee: Int? = nil, confirme: Bool = false,
    feuille: String? = nil, passage: PassageTable? = nil
  ) throws(DiagnosedError) -> ImportedTerritory {
    try importTerritory(
      from: try PublishedFile(file, annee: annee, confirme: confirme, feuille: feuille), epci: epci,
      composition: composition, passage: passage)
  }

  /// The same from a file already read.
  static func importTerritory(
    from published: PublishedFile, epci: String, composition: String? = nil, passage: PassageTable? = nil
  ) throws(DiagnosedError) -> ImportedTerritory {
    var perimeter = try Perimeter.find(epci, in: published, composition: composition)
    if let passage { perimeter.follow(passage, in: published) }
    let rows = PublishedRows(published, perimeter)
    guard !rows.diagnostics.hasErrors else { throw DiagnosedError(rows.diagnostics.filter { $0.severity == .erreur }) }
    guard !rows.rows.isEmpty else {
      throw DiagnosedError([try EPCIDirectory(published).unknown(perimeter.siren, published)])
    }
    var territory = assemble(rows, published, perimeter)
    territory.diagnostics =
      published.diagnostics + perimeter.diagnostics + rows.diagnostics + territory.diagnostics
      + members(rows, published, perimeter) + ImportChecks.run(rows, published)
    territory.diagnostics += published.match.absent(published.table, published.annee) + toComplete(territory)
    territory.identites = PublishedIdentities(
      published, rows: rows.rows.map(\.row), communes: territory.communes
    ).all.map { identity in
      var identity = identity
      // `ImportChecks` tells them, commune by commune.
      identity.estDite = true
      return identity
    }
    return territory
  }

  private static func assemble(
    _ rows: PublishedRows, _ file: PublishedFile, _ perimeter: Perimeter
  ) -> ImportedTerritory {
    var found: [Diagnostic] = []
    let nom = perimeter.nom ?? rows.rows[0].nomEPCI
    let regime = regime(rows, file, perimeter, &found)
    let nature = nature(nom, regime, rows, file, perimeter, &found)
    let communes = rows.rows.map {
      Commune(insee: $0.insee, nom: $0.nom, departement: $0.departement, epci: perimeter.siren)
    }
    let columns = rows.columns.enumerated().compactMap { position, column -> Column? in
      guard column.usage != .controle else { return nil }
      return Column(nom: column.name(annee: file.annee), values: rows.rows.map { $0.values[position] })
    }
    let ensemble = Ensemble(
      siren: perimeter.siren, nom: nom,
      textes: [
        "type": "EI", "nature": nature.rawValue, "regime": regime.rawValue, "zone": Zones.zone(communes[0].departement),
      ],
      valeurs: ["ile": 0])
    let source = Source(
      fichier: file.table.file.fileName, sha256: file.empreinte, date: nil,
      colonnes:
        "DGCL, critères de répartition des dotations, \(file.annee) : \(columns.map(\.nom).joined(separator: ", "))")
    return ImportedTerritory(
      nom: nom, siren: perimeter.siren, annee: file.annee, nature: nature, regime: regime, communes: communes,
      columns: columns, ensembles: [ensemble], sources: [source] + (perimeter.source.map { [$0] } ?? []),
      aCompleter: missing(file), diagnostics: found)
  }

  /// Vocabulary of the table: FPU, FPZ, FA, and ISO or « Commune isolée ».
  private static func regime(
    _ rows: PublishedRows, _ file: PublishedFile, _ perimeter: Perimeter, _ found: inout [Diagnostic]
  ) -> RegimeFiscal {
    var counts: [RegimeFiscal: Int] = [:]
    for row in rows.rows {
      if let regime = RegimeFiscal(rawValue: row.regime.uppercased()) { counts[regime, default: 0] += 1 }
    }
    let main = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? perimeter.regime ?? .FPU
    let other = rows.rows.filter { $0.regime.uppercased() != main.rawValue }
    if !other.isEmpty {
      found.append(
        Diagnostic(
          "T0215", .alerte,
          "\(ImportChecks.list(other.map(\.nom))) \(other.count > 1 ? "ont" : "a") dans le fichier un autre régime fiscal (« \(other[0].regime) ») que celui retenu pour l'EPCI, \(main.rawValue)",
          place: file.table.place(other[0].line), repair: "vérifiez la clé regime de territoire.yaml"))
    }
    return main
  }

  private static func nature(
    _ nom: String, _ regime: RegimeFiscal, _ rows: PublishedRows, _ file: PublishedFile, _ perimeter: Perimeter,
    _ found: inout [Diagnostic]
  ) -> NatureEPCI {
    if let nature = perimeter.nature { return nature }
    let population = (rows.values("population_insee") ?? []).filter(\.isFinite).reduce(0, +)
    let guess = NatureGuess.read(nom: nom, regime: regime, population: population)
    if !guess.sure {
      found.append(
        Diagnostic(
          "T0214", .alerte, "le nom « \(nom) » ne dit pas la nature de l'EPCI : \(guess.nature.rawValue) est supposé",
          place: Place(file: file.table.file),
          repair: "vérifiez la clé nature de territoire.yaml, ou donnez la composition des EPCI"))
    }
    return guess.nature
  }

  /// Communes that the composition and the table do not both have.
  private static func members(_ rows: PublishedRows, _ file: PublishedFile, _ perimeter: Perimeter) -> [Diagnostic] {
    guard let membres = perimeter.membres else { return [] }
    let present = Set(rows.rows.map(\.insee.texte))
    let absent = membres.filter { !present.contains($0.key) }.map { $0.value.isEmpty ? $0.key : $0.value }.sorted()
    var found: [Diagnostic] = []
    if !absent.isEmpty {
      found.append(
        Diagnostic(
          "T0216", .alerte,
          "\(ImportChecks.list(absent)) \(absent.count > 1 ? "sont" : "est") dans la composition de l'EPCI et \(absent.count > 1 ? "manquent" : "manque") au fichier de \(file.annee)",
          place: Place(file: file.table.file),
          repair: "une fusion de communes a pu changer les codes : prenez une composition de la même année"))
    }
    if !rows.leftOut.isEmpty {
      found.append(
        Diagnostic(
          "T0217", .alerte,
          "\(ImportChecks.list(rows.leftOut)) \(rows.leftOut.count > 1 ? "portent" : "porte") le SIREN de l'EPCI et \(rows.leftOut.count > 1 ? "ne sont pas" : "n'est pas") dans la composition : la composition décide",
          place: Place(file: file.table.file), repair: "prenez une composition de la même année que le fichier"))
    }
    return found
  }

  /// What simulations of the next year ask for and no published table of criteria holds.
  static func missing(_ file: PublishedFile) -> [String] {
    let past = file.annee - 1
    let communes =
      file.match.missing.filter { $0.usage != .controle && $0.usage != .exercice }.map { $0.name(annee: file.annee) }
      + [
        "rrf_\(past)", "dsc_\(past)", "fpic_prelevement_\(past)", "fpic_reversement_\(past)",
        "fsrif_prelevement_\(past)", "sieges", "contrat_ville",
      ]
    let ensemble = ["cif", "cif_nature", "pfia", "rfa", "fpic_prelevement_\(past)", "fpic_reversement_\(past)"]
    return communes.map { "communes.csv : \($0)" } + ensemble.map { "ensembles.csv : \($0)" }
  }

  private static func toComplete(_ territory: ImportedTerritory) -> [Diagnostic] {
    [
      Diagnostic(
        "T0226", .remarque,
        "le fichier national ne contient pas tout : \(territory.aCompleter.count) colonnes sont à compléter si un levier en a besoin",
        repair: "la liste est dans territoire.yaml, clé a_completer")
    ]
  }
}
