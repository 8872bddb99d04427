import Diagnostics

/// Whose vote it is.
public enum ObjetDuVote: Sendable, Equatable {
  /// The council of the EPCI.
  case conseilCommunautaire
  /// The municipal council of this commune (row).
  case conseilMunicipal(Int)
  case conseilsMunicipaux
}

/// Facts about votes and deadlines (L04).
public enum FaitMajorite: FaitDeLiceite, Equatable {
  case voteNonRenseigne(ObjetDuVote, article: String)
  case majoriteNonAtteinte(ObjetDuVote, IssueDuVote, RegleDeMajorite, article: String)
  case delaiDepasse(ObjetDuVote, date: DateCivile, echeance: DateCivile, article: String)
  case unanimiteRompue(ObjetDuVote, IssueDuVote, article: String)
  case notificationInconnue(ObjetDuVote, article: String)
  case dateDuVoteInconnue(ObjetDuVote, echeance: DateCivile, article: String)
  /// A municipal council refused in time.
  case refusMunicipal(commune: Int, article: String)
  /// A municipal council said nothing where an express agreement is needed.
  case accordManquant(commune: Int, article: String)
  case qualifieeNonAtteinte(MajoriteQualifiee.Issue, article: String)
  /// The count of a vote exceeds the seats of the council.
  case plusDeVoixQueDeSieges(ObjetDuVote, voix: Int, sieges: Int, article: String)
  /// Agreements of interested communes written so far.
  case accordsAttendus(recus: Int, attendus: Int, article: String)
  /// The year does not know this way to decide.
  case voieFermee(annee: Int, voie: String, article: String)

  public var code: String {
    switch self {
    case .voteNonRenseigne: "L0401"
    case .majoriteNonAtteinte: "L0402"
    case .delaiDepasse: "L0403"
    case .unanimiteRompue: "L0404"
    case .notificationInconnue: "L0405"
    case .dateDuVoteInconnue: "L0406"
    case .refusMunicipal: "L0407"
    case .accordManquant: "L0408"
    case .qualifieeNonAtteinte: "L0409"
    case .voieFermee: "L0410"
    case .plusDeVoixQueDeSieges: "L0411"
    case .accordsAttendus: "L0412"
    }
  }

  public var severity: Severity {
    switch self {
    case .voteNonRenseigne, .notificationInconnue, .dateDuVoteInconnue, .accordsAttendus: .remarque
    case .plusDeVoixQueDeSieges: .erreur
    default: .alerte
    }
  }

  public var article: String {
    switch self {
    case .voteNonRenseigne(_, let article), .majoriteNonAtteinte(_, _, _, let article),
      .delaiDepasse(_, _, _, let article), .unanimiteRompue(_, _, let article),
      .notificationInconnue(_, let article), .dateDuVoteInconnue(_, _, let article),
      .refusMunicipal(_, let article), .accordManquant(_, let article), .qualifieeNonAtteinte(_, let article),
      .voieFermee(_, _, let article), .plusDeVoixQueDeSieges(_, _, _, let article),
      .accordsAttendus(_, _, let article):
      article
    }
  }

  public var commune: Int? {
    switch self {
    case .voteNonRenseigne(let objet, _), .majoriteNonAtteinte(let objet, _, _, _),
      .delaiDepasse(let objet, _, _, _), .unanimiteRompue(let objet, _, _), .notificationInconnue(let objet, _),
      .dateDuVoteInconnue(let objet, _, _), .plusDeVoixQueDeSieges(let objet, _, _, _):
      objet.commune
    case .refusMunicipal(let commune, _), .accordManquant(let commune, _): commune
    case .qualifieeNonAtteinte, .voieFermee, .accordsAttendus: nil
    }
  }
}

extension ObjetDuVote {
  var commune: Int? {
    if case .conseilMunicipal(let rang) = self { rang } else { nil }
  }

  /// « du conseil communautaire »
  func complement(_ nom: (Int) -> String) -> String {
    switch self {
    case .conseilCommunautaire: "du conseil communautaire"
    case .conseilMunicipal(let rang): "du conseil municipal (\(nom(rang)))"
    case .conseilsMunicipaux: "des conseils municipaux"
    }
  }
}
