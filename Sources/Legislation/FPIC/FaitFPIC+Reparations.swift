import Diagnostics

// The nearest legal value, or what to do.
extension FaitFPIC {
  public func repair(nom: (Int) -> String) -> String? {
    switch self {
    case .montantManquant: return "écrivez un montant pour l'EPCI et pour chaque commune membre au 1er janvier"
    case .totalFaux(let total, let attendu, _):
      let ecart = attendu - total
      return ecart > 0
        ? "ajoutez \(Typography.euros(ecart)), par exemple à la part de l'EPCI"
        : "retirez \(Typography.euros(-ecart)), par exemple à la part de l'EPCI"
    case .montantNonEntier: return "écrivez un nombre entier d'euros"
    case .montantNegatif: return "0 € est le montant légal le plus proche"
    case .ecartEPCI(let part, let bornes, _, _, let nature):
      return "\(Typography.euros(bornes.plusProche(part))) est la valeur légale la plus proche ; "
        + bornes.origine(nature)
    case .borneCommune(_, _, let borne, _, _, _):
      return "\(Typography.euros(borne)) est la valeur légale la plus proche"
    case .critereLegalAbsent: return "donnez à ce critère un poids, même faible, ou votez une répartition libre"
    case .criteresComplementairesDominants: return "les critères complémentaires ne peuvent venir qu'en complément"
    case .exempteePrelevee(_, _, let moitie, let confirmee):
      if confirmee { return nil }
      return moitie
        ? "réduisez ce montant et ajoutez la différence à l'EPCI, ou confirmez que la commune exonérée paie"
        : "mettez 0 € et ajoutez la différence à l'EPCI, ou confirmez que la commune exonérée paie"
    case .cifHorsBornes: return "vérifiez le coefficient : c'est celui de l'année, sans plafond ni majoration"
    case .potentielFinancierNonPositif: return "vérifiez le potentiel financier de la commune"
    case .donneeManquante: return "donnez cette valeur, avec sa source"
    case .fsrifInconnu: return "donnez le prélèvement FSRIF de l'année précédente, 0 s'il n'y en a pas"
    case .valeurImputee: return "donnez la valeur de la commune, avec sa source"
    case .poidsRamenes: return "écrivez des poids qui totalisent 100 %"
    case .critereNul: return "retirez ce critère, ou vérifiez sa colonne"
    case .poidsInvalide: return "écrivez un poids entre 0 % et 100 %"
    case .partEPCIImpossible(let part, let montant, _):
      return "\(Typography.euros(min(max(part, 0), montant))) est la valeur possible la plus proche"
    case .propositionInfaisable:
      return "augmentez la part de l'EPCI, ou le poids d'un critère que toutes les communes ont"
    case .clesEPTInconnues(_, let nature):
      return
        "renseignez \(nature == .prelevement ? "fpic_prelevement_2015" : "fpic_reversement_2015") dans communes.csv"
    case .contributionNonPositive: return "vérifiez contribution_pfa et l'attribution de compensation de la commune"
    case .partContributionHorsBornes: return "vérifiez la colonne contribution_pfa d'ensembles.csv et de communes.csv"
    case .rangsInconnus: return "importez les rangs de l'année précédente"
    case .bornesNonRetestees: return "l'écart limité s'apprécie ici l'année de la délibération seulement"
    case .fsrifNonDeduit, .lectureDesBornes, .sansPopulation, .sansPoids, .valeurNonPositive, .partEPCIRamenee,
      .montantArrondi, .partEPTSuperieure, .quotesPartsCaduques, .pluriannualiteFermee:
      return nil
    }
  }
}
