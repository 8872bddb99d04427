import Diagnostics

extension FaitMajorite {
  public var mesure: Mesure? {
    switch self {
    case .majoriteNonAtteinte(_, let issue, _, _), .unanimiteRompue(_, let issue, _):
      Mesure("voix pour", Double(issue.pour), .auMoins, Double(issue.voixNecessaires), .voix)
    case .delaiDepasse(_, let date, let echeance, _):
      Mesure("vote, jours après le \(echeance)", Double(date.jours(depuis: echeance)), .auPlus, 0, .jours)
    case .plusDeVoixQueDeSieges(_, let voix, let sieges, _):
      Mesure("voix comptées", Double(voix), .auPlus, Double(sieges), .voix)
    case .accordsAttendus(let recus, let attendus, _):
      Mesure("accords de communes", Double(recus), .auMoins, Double(attendus), .communes)
    case .qualifieeNonAtteinte(let issue, _): Self.mesure(issue)
    case .refusMunicipal: Mesure("refus de conseils municipaux", 1, .auPlus, 0, .conseils)
    case .voteNonRenseigne, .notificationInconnue, .dateDuVoteInconnue, .accordManquant, .voieFermee: nil
    }
  }

  /// The branch that lacks least: its councils when some are missing, its inhabitants otherwise.
  private static func mesure(_ issue: MajoriteQualifiee.Issue) -> Mesure? {
    let (one, two) = (issue.manquePremiere, issue.manqueSeconde)
    let nearest = (one.conseils, one.habitants) <= (two.conseils, two.habitants) ? one : two
    guard nearest.conseils == 0 else {
      let favourable = Double(issue.conseilsFavorables)
      return Mesure("conseils favorables", favourable, .auMoins, favourable + Double(nearest.conseils), .conseils)
    }
    let people = Double(issue.populationFavorable)
    return Mesure("population favorable", people, .auMoins, people + Double(nearest.habitants), .habitants)
  }
}
