/// One article of the délibération.
public struct Article: Sendable, Equatable {
  public var numero: Located<Int>
  public var objet: Objet
  /// « en connaissance de cause : « motif » »: lets the article run although an alerte de licéité stands.
  public var motif: Located<String>?
  public var span: Span

  public enum Objet: Sendable, Equatable {
    case attributionCompensation(ClausesAttributionCompensation)
    case dotationSolidarite(ClausesDotationSolidarite)
    case fpic(ClausesFPIC)
    case levier(Levier)
  }

  public init(numero: Located<Int>, objet: Objet, motif: Located<String>? = nil, span: Span) {
    self.numero = numero
    self.objet = objet
    self.motif = motif
    self.span = span
  }

  /// « article 2 : dotation de solidarité communautaire »
  public var heading: String { "article \(numero.value) : \(objet.libelle)" }
}

extension Article.Objet {
  public var libelle: String {
    switch self {
    case .attributionCompensation: "attribution de compensation"
    case .dotationSolidarite: "dotation de solidarité communautaire"
    case .fpic: "FPIC"
    case .levier(let levier): levier.genre.libelle
    }
  }
}

/// A commune as written: a name or an INSEE code; the checker resolves it.
public typealias CommuneRef = Located<String>

public struct MontantCommune: Sendable, Equatable {
  public var commune: CommuneRef
  public var montant: Located<Montant>

  public init(commune: CommuneRef, montant: Located<Montant>) {
    self.commune = commune
    self.montant = montant
  }
}

// MARK: - Attribution de compensation

public struct ClausesAttributionCompensation: Sendable, Equatable {
  /// « montants de 2025 »: the amounts from which the revisions start; `nil`: the latest in the territory.
  public var depart: Located<Int>?
  public var initiales: Initiales?
  /// « fusion de 2025 »: first year of the EPCI born of it.
  public var fusion: Located<Int>?
  public var horsBornes: Located<HorsBornes>?
  /// « notification : le 10 février 2026 », of the provisional amounts.
  public var notification: Located<DateEcrite>?
  /// « rapport quinquennal de 2022 », the last one.
  public var rapportQuinquennal: Located<Int>?
  /// « arrondi à l'euro »
  public var arrondiALEuro: Bool
  public var revisions: [RevisionAttributionCompensation]

  public init(
    depart: Located<Int>? = nil, initiales: Initiales? = nil, fusion: Located<Int>? = nil,
    horsBornes: Located<HorsBornes>? = nil, notification: Located<DateEcrite>? = nil,
    rapportQuinquennal: Located<Int>? = nil, arrondiALEuro: Bool = false,
    revisions: [RevisionAttributionCompensation] = []
  ) {
    self.depart = depart
    self.initiales = initiales
    self.fusion = fusion
    self.horsBornes = horsBornes
    self.notification = notification
    self.rapportQuinquennal = rapportQuinquennal
    self.arrondiALEuro = arrondiALEuro
    self.revisions = revisions
  }
}

public struct RevisionAttributionCompensation: Sendable, Equatable {
  public var genre: Genre
  /// First year in which it applies.
  public var aCompterDe: Located<Int>
  public var span: Span
  /// Vote of the council of the EPCI.
  public var vote: Located<Vote>?
  /// What the municipal councils said, with dates.
  public var positions: [PositionMunicipale]

  public enum Genre: Sendable, Equatable {
    /// « révision libre à compter de 2027 », then « « Commune » : + 20 000 € » a line.
    case libreMontants([MontantCommune], refus: [CommuneRef])
    /// « révision libre à compter de 2027 : − 400 k€, répartis selon … »
    case libreRepartie(Located<Montant>, repartition: [Critere], sens: Located<Sens>?, refus: [CommuneRef])
    case transfert(nom: Located<String>, EvaluationCharges, charge: [PartCharge], restitution: Bool)
    /// « révision individualisée à compter de 2027 : 5 % »
    case individualisee(Located<Decimal>)
    /// « révision individualisée à compter de 2027 », then an amount a commune.
    case individualiseeMontants([MontantCommune])
    /// « révision après fusion à compter de 2027 », then an amount a commune.
    case fusion([MontantCommune])
    case serviceCommun(Service)
    /// « indexation à compter de 2027 : + 1,5 % par an »
    case indexation(Located<Decimal>, refus: [CommuneRef])
    /// « réduction d'un commun accord à compter de 2027 », then an amount a commune.
    case accord([MontantCommune], refus: [CommuneRef])
    case baisseBases(Baisse)
    case neutralisation(Neutralisation)
    /// « part en investissement à compter de 2027 : 60 % du coût de renouvellement »
    case investissementPart(Located<Decimal>)
    /// « part en investissement à compter de 2027 », then an amount a commune.
    case investissementMontants([MontantCommune])
  }

