import Diagnostics

/// Which commune each former code belongs to: communes nouvelles, fusions, changes of code.
///
/// A move has the date at which it takes effect, where the table has dates: a code is then followed from move to move
/// in the order of time, whatever the order of the rows. Without dates each former code goes straight to its commune.
public struct PassageTable: Sendable {
  struct Move: Sendable, Equatable {
    /// `2019-01-01`; empty in a table without dates.
    var date: String
    var to: String
    var line: Int
  }

  public let path: String
  let empreinte: String
  let format: PassageFormat
  private(set) var moves: [String: [Move]] = [:]
  private(set) var names: [String: String] = [:]
  public private(set) var diagnostics: [Diagnostic] = []

  var source: Source {
    Source(
      fichier: path.fileName, sha256: empreinte,
      colonnes: "passage des communes : \(moves.values.reduce(0) { $0 + $1.count }) anciens codes")
  }

  /// - Parameter correspondances: the user's mappings: one of `forme: passage` is tried before that of the INSEE.
  public init(_ path: String, correspondances: [String] = []) throws(DiagnosedError) {
    var own: PassageFormat?
    for mapping in correspondances { own = try PassageFormat.read(mapping) ?? own }
    try self.init(path, own: own)
  }

  init(_ path: String, own: PassageFormat?) throws(DiagnosedError) {
    let shipped = try PassageFormat.shipped()
    let formats = (own.map { [$0] } ?? []) + [shipped]
    let source = try SourceTable(path) { header in formats.contains { $0.recognises(header) } }
    let header = source.table.header
    guard let format = formats.first(where: { $0.recognises(header) }),
      let before = PassageFormat.position(format.avant, header),
      let after = PassageFormat.position(format.apres, header)
    else {
      throw FileBytes.fault(
        "T0276", "« \(path) » n'est pas une table de passage connue",
        "il faut deux colonnes de codes, \(shipped.avant.joined(separator: " ou ")) et \(shipped.apres[0]), ou une correspondance « forme: passage » ; colonnes lues : \(header.prefix(8).joined(separator: ", "))",
        path)
    }
    self.path = path
    self.format = format
    empreinte = source.empreinte
    let read =
      [
        ("codes anciens", format.avant), ("codes nouveaux", format.apres), ("dates", format.date),
        ("noms", format.libelle),
      ]
      + format.filtres.map { ("filtre « \($0.colonne) »", [$0.colonne]) }
    for (what, labels) in read {
      let positions = PassageFormat.positions(labels, header)
      if positions.count > 1 {
        diagnostics.append(try DoubledColumns.check(positions, readAs: what, in: source.table))
      }
    }
    guard !diagnostics.hasErrors else { throw DiagnosedError(diagnostics) }
    let date = PassageFormat.position(format.date, header)
    let name = PassageFormat.position(format.libelle, header)
    let filters = format.filtres.compactMap { filter in
      PassageFormat.position([filter.colonne], header).map { ($0, Set(filter.valeurs)) }
    }
    try source.table.forEachRow { line, fields throws(DiagnosedError) in
      guard fields.count == header.count else {
        throw DiagnosedError([TableHeader(source.table).ragged(line, fields.count)])
      }
      func text(_ position: Int) -> String { source.table.text(fields[position]).trimmed }
      guard filters.allSatisfy({ $0.1.contains(text($0.0)) }) else { return true }
      let codes = [before, after].map { CodeINSEE.padded(text($0).uppercased()) }
      guard codes[0] != codes[1] else { return true }
      for (position, code) in zip([before, after], codes) where CodeINSEE(code) == nil {
        throw DiagnosedError([
          Diagnostic(
            "T0219", .erreur, "« \(text(position)) » n'est pas un code INSEE",
            place: source.table.place(line, column: header[position]),
            repair: "un code INSEE a cinq caractères, par exemple 01004 ou 2A004")
        ])
      }
      self.add(codes[0], Move(date: date.map { Self.sortable(text($0)) } ?? "", to: codes[1], line: line))
      if let name { self.names[codes[0]] = text(name) }
      return true
    }
    if !format.eprouve {
      diagnostics.append(
        Diagnostic(
          "T0268", .alerte,
          "le format « \(format.nom) » suit la documentation de \(format.origine), sans extrait publié pour l'éprouver",
          place: Place(file: path), repair: "comparez quelques codes ; une correspondance à vous le remplace"))
    }
    for code in moves.keys { moves[code]?.sort { ($0.date, $0.line) < ($1.date, $1.line) } }
    try check()
  }

