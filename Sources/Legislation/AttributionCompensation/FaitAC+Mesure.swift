import Diagnostics

extension FaitAC {
  public var mesure: Mesure? {
    switch self {
    case .borneDepassee(_, _, let demande, let borne):
      Mesure("variation de l'attribution", centimes: demande, demande < borne ? .auMoins : .auPlus, borne)
    case .borneAppliquee(_, _, let demande, let applique):
      Mesure("variation de l'attribution", centimes: demande, demande < applique ? .auMoins : .auPlus, applique)
    case .nonEligible(_, let rapport, let seuil):
      Mesure(
        "potentiel financier par habitant rapporté à la moyenne", rapport, .plusDe, seuil, plusProche: nil,
        .coefficient)
    case .nonReductible(_, let attribution):
      Mesure("attribution avant révision", attribution / 100, .plusDe, 0, plusProche: nil, .euros)
    case .reductionSeulement(_, let hausse): Mesure("variation de l'attribution", centimes: hausse, .auPlus, 0)
    case .indexation(let taux): Mesure("taux d'indexation", taux, .exactement, 0, .part)
    case .horsDelaiFusion(.some(let annees), let duree):
      Mesure("années depuis la fusion, la première comptée", Double(annees + 1), .auPlus, Double(duree), .ans)
    case .partEPCIInvalide(let part):
      Mesure("part de l'EPCI dans les services communs", part, part < 0 ? .auMoins : .auPlus, part < 0 ? 0 : 1, .part)
    case .investissementExcessif(_, let investissement, let renouvellement):
      Mesure(
        "attribution d'investissement, en valeur absolue", centimes: investissement.magnitude, .auPlus, renouvellement)
    case .tauxCompenseNegatif(_, let impot, let taux, _): Mesure("taux communal : \(impot)", taux, .auMoins, 0, .part)
    case .comptesDuPrefet(_, let section, let ecrits, let attendus) where ecrits != attendus:
      Mesure("comptes \(section.genitif) retenus", Double(ecrits), .exactement, Double(attendus), .comptes)
    case .rapportTardif(_, let date, let echeance): Self.retard("rapport de la CLECT", date, echeance)
    case .deliberationsTardives(_, let date, let echeance): Self.retard("délibérations des communes", date, echeance)
    case .notificationTardive(let date, let limite):
      Mesure(
        "notification, jours après le \(limite)", Double(date.jours(depuis: limite)), .moinsDe, 0, plusProche: -1,
        .jours)
    case .deliberationTardive(let date, let limite): Self.retard("vote", date, limite)
    case .tauxCompenseLie(_, let examen):
      Mesure(
        "taux : \(examen.impot.nom)", examen.apres, .auPlus, examen.avant * examen.rapportMaximal,
        plusProche: examen.tauxMaximal, .part)
    case .critere(let fait): fait.mesure
    default: nil
    }
  }

  private static func retard(_ acte: String, _ date: DateCivile, _ echeance: DateCivile) -> Mesure? {
    Mesure("\(acte), jours après le \(echeance)", Double(date.jours(depuis: echeance)), .auPlus, 0, .jours)
  }
}
