/// The articles of the pacte beside the AC, the DSC and the FPIC.
public enum Levier: Sendable, Equatable {
  case fondsDeConcours(ClausesFondsDeConcours)
  case taxeAmenagement(ClausesTaxeAmenagement)
  case partageFoncier(ClausesPartageFoncier)
  case dgfTerritoriale(ClausesDGFTerritoriale)
  case tauxImposition(ClausesTauxImposition)
  case priseEnChargeFPIC(ClausesPriseEnCharge)

  public enum Genre: String, Sendable, Equatable, CaseIterable {
    case fondsDeConcours, taxeAmenagement, partageFoncier, dgfTerritoriale, tauxImposition, priseEnChargeFPIC

    /// As the heading of the article writes it.
    public var libelle: String {
      switch self {
      case .fondsDeConcours: "fonds de concours"
      case .taxeAmenagement: "taxe d'aménagement"
      case .partageFoncier: "partage de foncier"
      case .dgfTerritoriale: "DGF territoriale"
      case .tauxImposition: "taux d'imposition"
      case .priseEnChargeFPIC: "prise en charge du FPIC"
      }
    }

    /// An article of this kind before its lines are read.
    var vide: Levier {
      switch self {
      case .fondsDeConcours: .fondsDeConcours(ClausesFondsDeConcours())
      case .taxeAmenagement: .taxeAmenagement(ClausesTaxeAmenagement())
      case .partageFoncier: .partageFoncier(ClausesPartageFoncier())
      case .dgfTerritoriale: .dgfTerritoriale(ClausesDGFTerritoriale())
      case .tauxImposition: .tauxImposition(ClausesTauxImposition())
      case .priseEnChargeFPIC: .priseEnChargeFPIC(ClausesPriseEnCharge())
      }
    }
  }

  public var genre: Genre {
    switch self {
    case .fondsDeConcours: .fondsDeConcours
    case .taxeAmenagement: .taxeAmenagement
    case .partageFoncier: .partageFoncier
    case .dgfTerritoriale: .dgfTerritoriale
    case .tauxImposition: .tauxImposition
    case .priseEnChargeFPIC: .priseEnChargeFPIC
    }
  }

  /// Every lever may tell how the council voted.
  public var vote: Located<Vote>? {
    switch self {
    case .fondsDeConcours(let clauses): clauses.vote
    case .taxeAmenagement(let clauses): clauses.vote
    case .partageFoncier(let clauses): clauses.vote
    case .dgfTerritoriale(let clauses): clauses.vote
    case .tauxImposition(let clauses): clauses.vote
    case .priseEnChargeFPIC(let clauses): clauses.vote
    }
  }
}

/// « « Montjoie » : 30 % », under a line that gives the common rate.
public struct PartCommune: Sendable, Equatable {
  public var commune: CommuneRef
  /// Percent.
  public var part: Located<Decimal>

  public init(commune: CommuneRef, part: Located<Decimal>) {
    self.commune = commune
    self.part = part
  }
}