  private mutating func add(_ code: String, _ move: Move) {
    if moves[code, default: []].contains(where: { $0.to == move.to && $0.date == move.date }) { return }
    moves[code, default: []].append(move)
  }

  /// `01/01/2019` as `2019-01-01`.
  private static func sortable(_ text: String) -> String {
    let parts = text.split { !$0.isNumber }
    return parts.count == 3 && parts[0].count <= 2 && parts[2].count == 4
      ? parts.reversed().joined(separator: "-") : text
  }

  /// `Auberive (01022)`, or the code alone.
  func label(_ code: String) -> String {
    names[code].flatMap { $0.isEmpty ? nil : "\($0) (\(code))" } ?? code
  }

  /// The commune of today for a former code: the first one met that the territory knows.
  func target(of code: String, isKnown: (String) -> Bool) -> String? {
    var current = code
    var since = ""
    var steps = 0
    while let move = moves[current]?.first(where: { $0.date >= since }), steps < 64 {
      if isKnown(move.to) { return move.to }
      (current, since) = (move.to, move.date)
      steps += 1
    }
    return nil
  }

  /// A code that goes to two communes at once, a chain or a ring that no date puts in order.
  private func check() throws(DiagnosedError) {
    var found: [Diagnostic] = []
    func tell(_ message: String, _ move: Move, _ repair: String) {
      found.append(
        Diagnostic("T0275", .erreur, message, place: Place(file: path, line: move.line), repair: repair))
    }
    for code in moves.keys.sorted() {
      let list = moves[code] ?? []
      for (first, second) in zip(list, list.dropFirst()) where first.date == second.date {
        tell(
          "la commune \(code) devient à la fois \(first.to) et \(second.to)", second,
          "une commune partagée ne se convertit pas : gardez une seule des lignes \(first.line) et \(second.line)")
      }
      if let move = list.first, move.date.isEmpty, let next = moves[move.to]?.first {
        tell(
          next.to == code
            ? "\(code) et \(move.to) deviennent l'une l'autre"
            : "\(code) devient \(move.to), qui devient \(next.to)", next,
          "sans dates, écrivez sur chaque ligne le code d'aujourd'hui, ou ajoutez une colonne DATE_EFF")
      }
    }
    guard found.isEmpty else { throw DiagnosedError(Array(found.prefix(20))) }
  }
}

extension Perimeter {
  /// Members that the table knows under the code of a commune nouvelle.
  mutating func follow(_ passage: PassageTable, in file: PublishedFile) {
    guard let membres else { return }
    let known = Set((0..<file.count).map { CodeINSEE.padded(file.text("insee", $0)) })
    var followed = membres.filter { known.contains($0.key) }
    var moves: [String] = []
    for code in membres.keys.sorted() where !known.contains(code) {
      let target = passage.target(of: code) { known.contains($0) } ?? code
      if target != code { moves.append("\(passage.label(code)) → \(target)") }
      if followed[target] == nil { followed[target] = target == code ? membres[code] : "" }
    }
    self.membres = followed
    guard !moves.isEmpty else { return }
    diagnostics.append(
      Diagnostic(
        "T0273", .remarque,
        "la composition parle d'anciennes communes, ramenées à celles du fichier : \(ImportChecks.list(moves))",
        place: Place(file: passage.path), repair: "vérifiez la table de passage"))
  }
}
