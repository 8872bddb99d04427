import Diagnostics

/// What the checks of the rates found in one year. `commune` is `nil` for the EPCI.
public enum FaitTaux: FaitDeLiceite, Equatable {
  case lien(commune: Int?, ExamenLien)
  /// The same for many communes at once.
  case lienDesCommunes([Int], [ExamenLien])
  case tauxNegatif(commune: Int?, Impot, taux: Double)
  case baseManquante(commune: Int, Impot)
  case tauxManquant(commune: Int?, Impot)
  case thrsGelee(commune: Int?)
  /// The communes of an EPCI under the FPU vote no CFE.
  case cfeDesCommunes
  case lienNonVerifie(commune: Int?, Impot)
  case voteTardif(date: DateCivile, limite: DateCivile)

  public var code: String {
    switch self {
    case .lien(_, let examen): examen.verdict == .nonConforme ? "L1001" : "L1002"
    case .lienDesCommunes(_, let examens): examens.first?.verdict == .nonConforme ? "L1001" : "L1002"
    case .tauxNegatif: "L1003"
    case .baseManquante: "L1004"
    case .tauxManquant: "L1005"
    case .thrsGelee: "L1006"
    case .cfeDesCommunes: "L1007"
    case .lienNonVerifie: "L1008"
    case .voteTardif: "L1009"
    }
  }

  public var severity: Severity {
    switch self {
    case .lien, .lienDesCommunes, .thrsGelee, .voteTardif: .alerte
    case .lienNonVerifie: .remarque
    case .tauxNegatif, .baseManquante, .tauxManquant, .cfeDesCommunes: .erreur
    }
  }

  public var article: String {
    switch self {
    case .thrsGelee: "LF 2020, art. 16"
    case .cfeDesCommunes: "CGI art. 1609 nonies C, I"
    case .voteTardif: "CGI art. 1639 A, I"
    case .lien(nil, _), .lienNonVerifie(nil, _): "CGI art. 1636 B decies, II"
    default: "CGI art. 1636 B sexies, I"
    }
  }

  public var commune: Int? {
    switch self {
    case .lien(let commune, _), .tauxNegatif(let commune, _, _), .tauxManquant(let commune, _),
      .thrsGelee(let commune), .lienNonVerifie(let commune, _):
      commune
    case .baseManquante(let commune, _): commune
    case .cfeDesCommunes, .lienDesCommunes, .voteTardif: nil
    }
  }

  public var mesure: Mesure? {
    switch self {
    case .lien(_, let examen):
      Mesure(
        "taux : \(examen.impot.nom)", examen.apres, .auPlus, examen.avant * examen.rapportMaximal,
        plusProche: examen.tauxMaximal, .part)
    case .tauxNegatif(_, let impot, let taux): Mesure("taux : \(impot.nom)", taux, .auMoins, 0, .part)
    case .voteTardif(let date, let limite):
      Mesure("vote, jours après le \(limite)", Double(date.jours(depuis: limite)), .auPlus, 0, .jours)
    case .lienDesCommunes, .baseManquante, .tauxManquant, .thrsGelee, .cfeDesCommunes, .lienNonVerifie: nil
    }
  }

  public var exigeUnMotif: Bool {
    switch self {
    case .lien(_, let examen): examen.verdict == .nonConforme
    case .lienDesCommunes(_, let examens): examens.first?.verdict == .nonConforme
    case .thrsGelee: true
    default: false
    }
  }

