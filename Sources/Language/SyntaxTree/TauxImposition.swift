public struct ClausesTauxImposition: Sendable, Equatable {
  public var mesures: [MesureTaux]
  public var vote: Located<Vote>?

  public init(mesures: [MesureTaux] = [], vote: Located<Vote>? = nil) {
    self.mesures = mesures
    self.vote = vote
  }
}

/// « taux de l'EPCI à compter de 2027 : foncier bâti + 1 point »
public struct MesureTaux: Sendable, Equatable {
  public var impot: Located<Impot>
  public var aCompterDe: Located<Int>
  public var genre: Genre
  public var span: Span

  public enum Impot: String, Sendable, Equatable, CaseIterable {
    case foncierBati, foncierNonBati, residencesSecondaires, cfe

    public var texte: String {
      switch self {
      case .foncierBati: "foncier bâti"
      case .foncierNonBati: "foncier non bâti"
      case .residencesSecondaires: "résidences secondaires"
      case .cfe: "cotisation foncière"
      }
    }
  }

  public enum Genre: Sendable, Equatable {
    case vote(Qui, Changement)
    /// « échange … foncier bâti, 1 point pour l'EPCI, restitué par l'attribution de compensation »
    case echange(points: Located<Decimal>, restitution: Located<Restitution>)
  }

  public enum Qui: Sendable, Equatable {
    case epci
    case communes
    case commune(CommuneRef)
  }

  public enum Changement: Sendable, Equatable {
    /// « + 1 point »; signed.
    case points(Located<Decimal>)
    /// « 26,50 % »
    case taux(Located<Decimal>)
  }

  public enum Restitution: String, Sendable, Equatable, CaseIterable {
    case attributionCompensation, dotationSolidarite, fondsDeConcours, aucune

    public var texte: String {
      switch self {
      case .attributionCompensation: "restitué par l'attribution de compensation"
      case .dotationSolidarite: "restitué par la dotation de solidarité"
      case .fondsDeConcours: "restitué par les fonds de concours"
      case .aucune: "sans restitution"
      }
    }
  }

  public init(impot: Located<Impot>, aCompterDe: Located<Int>, genre: Genre, span: Span) {
    self.impot = impot
    self.aCompterDe = aCompterDe
    self.genre = genre
    self.span = span
  }
}

public struct ClausesPriseEnCharge: Sendable, Equatable {
  public var prises: [Prise]
  public var notification: Located<DateEcrite>?
  public var vote: Located<Vote>?

  /// « 50 % du prélèvement des communes à compter de 2026, dans la limite de 200 000 € »
  public struct Prise: Sendable, Equatable {
    public var part: Located<Decimal>
    public var aCompterDe: Located<Int>
    public var limite: Located<Montant>?
    public var span: Span

    public init(part: Located<Decimal>, aCompterDe: Located<Int>, limite: Located<Montant>?, span: Span) {
      self.part = part
      self.aCompterDe = aCompterDe
      self.limite = limite
      self.span = span
    }
  }

  public init(prises: [Prise] = [], notification: Located<DateEcrite>? = nil, vote: Located<Vote>? = nil) {
    self.prises = prises
    self.notification = notification
    self.vote = vote
  }
}
