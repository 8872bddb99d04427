import Diagnostics

/// Adds the figures of other files to an imported territory. The last file given wins where two disagree, and that is
/// said with the largest gap.
public enum SourceMerge {
  /// - Parameters:
  ///   - files: in the order in which they are given.
  ///   - correspondances: paths of the user's own mappings, tried before those that ship with the program.
  ///   - composition: a composition with the SIREN of each commune.
  ///   - passage: brings sources of other vintages to the communes of the territory.
  public static func add(
    _ files: [String], correspondances: [String] = [], composition: String? = nil, passage: PassageTable? = nil,
    feuille: String? = nil, to territory: inout ImportedTerritory
  ) throws(DiagnosedError) {
    guard !files.isEmpty else { return }
    var formats: [SourceFormat] = []
    for path in correspondances where try PassageFormat.read(path) == nil {
      formats.append(try SourceFormat.read(path))
    }
    formats += try SourceFormat.shipped()
    let table = try composition.map { path throws(DiagnosedError) in try CompositionTable(path) }
    if let table, table.diagnostics.hasErrors { throw DiagnosedError(table.diagnostics) }
    let insee = table?.sirenMembre ?? [:]
    for file in files {
      if try ContoursSource.add(file, passage: passage, to: &territory) { continue }
      let source = try SourceTable(file, feuille: feuille) { header in formats.contains { $0.recognises(header) } }
      guard let format = formats.first(where: { $0.recognises(source.table.header) }) else {
        throw unknown(file, source.table)
      }
      var reading = try SourceReading(source, format, annee: territory.annee, insee: insee)
      if let passage {
        let rows = Dictionary(territory.communes.enumerated().map { ($1.insee.texte, $0) }) { first, _ in first }
        var merge = PassageMerge(passage, territory, rows: rows)
        merge.apply(to: &reading)
      }
      territory.diagnostics += reading.diagnostics
      apply(reading, to: &territory)
    }
    if let passage { territory.sources.append(passage.source) }
    territory.aCompleter.removeAll { line in
      let parts = line.split(separator: " ")
      guard let name = parts.last.map(String.init) else { return false }
      return line.hasPrefix("communes")
        ? territory.columns.contains { $0.nom == name }
        : territory.ensembles.contains { $0.valeurs[name] != nil }
    }
  }

  private static func unknown(_ file: String, _ table: CSVTable) -> DiagnosedError {
    FileBytes.fault(
      "T0266", "« \(file) » n'est d'aucun format connu",
      "« pacte importer formats » les liste ; pour vos propres fichiers, écrivez une correspondance et donnez-la avec --correspondance ; colonnes lues : \(table.header.prefix(8).joined(separator: ", "))",
      file)
  }

  private static func apply(_ reading: SourceReading, to territory: inout ImportedTerritory) {
    let communes = Dictionary(territory.communes.enumerated().map { ($1.insee.texte, $0) }) { first, _ in first }
    let ensembles = Dictionary(territory.ensembles.enumerated().map { ($1.siren, $0) }) { first, _ in first }
    var written: [String] = []
    for name in reading.values.keys.sorted() {
      guard let cells = reading.values[name], let dot = name.firstIndex(of: ".") else { continue }
      let column = String(name[name.index(after: dot)...])
      var conflict = Conflict(column: column)
      var count = 0
      if name.hasPrefix("communes.") {
        let position = territory.columns.firstIndex { $0.nom == column }
        var values = position.map { territory.columns[$0].values } ?? territory.communes.map { _ in Double.nan }
        for (key, cell) in cells {
          guard let row = communes[key] else { continue }
          conflict.meet(values[row], cell.value, territory.communes[row].nom)
          values[row] = cell.value
          count += 1
        }
        guard count > 0 else { continue }
        if let position {
          territory.columns[position].values = values
        } else {
          territory.columns.append(Column(nom: column, values: values))
        }
      } else {
        for (key, cell) in cells {
          guard let row = ensembles[key] else { continue }
          conflict.meet(territory.ensembles[row].valeurs[column] ?? .nan, cell.value, territory.ensembles[row].nom)
          territory.ensembles[row].valeurs[column] = cell.value
          // The published ratio keeps the weight of the sum of the communes in the national mean.
          if column == "efa", let base = territory.ensembles[row].valeurs["efa_denominateur"] {
            territory.ensembles[row].valeurs["efa_numerateur"] = cell.value * base
          }
          count += 1
        }
        guard count > 0 else { continue }
      }
      written.append(column)
      if let told = conflict.diagnostic(reading) { territory.diagnostics.append(told) }
    }
    note(reading, written, &territory)
  }

  private static func note(_ reading: SourceReading, _ written: [String], _ territory: inout ImportedTerritory) {
    let place = Place(file: reading.path)
    guard !written.isEmpty else {
      if !reading.values.isEmpty {
        territory.diagnostics.append(
          Diagnostic(
            "T0265", .alerte,
            "« \(reading.path.fileName) » ne parle d'aucune commune ni ensemble de « \(territory.nom) »",
            place: place, repair: "vérifiez que c'est le bon fichier"))
      }
      return
    }
    territory.sources.append(
      Source(
        fichier: reading.path.fileName, sha256: reading.empreinte,
        colonnes: "\(reading.format.nom) : \(written.joined(separator: ", "))"))
    territory.diagnostics.append(
      Diagnostic(
        "T0267", .remarque,
        "« \(reading.path.fileName) », lu comme « \(reading.format.nom) », apporte \(written.joined(separator: ", "))",
        place: place))
    if !reading.format.eprouve {
      territory.diagnostics.append(
        Diagnostic(
          "T0268", .alerte,
          "le format « \(reading.format.nom) » suit la documentation de \(reading.format.origine), sans extrait publié pour l'éprouver",
          place: place, repair: "comparez quelques valeurs avec le fichier ; une correspondance à vous le remplace"))
    }
  }

  /// Two sources that do not say the same.
  private struct Conflict {
    let column: String
    var count = 0
    var largest = (gap: 0.0, name: "", before: 0.0, after: 0.0)

    init(column: String) { self.column = column }

    mutating func meet(_ before: Double, _ after: Double, _ name: String) {
      guard before.isFinite, before != after else { return }
      count += 1
      let gap = abs(before - after)
      if (gap, largest.name) > (largest.gap, name) || count == 1 { largest = (gap, name, before, after) }
    }

    func diagnostic(_ reading: SourceReading) -> Diagnostic? {
      guard count > 0 else { return nil }
      return Diagnostic(
        "T0269", .remarque,
        "\(column) : \(count) valeur\(count > 1 ? "s" : "") de « \(reading.path.fileName) » \(count > 1 ? "diffèrent" : "diffère") de ce qui était connu ; la dernière source donnée l'emporte. Le plus grand écart : \(largest.name), \(Typography.shortest(largest.before)) devient \(Typography.shortest(largest.after))",
        place: Place(file: reading.path), repair: "changez l'ordre des --avec pour garder l'autre")
    }
  }
}
