import Diagnostics

extension Parser {
  static let clausesAC = [
    "montants de 2025", "attributions initiales de 2026", "transfert « … »", "restitution « … »", "révision libre",
    "révision individualisée", "révision pour baisse des bases", "révision après fusion",
    "réduction d'un commun accord", "service commun « … »", "neutralisation fiscale", "indexation",
    "part en investissement", "fusion de 2025", "hors des bornes :", "notification :", "rapport quinquennal de 2022",
    "arrondi à l'euro", "en connaissance de cause",
  ]

  mutating func attributionCompensation(_ cursor: inout LineCursor) throws(LineFault) {
    if try motif(&cursor) { return }
    if cursor.accept(any: ["montants de", "montant de"]), !cursor.isAtEnd, cursor.isAtNumber {
      try once(article?.attributionCompensation.depart != nil, cursor, "la ligne « montants de … »")
      article?.attributionCompensation.depart = try cursor.year()
      context = .none
      try cursor.end(example: "montants de 2025")
    } else if cursor.accept("transfert") {
      try transfert(&cursor, restitution: false)
    } else if cursor.accept("restitution") {
      try transfert(&cursor, restitution: true)
    } else if cursor.accept("revision libre") {
      try revisionLibre(&cursor)
    } else if cursor.accept("revision individualisee") {
      try individualisee(&cursor)
    } else if cursor.accept("revision apres fusion") {
      try opening(.fusion([]), "révision après fusion à compter de 2027", &cursor)
    } else if cursor.accept(any: ["reduction d un commun accord", "reduction de commun accord"]) {
      try opening(.accord([], refus: []), "réduction d'un commun accord à compter de 2027", &cursor)
    } else if cursor.accept("revision pour baisse des bases") {
      try baisseBases(&cursor)
    } else if cursor.accept("neutralisation fiscale") {
      try neutralisation(&cursor)
    } else if cursor.accept("indexation") {
      try indexation(&cursor)
    } else if cursor.accept("part en investissement") {
      try investissement(&cursor)
    } else if try articleClause(&cursor) {
      return
    } else if cursor.accept("service commun") {
      try serviceCommun(&cursor)
    } else if context == .revision {
      try revisionLine(&cursor)
    } else if context == .initiales {
      try provenance(&cursor)
    } else {
      throw unknown(cursor, among: Self.clausesAC, what: "cette ligne de l'article")
    }
  }

  mutating func add(
    _ genre: RevisionAttributionCompensation.Genre, _ year: Located<Int>, _ cursor: LineCursor
  ) {
    article?.attributionCompensation.revisions.append(
      RevisionAttributionCompensation(genre: genre, aCompterDe: year, span: cursor.whole))
    context = .revision
  }

  func aCompterDe(_ cursor: inout LineCursor, example: String) throws(LineFault) -> Located<Int> {
    guard cursor.accept(any: ["a compter de", "en", "des"]) else {
      throw cursor.expected("« à compter de » et une année", example: example)
    }
    return try cursor.year()
  }

  private mutating func transfert(_ cursor: inout LineCursor, restitution: Bool) throws(LineFault) {
    let example = "\(restitution ? "restitution" : "transfert") « Piscine » à compter de 2027"
    let name = try cursor.text("le nom de la compétence entre guillemets", example: example)
    let year = try aCompterDe(&cursor, example: example)
    try cursor.end(example: example)
    add(.transfert(nom: name, EvaluationCharges(), charge: [], restitution: restitution), year, cursor)
  }

  private mutating func revisionLibre(_ cursor: inout LineCursor) throws(LineFault) {
    let example = "révision libre à compter de 2027 : − 400 k€, répartis selon la population DGF"
    let year = try aCompterDe(&cursor, example: example)
    guard cursor.accept(.deuxPoints) else {
      add(.libreMontants([], refus: []), year, cursor)
      try cursor.end(example: example)
      return
    }
    let montant = try cursor.montant(example: "− 400 k€", signed: true)
    cursor.skipCommas()
    guard cursor.accept(any: ["repartis", "reparti", "repartie", "reparties"]) else {
      throw cursor.expected("« répartis selon … »", example: example)
    }
    var criteria: [Critere] = []
    if !cursor.isAtEnd, cursor.starts(with: "selon") || cursor.isAtNumber { criteria = try cursor.criteres() }
    cursor.skipCommas()
    let sens = sens(&cursor)
    try cursor.end(example: example)
    add(.libreRepartie(montant, repartition: criteria, sens: sens, refus: []), year, cursor)
  }

