import LinearAlgebra

/// What the internal split of one side of the FPIC needs, for one year and a block of scenarios.
///
/// Matrices are communes × scenarios, or one column shared by all; lists have one value per scenario, or one for all.
/// What no scenario changes is computed once. Missing values are not-a-number.
public struct RepartitionInterneEntrees: Sendable {
  public var nature: NatureFPIC
  /// One per row of the matrices.
  public var codesINSEE: [String]
  /// Inhabitants, population DGF.
  public var populationDGF: Matrix
  /// Euros.
  public var potentielFinancier: Matrix
  /// Levy or attribution of the ensemble, euros; rounded to the euro where it is not whole.
  public var montant: [Double]
  /// Plain CIF of the year, as a fraction.
  public var cif: [Double]
  public var statut: Statut
  public var decision: DecisionFPIC
  /// Inhabitants, INSEE total; needed by the criterion of income.
  public var populationINSEE: Matrix?
  /// Reference income of the whole commune, euros; needed by the criterion of income.
  public var revenu: Matrix?
  /// Euros; needed by the criterion of potentiel fiscal.
  public var potentielFiscal: Matrix?
  /// FSRIF levy of the year before, euros; `nil` outside Île-de-France. Read for a levy.
  public var prelevementFSRIF: Matrix?
  /// Ranks of the year before; `nil` when they are unknown. Read for a levy.
  public var rangs: RangsExoneration?

  /// Read where the year shares by the contributions to the potentiel fiscal agrégé (2012); `nil` when unknown.
  public var contributions: ContributionsPFA?

  public enum Statut: Sendable, Equatable {
    /// EPCI à fiscalité propre: share by the CIF.
    case fiscalitePropre
    /// Établissement public territorial of the Grand Paris: its share is frozen and given, in euros.
    /// - Parameter cles: amounts of 2015 of each commune, which share the rest until 2024; `nil` when unknown.
    case etablissementPublicTerritorial(part: [Double], cles: Matrix? = nil)
  }

  public init(
    nature: NatureFPIC, codesINSEE: [String], populationDGF: Matrix, potentielFinancier: Matrix, montant: [Double],
    cif: [Double], statut: Statut = .fiscalitePropre, decision: DecisionFPIC = .droitCommun,
    populationINSEE: Matrix? = nil, revenu: Matrix? = nil, potentielFiscal: Matrix? = nil,
    prelevementFSRIF: Matrix? = nil, rangs: RangsExoneration? = nil, contributions: ContributionsPFA? = nil
  ) {
    self.contributions = contributions
    self.nature = nature
    self.codesINSEE = codesINSEE
    self.populationDGF = populationDGF
    self.potentielFinancier = potentielFinancier
    self.montant = montant
    self.cif = cif
    self.statut = statut
    self.decision = decision
    self.populationINSEE = populationINSEE
    self.revenu = revenu
    self.potentielFiscal = potentielFiscal
    self.prelevementFSRIF = prelevementFSRIF
    self.rangs = rangs
  }
}

/// What each member contributes to the potentiel fiscal agrégé, euros.
public struct ContributionsPFA: Sendable, Equatable {
  public var communes: Matrix
  /// Of the EPCI itself, per scenario or one for all.
  public var epci: [Double]
  /// AC received by the communes, signed; read for a levy.
  public var attributions: Matrix

  public init(communes: Matrix, epci: [Double], attributions: Matrix) {
    self.communes = communes
    self.epci = epci
    self.attributions = attributions
  }
}

/// Ranks at the DSU and at the DSR cible; not-a-number for a commune that is not ranked.
public struct RangsExoneration: Sendable, Equatable {
  public var dsu10000: Matrix
  public var dsu5000: Matrix
  public var dsrCible: Matrix

  public init(dsu10000: Matrix, dsu5000: Matrix, dsrCible: Matrix) {
    self.dsu10000 = dsu10000
    self.dsu5000 = dsu5000
    self.dsrCible = dsrCible
  }
}

/// How the split is decided.
public enum DecisionFPIC: Sendable, Equatable {
  case droitCommun
  /// Mode A, « à la majorité des deux tiers ».
  case derogatoire(Proposition, plafonnement: Plafonnement)
  /// Mode B, free; `exonereesConfirmees`: exempt communes may be charged.
  case libre(Proposition, exonereesConfirmees: Bool)
  /// A derogation of an earlier year that still holds.
  case quotesParts(QuotesPartsFigees)

  /// What happens to a proposal built from criteria that crosses a legal bound.
  public enum Plafonnement: Sendable, Equatable {
    /// Brought back within the bounds, the rest being shared again.
    case ramener
    /// Left as it is and reported.
    case verifier
  }

  public enum Proposition: Sendable, Equatable {
    case criteres(ParCriteres)
    /// Amounts written one by one; never changed, only checked.
    case montants(MontantsFPIC)
    /// The EPCI pays, or keeps, everything.
    case totaliteEPCI
  }

  public struct ParCriteres: Sendable, Equatable {
    public var partEPCI: PartEPCI
    public var criteres: [CritereDerogation]
    /// Criteria × scenarios, or one column; any scale, brought back to 100 % with a fact when the sum is not 1.
    public var poids: Matrix

    public init(partEPCI: PartEPCI, criteres: [CritereDerogation], poids: Matrix) {
      self.partEPCI = partEPCI
      self.criteres = criteres
      self.poids = poids
    }
  }

  public enum PartEPCI: Sendable, Equatable {
    case droitCommun
    /// Of the amount of the ensemble, per scenario or one for all.
    case fractions([Double])
    /// Euros, per scenario or one for all.
    case montants([Double])
  }
}
