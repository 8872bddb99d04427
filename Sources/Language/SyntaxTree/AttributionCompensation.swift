// Clauses of the attribution de compensation beside the revisions.

extension ClausesAttributionCompensation {
  /// « attributions initiales de 2026 », then where the communes come from, a line each.
  public struct Initiales: Sendable, Equatable {
    /// First year of the fiscalité professionnelle unique.
    public var annee: Located<Int>
    public var provenances: [Provenance]
    /// « FNGIR transféré à l'EPCI »
    public var fngirTransfere: Bool
    public var span: Span

    public init(annee: Located<Int>, provenances: [Provenance] = [], fngirTransfere: Bool = false, span: Span) {
      self.annee = annee
      self.provenances = provenances
      self.fngirTransfere = fngirTransfere
      self.span = span
    }
  }

  /// « communes isolées : « A », « B » », « communes isolées : toutes les autres »
  public struct Provenance: Sendable, Equatable {
    public enum Cas: String, Sendable, Equatable, CaseIterable {
      case isolees, fiscaliteAdditionnelle, fiscaliteProfessionnelleUnique
    }
    public var cas: Cas
    /// Empty: all the communes that no other line names.
    public var communes: [CommuneRef]
    public var span: Span

    public init(cas: Cas, communes: [CommuneRef], span: Span) {
      self.cas = cas
      self.communes = communes
      self.span = span
    }
  }

  /// « hors des bornes : … »
  public enum HorsBornes: String, Sendable, Equatable, CaseIterable {
    case signaler, ramener, ecarter
  }
}

extension RevisionAttributionCompensation {
  /// « révision pour baisse des bases à compter de 2027 : perte de 90 k€, … »
  public struct Baisse: Sendable, Equatable {
    /// `nil`: « perte constatée », read in the columns of the territory.
    public var perte: Located<Montant>?
    /// « compensation 10 k€ », paid by the State.
    public var compensation: Located<Montant>?
    /// « sur les communes perdantes » rather than « en proportion des attributions ».
    public var communesPerdantes: Bool
    /// « dans la limite de 5 % des recettes réelles »
    public var limite: Located<Decimal>?
    /// Losses located on the communes, a line each.
    public var pertes: [MontantCommune]

    public init(
      perte: Located<Montant>?, compensation: Located<Montant>? = nil, communesPerdantes: Bool = false,
      limite: Located<Decimal>? = nil, pertes: [MontantCommune] = []
    ) {
      self.perte = perte
      self.compensation = compensation
      self.communesPerdantes = communesPerdantes
      self.limite = limite
      self.pertes = pertes
    }
  }

  /// « neutralisation fiscale à compter de 2027 : foncier bâti, foncier non bâti »
  public struct Neutralisation: Sendable, Equatable {
    public enum Impot: String, Sendable, Equatable, CaseIterable {
      case foncierBati, foncierNonBati, residencesSecondaires
    }
    public var impots: [Located<Impot>]
    /// « au titre de la fusion »: within the bounds of V-5° instead of a free revision.
    public var auTitreDeLaFusion: Bool
    public var refus: [CommuneRef]

    public init(impots: [Located<Impot>], auTitreDeLaFusion: Bool = false, refus: [CommuneRef] = []) {
      self.impots = impots
      self.auTitreDeLaFusion = auTitreDeLaFusion
      self.refus = refus
    }
  }

  /// « service commun « Informatique » à compter de 2027 : 300 k€/an, part de l'EPCI 40 %, réparti selon … »
  public struct Service: Sendable, Equatable {
    public var nom: Located<String>
    public var cout: Located<Montant>
    public var partEPCI: Located<Decimal>
    /// « facturé »: invoiced, without any effect on the AC.
    public var facture: Bool
    public var repartition: [Critere]

    public init(
      nom: Located<String>, cout: Located<Montant>, partEPCI: Located<Decimal>, facture: Bool, repartition: [Critere]
    ) {
      self.nom = nom
      self.cout = cout
      self.partEPCI = partEPCI
      self.facture = facture
      self.repartition = repartition
    }
  }
}

/// What the CLECT evaluates for a transferred charge.
public struct EvaluationCharges: Sendable, Equatable {
  public var fonctionnement: Comptes?
  /// Investment accounts, for the evaluation by the prefect only.
  public var investissement: Comptes?
  public var equipements: [Equipement]
  /// « ressources : 8 000 €/an »
  public var ressources: Located<Montant>?
  /// « rapport de la CLECT : le 12 septembre 2027 »
  public var rapport: Located<DateEcrite>?
  /// « délibérations des communes : le 10 décembre 2027 », the last of them.
  public var deliberations: Located<DateEcrite>?

  public struct Comptes: Sendable, Equatable {
    /// One a year, in the order of the accounts; a single value with `dernierBudget`.
    public var montants: [Located<Montant>]
    public var methode: Methode
    public enum Methode: Sendable, Equatable {
      /// « dernier budget »
      case dernierBudget
      /// « moyenne des comptes 2024 à 2026 »
      case moyenneComptes(premier: Int, dernier: Int)
      /// « évaluation du préfet sur les comptes 2024 à 2026, prix + 1,5 % par an »
      case prefet(premier: Int, dernier: Int, prix: Decimal)
    }

    public init(montants: [Located<Montant>], methode: Methode) {
      self.montants = montants
      self.methode = methode
    }
  }

  public struct Equipement: Sendable, Equatable {
    public enum FCTVA: Sendable, Equatable {
      /// « FCTVA déduit »: at the rate of the law.
      case deduit
      /// « FCTVA 16,404 % »
      case taux(Decimal)
    }
    public var cout: Located<Montant>
    /// « renouvellement 4 M€ » instead of « coût 4 M€ ».
    public var renouvellement: Bool
    public var interets: Located<Montant>?
    /// One value is a yearly upkeep, « 40 k€/an »; several are those of each year.
    public var entretien: [Located<Montant>]
    public var dureeAns: Located<Int>
    public var subventions: Located<Montant>?
    public var fctva: Located<FCTVA>?

    public init(
      cout: Located<Montant>, renouvellement: Bool = false, interets: Located<Montant>? = nil,
      entretien: [Located<Montant>] = [], dureeAns: Located<Int>, subventions: Located<Montant>? = nil,
      fctva: Located<FCTVA>? = nil
    ) {
      self.cout = cout
      self.renouvellement = renouvellement
      self.interets = interets
      self.entretien = entretien
      self.dureeAns = dureeAns
      self.subventions = subventions
      self.fctva = fctva
    }
  }

  public init(
    fonctionnement: Comptes? = nil, investissement: Comptes? = nil, equipements: [Equipement] = [],
    ressources: Located<Montant>? = nil, rapport: Located<DateEcrite>? = nil, deliberations: Located<DateEcrite>? = nil
  ) {
    self.fonctionnement = fonctionnement
    self.investissement = investissement
    self.equipements = equipements
    self.ressources = ressources
    self.rapport = rapport
    self.deliberations = deliberations
  }
}
