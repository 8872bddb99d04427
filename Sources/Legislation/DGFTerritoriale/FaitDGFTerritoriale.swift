import Diagnostics

/// Dated values that the DGF territoriale reads.
public struct ParametresDGFTerritoriale: Sendable, Equatable {
  /// `dgf_territoriale.criteres_prioritaires`
  public var partPrioritaire: Double
  /// `dgf_territoriale.partielle.ouverte`, `.part_recettes`, `.delai_mois`
  public var partielleOuverte: Bool
  public var partRecettes: Double
  public var delaiMois: Int

  public init(annee: Int, parametres: Parametres) throws(DiagnosedError) {
    partPrioritaire = try parametres.valeurExigee(.dgfTerritorialeCriteresPrioritaires, annee: annee)
    partielleOuverte = parametres.estOuvert(.dgfTerritorialePartielleOuverte, annee: annee)
    partRecettes = try parametres.valeurExigee(.dgfTerritorialePartRecettes, annee: annee)
    delaiMois = Int(try parametres.valeurExigee(.dgfTerritorialeDelaiMois, annee: annee))
  }

  public static let chemins: [CheminParametre] = [
    .dgfTerritorialeCriteresPrioritaires, .dgfTerritorialePartielleOuverte, .dgfTerritorialePartRecettes,
    .dgfTerritorialeDelaiMois,
  ]
}

/// What the checks of the DGF territoriale found in one year. Centimes.
public enum FaitDGFTerritoriale: FaitDeLiceite, Equatable {
  case plusQueLaPart(commune: Int, apport: Double, plafond: Double)
  case apportSuperieur(commune: Int, apport: Double, dotation: Double)
  case nonPrioritaires(part: Double, minimum: Double)
  case critereAbsent(CritereLegal)
  case partielleFermee
  case dotationManquante(commune: Int)
  case recettesManquantes(commune: Int)
  case critere(FaitCritere)

  public var code: String {
    switch self {
    case .plusQueLaPart: "L0901"
    case .apportSuperieur: "L0902"
    case .nonPrioritaires: "L0903"
    case .critereAbsent: "L0904"
    case .partielleFermee: "L0905"
    case .dotationManquante: "L0906"
    case .recettesManquantes: "L0907"
    case .critere(let fait): fait.code
    }
  }

  public var severity: Severity {
    switch self {
    case .plusQueLaPart, .nonPrioritaires, .critereAbsent, .partielleFermee: .alerte
    case .apportSuperieur, .dotationManquante, .recettesManquantes: .erreur
    case .critere(let fait): fait.severity
    }
  }

  public var article: String {
    switch self {
    case .plusQueLaPart, .partielleFermee, .recettesManquantes: "CGCT art. L5211-28-2, II"
    case .critere(let fait): fait.article
    default: "CGCT art. L5211-28-2, I"
    }
  }

  public var commune: Int? {
    switch self {
    case .plusQueLaPart(let commune, _, _), .apportSuperieur(let commune, _, _), .dotationManquante(let commune),
      .recettesManquantes(let commune):
      commune
    case .critere(let fait): fait.commune
    default: nil
    }
  }

  public var mesure: Mesure? {
    switch self {
    case .plusQueLaPart(_, let apport, let plafond): Mesure("apport de la commune", centimes: apport, .auPlus, plafond)
    case .apportSuperieur(_, let apport, let dotation):
      Mesure("apport de la commune", centimes: apport, .auPlus, dotation)
    case .nonPrioritaires(let part, let minimum):
      Mesure("part des critères prioritaires", part, .auMoins, minimum, .part)
    case .critereAbsent(let critere):
      Mesure("part du critère de \(critere == .revenu ? "revenu" : "potentiel")", 0, .plusDe, 0, plusProche: nil, .part)
    case .partielleFermee, .dotationManquante, .recettesManquantes: nil
    case .critere(let fait): fait.mesure
    }
  }

