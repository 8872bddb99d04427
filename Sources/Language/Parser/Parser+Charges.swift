import Diagnostics

// The lines of a transfer: what the CLECT evaluates, and when.
extension Parser {
  func chargeLine(
    _ cursor: inout LineCursor, _ evaluation: inout EvaluationCharges, _ charge: inout [PartCharge]
  ) throws(LineFault) {
    if cursor.accept("fonctionnement") {
      try once(evaluation.fonctionnement != nil, cursor, "la ligne « fonctionnement »")
      evaluation.fonctionnement = try comptes(&cursor, investissement: false)
    } else if cursor.accept("investissement") {
      try once(evaluation.investissement != nil, cursor, "la ligne « investissement »")
      evaluation.investissement = try comptes(&cursor, investissement: true)
    } else if cursor.accept(any: ["equipement", "equipements"]) {
      evaluation.equipements.append(try equipement(&cursor))
    } else if cursor.accept("ressources") {
      try once(evaluation.ressources != nil, cursor, "la ligne « ressources »")
      try cursor.expectColon(example: "ressources : 8 000 €/an")
      evaluation.ressources = try cursor.montant(example: "8 000 €/an")
      _ = cursor.accept("par an")
      try cursor.end(example: "ressources : 8 000 €/an")
    } else if cursor.accept("rapport de la clect") {
      let example = "rapport de la CLECT : le 12 septembre 2027"
      try once(evaluation.rapport != nil, cursor, "la date du rapport")
      try cursor.expectColon(example: example)
      evaluation.rapport = try cursor.date()
      try cursor.end(example: example)
    } else if cursor.accept("deliberations des communes") {
      let example = "délibérations des communes : le 10 décembre 2027"
      try once(evaluation.deliberations != nil, cursor, "la date des délibérations")
      try cursor.expectColon(example: example)
      evaluation.deliberations = try cursor.date()
      try cursor.end(example: example)
    } else if cursor.accept(any: ["charge de", "charge d"]) {
      let commune = try cursor.text("le nom de la commune entre guillemets", example: "charge de « Montjoie »")
      var part: Located<Decimal>?
      if cursor.accept(.deuxPoints) { part = try cursor.percent(example: "60 %") }
      try cursor.end(example: "charge de « Montjoie » : 60 %")
      charge.append(PartCharge(commune: commune, part: part))
    } else {
      throw unknown(
        cursor,
        among: [
          "fonctionnement :", "équipement :", "investissement :", "ressources :", "charge de « … »",
          "rapport de la CLECT :", "délibérations des communes :",
        ], what: "cette ligne du transfert")
    }
  }

  private func comptes(
    _ cursor: inout LineCursor, investissement: Bool
  ) throws(LineFault) -> EvaluationCharges.Comptes {
    let example =
      investissement
      ? "investissement : 80 k€, évaluation du préfet sur les comptes 2020 à 2026, prix + 2 % par an"
      : "fonctionnement : 340 000 €, 352 000 €, 358 000 €, moyenne des comptes 2024 à 2026"
    try cursor.expectColon(example: example)
    var montants: [Located<Montant>] = []
    while cursor.isAtNumber {
      montants.append(try cursor.montant(example: "350 000 €"))
      cursor.skipCommas()
    }
    guard let last = montants.last else { throw cursor.expected("un montant", example: example) }
    if !investissement, cursor.accept(any: ["dernier budget", "budget precedent"]) {
      guard montants.count == 1 else {
        throw cursor.fault("P0102", "le dernier budget n'a qu'un montant", at: last.span, repair: "gardez-en un seul")
      }
      try cursor.end(example: example)
      return .init(montants: montants, methode: .dernierBudget)
    }
    if cursor.accept(any: ["evaluation du prefet sur les comptes"]) {
      let (first, final) = try comptesEcrits(&cursor, montants.count, unSeul: false, example: example)
      cursor.skipCommas()
      try cursor.expect("prix", shown: "prix", example: "prix + 1,5 % par an")
      let prix = try cursor.evolution(example: "+ 1,5 %")
      try cursor.expect("par an", shown: "par an", example: "prix + 1,5 % par an")
      try cursor.end(example: example)
      return .init(montants: montants, methode: .prefet(premier: first, dernier: final, prix: prix.value))
    }
    guard !investissement else {
      throw cursor.expected("« évaluation du préfet sur les comptes … »", example: example)
    }
    try cursor.expect("moyenne des comptes", shown: "moyenne des comptes", example: example)
    let (first, final) = try comptesEcrits(&cursor, montants.count, unSeul: true, example: example)
    try cursor.end(example: example)
    return .init(montants: montants, methode: .moyenneComptes(premier: first, dernier: final))
  }

