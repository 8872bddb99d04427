import Diagnostics

extension Parser {
  static let clausesFondsDeConcours = [
    "assiette :", "enveloppe de …", "pondération :", "droits de tirage répartis", "solde des droits :", "projet « … »",
    "vote :", "en connaissance de cause",
  ]

  mutating func fondsDeConcours(
    _ cursor: inout LineCursor, _ clauses: inout ClausesFondsDeConcours
  ) throws(LineFault) {
    if cursor.accept("assiette") {
      try once(clauses.assiette != nil, cursor, "l'assiette")
      clauses.assiette = try assiette(&cursor)
      context = .none
    } else if cursor.accept(any: ["enveloppe de", "enveloppe"]) {
      try once(clauses.enveloppe != nil, cursor, "l'enveloppe")
      _ = cursor.accept(.deuxPoints)
      let example = "enveloppe de 1,5 M€ en 2026, puis constante"
      clauses.enveloppe = try cursor.montantAnnuel(example: example)
      context = .none
      try cursor.end(example: example)
    } else if cursor.accept("ponderation") {
      try once(clauses.ponderation != nil, cursor, "la pondération")
      clauses.ponderation = try choixPopulation(&cursor)
      context = .none
    } else if cursor.accept("droits de tirage") {
      try once(clauses.repartitionSpan != nil, cursor, "la répartition des droits de tirage")
      _ = cursor.accept(any: ["repartis", "reparti"])
      clauses.repartitionSpan = cursor.whole
      context = .repartition
      _ = cursor.accept(.deuxPoints)
      if !cursor.isAtEnd { clauses.repartition += try cursor.criteres() }
      try cursor.end(example: LineCursor.exempleCritere)
    } else if cursor.accept(any: ["solde des droits", "solde"]) {
      try once(clauses.solde != nil, cursor, "le solde des droits")
      try cursor.expectColon(example: "solde des droits : reporté")
      let start = cursor.index
      let solde: ClausesFondsDeConcours.Solde
      if cursor.accept("reporte") {
        solde = .reporte
      } else if cursor.accept("perdu") {
        solde = .perdu
      } else {
        throw cursor.expected("« reporté » ou « perdu »", example: "solde des droits : reporté")
      }
      clauses.solde = Located(solde, cursor.span(from: start))
      context = .none
      try cursor.end(example: "solde des droits : reporté")
    } else if cursor.accept("projet") {
      clauses.projets.append(try projet(&cursor))
      context = .none
    } else if cursor.isAtCriterion, context == .repartition {
      clauses.repartition += try cursor.criteres()
      try cursor.end(example: LineCursor.exempleCritere)
    } else {
      throw unknown(cursor, among: Self.clausesFondsDeConcours, what: "cette ligne de l'article")
    }
  }

  private func assiette(
    _ cursor: inout LineCursor
  ) throws(LineFault) -> Located<ClausesFondsDeConcours.Assiette> {
    let example = "assiette : TTC"
    try cursor.expectColon(example: example)
    let start = cursor.index
    let found: ClausesFondsDeConcours.Assiette
    if cursor.accept(any: ["ttc nette du fctva", "ttc net du fctva", "ttc net de fctva"]) {
      found = .ttcNetFctva
    } else if cursor.accept("ttc") {
      found = .ttc
    } else if cursor.accept("ht") {
      found = .ht
    } else {
      throw cursor.expected("« TTC », « HT » ou « TTC nette du FCTVA »", example: example)
    }
    try cursor.end(example: example)
    return Located(found, cursor.span(from: start))
  }

  private func projet(_ cursor: inout LineCursor) throws(LineFault) -> ClausesFondsDeConcours.Projet {
    let example =
      "projet « École » de « Montjoie » en 2027 : coût 600 000 € TTC, subventions 150 000 €, fonds de concours 200 000 €"
    let whole = cursor.whole
    let nom = try cursor.text("le nom du projet entre guillemets", example: example)
    guard cursor.accept(any: ["de", "d", "a"]) else { throw cursor.expected("« de » et la commune", example: example) }
    let commune = try cursor.text("le nom de la commune entre guillemets", example: example)
    let annee = try depuis(&cursor, example: example)
    try cursor.expectColon(example: example)
    var out = ClausesFondsDeConcours.Projet(
      nom: nom, commune: commune, annee: annee, coutTTC: nil, coutHT: nil, subventions: nil, montant: nil, span: whole)
    var asked = false
    while !cursor.isAtEnd {
      let start = cursor.index
      if cursor.accept("cout") {
        let montant = try cursor.montant(example: "600 000 €")
        if cursor.accept("ttc") {
          out.coutTTC = montant
        } else if cursor.accept("ht") {
          out.coutHT = montant
        } else {
          throw cursor.fault(
            "P0117", "ce coût est-il TTC ou HT ?", at: cursor.span(from: start),
            repair: "précisez « coût 600 000 € TTC » ou « coût 500 000 € HT »")
        }
      } else if cursor.accept("subventions") || cursor.accept("subvention") {
        out.subventions = try cursor.montant(example: "150 000 €")
      } else if cursor.accept("fonds de concours") {
        asked = true
        if !cursor.accept(any: ["maximal", "maximum"]) { out.montant = try cursor.montant(example: "200 000 €") }
      } else {
        throw cursor.expected("« coût », « subventions » ou « fonds de concours »", example: example)
      }
      cursor.skipCommas()
    }
    guard asked, out.coutTTC != nil || out.coutHT != nil else {
      throw cursor.fault(
        "P0115", "il manque \(asked ? "le coût" : "le fonds de concours") du projet", at: whole,
        repair: "par exemple « \(example) »")
    }
    return out
  }
}
