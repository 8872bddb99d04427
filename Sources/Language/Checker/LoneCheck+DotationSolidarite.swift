import Diagnostics

extension LoneCheck {
  mutating func check(_ clauses: ClausesDotationSolidarite, _ article: Article) {
    let needed = periode.contains { $0 != clauses.reconduction?.value }
    if let enveloppe = clauses.enveloppe { covers(enveloppe) }
    if let rule = clauses.regleEnveloppe, case .partRecettes(let part) = rule.value, part.fraction > 1 {
      add(
        "P0120", .erreur, "l'enveloppe dépasse 100 % des recettes de l'EPCI", rule.span, repair: "écrivez 100 % au plus"
      )
    }
    if needed { presence(clauses, article) }
    weights(clauses.repartition)
    for fraction in clauses.fractions { check(fraction) }
    let rest = clauses.fractions.filter { $0.part.value == .reste }
    if rest.count > 1 {
      add(
        "P0116", .erreur, "deux fractions prennent le reste", rest[1].part.span,
        related: [rest[0].part.span.place("la première")], repair: "donnez un montant à l'une des deux")
    }
    defaults(clauses, article)
    for garantie in clauses.garanties { check(garantie) }
    if let lissage = clauses.lissage, case .degressif = lissage.value, let garantie = clauses.garanties.first {
      add(
        "P0116", .erreur, "un lissage dégressif est déjà une garantie", lissage.span,
        related: [garantie.span.place("l'autre garantie")], repair: "gardez l'un des deux")
    }
    for versement in clauses.versements { covers(versement.montant) }
    if let reconduction = clauses.reconduction, !periode.contains(reconduction.value) {
      add(
        "P0151", .remarque, "\(reconduction.value) n'est pas dans la période : la reconduction est sans effet",
        reconduction.span, repair: "retirez-la, ou changez la période")
    }
    if case .plancherContratDeVille? = clauses.regleEnveloppe?.value, clauses.contratDeVille == nil,
      let span = clauses.regleEnveloppe?.span
    {
      add(
        "P0115", .erreur, "l'article ne dit pas où en est le contrat de ville", span,
        repair: "ajoutez « contrat de ville : sans pacte »")
    }
  }

  private mutating func presence(_ clauses: ClausesDotationSolidarite, _ article: Article) {
    if clauses.enveloppe == nil, clauses.regleEnveloppe == nil {
      add(
        "P0115", .erreur, "l'enveloppe de la dotation n'est pas écrite", article.span,
        repair: "ajoutez « enveloppe de 3,5 M€ en \(periode.lowerBound), puis constante »")
    }
    if clauses.repartition.isEmpty, clauses.fractions.isEmpty {
      add(
        "P0115", .erreur, "la répartition de la dotation n'est pas écrite", clauses.repartitionSpan ?? article.span,
        repair: "ajoutez « répartie », puis une ligne par critère : « \(LineCursor.exempleCritere) »")
    }
    if let span = clauses.repartitionSpan, let fraction = clauses.fractions.first {
      add(
        "P0131", .erreur, "la dotation est répartie à la fois en entier et par fractions", fraction.span,
        related: [span.place("la répartition entière")], repair: "gardez l'une des deux")
    }
  }

  private mutating func check(_ fraction: ClausesDotationSolidarite.Fraction) {
    if fraction.repartition.isEmpty {
      add(
        "P0115", .erreur, "la répartition de cette fraction n'est pas écrite", fraction.span,
        repair: "ajoutez dessous « répartie », puis une ligne par critère : « \(LineCursor.exempleCritere) »")
    }
    weights(fraction.repartition)
    switch fraction.part.value {
    case .annuel(let amount): covers(Located(amount, fraction.part.span))
    case .part(let share), .partIndexee(let share, _, _):
      if share.fraction > 1 {
        add(
          "P0120", .erreur, "cette fraction dépasse 100 % de l'enveloppe", fraction.part.span,
          repair: "écrivez 100 % au plus")
      }
      if case .partIndexee(_, let year, _) = fraction.part.value, year != periode.lowerBound {
        add(
          "P0113", .erreur, "la fraction part de l'enveloppe de \(year), la période commence en \(periode.lowerBound)",
          fraction.part.span, repair: "écrivez « de l'enveloppe de \(periode.lowerBound) »")
      }
    case .reste: break
    }
  }

  private mutating func check(_ garantie: Located<ClausesDotationSolidarite.Garantie>) {
    let value = garantie.value
    if let floor = value.plancher, let ceiling = value.plafond, floor.value.value > ceiling.value.value {
      add(
        "P0120", .alerte,
        "le plancher (\(floor.value.texte) %) dépasse le plafond (\(ceiling.value.texte) %) : le plancher l'emporte",
        floor.span, related: [ceiling.span.place("le plafond")], repair: "relevez le plafond ou baissez le plancher")
    }
    if let until = value.jusquEn, until.value < periode.lowerBound {
      add(
        "P0151", .remarque, "cette garantie s'arrête avant la période, elle est sans effet", until.span,
        repair: "retirez-la, ou changez l'année")
    }
    if case .annee(let year) = value.base, year >= periode.lowerBound {
      add(
        "P0113", .erreur, "la garantie se réfère à \(year), qui n'est pas antérieure à la période", garantie.span,
        repair: "écrivez « du montant de l'année précédente », ou une année antérieure à \(periode.lowerBound)")
    }
  }

  private mutating func defaults(_ clauses: ClausesDotationSolidarite, _ article: Article) {
    let criteria = clauses.repartition + clauses.fractions.flatMap(\.repartition)
    if clauses.ponderation == nil, criteria.contains(where: { $0.grandeur.value.estRichesse }) {
      add(
        "P0160", .remarque, "la population de pondération n'est pas écrite : population INSEE totale",
        clauses.repartitionSpan ?? article.span, repair: "écrivez « pondération : population INSEE » pour le dire")
    }
    for critere in criteria where critere.forme == nil && critere.grandeur.value.estRichesse {
      let shape = critere.grandeur.value == .revenu ? "linéaire" : "écart tronqué"
      add(
        "P0161", .remarque, "la forme du critère n'est pas écrite : \(shape)", critere.grandeur.span,
        repair: "ajoutez « , \(shape) » pour le dire")
    }
  }
}
