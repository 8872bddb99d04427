import Diagnostics

/// Reads a scenario file line by line. A line that cannot be read gives one diagnostic and is passed over, so that all
/// the errors of a file are told in one run, none caused by another.
struct Parser {
  let source: SourceFile
  var diagnostics: [Diagnostic] = []
  var file: ScenarioSource
  /// The article being read.
  var article: ArticleDraft?
  /// What the next indented lines complete.
  var context = Context.none
  /// Diagnostics beyond this number are only counted.
  static let limit = 20
  private(set) var hidden = 0

  enum Context: Equatable {
    case none
    /// A line in error: the lines that would complete it are not read, so that one mistake gives one diagnostic.
    case skipped
    case hypotheses
    case balayage
    case repartition
    case revision
    /// Under « attributions initiales ».
    case initiales
    /// Under a fraction of the envelope.
    case fraction
    case decision(prelevement: Bool)
  }

  static func parse(_ source: SourceFile) -> (file: ScenarioSource, diagnostics: [Diagnostic]) {
    var parser = Parser(source: source, file: ScenarioSource(source: source))
    for (index, line) in source.lines.enumerated() { parser.read(line, number: index + 1) }
    parser.closeArticle()
    if parser.hidden > 0 {
      parser.diagnostics.append(
        Diagnostic(
          "P0100", .erreur, "… et \(parser.hidden) autres erreurs", place: Place(file: source.name),
          repair: "corrigez d'abord celles-ci"))
    }
    return (parser.file, parser.diagnostics)
  }

  private mutating func read(_ line: String, number: Int) {
    let (tokens, lexical) = Lexer.run(line, source: source, number: number)
    guard !tokens.isEmpty else {
      for fault in lexical { report(fault) }
      return
    }
    var cursor = LineCursor(source: source, line: number, tokens: tokens, context: article?.heading)
    if !lexical.isEmpty {
      for var fault in lexical {
        fault.context = article?.heading
        report(fault)
      }
      if lexical.contains(where: { $0.code != "P0105" }) {
        context = .skipped
        return
      }
    }
    do throws(LineFault) {
      try dispatch(&cursor)
    } catch {
      report(error.diagnostic)
    }
  }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.limit { diagnostics.append(diagnostic) } else { hidden += 1 }
  }

  private mutating func dispatch(_ cursor: inout LineCursor) throws(LineFault) {
    let first = cursor.words(2)
    switch first.first {
    case "balayer":
      closeArticle()
      cursor.context = nil
      try ouvreBalayage(&cursor)
    case "parametre" where context == .balayage, "hypothese" where context == .balayage: try balayage(&cursor)
    case "article" where cursor.tokens.count > 1, "remplacer", "ajouter", "supprimer":
      closeArticle()
      try openArticle(&cursor)
    case "exiger":
      closeArticle()
      cursor.context = nil
      file.exigences.append(try Self.exigence(&cursor))
    case "pacte", "territoire", "donnees", "periode", "auteur":
      closeArticle()
      cursor.context = nil
      try header(&cursor)
    case "parametre":
      closeArticle()
      cursor.context = nil
      file.parametres.append(try Self.parametre(&cursor))
    case "hypotheses", "hypothese":
      closeArticle()
      cursor.context = nil
      cursor.index += 1
      _ = cursor.accept(.deuxPoints)
      try cursor.end(example: "hypothèses")
      context = .hypotheses
    case "sans" where cursor.starts(with: "sans retroaction"), "avec" where cursor.starts(with: "avec retroaction"):
      closeArticle()
      cursor.context = nil
      try retroaction(&cursor)
    case "date" where article == nil: try header(&cursor)
    case "a" where cursor.starts(with: "a partir de"):
      closeArticle()
      cursor.context = nil
      try header(&cursor)
    default: try clause(&cursor)
    }
  }

  private mutating func clause(_ cursor: inout LineCursor) throws(LineFault) {
    guard let draft = article else {
      if context == .skipped { return }
      if context == .hypotheses {
        file.hypotheses.append(try hypothese(&cursor))
        return
      }
      if context == .balayage {
        try balayage(&cursor)
        return
      }
      throw unknown(cursor, among: Self.headerWords, what: "Cette ligne d'en-tête")
    }
    if context == .skipped, !startsKnownClause(cursor, draft.objet) { return }
    let before = context
    do throws(LineFault) {
      switch draft.objet {
      case .attributionCompensation: try attributionCompensation(&cursor)
      case .dotationSolidarite: try dotationSolidarite(&cursor)
      case .fpic: try fpic(&cursor)
      case .levier: try levier(&cursor)
      }
    } catch {
      // The lines that complete a line which opens something would all be misread; an unknown line may be one.
      if before == context, opensContext(cursor) || context == .none { context = .skipped }
      throw error
    }
  }

  private func opensContext(_ cursor: LineCursor) -> Bool {
    let opening = [
      "transfert", "restitution", "revision", "reduction", "service", "neutralisation", "indexation", "part",
      "attributions", "fraction", "prelevement", "reversement", "attribution", "repartie",
    ]
    return cursor.tokens.first.map { token in
      if case .mot(let word) = token.kind { opening.contains(word) } else { false }
    } ?? false
  }

  private func startsKnownClause(_ cursor: LineCursor, _ objet: ArticleDraft.Objet) -> Bool {
    guard case .mot(let word)? = cursor.tokens.first?.kind else { return false }
    return objet.openings.contains(word)
  }

  static let headerWords = [
    "pacte", "territoire", "données", "période", "auteur", "date", "à partir de", "hypothèses", "paramètre",
    "sans rétroaction", "article", "exiger", "balayer",
  ]

  /// `P0101`, with the nearest known beginning and the list of those possible here.
  func unknown(_ cursor: LineCursor, among known: [String], what: String) -> LineFault {
    let written = cursor.tokens.prefix(3).compactMap { if case .mot = $0.kind { $0.text } else { nil } }
    let word = written.first ?? cursor.tokens.first?.text ?? ""
    let firsts = Dictionary(known.map { (String($0.split(separator: " ")[0]), $0) }) { first, _ in first }
    let nearest = Folding.nearest(word, among: firsts.keys.sorted()).flatMap { firsts[$0] }
    let hint = nearest.map { "vouliez-vous dire « \($0) » ? " } ?? ""
    return cursor.fault(
      "P0101", "\(what) n'est pas comprise", at: cursor.whole,
      repair: "\(hint)Ici une ligne commence par : \(known.joined(separator: ", "))")
  }
}
