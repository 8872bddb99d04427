import Diagnostics

extension FaitDSC {
  public var mesure: Mesure? {
    switch self {
    case .poidsLegauxInsuffisants(let part, let minimum):
      Mesure("part des critères légaux", part, .auMoins, minimum, .part)
    case .critereLibrePreponderant(let critere, let poids, let legale):
      Mesure("part du critère « \(critere) »", poids, .auPlus, legale, .part)
    case .critereLegalAbsent(let critere):
      Mesure("part du critère de \(critere == .revenu ? "revenu" : "potentiel")", 0, .plusDe, 0, plusProche: nil, .part)
    case .partEffectiveInsuffisante(let part, let minimum, _):
      Mesure("part effective des critères légaux", part, .auMoins, minimum, .part)
    case .communeSansDotation: Mesure("dotation de la commune", 0, .plusDe, 0, plusProche: nil, .euros)
    case .planchersAuDessusDeLEnveloppe(let planchers, let enveloppe):
      Mesure("total des planchers", centimes: planchers, .auPlus, enveloppe)
    case .plafondsSousLEnveloppe(let plafonds, let enveloppe):
      Mesure("total des plafonds", centimes: plafonds, .auMoins, enveloppe)
    case .institutionObligatoire, .institutionAbsente(connue: true):
      Mesure("enveloppe", 0, .plusDe, 0, plusProche: nil, .euros)
    case .sousPlancherContratDeVille(let plancher, let enveloppe):
      Mesure("enveloppe", centimes: enveloppe, .auMoins, plancher)
    case .enveloppeInvalide(let enveloppe): Mesure("enveloppe", centimes: enveloppe, .auMoins, 0)
    case .montantAnterieurNegatif(_, let montant): Mesure("montant antérieur", centimes: montant, .auMoins, 0)
    case .fractionsNonFermees(let fractions, let enveloppe):
      Mesure("total des fractions", centimes: fractions, .exactement, enveloppe)
    case .critere(let fait): fait.mesure
    default: nil
    }
  }
}

extension FaitCritere {
  public var mesure: Mesure? {
    switch self {
    case .moyenneNonPositive(let critere, let moyenne):
      Mesure("moyenne du critère « \(critere) »", moyenne, .plusDe, 0, plusProche: nil, .eurosParHabitant)
    case .totalDesPoids(let total): Mesure("total des parts", total, .exactement, 1, .part)
    case .poidsHorsBornes(let critere, let poids):
      Mesure("part du critère « \(critere) »", poids, poids < 0 ? .auMoins : .auPlus, poids < 0 ? 0 : 1, .part)
    default: nil
    }
  }
}