  /// Direction of wealth criteria when the amount to spread is a cut.
  public enum Sens: String, Sendable, Equatable {
    /// « critères inversés »: the wealthier pay more (default for a cut).
    case inverse
    /// « critères directs »
    case direct
  }

  public init(
    genre: Genre, aCompterDe: Located<Int>, span: Span, vote: Located<Vote>? = nil, positions: [PositionMunicipale] = []
  ) {
    self.genre = genre
    self.aCompterDe = aCompterDe
    self.span = span
    self.vote = vote
    self.positions = positions
  }

  /// Communes that refuse, without a date: part of the revision itself.
  public var refus: [CommuneRef] {
    switch genre {
    case .libreMontants(_, let refus), .libreRepartie(_, _, _, let refus), .indexation(_, let refus),
      .accord(_, let refus):
      refus
    case .neutralisation(let neutralisation): neutralisation.refus
    default: []
    }
  }

  /// The kinds of revision in which a refusing commune keeps its AC.
  var laisseRefuser: Bool {
    switch genre {
    case .libreMontants, .libreRepartie, .indexation, .accord, .neutralisation: true
    default: false
    }
  }
}

/// « charge de « Commune » » (the whole), or « charge de « Commune » : 60 % ».
public struct PartCharge: Sendable, Equatable {
  public var commune: CommuneRef
  /// `nil`: the only commune bears it whole.
  public var part: Located<Decimal>?

  public init(commune: CommuneRef, part: Located<Decimal>?) {
    self.commune = commune
    self.part = part
  }
}

// MARK: - Dotation de solidarité communautaire

public struct ClausesDotationSolidarite: Sendable, Equatable {
  public var enveloppe: Located<MontantAnnuel>?
  /// « pondération : population INSEE »; `nil`: the default of the law's reading, shown as a remarque.
  public var ponderation: Located<ChoixPopulation>?
  public var repartition: [Critere]
  /// The line « répartie ».
  public var repartitionSpan: Span?
  public var garanties: [Located<Garantie>]
  public var lissage: Located<Lissage>?
  public var vote: Located<Vote>?
  /// Instead of `enveloppe`, an envelope that no amount gives.
  public var regleEnveloppe: Located<RegleEnveloppe>?
  /// Sub-envelopes, instead of `repartition`.
  public var fractions: [Fraction]
  /// « reconduction en 2020 »: the amounts of the year before, without criteria.
  public var reconduction: Located<Int>?
  public var contratDeVille: Located<ContratDeVille>?
  public var fusion: Located<Fusion>?
  /// To neighbouring EPCI, outside the envelope of the communes.
  public var versements: [Versement]
  /// « arrondi à l'euro »
  public var arrondiALEuro: Bool

  public struct Garantie: Sendable, Equatable {
    /// Fraction of the base in percent, e.g. 95 and 110.
    public var plancher: Located<Decimal>?
    public var plafond: Located<Decimal>?
    public var habitant: BornesHabitant
    public var base: Base
    public var financement: Financement
    /// Last year in which it applies, included; `nil`: to the end of the period.
    public var jusquEn: Located<Int>?

    public enum Base: Sendable, Equatable {
      /// « du montant de l'année précédente »
      case anneePrecedente
      /// « du montant de 2025 »
      case annee(Int)
    }
    public enum Financement: String, Sendable, Equatable {
      /// M1: « garantie … financée par l'EPCI »
      case epci
      /// M2: « garantie … financée par les communes en hausse »
      case communesEnHausse
      /// M3: « tunnel … »
      case tunnel
    }

    /// Whether a bound is measured against a past amount.
    public var seRefere: Bool {
      plancher != nil || plafond != nil || habitant.baisse != nil || habitant.hausse != nil
    }

    public init(
      plancher: Located<Decimal>?, plafond: Located<Decimal>?, habitant: BornesHabitant = BornesHabitant(), base: Base,
      financement: Financement, jusquEn: Located<Int>?
    ) {
      self.habitant = habitant
      self.plancher = plancher
      self.plafond = plafond
      self.base = base
      self.financement = financement
      self.jusquEn = jusquEn
    }
  }

  public enum Lissage: Sendable, Equatable {
    /// S1: « lissage : linéaire sur 4 ans depuis les montants de 2025 »
    case lineaire(ans: Int, depuis: Int)
    /// S2: « lissage : garantie dégressive de 100 %, 75 %, 50 %, 25 % des montants de 2025 »
    case degressif([Decimal], depuis: Int)
  }

