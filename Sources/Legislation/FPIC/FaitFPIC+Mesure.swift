import Diagnostics

extension FaitFPIC {
  public var mesure: Mesure? {
    switch self {
    case .totalFaux(let total, let attendu, _): Mesure("total des montants", total, .exactement, attendu, .euros)
    case .montantNonEntier(_, let montant, _):
      Mesure("montant", montant, .exactement, montant.rounded(), .euros)
    case .montantNegatif(_, let montant, _): Mesure("montant", montant, .auMoins, 0, .euros)
    case .ecartEPCI(let part, let bornes, _, _, _):
      Mesure(
        "part de l'EPCI", part, part > bornes.maximumLegal ? .auPlus : .auMoins,
        part > bornes.maximumLegal ? bornes.maximumLegal : bornes.minimumLegal, plusProche: bornes.plusProche(part),
        .euros)
    case .borneCommune(_, let montant, let borne, _, _, let nature):
      Mesure("montant de la commune", montant, nature == .prelevement ? .auPlus : .auMoins, borne, .euros)
    case .critereLegalAbsent(let critere, _):
      Mesure("poids du critère \(critere.nom)", 0, .plusDe, 0, plusProche: nil, .part)
    case .criteresComplementairesDominants(let complementaires, let legaux, _):
      Mesure("poids des critères complémentaires", complementaires, .auPlus, legaux, .part)
    case .exempteePrelevee(_, let montant, false, _): Mesure("montant de la commune", montant, .auPlus, 0, .euros)
    case .cifHorsBornes(let cif, let retenu):
      Mesure("coefficient d'intégration fiscale", cif, cif < retenu ? .auMoins : .auPlus, retenu, .coefficient)
    case .partContributionHorsBornes(let part, let retenue, _):
      Mesure(
        "part de l'EPCI dans le potentiel fiscal agrégé", part, part < retenue ? .auMoins : .auPlus, retenue, .part)
    case .poidsRamenes(let total, _): Mesure("total des poids", total, .exactement, 1, .part)
    case .poidsInvalide(_, let poids, _): Mesure("poids du critère", poids, .auMoins, 0, .part)
    case .partEPCIRamenee(let ecrite, let retenue, _):
      Mesure("part de l'EPCI", ecrite, ecrite < retenue ? .auMoins : .auPlus, retenue, .euros)
    case .partEPCIImpossible(let part, let montant, _):
      Mesure("part de l'EPCI", part, part < 0 ? .auMoins : .auPlus, part < 0 ? 0 : montant, .euros)
    case .partEPTSuperieure(let part, let montant, _):
      Mesure("part de l'établissement public territorial", part, .auPlus, montant, .euros)
    default: nil
    }
  }
}
