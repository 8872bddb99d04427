import Diagnostics

/// Which column of a published file is which of ours.
///
/// A year that is known is matched by its headers, whatever their case, accents and spaces. Otherwise the spelling of another year, then a spelling
/// that differs by words without weight (« de », « l'année »…), is taken and said; a word with weight
/// (« habitant », « moyen », a number) never is, since it names another quantity.
struct HeaderMatch {
  /// Position in the file, by name of `HeaderTable`.
  var index: [String: Int] = [:]
  var diagnostics: [Diagnostic] = []
  /// Headers that no known year spells so.
  var approximated: [(colonne: String, lu: String)] = []
  /// Columns that no header of the file gives.
  var missing: [HeaderTable.Entry] = []

  init(_ table: CSVTable, _ headers: HeaderTable, annee: Int) {
    var used: Set<Int> = []
    var pending: [HeaderTable.Entry] = []
    let position = Self.positions(table.header)
    for entry in headers.entries {
      if let spelling = entry.spellings[annee], let found = position[spelling] ?? position[Self.key(spelling)] {
        index[entry.colonne] = found
        used.insert(found)
      } else {
        pending.append(entry)
      }
    }
    let yearIsKnown = headers.years.contains(annee)
    for entry in pending {
      if let found = entry.known.lazy.compactMap({ position[$0] ?? position[Self.key($0)] }).first,
        used.insert(found).inserted
      {
        index[entry.colonne] = found
        if yearIsKnown { diagnostics.append(Self.approximated(entry, table, found, annee)) }
      } else if let found = Self.nearest(entry, table.header, except: used) {
        index[entry.colonne] = found
        used.insert(found)
        approximated.append((entry.name(annee: annee), table.header[found]))
        diagnostics.append(Self.approximated(entry, table, found, annee))
      } else {
        missing.append(entry)
      }
    }
  }

  /// Positions of the headers by their exact spelling, then by their words; two headers of the same words have none.
  private static func positions(_ header: [String]) -> [String: Int] {
    var found: [String: Int] = [:]
    for (index, name) in header.enumerated() where found[name] == nil { found[name] = index }
    var keys: [String: [Int]] = [:]
    for (index, name) in header.enumerated() where !name.isEmpty { keys[key(name), default: []].append(index) }
    for (key, positions) in keys where positions.count == 1 && found[key] == nil { found[key] = positions[0] }
    return found
  }

  /// The words of a header, without case, accents, signs nor spaces.
  static func key(_ header: String) -> String {
    let plain = String(header.map { $0.isLetter || $0.isNumber ? $0 : " " })
    return Folding.fold(plain).split(separator: " ").joined(separator: " ")
  }

  private static func approximated(
    _ entry: HeaderTable.Entry, _ table: CSVTable, _ found: Int, _ annee: Int
  ) -> Diagnostic {
    Diagnostic(
      "T0205", .remarque, "« \(table.header[found]) » est lu comme \(entry.name(annee: annee))",
      place: Place(file: table.file, line: 1, note: "en-tête attendu : « \(entry.known.first ?? "") »"),
      repair: "vérifiez que c'est la même grandeur")
  }

  /// The one header that says the same with other small words.
  static func nearest(_ entry: HeaderTable.Entry, _ header: [String], except used: Set<Int>) -> Int? {
    let wanted = entry.known.map(words)
    var best: (distance: Int, position: Int)?
    var tie = false
    for (position, name) in header.enumerated() where !name.isEmpty && !used.contains(position) {
      let other = words(name)
      for target in wanted {
        let differing = target.symmetricDifference(other)
        guard differing.isSubset(of: weightless) else { continue }
        if let known = best {
          if differing.count > known.distance { continue }
          if differing.count == known.distance {
            tie = tie || known.position != position
            continue
          }
        }
        best = (differing.count, position)
        tie = false
      }
    }
    return tie ? nil : best?.position
  }

  /// Words that the published headers gained and lost between years without a change of quantity.
  private static let weightless: Set<Substring> = [
    "le", "la", "les", "l", "de", "du", "des", "d", "en", "et", "pour", "au", "aux", "a", "n", "annee", "final",
    "finale", "notifie", "notifiee", "ha", "hectares", "metres", "cohesion", "sociale", "fraction",
  ]

  private static func words(_ header: String) -> Set<Substring> {
    Set(Substring(key(header)).split(separator: " "))
  }
}
