import Diagnostics

extension Parser {
  static let clausesAC = [
    "montants de 2025", "transfert « … »", "restitution « … »", "révision libre", "révision individualisée",
    "révision après fusion", "service commun « … »", "en connaissance de cause",
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
      let example = "révision individualisée à compter de 2028 : 5 %"
      let year = try aCompterDe(&cursor, example: example)
      try cursor.expectColon(example: example)
      add(.individualisee(try cursor.percent(example: "5 %")), year, cursor)
      try cursor.end(example: example)
    } else if cursor.accept("revision apres fusion") {
      let example = "révision après fusion à compter de 2027"
      let year = try aCompterDe(&cursor, example: example)
      add(.fusion([]), year, cursor)
      try cursor.end(example: example)
    } else if cursor.accept("service commun") {
      try serviceCommun(&cursor)
    } else if context == .revision {
      try revisionLine(&cursor)
    } else {
      throw unknown(cursor, among: Self.clausesAC, what: "cette ligne de l'article")
    }
  }

  private mutating func add(
    _ genre: RevisionAttributionCompensation.Genre, _ year: Located<Int>, _ cursor: LineCursor
  ) {
    article?.attributionCompensation.revisions.append(
      RevisionAttributionCompensation(genre: genre, aCompterDe: year, span: cursor.whole))
    context = .revision
  }

  private func aCompterDe(_ cursor: inout LineCursor, example: String) throws(LineFault) -> Located<Int> {
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
    let blank = EvaluationCharges(fonctionnement: nil, equipements: [], ressources: nil)
    add(.transfert(nom: name, blank, charge: [], restitution: restitution), year, cursor)
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
    guard cursor.accept(any: ["reparti", "repartis", "repartie"]) else {
      throw cursor.expected("« réparti selon … »", example: example)
    }
    let criteria = cursor.isAtEnd ? [] : try cursor.criteres()
    try cursor.end(example: example)
    add(.serviceCommun(nom: name, cout: cout, partEPCI: part, repartition: criteria), year, cursor)
  }

  /// A line that completes the last revision.
  private mutating func revisionLine(_ cursor: inout LineCursor) throws(LineFault) {
    guard var revision = article?.attributionCompensation.revisions.popLast() else { return }
    defer { article?.attributionCompensation.revisions.append(revision) }
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
    case .serviceCommun(let nom, let cout, let part, let criteria) where cursor.isAtCriterion:
      revision.genre = .serviceCommun(
        nom: nom, cout: cout, partEPCI: part, repartition: criteria + (try cursor.criteres()))
    case .serviceCommun, .individualisee:
      throw unknown(cursor, among: Self.clausesAC, what: "cette ligne de l'article")
    }
  }

  private func chargeLine(
    _ cursor: inout LineCursor, _ evaluation: inout EvaluationCharges, _ charge: inout [PartCharge]
  ) throws(LineFault) {
    if cursor.accept("fonctionnement") {
      try once(evaluation.fonctionnement != nil, cursor, "la ligne « fonctionnement »")
      evaluation.fonctionnement = try fonctionnement(&cursor)
    } else if cursor.accept(any: ["equipement", "equipements"]) {
      evaluation.equipements.append(try equipement(&cursor))
    } else if cursor.accept("ressources") {
      try once(evaluation.ressources != nil, cursor, "la ligne « ressources »")
      try cursor.expectColon(example: "ressources : 8 000 €/an")
      evaluation.ressources = try cursor.montant(example: "8 000 €/an")
      _ = cursor.accept("par an")
      try cursor.end(example: "ressources : 8 000 €/an")
    } else if cursor.accept(any: ["charge de", "charge d"]) {
      let commune = try cursor.text("le nom de la commune entre guillemets", example: "charge de « Montjoie »")
      var part: Located<Decimal>?
      if cursor.accept(.deuxPoints) { part = try cursor.percent(example: "60 %") }
      try cursor.end(example: "charge de « Montjoie » : 60 %")
      charge.append(PartCharge(commune: commune, part: part))
    } else {
      throw unknown(
        cursor, among: ["fonctionnement :", "équipement :", "ressources :", "charge de « … »"],
        what: "cette ligne du transfert")
    }
  }

  private func fonctionnement(_ cursor: inout LineCursor) throws(LineFault) -> EvaluationCharges.Fonctionnement {
    let example = "fonctionnement : 340 000 €, 352 000 €, 358 000 €, moyenne des comptes 2024 à 2026"
    try cursor.expectColon(example: example)
    var montants: [Located<Montant>] = []
    while cursor.isAtNumber {
      montants.append(try cursor.montant(example: "350 000 €"))
      cursor.skipCommas()
    }
    guard let last = montants.last else { throw cursor.expected("un montant", example: example) }
    if cursor.accept(any: ["dernier budget", "budget precedent"]) {
      guard montants.count == 1 else {
        throw cursor.fault("P0102", "le dernier budget n'a qu'un montant", at: last.span, repair: "gardez-en un seul")
      }
      try cursor.end(example: example)
      return .init(montants: montants, methode: .dernierBudget)
    }
    try cursor.expect("moyenne des comptes", shown: "moyenne des comptes", example: example)
    let start = cursor.index
    let first = try cursor.year()
    guard cursor.accept("a") else { throw cursor.expected("« à » et la dernière année", example: example) }
    let final = try cursor.year()
    let count = final.value - first.value + 1
    // One amount stands for a mean already made.
    guard count >= 1, montants.count == count || montants.count == 1 else {
      throw cursor.fault(
        "P0102", "\(montants.count) montants pour \(max(count, 0)) comptes", at: cursor.span(from: start),
        repair: "écrivez un montant par année, ou leur moyenne seule")
    }
    try cursor.end(example: example)
    return .init(montants: montants, methode: .moyenneComptes(premier: first.value, dernier: final.value))
  }

  private func equipement(_ cursor: inout LineCursor) throws(LineFault) -> EvaluationCharges.Equipement {
    let example = "équipement : coût 4 M€, intérêts 600 k€, entretien 40 k€/an, durée 30 ans, subventions 1,2 M€"
    try cursor.expectColon(example: example)
    var found: [String: Located<Montant>] = [:]
    var duree: Located<Int>?
    while !cursor.isAtEnd {
      if cursor.accept("duree") {
        let years = try cursor.integer("un nombre d'années", example: "durée 30 ans")
        guard cursor.accept(any: ["ans", "an"]) else {
          throw cursor.fault(
            "P0104", "cette durée n'a pas d'unité", at: years.span, repair: "écrivez « durée \(years.value) ans »")
        }
        guard (1...100).contains(years.value) else {
          throw cursor.fault("P0106", "la durée va de 1 à 100 ans", at: years.span, repair: "corrigez la durée")
        }
        duree = years
      } else if let word = ["cout", "interets", "entretien", "subventions"].first(where: { cursor.starts(with: $0) }) {
        cursor.index += 1
        found[word] = try cursor.montant(example: example)
        _ = cursor.accept("par an")
      } else {
        throw cursor.expected("« coût », « intérêts », « entretien », « durée » ou « subventions »", example: example)
      }
      cursor.skipCommas()
    }
    guard let cout = found["cout"], let duree else {
      let missing = found["cout"] == nil ? "le coût" : "la durée"
      throw cursor.fault(
        "P0115", "il manque \(missing) de l'équipement", at: cursor.whole, repair: "par exemple « \(example) »")
    }
    return .init(
      cout: cout, interets: found["interets"], entretien: found["entretien"], dureeAns: duree,
      subventions: found["subventions"])
  }
}
