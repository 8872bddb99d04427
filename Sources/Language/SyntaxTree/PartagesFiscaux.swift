// The articles by which the communes and their EPCI share taxes.

public struct ClausesTaxeAmenagement: Sendable, Equatable {
  /// « perçue par les communes »
  public var percepteur: Located<Percepteur>?
  public var reversements: [Reversement]
  public var vote: Located<Vote>?

  public enum Percepteur: String, Sendable, Equatable {
    case communes, epci
  }

  public struct Reversement: Sendable, Equatable {
    public var aCompterDe: Located<Int>
    public var mesure: Mesure
    /// Communes that share another part.
    public var exceptions: [PartCommune]
    public var span: Span

    public enum Mesure: Sendable, Equatable {
      /// « 20 % du produit »
      case produit(Located<Decimal>)
      /// « 100 % du produit des zones d'activités »
      case zones(Located<Decimal>)
      /// « selon la charge des équipements publics »
      case charges
    }

    public init(aCompterDe: Located<Int>, mesure: Mesure, exceptions: [PartCommune] = [], span: Span) {
      self.aCompterDe = aCompterDe
      self.mesure = mesure
      self.exceptions = exceptions
      self.span = span
    }
  }

  public init(
    percepteur: Located<Percepteur>? = nil, reversements: [Reversement] = [], vote: Located<Vote>? = nil
  ) {
    self.percepteur = percepteur
    self.reversements = reversements
    self.vote = vote
  }
}

public struct ClausesPartageFoncier: Sendable, Equatable {
  public var partages: [Partage]
  public var vote: Located<Vote>?

  public enum Impot: String, Sendable, Equatable {
    /// « foncier bâti des zones »: loi 80-10, art. 29.
    case foncierBati
    /// « cotisation foncière des zones »: loi 80-10, art. 11.
    case cfe
  }

  /// « foncier bâti des zones à compter de 2026 : 50 % de la hausse depuis 2025 »
  public struct Partage: Sendable, Equatable {
    public var impot: Impot
    public var aCompterDe: Located<Int>
    public var part: Located<Decimal>
    /// `nil`: of the whole product.
    public var depuis: Located<Int>?
    public var exceptions: [PartCommune]
    public var span: Span

    public init(
      impot: Impot, aCompterDe: Located<Int>, part: Located<Decimal>, depuis: Located<Int>?,
      exceptions: [PartCommune] = [], span: Span
    ) {
      self.impot = impot
      self.aCompterDe = aCompterDe
      self.part = part
      self.depuis = depuis
      self.exceptions = exceptions
      self.span = span
    }
  }

  public init(partages: [Partage] = [], vote: Located<Vote>? = nil) {
    self.partages = partages
    self.vote = vote
  }
}

public struct ClausesDGFTerritoriale: Sendable, Equatable {
  public var mise: Mise?
  public var ponderation: Located<ChoixPopulation>?
  public var repartition: [Critere]
  public var repartitionSpan: Span?
  /// « notification : le 5 mai 2026 », of the DGF.
  public var notification: Located<DateEcrite>?
  public var vote: Located<Vote>?

  /// « mise en commun partielle à compter de 2026 : 1 % des recettes réelles »
  public struct Mise: Sendable, Equatable {
    public var apport: Apport
    public var aCompterDe: Located<Int>
    public var span: Span

    public enum Apport: Sendable, Equatable {
      /// « mise en commun totale »
      case totale
      case pourcentageDGF(Located<Decimal>)
      case pourcentageRecettes(Located<Decimal>)
      /// An amount a commune, a line each.
      case montants([MontantCommune])
    }

    public init(apport: Apport, aCompterDe: Located<Int>, span: Span) {
      self.apport = apport
      self.aCompterDe = aCompterDe
      self.span = span
    }
  }

  public init(
    mise: Mise? = nil, ponderation: Located<ChoixPopulation>? = nil, repartition: [Critere] = [],
    repartitionSpan: Span? = nil, notification: Located<DateEcrite>? = nil, vote: Located<Vote>? = nil
  ) {
    self.notification = notification
    self.mise = mise
    self.ponderation = ponderation
    self.repartition = repartition
    self.repartitionSpan = repartitionSpan
    self.vote = vote
  }
}