  public var exigeUnMotif: Bool {
    switch self {
    case .plusQueLaPart, .critereAbsent, .partielleFermee: true
    default: false
    }
  }

  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .plusQueLaPart(let commune, let apport, let plafond):
      "\(nom(commune)) met en commun \(Typography.centimes(apport)), soit \(Typography.centimes(apport - plafond)) de "
        + "plus que la part permise de ses recettes réelles de fonctionnement"
    case .apportSuperieur(let commune, let apport, let dotation):
      "\(nom(commune)) met en commun \(Typography.centimes(apport)) pour une DGF de \(Typography.centimes(dotation))"
    case .nonPrioritaires(let part, let minimum):
      "le revenu et le potentiel fiscal déterminent \(pourcentExact(part)) du reversement ; à titre prioritaire, on lit "
        + "\(pourcentExact(minimum)) au moins"
    case .critereAbsent(.revenu): "aucun critère ne mesure l'écart de revenu par habitant, qui vient en priorité"
    case .critereAbsent(.potentiel):
      "aucun critère ne mesure l'insuffisance de potentiel fiscal par habitant, qui vient en priorité"
    case .partielleFermee: "la mise en commun d'une partie de la DGF n'existait pas cette année-là"
    case .dotationManquante(let commune):
      "la DGF de \(nom(commune)) n'est pas connue : son apport ne peut pas être calculé"
    case .recettesManquantes(let commune):
      "les recettes réelles de fonctionnement de \(nom(commune)) manquent : l'apport n'a pas de plafond"
    case .critere(let fait): fait.message(nom: nom)
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .plusQueLaPart(_, _, let plafond): "ramener l'apport à \(Typography.centimes(plafond))"
    case .apportSuperieur(_, _, let dotation): "ramener l'apport à \(Typography.centimes(dotation))"
    case .nonPrioritaires(let part, let minimum): "relever de \(points(minimum - part)) la part de ces deux critères"
    case .critereAbsent(.revenu): "ajouter « selon l'écart de revenu par habitant »"
    case .critereAbsent(.potentiel): "ajouter « selon l'insuffisance de potentiel fiscal par habitant »"
    case .partielleFermee: "commencer en 2020, ou mettre toute la DGF en commun"
    case .dotationManquante: "renseigner la colonne dgf_AAAA de communes.csv"
    case .recettesManquantes: "renseigner la colonne rrf_AAAA de communes.csv"
    case .critere(let fait): fait.repair(nom: nom)
    }
  }
}

/// Long explanations of the codes L09xx, for `pacte expliquer --code`.
public enum CodesDGFTerritoriale {
  public static let entrees: [CodeEntry] = [
    CodeEntry(
      "L0901", "Apport au-delà de la part permise",
      "Sous le II de l'article L5211-28-2, une commune met en commun 1 % au plus de ses recettes réelles de fonctionnement "
        + "(paramètre dgf_territoriale.partielle.part_recettes, de mémoire)."),
    CodeEntry("L0902", "Apport supérieur à la DGF", "Une commune ne met en commun que ce qu'elle reçoit."),
    CodeEntry(
      "L0903", "Critères prioritaires trop faibles",
      "L'écart de revenu et l'insuffisance de potentiel fiscal par habitant viennent en priorité ; aucun texte ne donne de "
        + "part, la lecture retenue est un paramètre."),
    CodeEntry(
      "L0904", "Critère prioritaire absent",
      "Les deux critères nommés par l'article L5211-28-2 figurent parmi ceux de la répartition."),
    CodeEntry(
      "L0905", "Mise en commun partielle", "Le II de l'article L5211-28-2 date de la loi de finances pour 2020."),
    CodeEntry("L0906", "DGF manquante", "La DGF de chaque commune est dans sa notification."),
    CodeEntry(
      "L0907", "Recettes manquantes", "Le plafond se mesure sur les recettes réelles de fonctionnement de N-1."),
  ]
}
