import Diagnostics

/// An article while its lines are read.
struct ArticleDraft {
  enum Objet: Equatable {
    case attributionCompensation, dotationSolidarite, fpic
    case levier(Levier.Genre)

    /// First words of the clauses that stand on their own.
    var openings: [String] {
      switch self {
      case .attributionCompensation:
        [
          "montants", "attributions", "transfert", "restitution", "revision", "reduction", "service", "neutralisation",
          "indexation", "part", "fusion", "hors", "notification", "rapport", "arrondi", "en",
        ]
      case .dotationSolidarite:
        [
          "enveloppe", "fraction", "ponderation", "repartie", "garantie", "tunnel", "lissage", "contrat", "fusion",
          "reconduction", "versement", "arrondi", "vote", "en",
        ]
      case .fpic: ["coefficient", "prelevement", "reversement", "attribution", "en"]
      case .levier(let genre): genre.openings
      }
    }
  }
  enum Geste { case poser, remplacer, ajouter }
  var geste: Geste
  var numero: Located<Int>
  var objet: Objet
  var span: Span
  var motif: Located<String>?
  var attributionCompensation = ClausesAttributionCompensation()
  var dotationSolidarite = ClausesDotationSolidarite()
  var fpic = ClausesFPIC()
  /// Of an article of objet `levier`.
  var levier: Levier?

  var article: Article {
    let objet: Article.Objet =
      switch self.objet {
      case .attributionCompensation: .attributionCompensation(attributionCompensation)
      case .dotationSolidarite: .dotationSolidarite(dotationSolidarite)
      case .fpic: .fpic(fpic)
      case .levier(let genre): .levier(levier ?? genre.vide)
      }
    return Article(numero: numero, objet: objet, motif: motif, span: span)
  }

  var heading: String { article.heading }
}

extension Parser {
  mutating func closeArticle() {
    guard let draft = article else {
      context = .none
      return
    }
    let written = draft.article
    switch draft.geste {
    case .poser: file.amendements.append(.poser(written))
    case .remplacer: file.amendements.append(.remplacer(written))
    case .ajouter: file.amendements.append(.ajouter(written))
    }
    article = nil
    context = .none
  }

  mutating func openArticle(_ cursor: inout LineCursor) throws(LineFault) {
    cursor.context = nil
    context = .skipped
    let example = "article 2 : dotation de solidarité communautaire"
    let start = cursor.index
    if cursor.accept("supprimer") {
      try cursor.expect("article", shown: "article", example: "supprimer article 2")
      file.amendements.append(.supprimer(try cursor.integer("le numéro de l'article", example: "supprimer article 2")))
      try cursor.end(example: "supprimer article 2")
      context = .none
      return
    }
    let geste: ArticleDraft.Geste =
      cursor.accept("remplacer") ? .remplacer : cursor.accept("ajouter") ? .ajouter : .poser
    try cursor.expect("article", shown: "article", example: example)
    let numero = try cursor.integer("le numéro de l'article", example: example)
    try cursor.expectColon(example: example)
    let objet = try objet(&cursor)
    try cursor.end(example: example)
    context = .none
    article = ArticleDraft(geste: geste, numero: numero, objet: objet, span: cursor.span(from: start))
    if case .levier(let genre) = objet { article?.levier = genre.vide }
  }

  private func objet(_ cursor: inout LineCursor) throws(LineFault) -> ArticleDraft.Objet {
    let start = cursor.index
    if cursor.accept(any: ["attribution de compensation", "attributions de compensation", "ac"]) {
      return .attributionCompensation
    }
    if cursor.accept(any: ["dotation de solidarite communautaire", "dotation de solidarite", "dsc"]) {
      return .dotationSolidarite
    }
    if cursor.accept(any: ["fpic", "fonds de perequation"]) { return .fpic }
    for (phrase, genre) in Levier.Genre.entetes where cursor.accept(phrase) { return .levier(genre) }
    let known =
      ["attribution de compensation", "dotation de solidarité communautaire", "FPIC"]
      + Levier.Genre.allCases.map(\.libelle)
    let written = cursor.tokens[start...].map(\.text).joined(separator: " ")
    let hint = Folding.nearest(written, among: known).map { "vouliez-vous dire « \($0) » ? " } ?? ""
    cursor.index = cursor.tokens.count
    throw cursor.fault(
      "P0109", "aucun article ne traite « \(written) »", at: cursor.span(from: start),
      repair: "\(hint)objets possibles : \(known.joined(separator: ", "))")
  }

  /// « en connaissance de cause : « motif » », common to all articles.
  mutating func motif(_ cursor: inout LineCursor) throws(LineFault) -> Bool {
    guard cursor.accept("en connaissance de cause") else { return false }
    let example = "en connaissance de cause : « accord de principe de la préfecture »"
    try cursor.expectColon(example: example)
    article?.motif = try cursor.text("le motif entre guillemets", example: example)
    try cursor.end(example: example)
    context = .none
    return true
  }

  /// `P0116`: a clause that may stand once stands twice.
  func once(_ already: Bool, _ cursor: LineCursor, _ what: String) throws(LineFault) {
    guard already else { return }
    throw cursor.fault(
      "P0116", "\(what) est déjà écrite dans cet article", at: cursor.whole, repair: "gardez une seule des deux lignes")
  }

  /// « « Commune » : + 20 000 € »
  func montantCommune(_ cursor: inout LineCursor) throws(LineFault) -> MontantCommune {
    let example = "« Montjoie » : + 20 000 €"
    let commune = try cursor.text("le nom de la commune entre guillemets", example: example)
    try cursor.expectColon(example: example)
    let montant = try cursor.montant(example: example, signed: true)
    try cursor.end(example: example)
    return MontantCommune(commune: commune, montant: montant)
  }

  /// « refus de « A », « B » »
  func refus(_ cursor: inout LineCursor) throws(LineFault) -> [CommuneRef] {
    _ = cursor.accept("de") || cursor.accept("d")
    var out: [CommuneRef] = []
    repeat {
      out.append(try cursor.text("le nom d'une commune entre guillemets", example: "refus de « Montjoie »"))
      cursor.skipCommas()
      _ = cursor.accept("et")
      _ = cursor.accept("de")
    } while !cursor.isAtEnd
    return out
  }

  var isInSubLine: Bool { context == .revision || context == .repartition }
}
