import Diagnostics

/// The answer to a commune named by a user.
public enum CommuneMatch: Sendable, Equatable {
  case found(Int)
  case unknown(nearest: String?)
  /// Several communes bear the name.
  case homonyms([Int])
}

/// The answer to a criterion named by a user.
public enum CriterionMatch: Sendable, Equatable {
  /// Name of the column.
  case found(String)
  case unknown(nearest: String?)
}

extension Territory {
  public func column(_ name: String) -> Column? { columns[name] }

  public func column(_ family: String, annee: Int) -> Column? { columns["\(family)_\(annee)"] }

  /// The column of the latest year of a family (`ac`, `rrf`…) that is not after `annee`.
  public func latestVintage(of family: String, upTo annee: Int) -> (annee: Int, column: Column)? {
    Self.years(of: family, in: columns.keys).filter { $0 <= annee }.max().flatMap { year in
      columns["\(family)_\(year)"].map { (year, $0) }
    }
  }

  static func years(of family: String, in names: some Sequence<String>) -> [Int] {
    names.compactMap { name in
      guard name.hasPrefix(family + "_"), name.utf8.count == family.utf8.count + 5 else { return nil }
      return Int(name.suffix(4))
    }
  }

  /// The ensemble of the territory itself.
  public var ensemble: Ensemble? {
    ensembles.first { $0.siren == siren } ?? (ensembles.count == 1 ? ensembles[0] : nil)
  }

  /// A commune by its INSEE code or its name; accents, case and hyphens do not count.
  public func commune(named name: String) -> CommuneMatch {
    if let row = communes.firstIndex(where: { $0.insee.texte == name.uppercased() }) { return .found(row) }
    let target = Folding.fold(name)
    let rows = communes.indices.filter { Folding.fold(communes[$0].nom) == target }
    if rows.count == 1 { return .found(rows[0]) }
    if rows.count > 1 { return .homonyms(rows) }
    return .unknown(nearest: Folding.nearest(name, among: communes.lazy.map(\.nom)))
  }

  /// A criterion by the name of its column, or by its French label (« nombre de logements sociaux »).
  public func criterionColumn(for phrase: String) -> CriterionMatch {
    let target = ColumnDocumentation.key(phrase)
    for name in columns.keys.sorted() where ColumnDocumentation.key(name) == target { return .found(name) }
    for entry in ColumnDocumentation.all where columns[entry.nom] != nil {
      if entry.synonymes.contains(where: { ColumnDocumentation.key($0) == target }) { return .found(entry.nom) }
    }
    // A label without its vintage finds the latest one.
    for name in columns.keys.sorted(by: >) where ColumnDocumentation.key(String(name.dropLast(5))) == target {
      if name.count > 5, Int(name.suffix(4)) != nil { return .found(name) }
    }
    // Misspelt or not, the small words before the noun do not count.
    var known: [String: String] = [:]
    for name in columns.keys.sorted() { known[ColumnDocumentation.key(name)] = name }
    for entry in ColumnDocumentation.all where columns[entry.nom] != nil {
      for phrase in entry.synonymes { known[ColumnDocumentation.key(phrase)] = phrase }
    }
    return .unknown(nearest: Folding.nearest(target, among: known.keys.sorted()).flatMap { known[$0] })
  }

  /// The diagnostic of a lever that needs a column which the folder lacks.
  public func missingColumn(lever: String, column: String) -> Diagnostic {
    let entry = ColumnDocumentation.entry(for: column)
    let file = entry?.fichier ?? "communes.csv"
    let what = entry.map { " (\($0.libelle), en \($0.unite))" } ?? ""
    let place = entry.map { " ; source : \($0.source)" } ?? ""
    return Diagnostic(
      "T0130", .erreur, "\(lever) a besoin de la colonne « \(column) » de \(file), qui manque\(what)",
      repair: "ajoutez la colonne \(column) à \(dossier)/\(file)\(place)")
  }
}
