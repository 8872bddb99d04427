import Diagnostics

extension Parser {
  static let clausesFPIC = [
    "coefficient d'intégration fiscale :", "prélèvement :", "reversement :", "montant de l'ensemble :",
    "part de l'EPCI :", "entre communes :", "notification :", "notification aux communes :", "vote :",
    "accord de « … »", "refus de « … »", "silence de « … »", "« Commune » : montant",
    "dans les bornes légales", "vaut jusqu'à son retrait", "retrait en", "révision demandée par",
    "communes exonérées : prélevées", "en connaissance de cause",
  ]

  mutating func fpic(_ cursor: inout LineCursor) throws(LineFault) {
    if try motif(&cursor) { return }
    if cursor.accept(any: ["coefficient d integration fiscale", "cif"]) {
      let example = "coefficient d'intégration fiscale : 36,25 %"
      try cursor.expectColon(example: example)
      article?.fpic.coefficientIntegrationFiscale = try cursor.percent(example: "36,25 %")
      context = .none
      try cursor.end(example: example)
    } else if cursor.accept("prelevement") {
      try once(article?.fpic.prelevement != nil, cursor, "la décision sur le prélèvement")
      let read = try decision(&cursor)
      article?.fpic.prelevement = read
      context = .decision(prelevement: true)
    } else if cursor.accept(any: ["reversement", "attribution"]) {
      try once(article?.fpic.reversement != nil, cursor, "la décision sur le reversement")
      let read = try decision(&cursor)
      article?.fpic.reversement = read
      context = .decision(prelevement: false)
    } else if case .decision(let prelevement) = context {
      guard var decision = prelevement ? article?.fpic.prelevement : article?.fpic.reversement else { return }
      try decisionLine(&cursor, &decision)
      if prelevement { article?.fpic.prelevement = decision } else { article?.fpic.reversement = decision }
    } else {
      throw unknown(cursor, among: Self.clausesFPIC, what: "cette ligne de l'article")
    }
  }

  private func decision(_ cursor: inout LineCursor) throws(LineFault) -> DecisionFPIC {
    let example = "prélèvement : répartition dérogatoire à la majorité des deux tiers"
    try cursor.expectColon(example: example)
    let start = cursor.index
    _ = cursor.accept("repartition")
    _ = cursor.accept("de")
    let mode: DecisionFPIC.Mode
    if cursor.accept("droit commun") {
      mode = .droitCommun
    } else if cursor.accept("derogatoire") {
      _ = cursor.accept("a la majorite des deux tiers")
      mode = .derogatoire
    } else if cursor.accept("libre") {
      mode = .libre
    } else {
      throw cursor.expected(
        "« droit commun », « répartition dérogatoire à la majorité des deux tiers » ou « répartition libre »",
        example: example)
    }
    let span = cursor.span(from: start)
    try cursor.end(example: example)
    return DecisionFPIC(mode: Located(mode, span), span: cursor.whole)
  }

