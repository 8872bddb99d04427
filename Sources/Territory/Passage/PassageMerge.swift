import Diagnostics

/// Brings the figures of a source of another vintage to the communes of the territory.
///
/// Amounts and counts of the former communes add up. A rate is weighted by its base when the same source has it
/// (`taux_foncier_bati_2021` by `bases_foncier_bati_2021`). A rank, a yes or no, a rate without its base do not add up: unless the
/// former communes agree, the cell is left empty and that is said. A former commune whose row has no value leaves the
/// sum unknown.
struct PassageMerge {
  let passage: PassageTable
  let territory: ImportedTerritory
  /// Positions of its communes by code.
  let rows: [String: Int]
  private var joined: [String: Set<String>] = [:]
  private var unsummable: [String: [String]] = [:]
  private var incomplete: [String: [String]] = [:]

  enum Rule: Equatable {
    case sum
    /// Weighted by this column.
    case weighted(String)
    /// Kept where all agree.
    case same
  }

  init(_ passage: PassageTable, _ territory: ImportedTerritory, rows: [String: Int]) {
    (self.passage, self.territory, self.rows) = (passage, territory, rows)
  }

  /// - Parameter additive: the mapping says that rows of a key add up.
  static func rule(_ column: String, additive: Bool) -> Rule {
    if additive { return .sum }
    guard let entry = ColumnDocumentation.entry(for: column) else { return .same }
    switch entry.unite {
    case "fraction":
      return column.hasPrefix("taux_") && !column.hasPrefix("taux_ancien")
        ? .weighted("bases_" + column.dropFirst("taux_".count)) : .same
    case "rang", "0 ou 1": return .same
    default: return .sum
    }
  }

  /// Rewrites the figures of the communes of a reading.
  mutating func apply(to reading: inout SourceReading) {
    guard reading.format.cle != .siren else { return }
    let owners = owners(reading)
    guard !owners.isEmpty else {
      tellNewer(&reading)
      return
    }
    // The bases must still be those of the former communes when the rates are weighted.
    let former = reading.values
    for name in former.keys.sorted() where name.hasPrefix("communes.") {
      let column = String(name.dropFirst("communes.".count))
      let rule = Self.rule(column, additive: reading.additive.contains(name))
      for (commune, codes) in owners {
        reading.values[name]?[commune] = merged(former, name, column, rule, commune, codes)
        for code in codes where code != commune { reading.values[name]?[code] = nil }
      }
    }
    tell(&reading)
    tellNewer(&reading)
  }

  /// The codes of the source by commune of the territory, where there is a former one among them.
  private func owners(_ reading: SourceReading) -> [String: [String]] {
    var owners: [String: [String]] = [:]
    for code in reading.keys where rows[code] == nil {
      guard let commune = passage.target(of: code, isKnown: { rows[$0] != nil }) else { continue }
      owners[commune, default: []].append(code)
    }
    for commune in owners.keys where reading.keys.contains(commune) { owners[commune]?.append(commune) }
    return owners.mapValues { $0.sorted() }
  }

  private mutating func merged(
    _ former: [String: [String: SourceReading.Cell]], _ name: String, _ column: String, _ rule: Rule,
    _ commune: String, _ codes: [String]
  ) -> SourceReading.Cell? {
    let cells = codes.compactMap { code in former[name]?[code] }
    guard let first = cells.first else { return nil }
    joined[commune, default: []].formUnion(codes)
    guard cells.count == codes.count else {
      incomplete[column, default: []].append(self.name(commune))
      return nil
    }
    let value: Double? =
      switch rule {
      case .sum: cells.reduce(0) { $0 + $1.value }
      case .weighted(let base): weighted(former, "communes." + base, codes, cells)
      case .same: nil
      }
    if let value { return .init(value: value, line: first.line) }
    if cells.allSatisfy({ $0.value == first.value }), !column.hasPrefix("rang_") || cells.count == 1 { return first }
    unsummable[column, default: []].append(self.name(commune))
    return nil
  }

  private func weighted(
    _ former: [String: [String: SourceReading.Cell]], _ base: String, _ codes: [String],
    _ cells: [SourceReading.Cell]
  ) -> Double? {
    let weights = codes.compactMap { former[base]?[$0]?.value }
    let total = weights.reduce(0, +)
    guard weights.count == codes.count, total > 0 else { return nil }
    return zip(weights, cells).reduce(0) { $0 + $1.0 * $1.1.value } / total
  }

  private func name(_ code: String) -> String { rows[code].map { territory.communes[$0].nom } ?? code }

  // MARK: - What is told

  private func tell(_ reading: inout SourceReading) {
    let place = Place(file: reading.path)
    if !joined.isEmpty {
      let list = joined.sorted { $0.key < $1.key }.map { commune, codes in
        "\(codes.sorted().map { passage.label($0) }.joined(separator: " + ")) → \(name(commune))"
      }
      let more = list.count > 5 ? ", et \(list.count - 5) autres" : ""
      reading.diagnostics.append(
        Diagnostic(
          "T0273", .remarque,
          "« \(reading.path.fileName) » parle d'anciennes communes, ramenées à celles du territoire : \(list.prefix(5).joined(separator: " ; "))\(more)",
          place: place, repair: "les montants s'additionnent ; vérifiez la table de passage"))
    }
    for column in unsummable.keys.sorted() {
      let names = unsummable[column] ?? []
      reading.diagnostics.append(
        Diagnostic(
          "T0274", .alerte,
          "\(column) ne s'additionne pas, et les anciennes communes ne disent pas la même chose : le fichier n'en donne pas à \(ImportChecks.list(names.sorted()))",
          place: place,
          repair: column.hasPrefix("taux_")
            ? "donnez aussi la base de ce taux, qui le pondère, ou la valeur de la commune d'aujourd'hui"
            : "donnez la valeur de la commune d'aujourd'hui"))
    }
    for column in incomplete.keys.sorted() {
      let names = incomplete[column] ?? []
      reading.diagnostics.append(
        Diagnostic(
          "T0279", .alerte,
          "\(column) : une ancienne commune de \(ImportChecks.list(names.sorted())) n'a pas de valeur, la somme reste vide",
          place: place, repair: "complétez le fichier, ou donnez la somme"))
    }
  }

  /// Communes of a newer source in which several communes of the territory have met since: nobody knows their shares.
  private func tellNewer(_ reading: inout SourceReading) {
    var former: [String: [String]] = [:]
    var absent = 0
    for code in territory.communes.map(\.insee.texte) where !reading.keys.contains(code) {
      absent += 1
      if let commune = passage.target(of: code, isKnown: { reading.keys.contains($0) }) {
        former[commune, default: []].append(code)
      }
    }
    // A source that lacks other communes too is no newer picture of the territory, only a partial one.
    let explained = former.values.reduce(0) { $0 + $1.count }
    guard explained > 0, Double(absent - explained) <= 0.05 * Double(territory.communes.count) else { return }
    for (commune, codes) in former.sorted(by: { $0.key < $1.key }) {
      for name in reading.values.keys where name.hasPrefix("communes.") { reading.values[name]?[commune] = nil }
      let names = codes.map(name)
      reading.diagnostics.append(
        Diagnostic(
          "T0278", .alerte,
          "« \(reading.path.fileName) » est plus récent que le territoire : sa commune \(commune) réunit \(ImportChecks.list(names)), dont la part n'est pas connue ; ses valeurs ne sont pas reprises",
          place: Place(file: reading.path), repair: "prenez un fichier de l'année du territoire"))
    }
  }
}
