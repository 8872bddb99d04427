import Diagnostics

extension Parser {
  static let ciblesBalayables = [
    "enveloppe de l'article", "indexation de l'article", "poids de l'article", "plancher de l'article",
    "plafond de l'article", "durée du lissage de l'article", "fin de la garantie de l'article",
    "part de l'EPCI du prélèvement de l'article",
    "montant de l'ensemble du prélèvement de l'article",
    "coefficient d'intégration fiscale de l'article", "révision de 2028 de l'article",
    "montant de « Commune » de l'article", "taux de l'article", "fonctionnement de « Transfert » de l'article",
    "coût de « Projet » de l'article", "limite de l'article", "exposant du critère 1 de l'article",
    "paramètre", "hypothèse", "colonne", "tirages", "corrélation", "groupe",
  ]

  /// What a scenario writes and no sweep can move, and why.
  private static let horsBalayage: [(debut: String, pourquoi: String)] = [
    ("vote", "un vote ne change aucun montant : les verdicts disent pour chaque variante s'il serait acquis"),
    ("avis", "l'avis d'un conseil ne change aucun montant : les verdicts disent si chaque majorité serait acquise"),
    ("exiger", "une exigence ne change aucun montant : les verdicts disent pour chaque variante si elle tient"),
    ("exigence", "une exigence ne change aucun montant : les verdicts disent pour chaque variante si elle tient"),
    ("periode", "toutes les variantes d'un balayage ont les mêmes années"),
    ("annee", "l'année d'une mesure la désigne : écrivez un scénario pour chacune"),
    ("fin", "seule la fin d'une garantie ou d'un tunnel varie : « fin de la garantie de l'article 2 »"),
    ("date", "une date ne se tire pas : écrivez un scénario pour chacune"),
    ("notification", "une date ne se tire pas : écrivez un scénario pour chacune"),
    ("ponderation", "une pondération est un choix, pas une grandeur : écrivez un scénario pour chacune"),
    ("assiette", "une assiette est un choix, pas une grandeur : écrivez un scénario pour chacune"),
    ("contrat de ville", "le contrat de ville est un choix, pas une grandeur : écrivez un scénario pour chacun"),
    ("fusion", "une fusion est un choix, pas une grandeur : écrivez un scénario pour chacune"),
    ("article", "un article entier ne varie pas : dites quelle valeur de l'article"),
  ]

  /// What varies: « enveloppe de l'article 2 », « hypothèse revenus »…
  func cibleBalayee(_ cursor: inout LineCursor) throws(LineFault) -> Located<Balayage.Cible> {
    let start = cursor.index
    let found: Balayage.Cible
    if cursor.accept("enveloppe") {
      if let nom = cursor.nom() {
        found = .enveloppeFraction(nom: nom, article: try article(&cursor), annee: try annee(&cursor))
      } else {
        found = .enveloppe(article: try article(&cursor), annee: try annee(&cursor))
      }
    } else if cursor.accept("indexation") {
      _ = cursor.accept("de l enveloppe")
      found = .indexation(article: try article(&cursor))
    } else if cursor.accept("poids") {
      found = try poids(&cursor)
    } else if cursor.accept("plancher") {
      found = .plancher(article: try article(&cursor))
    } else if cursor.accept(any: ["duree du lissage", "lissage"]) {
      found = .dureeLissage(article: try article(&cursor))
    } else if cursor.accept(any: ["fin de la garantie", "fin du tunnel"]) {
      found = .finGarantie(article: try article(&cursor))
    } else if cursor.accept("plafond") {
      found = .plafond(article: try article(&cursor))
    } else if cursor.accept("part de l epci") {
      if let nom = cursor.nom() { return Located(try poste(.partEPCI, nom, &cursor), cursor.span(from: start)) }
      let volet = try expectVolet(&cursor)
      found = .partEPCI(article: try article(&cursor), volet: volet)
    } else if cursor.accept("montant de l ensemble") {
      let volet = try expectVolet(&cursor)
      found = .montantEnsemble(article: try article(&cursor), volet: volet, annee: try annee(&cursor))
    } else if cursor.accept("coefficient d integration fiscale") {
      found = .coefficientIntegrationFiscale(article: try article(&cursor))
    } else if cursor.accept("revision") {
      guard cursor.accept(any: ["de", "a compter de"]) else {
        throw cursor.expected("l'année de la révision", example: "révision de 2028 de l'article 1 : …")
      }
      let annee = try cursor.year().value
      found = .revision(article: try article(&cursor), annee: annee)
    } else if cursor.accept("parametre") {
      found = try parametreBalaye(&cursor)
    } else if cursor.accept("hypothese") {
      _ = cursor.accept("de")
      guard let grandeur = cursor.grandeurHypothese() else {
        throw unknown(cursor, among: Hypothese.Grandeur.allCases.map(\.texte), what: "Cette hypothèse")
      }
      found = .hypothese(grandeur)
    } else if cursor.accept("colonne") {
      found = .colonne(
        try cursor.text("le nom d'une colonne entre guillemets", example: "colonne « revenu » : erreur normale …").value
      )
    } else if let named = try cibleNommee(&cursor) {
      found = named
    } else {
      if let reason = Self.horsBalayage.first(where: { cursor.starts(with: $0.debut) }) {
        throw cursor.fault(
          "P0180", reason.pourquoi, at: cursor.whole,
          repair: "ce qui varie : \(Self.ciblesBalayables.dropLast(3).joined(separator: ", "))")
      }
      throw unknown(cursor, among: Self.ciblesBalayables, what: "Cette ligne de « balayer »")
    }
    return Located(found, cursor.span(from: start))
  }