  private func decisionLine(_ cursor: inout LineCursor, _ decision: inout DecisionFPIC) throws(LineFault) {
    if cursor.accept("montant de l ensemble") {
      try once(
        decision.montantEnsemble != nil || decision.montantCalcule != nil, cursor, "la ligne « montant de l'ensemble »")
      let example = "montant de l'ensemble : 500 000 € en 2026, puis constant"
      try cursor.expectColon(example: example)
      let start = cursor.index
      if cursor.accept("calcule") {
        decision.montantCalcule = Located(true, cursor.span(from: start))
      } else {
        decision.montantEnsemble = try cursor.montantAnnuel(example: example)
      }
      try cursor.end(example: example)
    } else if cursor.accept("part de l epci") {
      try once(decision.partEPCI != nil, cursor, "la part de l'EPCI")
      decision.partEPCI = try partEPCI(&cursor)
    } else if cursor.accept("entre communes") || cursor.accept("entre les communes") {
      try cursor.expectColon(example: "entre communes : 20 % selon la population DGF, …")
      if !cursor.isAtEnd { decision.criteres += try cursor.criteres() }
      try cursor.end(
        example:
          "entre communes : 20 % selon la population DGF, 40 % selon le revenu, 40 % selon le potentiel financier")
    } else if cursor.accept("notification aux communes") {
      try once(decision.notificationAuxCommunes != nil, cursor, "la ligne « notification aux communes »")
      try cursor.expectColon(example: "notification aux communes : le 30 juin 2026")
      decision.notificationAuxCommunes = try cursor.date()
      try cursor.end(example: "notification aux communes : le 30 juin 2026")
    } else if cursor.accept("notification") {
      try cursor.expectColon(example: "notification : le 5 mai 2026")
      decision.notification = try cursor.date()
      try cursor.end(example: "notification : le 5 mai 2026")
    } else if cursor.accept("vote") {
      try cursor.expectColon(example: "vote : 40 pour, 12 contre")
      decision.vote = try cursor.vote()
      try cursor.end(example: "vote : 40 pour, 12 contre, le 20 juin 2026")
    } else if let position = try position(&cursor) {
      decision.positions.append(position)
    } else if cursor.accept("dans les bornes legales") {
      decision.dansLesBornes = true
      try cursor.end(example: "dans les bornes légales")
    } else if cursor.accept("vaut") {
      let example = "vaut jusqu'à son retrait"
      let start = cursor.index - 1
      try cursor.expect("jusqu a son retrait", shown: "jusqu'à son retrait", example: example)
      decision.pluriannuelle = Located(true, cursor.span(from: start))
      try cursor.end(example: example)
    } else if cursor.starts(with: "retrait") || cursor.starts(with: "revision demandee") {
      try once(decision.fin != nil, cursor, "la fin de la décision")
      decision.fin = try fin(&cursor)
    } else if cursor.accept("communes exonerees") {
      try cursor.expectColon(example: "communes exonérées : prélevées")
      try cursor.expect("prelevees", shown: "prélevées", example: "communes exonérées : prélevées")
      decision.exonereesPrelevees = true
      try cursor.end(example: "communes exonérées : prélevées")
    } else if cursor.isAtCriterion {
      decision.criteres += try cursor.criteres()
      try cursor.end(example: LineCursor.exempleCritere)
    } else if case .texte? = cursor.current?.kind {
      decision.montants.append(try montantCommune(&cursor))
    } else {
      throw unknown(cursor, among: Self.clausesFPIC, what: "cette ligne de l'article")
    }
  }

  /// « retrait en 2028 », « révision demandée par l'EPCI en 2028 », « révision demandée par une commune en 2028 »
  private func fin(_ cursor: inout LineCursor) throws(LineFault) -> Located<DecisionFPIC.FinDecision> {
    let start = cursor.index
    let cause: DecisionFPIC.FinDecision.Cause
    if cursor.accept("retrait") {
      cause = .retrait
    } else {
      _ = cursor.accept("revision demandee")
      if cursor.accept("par l epci") {
        cause = .revisionParEPCI
      } else if cursor.accept("par une commune") {
        cause = .revisionParCommune
      } else {
        throw cursor.expected(
          "« par l'EPCI » ou « par une commune »", example: "révision demandée par une commune en 2028")
      }
    }
    try cursor.expect("en", shown: "en", example: "retrait en 2028")
    let annee = try cursor.year()
    try cursor.end(example: "retrait en 2028")
    return Located(DecisionFPIC.FinDecision(cause: cause, annee: annee.value), cursor.span(from: start))
  }

  private func partEPCI(_ cursor: inout LineCursor) throws(LineFault) -> Located<DecisionFPIC.PartEPCI> {
    let example = "part de l'EPCI : 45 %"
    try cursor.expectColon(example: example)
    let start = cursor.index
    if cursor.accept(any: ["totalite", "la totalite", "tout"]) {
      try cursor.end(example: "part de l'EPCI : totalité")
      return Located(.totalite, cursor.span(from: start))
    }
    let unit = start + 1 < cursor.tokens.count ? cursor.tokens[start + 1].kind : nil
    if unit == .pourcent || unit == nil {
      let percent = try cursor.percent(example: "45 %")
      try cursor.end(example: example)
      return Located(.pourcentage(percent.value), percent.span)
    }
    let montant = try cursor.montant(example: "120 000 €")
    try cursor.end(example: example)
    return Located(.montant(montant.value), montant.span)
  }
}
