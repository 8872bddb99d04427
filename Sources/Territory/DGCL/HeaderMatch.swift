import Diagnostics

/// Which column of a published file is which of ours.
///
/// A year that is known is matched by its headers, whatever their case, accents and spaces. Otherwise the spelling of
/// another year, then a spelling that differs by words without weight (« de », « l'année »…), is taken and said; a word
/// with weight (« habitant », « moyen », a number) never is, since it names another quantity.
struct HeaderMatch {
  /// Position in the file, by name of `HeaderTable`.
  var index: [String: Int] = [:]
  var diagnostics: [Diagnostic] = []
  /// Headers that no known year spells so.
  var approximated: [(colonne: String, lu: String)] = []
  /// Headers of the same words, by what they are read as.
  var doubles: [(colonne: String, positions: [Int])] = []
  /// Headers between which nothing decides.
  var hesitations: [(colonne: String, lus: [String])] = []
  /// Columns that no header of the file gives.
  var missing: [HeaderTable.Entry] = []

  init(_ table: CSVTable, _ headers: HeaderTable, annee: Int) {
    var used: Set<Int> = []
    var pending: [HeaderTable.Entry] = []
    let positions = Self.positions(table.header)
    let yearIsKnown = headers.years.contains(annee)
    for entry in headers.entries {
      if let spelling = entry.spellings[annee], let found = positions[Self.key(spelling)] {
        take(found, entry, annee, &used)
      } else {
        pending.append(entry)
      }
    }
    for entry in pending {
      let known = Self.known(entry, positions, except: used)
      if let found = known.first {
        take(found, entry, annee, &used)
        if yearIsKnown {
          diagnostics.append(Self.approximated(entry, table, found[0], annee))
        } else if known.count > 1 {
          // Spellings of two years side by side: the latest may stand for another quantity there.
          approximated.append((entry.name(annee: annee), table.header[found[0]]))
          hesitations.append((entry.name(annee: annee), known.map { table.header[$0[0]] }))
        }
      } else {
        look(for: entry, table, annee, &used)
      }
    }
  }

  private mutating func take(_ found: [Int], _ entry: HeaderTable.Entry, _ annee: Int, _ used: inout Set<Int>) {
    index[entry.colonne] = found[0]
    used.formUnion(found)
    if found.count > 1 { doubles.append((entry.name(annee: annee), found)) }
  }

  /// Takes the nearest header, or says which ones are equally near.
  private mutating func look(
    for entry: HeaderTable.Entry, _ table: CSVTable, _ annee: Int, _ used: inout Set<Int>
  ) {
    let nearest = Self.nearest(entry, table.header, except: used)
    if nearest.count > 1 { hesitations.append((entry.name(annee: annee), nearest.map { table.header[$0] })) }
    guard let found = nearest.first, nearest.count == 1 else {
      missing.append(entry)
      return
    }
    index[entry.colonne] = found
    used.insert(found)
    approximated.append((entry.name(annee: annee), table.header[found]))
    diagnostics.append(Self.approximated(entry, table, found, annee))
  }

  /// Where the known spellings of an entry stand, the latest first.
  private static func known(
    _ entry: HeaderTable.Entry, _ positions: [String: [Int]], except used: Set<Int>
  ) -> [[Int]] {
    var keys: Set<String> = []
    return entry.known.map(key).filter { keys.insert($0).inserted }.compactMap { positions[$0] }
      .filter { used.isDisjoint(with: $0) }
  }

  /// Positions of the headers by their words: several where the same words are written twice.
  private static func positions(_ header: [String]) -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    for (index, name) in header.enumerated() where !name.isEmpty { found[key(name), default: []].append(index) }
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

  /// The headers that say the same with other small words: several where they are equally near.
  static func nearest(_ entry: HeaderTable.Entry, _ header: [String], except used: Set<Int>) -> [Int] {
    let wanted = entry.known.map(words)
    var best = (distance: Int.max, positions: [Int]())
    for (position, name) in header.enumerated() where !name.isEmpty && !used.contains(position) {
      let other = words(name)
      let distances = wanted.map { $0.symmetricDifference(other) }.filter { $0.isSubset(of: weightless) }.map(\.count)
      guard let distance = distances.min(), distance <= best.distance else { continue }
      best = (distance, distance == best.distance ? best.positions + [position] : [position])
    }
    return best.positions
  }

  /// Words that the published headers gained and lost between years without a change of quantity.
  static let weightless: Set<Substring> = [
    "le", "la", "les", "l", "de", "du", "des", "d", "en", "et", "pour", "au", "aux", "a", "n", "annee", "final",
    "finale", "definitif", "definitive", "dsu", "dsr", "notifie", "notifiee", "ha", "hectares", "metres", "cohesion",
    "sociale", "fraction",
  ]

  static func words(_ header: String) -> Set<Substring> {
    Set(Substring(key(header)).split(separator: " "))
  }
}
