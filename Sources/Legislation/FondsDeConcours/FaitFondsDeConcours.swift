import Diagnostics

/// What the checks of the fonds de concours found in one year. Centimes.
public enum FaitFondsDeConcours: FaitDeLiceite, Equatable {
  case plusDeLaMoitie(projet: String, commune: Int, montant: Double, plafond: Double)
  case participationInsuffisante(projet: String, commune: Int, montant: Double, plafond: Double, minimum: Double)
  case droitsInsuffisants(projet: String, commune: Int, demande: Double, disponible: Double)
  case droitsPerdus(montant: Double)
  case coutInvalide(projet: String, commune: Int, base: Double, assiette: AssietteProjet)
  case critere(FaitCritere)

  public var code: String {
    switch self {
    case .plusDeLaMoitie: "L0601"
    case .participationInsuffisante: "L0602"
    case .droitsInsuffisants: "L0603"
    case .droitsPerdus: "L0604"
    case .coutInvalide: "L0605"
    case .critere(let fait): fait.code
    }
  }

  public var severity: Severity {
    switch self {
    case .plusDeLaMoitie, .participationInsuffisante, .droitsInsuffisants: .alerte
    case .droitsPerdus: .remarque
    case .coutInvalide: .erreur
    case .critere(let fait): fait.severity
    }
  }

  public var article: String {
    switch self {
    case .plusDeLaMoitie, .coutInvalide: "CGCT art. L5214-16, V, L5215-26 et L5216-5, VI"
    case .participationInsuffisante: "CGCT art. L1111-10, III"
    case .droitsInsuffisants, .droitsPerdus, .critere: "convention : droits de tirage du pacte"
    }
  }

  public var commune: Int? {
    switch self {
    case .plusDeLaMoitie(_, let commune, _, _), .participationInsuffisante(_, let commune, _, _, _),
      .droitsInsuffisants(_, let commune, _, _), .coutInvalide(_, let commune, _, _):
      commune
    case .droitsPerdus: nil
    case .critere(let fait): fait.commune
    }
  }

  public var mesure: Mesure? {
    switch self {
    case .plusDeLaMoitie(_, _, let montant, let plafond), .participationInsuffisante(_, _, let montant, let plafond, _):
      Mesure("fonds de concours", centimes: montant, .auPlus, plafond)
    case .droitsInsuffisants(_, _, let demande, let disponible):
      Mesure("droits demandés", centimes: demande, .auPlus, disponible)
    case .droitsPerdus, .coutInvalide: nil
    case .critere(let fait): fait.mesure
    }
  }

  public var exigeUnMotif: Bool {
    switch self {
    case .plusDeLaMoitie, .participationInsuffisante: true
    default: false
    }
  }
}
