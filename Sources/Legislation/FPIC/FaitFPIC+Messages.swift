import Diagnostics

// What was found. Sentences name the one concerned and say by how much.
extension FaitFPIC {
  public func message(nom: (Int) -> String) -> String {
    switch self {
    case .montantManquant(let commune, let nature):
      return "\(nature.duLibelle) : \(Self.qui(commune, nom)) n'a pas de montant"
    case .totalFaux(let total, let attendu, let nature):
      let ecart = Typography.euros((attendu - total).magnitude)
      return "\(nature.duLibelle) : les montants totalisent \(Typography.euros(total)), "
        + (total < attendu
          ? "il manque \(ecart) pour atteindre \(Typography.euros(attendu))"
          : "soit \(ecart) de trop par rapport à \(Typography.euros(attendu))")
    case .montantNonEntier(let commune, let montant, let nature):
      return "\(nature.duLibelle) : le montant pour \(Self.qui(commune, nom)) n'est pas un nombre entier d'euros "
        + "(\(Typography.euros(montant, decimals: 2)))"
    case .montantNegatif(let commune, let montant, let nature):
      return "\(nature.duLibelle) : le montant pour \(Self.qui(commune, nom)) est négatif "
        + "(\(Typography.euros(montant)))"
    case .ecartEPCI(let part, let bornes, let taux, let annee, let nature):
      return Self.ecart(part, bornes, taux, annee, nature)
    case .borneCommune(let commune, let montant, let borne, let droitCommun, let taux, let nature):
      let permis = Typography.percent(taux, decimals: 0)
      switch nature {
      case .prelevement:
        return "le prélèvement \(deNom(nom(commune))), \(Typography.euros(montant)), dépasse de "
          + "\(Typography.euros(montant - borne)) son maximum de \(Typography.euros(borne)) "
          + "(droit commun \(Typography.euros(droitCommun)), hausse limitée à \(permis))"
      case .attribution:
        return "l'attribution \(deNom(nom(commune))), \(Typography.euros(montant)), est inférieure de "
          + "\(Typography.euros(borne - montant)) à son minimum de \(Typography.euros(borne)) "
          + "(droit commun \(Typography.euros(droitCommun)), baisse limitée à \(permis))"
      }
    case .critereLegalAbsent(let critere, let nature):
      return "\(nature.duLibelle) : le critère légal \(critere.nom) n'intervient pas dans la répartition dérogatoire"
    case .criteresComplementairesDominants(let complementaires, let legaux, let nature):
      return
        "\(nature.duLibelle) : les critères complémentaires pèsent \(Typography.percent(complementaires)), plus que "
        + "les trois critères légaux (\(Typography.percent(legaux)))"
    case .exempteePrelevee(let commune, let montant, let moitie, _):
      return "\(nom(commune)), exonérée \(moitie ? "de moitié" : "en entier"), paie "
        + "\(Typography.euros(montant)) dans la répartition libre"
    case .fsrifNonDeduit(let commune, let montant):
      return "\(nom(commune)) paie \(Typography.euros(montant)) dans la répartition libre sans déduction de son "
        + "prélèvement FSRIF"
    case .lectureDesBornes(let bornes, let nature):
      return "\(nature.duLibelle) : la part de l'EPCI peut aller de \(Typography.euros(bornes.minimum)) à "
        + "\(Typography.euros(bornes.maximum)) ; \(bornes.origine(nature))"
    default: return messageDonnees(nom: nom)
    }
  }

  private static func ecart(
    _ part: Double, _ bornes: BornesEPCI, _ taux: Double, _ annee: Int, _ nature: NatureFPIC
  ) -> String {
    let debut = "\(nature.duLibelle) : la part de l'EPCI, \(Typography.euros(part)), "
    if taux == 0 {
      let ecart = Typography.euros((part - bornes.droitCommun).magnitude)
      return debut + "s'écarte de \(ecart) du droit commun (\(Typography.euros(bornes.droitCommun))), que le droit de "
        + "\(annee) ne permet pas de modifier"
    }
    let haut = part > bornes.maximumLegal
    let borne = haut ? bornes.maximumLegal : bornes.minimumLegal
    return debut
      + (haut
        ? "dépasse de \(Typography.euros(part - borne)) son maximum de "
        : "est inférieure de \(Typography.euros(borne - part)) à son minimum de ")
      + "\(Typography.euros(borne)) (droit commun \(Typography.euros(bornes.droitCommun)), écart limité à "
      + "\(Typography.percent(taux, decimals: 0)))"
  }

  static func qui(_ commune: Int?, _ nom: (Int) -> String) -> String { commune.map(nom) ?? "l'EPCI" }
}

extension NatureFPIC {
  /// « prélèvement FPIC »: opens a sentence about one side.
  var duLibelle: String {
    switch self {
    case .prelevement: "prélèvement FPIC"
    case .attribution: "attribution FPIC"
    }
  }
}

extension FaitFPIC.CritereLegal {
  var nom: String {
    switch self {
    case .population: "de la population"
    case .revenu: "du revenu par habitant"
    case .potentiel: "du potentiel fiscal ou financier par habitant"
    }
  }
}

extension BornesEPCI {
  /// Where the ends of the interval come from, and the looser reading when it differs.
  func origine(_ nature: NatureFPIC) -> String {
    var texte: String
    switch blocTenant {
    case .epci: texte = "l'écart permis est tenu par la part de l'EPCI"
    case .communes: texte = "l'écart permis est tenu par le bloc des communes"
    }
    if minimum > minimumLegal {
      texte += ", le minimum par les plafonds des communes"
    }
    if maximum < maximumLegal {
      texte += ", le maximum par les planchers des communes"
    }
    if deuxBlocs, ecartDuBloc < ecartPropre {
      texte +=
        " ; à ne mesurer que la part de l'EPCI, elle irait de "
        + "\(Typography.euros(droitCommun - ecartPropre)) à \(Typography.euros(droitCommun + ecartPropre))"
    }
    return texte
  }
}