  public func message(nom: (Int) -> String) -> String {
    func who(_ commune: Int?) -> String { commune.map(nom) ?? "l'EPCI" }
    switch self {
    case .lien(let commune, let examen):
      let beyond = points(examen.depassement)
      return examen.apres == examen.avant
        ? "\(who(commune)) laisse \(examen.impot.libelle) à \(pourcentExact(examen.avant)), qui devait baisser de "
          + "\(beyond) avec les taxes foncières ; \(examen.verdict.rawValue)"
        : "\(who(commune)) porte \(examen.impot.libelle) de \(pourcentExact(examen.avant)) à "
          + "\(pourcentExact(examen.apres)), soit \(beyond) de plus que le lien avec les taxes foncières ne permet ; "
          + examen.verdict.rawValue
    case .lienDesCommunes(let communes, let examens):
      let beyond = examens.map(\.depassement)
      let names = communes.prefix(3).map(nom).joined(separator: ", ")
      return "\(communes.count) communes (\(names)…) passent le lien de \(examens[0].impot.libelle) avec les taxes "
        + "foncières, de \(points(beyond.min() ?? 0)) à \(points(beyond.max() ?? 0)) ; \(examens[0].verdict.rawValue)"
    case .tauxNegatif(let commune, let impot, let taux):
      return "\(who(commune)) aurait un taux négatif de \(impot.nom) : \(pourcentExact(taux))"
    case .baseManquante(let commune, let impot): return "les bases de \(impot.nom) manquent pour \(nom(commune))"
    case .tauxManquant(let commune, let impot): return "le taux actuel de \(impot.nom) manque pour \(who(commune))"
    case .thrsGelee(let commune):
      return "\(who(commune)) change le taux de la taxe d'habitation, qui était gelé cette année-là"
    case .cfeDesCommunes:
      return "sous fiscalité professionnelle unique, les communes ne votent pas de cotisation foncière des entreprises"
    case .lienNonVerifie(let commune, let impot):
      return
        "la règle de lien de \(impot.libelle) de \(who(commune)) n'est pas vérifiée : il manque des bases ou des taux "
        + "de taxe foncière"
    case .voteTardif(let date, let limite):
      return "les taux sont votés le \(date), après le \(limite) : ceux de l'année précédente sont reconduits"
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .lien(_, let examen):
      let nearest = "ramener le taux à \(pourcentExact(examen.tauxMaximal))"
      guard examen.verdict == .exceptionPossible else { return nearest }
      return nearest + ", ou s'assurer de l'exception : \(examen.impot.exceptions)"
    case .lienDesCommunes(_, let examens):
      let nearest = "baisser aussi \(examens[0].impot.libelle) ; la table des taux donne le taux permis à chacune"
      guard examens[0].verdict == .exceptionPossible else { return nearest }
      return nearest + " ; ou s'assurer de l'exception : \(examens[0].impot.exceptions)"
    case .tauxNegatif: return "échanger moins de points"
    case .baseManquante(_, let impot): return "renseigner la colonne bases_\(impot.colonne)_AAAA de communes.csv"
    case .tauxManquant(let commune, let impot):
      let file = commune == nil ? "ensembles.csv" : "communes.csv"
      return "renseigner la colonne taux_\(impot.colonne)_AAAA de \(file)"
    case .thrsGelee: return "commencer en 2023"
    case .cfeDesCommunes: return "écrire la cotisation foncière pour l'EPCI"
    case .lienNonVerifie: return "renseigner les colonnes bases_ et taux_ du foncier bâti et du foncier non bâti"
    case .voteTardif(_, let limite): return "voter les taux le \(limite) au plus tard"
    }
  }
}

extension Impot {
  /// « foncier bâti »
  public var nom: String {
    switch self {
    case .foncierBati: "foncier bâti"
    case .foncierNonBati: "foncier non bâti"
    case .residencesSecondaires: "taxe d'habitation sur les résidences secondaires"
    case .cfe: "cotisation foncière des entreprises"
    }
  }

  /// With its article: « le foncier bâti ».
  public var libelle: String {
    switch self {
    case .foncierBati, .foncierNonBati: "le \(nom)"
    case .residencesSecondaires, .cfe: "la \(nom)"
    }
  }

  /// Middle of the names of its columns: `bases_…_AAAA`, `taux_…_AAAA`.
  public var colonne: String {
    switch self {
    case .foncierBati: "foncier_bati"
    case .foncierNonBati: "foncier_non_bati"
    case .residencesSecondaires: "thrs"
    case .cfe: "cfe"
    }
  }

  /// What may open a way, for a tax beyond its link.
  var exceptions: String {
    switch self {
    case .cfe: "diminution sans lien, majoration spéciale ou droits capitalisés"
    case .residencesSecondaires: "diminution sans lien, ou assouplissements de la taxe d'habitation"
    case .foncierBati, .foncierNonBati: "aucune n'est connue"
    }
  }
}

/// Long explanations of the codes L10xx, for `pacte expliquer --code`.
public enum CodesTaux {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L1001", "Règle de lien non respectée",
      "La cotisation foncière et la taxe d'habitation sur les résidences secondaires ne montent pas plus que le foncier "
        + "bâti ni que la moyenne pondérée des deux taxes foncières, et baissent au moins autant ; le foncier non bâti ne "
        + "monte pas plus, ni ne baisse moins, que le foncier bâti."),
    CodeEntry(
      "L1002", "Règle de lien : exception possible",
      "Le taux passe la règle de lien, mais la loi ouvre des exceptions (diminution sans lien, majoration spéciale, droits "
        + "capitalisés, assouplissements de la taxe d'habitation) dont pacte ne connaît pas toutes les conditions."),
    CodeEntry("L1003", "Taux négatif", "Un taux est positif ou nul : la neutralité n'est pas possible pour cet impôt."),
    CodeEntry("L1004", "Bases manquantes", "Le produit d'un taux qui change se calcule sur les bases de la commune."),
    CodeEntry("L1005", "Taux actuel manquant", "Un écart en points part du taux de l'année précédente."),
    CodeEntry("L1006", "Taxe d'habitation gelée", "De 2020 à 2022 le taux de taxe d'habitation ne se votait pas."),
    CodeEntry(
      "L1007", "CFE des communes", "Sous fiscalité professionnelle unique, la cotisation foncière est à l'EPCI."),
    CodeEntry(
      "L1008", "Lien non vérifié",
      "Sans les bases et les taux des deux taxes foncières, aucune moyenne n'est calculable."),
    CodeEntry(
      "L1009", "Vote tardif des taux",
      "Les taux d'une année se votent au plus tard à la date de l'article 1639 A du CGI (paramètres taux.vote, de mémoire : "
        + "le 15 avril, le 30 l'année du renouvellement des conseils)."),
  ]
}
