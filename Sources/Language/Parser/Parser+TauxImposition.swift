import Diagnostics

extension Parser {
  static let clausesTaux = [
    "taux de l'EPCI à compter de …", "taux des communes à compter de …", "taux de « … » à compter de …",
    "échange à compter de …", "vote :", "en connaissance de cause",
  ]

  mutating func tauxImposition(_ cursor: inout LineCursor, _ clauses: inout ClausesTauxImposition) throws(LineFault) {
    let whole = cursor.whole
    if cursor.accept("echange") {
      let example =
        "échange à compter de 2027 : foncier bâti, 1 point pour l'EPCI, restitué par l'attribution de compensation"
      let year = try depuis(&cursor, example: example)
      try cursor.expectColon(example: example)
      let impot = try impot(&cursor, example: example)
      cursor.skipCommas()
      let points = try points(&cursor, example: example)
      try cursor.expect("pour l epci", shown: "pour l'EPCI", example: example)
      cursor.skipCommas()
      let restitution = try restitution(&cursor, example: example)
      try cursor.end(example: example)
      clauses.mesures.append(
        MesureTaux(
          impot: impot, aCompterDe: year, genre: .echange(points: points, restitution: restitution), span: whole))
      context = .none
    } else if cursor.accept("taux") {
      let example = "taux de l'EPCI à compter de 2027 : foncier bâti + 1 point"
      let who = try qui(&cursor, example: example)
      let year = try depuis(&cursor, example: example)
      try cursor.expectColon(example: example)
      let impot = try impot(&cursor, example: example)
      cursor.skipCommas()
      let changement: MesureTaux.Changement
      if cursor.current?.kind == .plus || cursor.current?.kind == .moins {
        changement = .points(try points(&cursor, example: example))
      } else {
        changement = .taux(try cursor.percent(example: "26,50 %"))
      }
      try cursor.end(example: example)
      clauses.mesures.append(
        MesureTaux(impot: impot, aCompterDe: year, genre: .vote(who, changement), span: whole))
      context = .none
    } else {
      throw unknown(cursor, among: Self.clausesTaux, what: "cette ligne de l'article")
    }
  }

  private func qui(_ cursor: inout LineCursor, example: String) throws(LineFault) -> MesureTaux.Qui {
    if cursor.accept("de l epci") { return .epci }
    if cursor.accept(any: ["des communes", "de toutes les communes"]) { return .communes }
    guard cursor.accept(any: ["de", "d"]) else {
      throw cursor.expected("« de l'EPCI », « des communes » ou « de « Commune » »", example: example)
    }
    return .commune(try cursor.text("le nom de la commune entre guillemets", example: example))
  }

  private func impot(_ cursor: inout LineCursor, example: String) throws(LineFault) -> Located<MesureTaux.Impot> {
    let start = cursor.index
    let names: [(String, MesureTaux.Impot)] = [
      ("foncier non bati", .foncierNonBati), ("foncier bati", .foncierBati),
      ("residences secondaires", .residencesSecondaires), ("thrs", .residencesSecondaires),
      ("cotisation fonciere des entreprises", .cfe), ("cotisation fonciere", .cfe), ("cfe", .cfe),
    ]
    for (phrase, impot) in names where cursor.accept(phrase) { return Located(impot, cursor.span(from: start)) }
    let known = MesureTaux.Impot.allCases.map { "« \($0.texte) »" }.joined(separator: ", ")
    throw cursor.expected("un impôt : \(known)", example: example)
  }

  /// « + 1 point », « − 0,5 point », « 1,25 points ».
  private func points(_ cursor: inout LineCursor, example: String) throws(LineFault) -> Located<Decimal> {
    let start = cursor.index
    var sign: Int64 = 1
    if cursor.accept(.moins) { sign = -1 } else { _ = cursor.accept(.plus) }
    guard let token = cursor.current, case .nombre(let value) = token.kind else {
      throw cursor.expected("un nombre de points", example: example)
    }
    cursor.index += 1
    guard cursor.accept(any: ["point", "points", "pt", "pts"]) else {
      throw cursor.fault(
        "P0104", "cet écart n'a pas d'unité", at: cursor.span(token),
        repair: "écrivez « \(token.text) point » ; un taux entier s'écrit « 26,50 % », sans signe")
    }
    return Located(Decimal(sign * value.mantissa, decimals: value.decimals), cursor.span(from: start))
  }

  private func restitution(
    _ cursor: inout LineCursor, example: String
  ) throws(LineFault) -> Located<MesureTaux.Restitution> {
    let start = cursor.index
    if cursor.accept("sans restitution") { return Located(.aucune, cursor.span(from: start)) }
    guard cursor.accept(any: ["restitue par", "restituee par", "restitues par"]) else {
      throw cursor.expected("« restitué par … » ou « sans restitution »", example: example)
    }
    let names: [(String, MesureTaux.Restitution)] = [
      ("l attribution de compensation", .attributionCompensation), ("l ac", .attributionCompensation),
      ("la dotation de solidarite communautaire", .dotationSolidarite),
      ("la dotation de solidarite", .dotationSolidarite), ("la dsc", .dotationSolidarite),
      ("les fonds de concours", .fondsDeConcours), ("des fonds de concours", .fondsDeConcours),
    ]
    for (phrase, found) in names where cursor.accept(phrase) { return Located(found, cursor.span(from: start)) }
    throw cursor.expected(
      "« l'attribution de compensation », « la dotation de solidarité » ou « les fonds de concours »", example: example)
  }

  // MARK: - FPIC borne by the EPCI

  mutating func priseEnCharge(_ cursor: inout LineCursor, _ clauses: inout ClausesPriseEnCharge) throws(LineFault) {
    let example = "50 % du prélèvement des communes à compter de 2026, dans la limite de 200 000 €"
    if cursor.accept("notification") {
      try once(clauses.notification != nil, cursor, "la notification")
      try cursor.expectColon(example: "notification : le 5 mai 2026")
      clauses.notification = try cursor.date()
      try cursor.end(example: "notification : le 5 mai 2026")
    } else if cursor.isAtNumber {
      let whole = cursor.whole
      let part = try cursor.percent(example: "50 %")
      guard cursor.accept(any: ["du prelevement des communes", "du prelevement"]) else {
        throw cursor.expected("« du prélèvement des communes »", example: example)
      }
      let year = try depuis(&cursor, example: example)
      cursor.skipCommas()
      var limite: Located<Montant>?
      if cursor.accept("dans la limite de") {
        limite = try cursor.montant(example: "200 000 €")
        _ = cursor.accept("par an")
      }
      try cursor.end(example: example)
      clauses.prises.append(.init(part: part, aCompterDe: year, limite: limite, span: whole))
    } else {
      throw unknown(
        cursor,
        among: ["50 % du prélèvement des communes à compter de 2026", "notification :", "vote :"],
        what: "cette ligne de l'article")
    }
    context = .none
  }
}
