// Clauses of the dotation de solidarité beside its envelope, its criteria and its guarantees.

extension ClausesDotationSolidarite {
  /// An envelope that no amount gives.
  public enum RegleEnveloppe: Sendable, Equatable {
    /// « enveloppe de 10 % des recettes réelles de fonctionnement de l'EPCI », of the year before.
    case partRecettes(Decimal)
    /// « enveloppe égale au plancher du contrat de ville »
    case plancherContratDeVille
  }

  /// « fraction « Charges » : le reste », then « répartie … » and its criteria.
  public struct Fraction: Sendable, Equatable {
    public enum Part: Sendable, Equatable {
      /// « 1,2 M€ en 2026, puis indexée de 14 % par an »
      case annuel(MontantAnnuel)
      /// « 34 % de l'enveloppe »
      case part(Decimal)
      /// « 34 % de l'enveloppe de 2026, puis indexée de 14 % par an »
      case partIndexee(Decimal, annee: Int, taux: Decimal)
      /// « le reste »
      case reste
    }
    public var nom: Located<String>
    public var part: Located<Part>
    public var repartition: [Critere]
    public var span: Span

    public init(nom: Located<String>, part: Located<Part>, repartition: [Critere] = [], span: Span) {
      self.nom = nom
      self.part = part
      self.repartition = repartition
      self.span = span
    }
  }

  /// « contrat de ville : sans pacte », « contrat de ville : pacte adopté en 2028 »
  public struct ContratDeVille: Sendable, Equatable {
    /// First year in which the pact is adopted; `nil` as long as the period lasts.
    public var pacteAdopte: Int?

    public init(pacteAdopte: Int?) { self.pacteAdopte = pacteAdopte }
  }

  /// « fusion de 2025, écart de potentiel financier 45 % »
  public struct Fusion: Sendable, Equatable {
    public var annee: Int
    public var ecart: Decimal

    public init(annee: Int, ecart: Decimal) {
      self.annee = annee
      self.ecart = ecart
    }
  }

  /// « versement à « CC voisine » : 50 k€ en 2026, puis constant »
  public struct Versement: Sendable, Equatable {
    public var nom: Located<String>
    public var montant: Located<MontantAnnuel>

    public init(nom: Located<String>, montant: Located<MontantAnnuel>) {
      self.nom = nom
      self.montant = montant
    }
  }

  /// What a guarantee says in euros per inhabitant, beside its percentages.
  public struct BornesHabitant: Sendable, Equatable {
    /// « au moins 20 €/hab. DGF », « au plus 60 €/hab. DGF »
    public var plancher: Located<Montant>?
    public var plafond: Located<Montant>?
    /// « baisse d'au plus 5 €/hab. DGF », « hausse d'au plus 10 €/hab. DGF », against the base.
    public var baisse: Located<Montant>?
    public var hausse: Located<Montant>?

    public init(
      plancher: Located<Montant>? = nil, plafond: Located<Montant>? = nil, baisse: Located<Montant>? = nil,
      hausse: Located<Montant>? = nil
    ) {
      self.plancher = plancher
      self.plafond = plafond
      self.baisse = baisse
      self.hausse = hausse
    }

    public var estVide: Bool { plancher == nil && plafond == nil && baisse == nil && hausse == nil }
  }
}
