import Diagnostics

/// What one scenario gives, year by year.
public struct ScenarioResult: Sendable {
  /// Short name used in tables: « B », or the file's name.
  public var nom: String
  /// Title of the délibération.
  public var titre: String
  /// Path of the file, and its SHA-256; `nil` for a reference that is not a file (situation actuelle…).
  public var fichier: String?
  public var empreinte: String?
  public var auteur: String?
  /// ISO date of the header.
  public var date: String?
  public var montants: AmountTable
  /// What the EPCI bears or keeps, in centimes, by year.
  public var epci: [EPCIYear]
  public var indicateurs: [IndicatorYear]
  /// Inequality before and after the transfers, year by year.
  public var metriques: [MetriquesAnnee]
  /// Beside the flows of the other levers.
  public var leviers = LeverDetails()
  /// `nil` when the scenario switches the feedback off, or when nothing moves.
  public var sansRetroaction: WithoutFeedback?
  /// Legality, data and effect, in reading order.
  public var diagnostics: [Diagnostic]
  public var exigences: [RequirementResult]
  public var decisions: [Decision]
  /// Open points of the law on which the result depends; empty unless asked for.
  public var doutes: [DoubtEffect] = []
  /// Decided defaults on which the amounts depend, as sentences for the annex.
  public var hypotheses: [String]
  /// How each article computes, in a few sentences for the annex: article heading, then lines.
  public var regles: [(titre: String, lignes: [String])]

  public init(nom: String, titre: String, montants: AmountTable) {
    self.nom = nom
    self.titre = titre
    self.montants = montants
    epci = []
    indicateurs = []
    metriques = []
    diagnostics = []
    exigences = []
    decisions = []
    hypotheses = []
    regles = []
  }
}

/// The EPCI's side of a year, in centimes. NaN where unknown. Spending is positive.
public struct EPCIYear: Sendable, Equatable {
  public var annee: Int
  /// Σ AC paid, net of negative AC.
  public var attributionCompensation: Double
  /// The part of it in the section d'investissement, signed: it does not move the épargne brute.
  public var attributionInvestissement: Double
  public var dotationSolidarite: Double
  /// DSC paid to neighbouring EPCI, outside the sum of the communes.
  public var dotationVoisine = 0.0
  /// The EPCI's own share of the FPIC levy, after what it bears for exempted communes.
  public var prelevementFPIC: Double
  public var reversementFPIC: Double
  /// What the flows of the other levers cost; negative when the EPCI gains.
  public var leviers: [Flux: Double] = [:]
  /// `nil` when the territory does not know the accounts of the EPCI.
  public var budget: BudgetYear?

  public init(
    annee: Int, attributionCompensation: Double, attributionInvestissement: Double = 0, dotationSolidarite: Double,
    prelevementFPIC: Double, reversementFPIC: Double
  ) {
    self.attributionInvestissement = attributionInvestissement
    self.annee = annee
    self.attributionCompensation = attributionCompensation
    self.dotationSolidarite = dotationSolidarite
    self.prelevementFPIC = prelevementFPIC
    self.reversementFPIC = reversementFPIC
  }

  /// AC + DSC + FPIC levy − FPIC received, and the other levers, of the known terms.
  public var cout: Double {
    ([attributionCompensation, dotationSolidarite, dotationVoisine, prelevementFPIC, -reversementFPIC]
      + Flux.leviers.compactMap { leviers[$0] })
      .filter { !$0.isNaN }.reduce(0, +)
  }
}

/// The verdict on one `exiger`.
public struct RequirementResult: Sendable, Equatable {
  /// The condition as written.
  public var texte: String
  public var satisfaite: Bool
  /// Who breaks it, when and by how much; empty when satisfied.
  public var constats: [String]

  public init(texte: String, satisfaite: Bool, constats: [String]) {
    self.texte = texte
    self.satisfaite = satisfaite
    self.constats = constats
  }
}