  public init(
    enveloppe: Located<MontantAnnuel>? = nil, ponderation: Located<ChoixPopulation>? = nil,
    repartition: [Critere] = [], repartitionSpan: Span? = nil, garanties: [Located<Garantie>] = [],
    lissage: Located<Lissage>? = nil, vote: Located<Vote>? = nil, regleEnveloppe: Located<RegleEnveloppe>? = nil,
    fractions: [Fraction] = [], reconduction: Located<Int>? = nil, contratDeVille: Located<ContratDeVille>? = nil,
    fusion: Located<Fusion>? = nil, versements: [Versement] = [], arrondiALEuro: Bool = false
  ) {
    self.regleEnveloppe = regleEnveloppe
    self.fractions = fractions
    self.reconduction = reconduction
    self.contratDeVille = contratDeVille
    self.fusion = fusion
    self.versements = versements
    self.arrondiALEuro = arrondiALEuro
    self.enveloppe = enveloppe
    self.ponderation = ponderation
    self.repartition = repartition
    self.repartitionSpan = repartitionSpan
    self.garanties = garanties
    self.lissage = lissage
    self.vote = vote
  }
}

// MARK: - FPIC

public struct ClausesFPIC: Sendable, Equatable {
  /// « coefficient d'intégration fiscale : 36,2514 % »; `nil`: the territory's `cif`.
  public var coefficientIntegrationFiscale: Located<Decimal>?
  public var prelevement: DecisionFPIC?
  public var reversement: DecisionFPIC?

  public init(
    coefficientIntegrationFiscale: Located<Decimal>? = nil, prelevement: DecisionFPIC? = nil,
    reversement: DecisionFPIC? = nil
  ) {
    self.coefficientIntegrationFiscale = coefficientIntegrationFiscale
    self.prelevement = prelevement
    self.reversement = reversement
  }
}

public struct DecisionFPIC: Sendable, Equatable {
  public var mode: Located<Mode>
  /// « montant de l'ensemble : 500 000 € en 2026, puis constant »; `nil`: the territory's latest amount, held.
  public var montantEnsemble: Located<MontantAnnuel>?
  /// « montant de l'ensemble : calculé »: from the national means of the territory.
  public var montantCalcule: Located<Bool>?
  public var partEPCI: Located<PartEPCI>?
  /// « entre communes : 20 % selon la population DGF, … »
  public var criteres: [Critere]
  /// « « Commune » : 20 000 € », a line each.
  public var montants: [MontantCommune]
  public var notification: Located<DateEcrite>?
  public var vote: Located<Vote>?
  /// « notification aux communes : le 30 juin 2026 », of the deliberation of the EPCI.
  public var notificationAuxCommunes: Located<DateEcrite>?
  /// What the municipal councils said (libre at two thirds).
  public var positions: [PositionMunicipale]
  /// « dans les bornes légales »: a proposal built from criteria is brought back within them.
  public var dansLesBornes: Bool
  /// « vaut jusqu'à son retrait »: the shares of the first year hold for the next ones (2024 →).
  public var pluriannuelle: Located<Bool>?
  /// « retrait en 2028 », « révision demandée par une commune en 2028 »
  public var fin: Located<FinDecision>?
  /// « communes exonérées : prélevées »: confirms that a free split charges exempt communes.
  public var exonereesPrelevees: Bool
  public var span: Span

  /// What ends a decision that goes on holding.
  public struct FinDecision: Sendable, Equatable {
    public enum Cause: String, Sendable, Equatable, CaseIterable {
      case retrait
      case revisionParEPCI
      case revisionParCommune
    }
    public var cause: Cause
    public var annee: Int

    public init(cause: Cause, annee: Int) {
      self.cause = cause
      self.annee = annee
    }
  }

  public enum Mode: String, Sendable, Equatable {
    /// « droit commun »
    case droitCommun
    /// « répartition dérogatoire à la majorité des deux tiers »
    case derogatoire
    /// « répartition libre » (unanimity, or two thirds and no refusal)
    case libre
  }

  public enum PartEPCI: Sendable, Equatable {
    /// « part de l'EPCI : 45 % »
    case pourcentage(Decimal)
    /// « part de l'EPCI : 120 000 € »
    case montant(Montant)
    /// « part de l'EPCI : totalité »
    case totalite
  }

  public init(
    mode: Located<Mode>, montantEnsemble: Located<MontantAnnuel>? = nil, partEPCI: Located<PartEPCI>? = nil,
    criteres: [Critere] = [], montants: [MontantCommune] = [], notification: Located<DateEcrite>? = nil,
    vote: Located<Vote>? = nil, notificationAuxCommunes: Located<DateEcrite>? = nil,
    positions: [PositionMunicipale] = [], dansLesBornes: Bool = false,
    exonereesPrelevees: Bool = false, span: Span
  ) {
    self.dansLesBornes = dansLesBornes
    self.exonereesPrelevees = exonereesPrelevees
    self.mode = mode
    self.montantEnsemble = montantEnsemble
    self.partEPCI = partEPCI
    self.criteres = criteres
    self.montants = montants
    self.notification = notification
    self.vote = vote
    self.notificationAuxCommunes = notificationAuxCommunes
    self.positions = positions
    self.span = span
  }
}