  private func sens(_ cursor: inout LineCursor) -> Located<RevisionAttributionCompensation.Sens>? {
    let start = cursor.index
    if cursor.accept("criteres inverses") { return Located(.inverse, cursor.span(from: start)) }
    if cursor.accept("criteres directs") { return Located(.direct, cursor.span(from: start)) }
    return nil
  }

  private mutating func serviceCommun(_ cursor: inout LineCursor) throws(LineFault) {
    let example =
      "service commun « Informatique » à compter de 2027 : 300 k€/an, part de l'EPCI 40 %, réparti selon la population INSEE"
    let name = try cursor.text("le nom du service entre guillemets", example: example)
    let year = try aCompterDe(&cursor, example: example)
    try cursor.expectColon(example: example)
    let cout = try cursor.montant(example: "300 k€/an")
    _ = cursor.accept("par an")
    cursor.skipCommas()
    try cursor.expect("part de l epci", shown: "part de l'EPCI", example: example)
    _ = cursor.accept(.deuxPoints)
    let part = try cursor.percent(example: "40 %")
    cursor.skipCommas()
    let facture = cursor.accept(any: ["facture", "facturee"])
    cursor.skipCommas()
    guard cursor.accept(any: ["reparti", "repartis", "repartie"]) else {
      throw cursor.expected("« réparti selon … »", example: example)
    }
    let criteria = cursor.isAtEnd ? [] : try cursor.criteres()
    try cursor.end(example: example)
    add(
      .serviceCommun(.init(nom: name, cout: cout, partEPCI: part, facture: facture, repartition: criteria)), year,
      cursor)
  }

  /// A line that completes the last revision.
  private mutating func revisionLine(_ cursor: inout LineCursor) throws(LineFault) {
    guard var revision = article?.attributionCompensation.revisions.popLast() else { return }
    defer { article?.attributionCompensation.revisions.append(revision) }
    if try suffrage(&cursor, &revision) { return }
    switch revision.genre {
    case .libreMontants(var montants, var refus):
      if cursor.accept("refus") {
        refus += try self.refus(&cursor)
      } else {
        montants.append(try montantCommune(&cursor))
      }
      revision.genre = .libreMontants(montants, refus: refus)
    case .libreRepartie(let montant, var criteria, let sens, var refus):
      if cursor.accept("refus") {
        refus += try self.refus(&cursor)
      } else if cursor.isAtCriterion {
        criteria += try cursor.criteres()
        try cursor.end(example: LineCursor.exempleCritere)
      } else {
        throw unknown(cursor, among: ["refus de « … »", "60 % selon …"], what: "cette ligne de la révision libre")
      }
      revision.genre = .libreRepartie(montant, repartition: criteria, sens: sens, refus: refus)
    case .transfert(let nom, var evaluation, var charge, let restitution):
      try chargeLine(&cursor, &evaluation, &charge)
      revision.genre = .transfert(nom: nom, evaluation, charge: charge, restitution: restitution)
    case .fusion(let montants):
      revision.genre = .fusion(montants + [try montantCommune(&cursor)])
    case .individualiseeMontants(let montants):
      revision.genre = .individualiseeMontants(montants + [try montantCommune(&cursor)])
    case .investissementMontants(let montants):
      revision.genre = .investissementMontants(montants + [try montantCommune(&cursor)])
    case .accord(var montants, var refus):
      if cursor.accept("refus") {
        refus += try self.refus(&cursor)
      } else {
        montants.append(try montantCommune(&cursor))
      }
      revision.genre = .accord(montants, refus: refus)
    case .indexation(let taux, let refus) where cursor.accept("refus"):
      revision.genre = .indexation(taux, refus: refus + (try self.refus(&cursor)))
    case .neutralisation(var neutralisation) where cursor.accept("refus"):
      neutralisation.refus += try self.refus(&cursor)
      revision.genre = .neutralisation(neutralisation)
    case .baisseBases(var baisse):
      baisse.pertes.append(try montantCommune(&cursor))
      revision.genre = .baisseBases(baisse)
    case .serviceCommun(var service) where cursor.isAtCriterion:
      service.repartition += try cursor.criteres()
      revision.genre = .serviceCommun(service)
    case .serviceCommun, .individualisee, .indexation, .neutralisation, .investissementPart:
      throw unknown(cursor, among: Self.clausesAC, what: "cette ligne de l'article")
    }
  }
}
