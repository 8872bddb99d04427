/// What the council of the EPCI must vote.
public enum VoteConseilRequis: String, Sendable, Codable {
  case majoriteSimple, deuxTiersExprimes, convention
}

/// What the communes must vote.
public enum VoteCommunesRequis: String, Sendable, Codable {
  case aucun
  /// Each interested commune by simple majority, citing the last report of the CLECT; a refusal keeps its AC.
  case chaqueInteressee
  /// L5211-5, II, on the report of the CLECT only.
  case majoriteQualifieeSurRapport
  /// L5211-5, II, of all the communes.
  case majoriteQualifiee
  case convention
}

/// The ways to change an attribution de compensation, in the order in which they apply within a year.
public enum ModeRevision: String, Sendable, Codable, CaseIterable, Comparable {
  case transfert, servicesCommuns, neutralisation, libre, accord, individualisee, baisseBases, fusion

  public static func < (a: ModeRevision, b: ModeRevision) -> Bool { a.rang < b.rang }

  /// Rank within a year; each mode starts from the AC that the previous one left.
  public var rang: Int {
    switch self {
    case .transfert: 0
    case .servicesCommuns: 1
    case .neutralisation: 2
    case .libre: 3
    case .accord: 4
    case .individualisee: 5
    case .baisseBases: 6
    case .fusion: 7
    }
  }

  public var article: String {
    switch self {
    case .transfert: "CGI art. 1609 nonies C, IV et V-2°"
    case .servicesCommuns: "CGCT art. L5211-4-2"
    case .libre, .neutralisation: "CGI art. 1609 nonies C, V-1° bis"
    case .accord: "CGI art. 1609 nonies C, V-1°"
    case .individualisee: "CGI art. 1609 nonies C, V-7°"
    case .baisseBases: "CGI art. 1609 nonies C, V-1°"
    case .fusion: "CGI art. 1609 nonies C, V-5°"
    }
  }

  public var voteConseil: VoteConseilRequis {
    switch self {
    case .transfert, .accord, .individualisee, .baisseBases: .majoriteSimple
    case .libre, .neutralisation, .fusion: .deuxTiersExprimes
    case .servicesCommuns: .convention
    }
  }

  public var voteCommunes: VoteCommunesRequis {
    switch self {
    case .transfert: .majoriteQualifieeSurRapport
    case .libre, .neutralisation, .accord: .chaqueInteressee
    case .individualisee: .majoriteQualifiee
    case .baisseBases, .fusion: .aucun
    case .servicesCommuns: .convention
    }
  }

  /// How well the vote of the council is known.
  public var confianceVote: Confiance {
    switch self {
    case .libre, .baisseBases, .servicesCommuns: .verifie
    case .neutralisation: .derive
    case .transfert, .accord, .individualisee, .fusion: .memoire
    }
  }

  /// In French, as it stands in a sentence: « la révision libre ».
  public var libelle: String {
    switch self {
    case .transfert: "l'évaluation des charges transférées"
    case .servicesCommuns: "l'imputation des services communs"
    case .neutralisation: "la neutralisation fiscale"
    case .libre: "la révision libre"
    case .accord: "la réduction d'un commun accord"
    case .individualisee: "la révision individualisée"
    case .baisseBases: "la révision pour baisse des bases"
    case .fusion: "la révision après fusion"
    }
  }
}
