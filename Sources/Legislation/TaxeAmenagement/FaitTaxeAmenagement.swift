import Diagnostics

/// What the checks of the taxe d'aménagement found in one year.
public enum FaitTaxeAmenagement: FaitDeLiceite, Equatable {
  case reversementObligatoire(commune: Int, percepteur: PercepteurTaxe)
  case auDelaDesCharges(commune: Int, part: Double, charges: Double)
  case produitManquant(commune: Int)

  public var code: String {
    switch self {
    case .reversementObligatoire: "L0701"
    case .auDelaDesCharges: "L0702"
    case .produitManquant: "L0703"
    }
  }

  public var severity: Severity {
    switch self {
    case .reversementObligatoire, .auDelaDesCharges: .alerte
    case .produitManquant: .erreur
    }
  }

  public var article: String {
    switch self {
    case .reversementObligatoire(_, .communes): "LF 2022, art. 109, et LFR 2022-2, art. 15"
    case .reversementObligatoire(_, .epci): "CGI art. 1379-0 bis"
    case .auDelaDesCharges, .produitManquant: "CGI art. 1379, 16°"
    }
  }

  public var commune: Int? {
    switch self {
    case .reversementObligatoire(let commune, _), .auDelaDesCharges(let commune, _, _), .produitManquant(let commune):
      commune
    }
  }

  public var mesure: Mesure? {
    switch self {
    case .reversementObligatoire: Mesure("part reversée", 0, .plusDe, 0, plusProche: nil, .part)
    case .auDelaDesCharges(_, let part, let charges): Mesure("part reversée", part, .auPlus, charges, .part)
    case .produitManquant: nil
    }
  }

  public var exigeUnMotif: Bool { if case .reversementObligatoire = self { true } else { false } }

  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .reversementObligatoire(let commune, .communes):
      "\(nom(commune)) ne reverse rien à l'EPCI, qui devait recevoir une part de la taxe d'aménagement cette année-là"
    case .reversementObligatoire(let commune, .epci):
      "l'EPCI perçoit la taxe d'aménagement et n'en reverse rien à \(nom(commune))"
    case .auDelaDesCharges(let commune, let part, let charges):
      "\(nom(commune)) reverse \(pourcentExact(part)) de sa taxe d'aménagement alors que l'EPCI porte "
        + "\(pourcentExact(charges)) de la charge des équipements publics, soit \(points(part - charges)) de plus"
    case .produitManquant(let commune): "le produit de la taxe d'aménagement manque pour \(nom(commune))"
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .reversementObligatoire: "écrire une part positive du produit"
    case .auDelaDesCharges(_, _, let charges):
      "ramener la part à \(pourcentExact(charges)), ou écrire « selon la charge des équipements publics »"
    case .produitManquant: "renseigner la colonne taxe_amenagement_AAAA de communes.csv"
    }
  }
}

/// Long explanations of the codes L07xx, for `pacte expliquer --code`.
public enum CodesTaxeAmenagement {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0701", "Reversement de taxe d'aménagement obligatoire",
      "Le reversement des communes à l'EPCI n'a été obligatoire que pour 2022 ; celui de l'EPCI qui perçoit la taxe à ses "
        + "communes l'est toujours."),
    CodeEntry(
      "L0702", "Part au-delà de la charge des équipements",
      "Le partage tient compte de la charge des équipements publics relevant de chacun. Aucun texte ne fixe de taux : le "
        + "constat n'empêche rien."),
    CodeEntry("L0703", "Produit manquant", "Sans produit, la part de la commune ne peut pas être calculée."),
  ]
}