  private func parametreBalaye(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Cible {
    let example = "paramètre fpic.derogation.ecart_maximal_commune à compter de 2027 : 20 %, 30 %, 40 %"
    var parts: [String] = []
    while case .mot(let word)? = cursor.current?.kind, !cursor.starts(with: "a compter de") {
      parts.append(word)
      cursor.index += 1
    }
    guard !parts.isEmpty else { throw cursor.expected("le chemin d'un paramètre du droit", example: example) }
    try cursor.expect("a compter de", shown: "à compter de", example: example)
    return .parametre(chemin: parts.joined(separator: "."), aCompterDe: try cursor.year().value)
  }

  private func poids(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Cible {
    if cursor.accept("de la revision de") {
      let annee = try cursor.year().value
      return .poidsRevision(annee: annee, article: try article(&cursor))
    }
    if cursor.accept(any: ["de l indice de prelevement", "de l indice du prelevement"]) {
      return .poidsIndice(.prelevement)
    }
    if cursor.accept(any: ["de l indice de reversement", "de l indice du reversement"]) {
      return .poidsIndice(.reversement)
    }
    if let nom = cursor.nom() { return .poidsNommes(nom: nom, article: try article(&cursor)) }
    let volet = volet(&cursor)
    return .poids(article: try article(&cursor), volet: volet)
  }

  /// A value that the article names: « montant de « Montjoie » », « coût de « École » »… `nil` when it is none.
  private func cibleNommee(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Cible? {
    if cursor.accept("montant") {
      guard let nom = cursor.nom() else {
        throw cursor.expected("« de » et un nom entre guillemets", example: "montant de « Montjoie » de l'article 1")
      }
      let volet = volet(&cursor)
      return .montant(nom: nom, volet: volet, article: try article(&cursor), annee: try annee(&cursor))
    }
    if cursor.accept("taux") {
      let sujet = cursor.sujet()
      var qui: Balayage.Qui?
      if cursor.accept("de l epci") {
        qui = .epci
      } else if cursor.accept("des communes") {
        qui = .communes
      } else if let nom = cursor.nom() {
        qui = .commune(nom)
      }
      return .taux(sujet, qui, article: try article(&cursor), annee: try annee(&cursor))
    }
    for poste in Balayage.Poste.allCases where cursor.accept(Folding.fold(poste.texte)) {
      guard let nom = cursor.nom() else {
        throw cursor.expected(
          "« de » et un nom entre guillemets", example: "\(poste.texte) de « Piscine » de l'article 1")
      }
      return try self.poste(poste, nom, &cursor)
    }
    for borne in Balayage.Borne.allCases where cursor.accept(borne.texte) {
      return .borne(borne, article: try article(&cursor), annee: try annee(&cursor))
    }
    for forme in Balayage.Forme.allCases where cursor.accept(forme.texte) {
      let example = "\(forme.texte) du critère 1 de l'article 2"
      try cursor.expect("du critere", shown: "du critère", example: example)
      let rang = try cursor.integer("le rang du critère", example: example).value
      return .forme(forme, critere: rang, article: try article(&cursor))
    }
    return nil
  }

  private func poste(
    _ poste: Balayage.Poste, _ nom: String, _ cursor: inout LineCursor
  ) throws(LineFault) -> Balayage.Cible {
    .poste(poste, nom: nom, article: try article(&cursor), annee: try annee(&cursor))
  }

  private func article(_ cursor: inout LineCursor) throws(LineFault) -> Int {
    guard cursor.accept(any: ["de l article", "article"]) else {
      throw cursor.expected("« de l'article » et son numéro", example: Self.exempleBalayage)
    }
    return try cursor.integer("le numéro de l'article", example: Self.exempleBalayage).value
  }

  private func annee(_ cursor: inout LineCursor) throws(LineFault) -> Int? {
    cursor.accept("en") ? try cursor.year().value : nil
  }

  private func volet(_ cursor: inout LineCursor) -> Balayage.Volet? {
    if cursor.accept("du prelevement") { return .prelevement }
    if cursor.accept("du reversement") { return .reversement }
    return nil
  }

  private func expectVolet(_ cursor: inout LineCursor) throws(LineFault) -> Balayage.Volet {
    if let volet = volet(&cursor) { return volet }
    throw cursor.expected(
      "« du prélèvement » ou « du reversement »", example: "part de l'EPCI du prélèvement de l'article 3 : 20 %, 40 %")
  }
}

extension LineCursor {
  /// « de « Piscine » »; `nil`, nothing read, when what follows is not a name.
  fileprivate mutating func nom() -> String? {
    guard starts(with: "de"), index + 1 < tokens.count, case .texte(let nom) = tokens[index + 1].kind, !nom.isEmpty
    else { return nil }
    index += 2
    return nom
  }

  fileprivate mutating func sujet() -> Balayage.Sujet? {
    for sujet in Balayage.Sujet.allCases where accept(Folding.fold(sujet.texte)) { return sujet }
    return nil
  }
}
