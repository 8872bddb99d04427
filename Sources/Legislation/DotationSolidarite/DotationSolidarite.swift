import LinearAlgebra

/// How the amounts of the year are decided.
public enum ModeDSC: String, Sendable, Codable {
  case criteres
  /// The amounts of the year before, without criteria (open in 2020 only).
  case reconduction
}

/// What a linear smoothing needs, beside `origine`.
public struct LissageDSC: Sendable, Equatable {
  /// 1 in the first year of the reform.
  public var rang: Int
  public var duree: Int

  public init(rang: Int, duree: Int) {
    self.rang = rang
    self.duree = duree
  }
}

/// Everything one year of DSC depends on, for a block of scenarios.
///
/// Blocks are communes × scenarios, or one column for all. Lists by scenario have one value for all or one each.
public struct DotationSolidariteEntrees: Sendable {
  public var scenarios: Int
  public var communes: ColonnesCommunes
  public var ponderation: PopulationPonderation = .insee
  public var mode: ModeDSC = .criteres
  public var criteres: [CritereRepartition]
  /// Criteria × scenarios (or one column).
  public var poids: Matrix
  /// Criteria × scenarios: exponent of shape A or slope of shape C, NaN where the one of the criterion holds; `nil` when
  /// no scenario moves one.
  public var coefficients: Matrix?
  /// Centimes, by scenario; rounded half up to whole centimes when a draw is not whole.
  public var enveloppes: [Double]
  /// Centimes paid the year before; NaN for a commune without history, `nil` when nothing refers to it.
  public var anneePrecedente: Matrix?
  /// Centimes paid before the reform, for S1 and S2.
  public var origine: Matrix?
  public var garantie: Garantie = .aucune
  /// Linear smoothing S1, after the guarantee. S2 and S3 are guarantees: see `GarantieDegressive`, `TunnelAnnuel`.
  public var lissage: LissageDSC?
  public var cadre = CadreDSC()
  /// Tie-break of the centimes.
  public var rangs: [Int32]

  public init(
    scenarios: Int, communes: ColonnesCommunes, criteres: [CritereRepartition], poids: Matrix, enveloppes: [Double],
    rangs: [Int32]? = nil
  ) {
    self.scenarios = scenarios
    self.communes = communes
    self.criteres = criteres
    self.poids = poids
    self.enveloppes = enveloppes
    self.rangs = rangs ?? RangsDepartage.ordreDesLignes(communes.nombre)
  }
}

/// One year of DSC with every intermediate column; blocks are communes × scenarios, centimes.
public struct DotationSolidariteResultat: Sendable {
  public var criteres: [CritereEvalue]
  /// By criterion: what it brings to each commune before guarantee.
  public var contributions: [Matrix]
  public var bruts: Matrix
  /// Whole centimes; 0 and +∞ where there is no guarantee.
  public var planchers: Matrix
  public var plafonds: Matrix
  public var garantis: Matrix
  public var lisses: Matrix
  /// Whole centimes that add up to `totaux`; NaN in a scenario that has an error.
  public var montants: Matrix
  /// Whole centimes to vote, by scenario. Differs from the envelope when the EPCI pays a guarantee or smooths.
  public var totaux: [Double]
  /// Common factor of the tunnel, NaN elsewhere.
  public var theta: [Double]
  public var partLegale: [Double]
  public var partEffective: [Double]
  public var faits: [[FaitDSC]]
}

/// Dotation de solidarité communautaire of one year.
///
/// - *Texte*: CGCT art. L5211-28-4.
/// - *Formule*: shares → raw amounts → guarantee → linear smoothing → centimes by largest remainder → legality.
/// - *Exemple*: TV-5 to TV-7 of the tests, Petite Camargue.
/// - *Bornes et cas limites*: a scenario with an error has NaN amounts and its facts; the others of the block go on.
/// - *Voir aussi*: `MoteurCriteres`, `MontantsBruts`, `Garantie`, `LissageLineaire`, `CriteresLegaux`.
public enum DotationSolidarite {
  public static let regle = Regle(
    "dsc.montant", libelle: "Dotation de solidarité communautaire", article: "CGCT art. L5211-28-4",
    formule: "montant brut, puis garantie, puis lissage, arrondi au centime par les plus forts restes")

  public static func calculer(
    _ entrees: DotationSolidariteEntrees, parametres: ParametresDSC, noyaux: KernelSet = .selected
  ) -> DotationSolidariteResultat {
    let evaluation = EvaluationDSC(entrees, colonnes: true, noyaux: noyaux)
    let criteres = evaluation.criteres
    var voie = VoieDSC(evaluation, parametres: parametres)
    let zero = Matrix(rows: entrees.communes.nombre, columns: entrees.scenarios)
    let unknown = [Double](repeating: .nan, count: entrees.scenarios)
    var out = DotationSolidariteResultat(
      criteres: criteres, contributions: .init(repeating: zero, count: criteres.count), bruts: zero, planchers: zero,
      plafonds: Matrix(rows: zero.rows, columns: zero.columns, repeating: .infinity), garantis: zero, lisses: zero,
      montants: zero, totaux: unknown, theta: unknown, partLegale: unknown, partEffective: unknown,
      faits: .init(repeating: [], count: entrees.scenarios))
    for scenario in 0..<entrees.scenarios {
      let paye = voie.evaluer(scenario).paye
      voie.garder(dans: &out, paye: paye)
    }
    return out
  }
}
