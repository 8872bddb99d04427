import Diagnostics

/// What the engine of criteria found in the data or in the weights. Used by the DSC and by the free revisions of AC.
public enum FaitCritere: FaitDeLiceite, Equatable {
  /// A missing datum was replaced by the mean of the EPCI.
  case donneeManquante(commune: Int, critere: String)
  case populationManquante(commune: Int)
  /// Every score is null: the criterion is shared by population.
  case pointsNuls(critere: String)
  /// No commune has the datum.
  case donneesAbsentes(critere: String)
  /// The mean is null or negative: no shape is defined.
  case moyenneNonPositive(critere: String, moyenne: Double)
  /// Shape A on a null or negative wealth: the upper end of the interval is applied.
  case richesseNonPositive(commune: Int, critere: String, valeur: Double)
  case quantiteNegative(commune: Int, critere: String, valeur: Double)
  case aucunHabitant
  case totalDesPoids(Double)
  case poidsHorsBornes(critere: String, poids: Double)

  public var code: String {
    switch self {
    case .donneeManquante: "L0220"
    case .populationManquante: "L0221"
    case .pointsNuls: "L0222"
    case .donneesAbsentes: "L0223"
    case .moyenneNonPositive: "L0224"
    case .richesseNonPositive: "L0225"
    case .quantiteNegative: "L0226"
    case .aucunHabitant: "L0227"
    case .totalDesPoids: "L0228"
    case .poidsHorsBornes: "L0229"
    }
  }

  public var severity: Severity {
    switch self {
    case .donneeManquante: .alerte
    case .pointsNuls, .richesseNonPositive: .remarque
    default: .erreur
    }
  }

  public var article: String { "CGCT art. L5211-28-4, II" }

  public var commune: Int? {
    switch self {
    case .donneeManquante(let commune, _), .populationManquante(let commune),
      .richesseNonPositive(let commune, _, _), .quantiteNegative(let commune, _, _):
      commune
    default: nil
    }
  }

  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .donneeManquante(let commune, let critere):
      "la donnée du critère « \(critere) » manque pour \(nom(commune)) : la moyenne de l'ensemble la remplace"
    case .populationManquante(let commune):
      "la population manque pour \(nom(commune)) : aucun critère ne peut être pondéré"
    case .pointsNuls(let critere):
      "le critère « \(critere) » ne distingue aucune commune : sa part est répartie selon la population"
    case .donneesAbsentes(let critere):
      "aucune commune n'a la donnée du critère « \(critere) »"
    case .moyenneNonPositive(let critere, let moyenne):
      "la moyenne du critère « \(critere) » est de \(Typography.eurosPerHead(moyenne)), nulle ou négative : "
        + "aucun écart à la moyenne n'est défini"
    case .richesseNonPositive(let commune, let critere, let valeur):
      "le critère « \(critere) » vaut \(Typography.eurosPerHead(valeur)) pour \(nom(commune)) : "
        + "le rapport maximal lui est appliqué"
    case .quantiteNegative(let commune, let critere, let valeur):
      "la donnée du critère « \(critere) » est négative pour \(nom(commune)) : \(Typography.shortest(valeur))"
    case .aucunHabitant:
      "l'ensemble n'a aucun habitant : rien ne peut être réparti"
    case .totalDesPoids(let total):
      "les parts des critères totalisent \(pourcentExact(total)), il en faut \(pourcentExact(1))"
    case .poidsHorsBornes(let critere, let poids):
      "la part du critère « \(critere) » est de \(pourcentExact(poids)) ; elle doit être comprise entre "
        + "\(pourcentExact(0)) et \(pourcentExact(1))"
    }
  }

  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .donneeManquante, .donneesAbsentes, .populationManquante:
      "compléter la donnée dans le fichier du territoire, ou retirer le critère"
    case .pointsNuls: "retirer le critère, ou lui donner une forme qui ne s'annule pas"
    case .moyenneNonPositive: "choisir un autre critère ou corriger les données"
    case .richesseNonPositive, .quantiteNegative: "vérifier la donnée"
    case .aucunHabitant: "vérifier les populations du territoire"
    case .totalDesPoids(let total):
      total < 1 ? "il manque \(pourcentExact(1 - total))" : "il y a \(pourcentExact(total - 1)) de trop"
    case .poidsHorsBornes(_, let poids):
      poids < 0 ? "écrire \(pourcentExact(0)) ou retirer le critère" : "écrire au plus \(pourcentExact(1))"
    }
  }
}

/// A share as precise as needed to see that it is below a threshold: `34,999 %`.
func pourcentExact(_ fraction: Double) -> String {
  Typography.shortest(fraction * 100, maximum: 4) + "\(Typography.noBreak)%"
}

/// A difference of shares: `0,01 point`, `5 points`.
func points(_ fraction: Double) -> String {
  Typography.shortest(fraction * 100, maximum: 4) + (fraction >= 0.02 ? " points" : " point")
}