  /// « 2024 à 2026 », with as many amounts; one amount stands for a mean already made where `unSeul`.
  private func comptesEcrits(
    _ cursor: inout LineCursor, _ written: Int, unSeul: Bool, example: String
  ) throws(LineFault) -> (Int, Int) {
    let start = cursor.index
    let first = try cursor.year()
    guard cursor.accept("a") else { throw cursor.expected("« à » et la dernière année", example: example) }
    let final = try cursor.year()
    let count = final.value - first.value + 1
    guard count >= 1, written == count || (unSeul && written == 1) else {
      throw cursor.fault(
        "P0102", "\(written) \(written == 1 ? "montant" : "montants") pour \(max(count, 0)) comptes",
        at: cursor.span(from: start),
        repair: unSeul ? "écrivez un montant par année, ou leur moyenne seule" : "écrivez un montant par année")
    }
    return (first.value, final.value)
  }

  private struct EquipementLu {
    var cout: Located<Montant>?
    var renouvellement = false
    var interets: Located<Montant>?
    var entretien: [Located<Montant>] = []
    var duree: Located<Int>?
    var subventions: Located<Montant>?
    var fctva: Located<EvaluationCharges.Equipement.FCTVA>?
  }

  private func equipement(_ cursor: inout LineCursor) throws(LineFault) -> EvaluationCharges.Equipement {
    let example = "équipement : coût 4 M€, intérêts 600 k€, entretien 40 k€/an, durée 30 ans, subventions 1,2 M€"
    try cursor.expectColon(example: example)
    var lu = EquipementLu()
    while !cursor.isAtEnd {
      try part(&cursor, &lu, example)
      cursor.skipCommas()
    }
    guard let cout = lu.cout, let duree = lu.duree else {
      let missing = lu.cout == nil ? "le coût" : "la durée"
      throw cursor.fault(
        "P0115", "il manque \(missing) de l'équipement", at: cursor.whole, repair: "par exemple « \(example) »")
    }
    if lu.entretien.count > 1, lu.entretien.count != duree.value {
      throw cursor.fault(
        "P0102", "\(lu.entretien.count) années d'entretien pour une durée de \(duree.value) ans",
        at: lu.entretien[0].span, repair: "écrivez un montant par année, ou un seul suivi de « /an »")
    }
    return .init(
      cout: cout, renouvellement: lu.renouvellement, interets: lu.interets, entretien: lu.entretien, dureeAns: duree,
      subventions: lu.subventions, fctva: lu.fctva)
  }

  private func part(_ cursor: inout LineCursor, _ lu: inout EquipementLu, _ example: String) throws(LineFault) {
    let start = cursor.index
    if cursor.accept("duree") {
      let years = try cursor.integer("un nombre d'années", example: "durée 30 ans")
      guard cursor.accept(any: ["ans", "an"]) else {
        throw cursor.fault(
          "P0104", "cette durée n'a pas d'unité", at: years.span, repair: "écrivez « durée \(years.value) ans »")
      }
      guard (1...100).contains(years.value) else {
        throw cursor.fault("P0106", "la durée va de 1 à 100 ans", at: years.span, repair: "corrigez la durée")
      }
      lu.duree = years
    } else if cursor.starts(with: "cout") || cursor.starts(with: "renouvellement") {
      lu.renouvellement = cursor.starts(with: "renouvellement")
      cursor.index += 1
      try once(lu.cout != nil, cursor, "le coût de l'équipement")
      lu.cout = try cursor.montant(example: example)
    } else if cursor.accept("interets") {
      lu.interets = try cursor.montant(example: example)
    } else if cursor.accept("subventions") {
      lu.subventions = try cursor.montant(example: example)
    } else if cursor.accept("entretien") {
      repeat {
        lu.entretien.append(try cursor.montant(example: "entretien 40 k€/an"))
        _ = cursor.accept("par an")
        cursor.skipCommas()
      } while cursor.isAtNumber
    } else if cursor.accept("fctva") {
      if cursor.accept("deduit") {
        lu.fctva = Located(.deduit, cursor.span(from: start))
      } else {
        lu.fctva = Located(.taux(try cursor.percent(example: "FCTVA 16,404 %").value), cursor.span(from: start))
      }
    } else {
      throw cursor.expected(
        "« coût », « renouvellement », « intérêts », « entretien », « durée », « subventions » ou « FCTVA »",
        example: example)
    }
  }
}
