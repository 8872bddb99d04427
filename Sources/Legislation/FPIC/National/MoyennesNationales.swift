import LinearAlgebra

/// The national means against which each entity is measured.
///
/// - *Texte*: CGCT art. L2336-2, III, IV and VI; L2336-3, I; L2336-4, II; L2336-5, I.
/// - *Formule*: `PFIA moyen = ΣPFIA ÷ Σ(population DGF × coefficient)`, `revenu moyen = Σrevenu ÷ Σpopulation INSEE`,
///   `effort moyen = Σnumérateurs ÷ Σdénominateurs`: ratios of sums, never means of ratios.
/// - *Exemple*: the eight entities of the tests: PFIA 713,149535436 €, revenu 16 126,505276226 €.
/// - *Bornes et cas limites*: communes isolées count; Mayotte and the collectivités do not. An entity without effort
///   fiscal is left out of both of its sums. The revenu of the reversement is that of the métropole alone. The overseas
///   departments are ranked on their own potentiel and revenu. Sums are carried with twice the digits of a double, so
///   that the order of the entities never matters. A mean that the user gives is used as it is.
/// - *Voir aussi*: `CoefficientLogarithmique`, parameter `fpic_national.moyennes.metropole_et_dom`.
public struct MoyennesNationales: Sendable, Equatable {
  public static let regle = Regle(
    "fpic_national.moyennes", libelle: "Moyennes nationales du FPIC",
    article: "CGCT art. L2336-2, L2336-3 et L2336-5",
    formule: "ΣPFIA ÷ Σ(population × coefficient) ; Σrevenu ÷ Σpopulation INSEE ; Σnumérateurs ÷ Σdénominateurs")

  /// Euros per weighted inhabitant.
  public var potentielFinancierAgrege: DoubleDouble
  /// Euros per inhabitant INSEE.
  public var revenuPrelevement: DoubleDouble
  public var revenuReversement: DoubleDouble
  /// Not a number when no entity has an effort fiscal and none is given.
  public var effortFiscal: DoubleDouble
  /// References of the overseas departments; not a number when the set has none.
  public var potentielOutreMer: DoubleDouble
  public var revenuOutreMer: DoubleDouble
  public var effortOutreMer: DoubleDouble

  /// Means that the user gives in place of those of the set.
  public struct Donnees: Sendable, Equatable {
    public var potentielFinancierAgrege: Double?
    public var revenuPrelevement: Double?
    public var revenuReversement: Double?
    public var effortFiscal: Double?

    public init(
      potentielFinancierAgrege: Double? = nil, revenuPrelevement: Double? = nil, revenuReversement: Double? = nil,
      effortFiscal: Double? = nil
    ) {
      self.potentielFinancierAgrege = potentielFinancierAgrege
      self.revenuPrelevement = revenuPrelevement
      self.revenuReversement = revenuReversement
      self.effortFiscal = effortFiscal
    }
  }

  /// - Parameters:
  ///   - coefficients: coefficient logarithmique of each entity.
  ///   - metropoleEtDOM: perimeter of the potentiel, of the effort and of the revenu of the levy.
  public init(
    _ e: EnsemblesNationaux, coefficients: [Double], metropoleEtDOM: Bool, effortNational: Bool,
    donnees: Donnees = Donnees()
  ) {
    func ratio(
      _ numerateur: [Double], _ denominateur: [Double], ponderation: [Double]? = nil, _ retenue: (Int) -> Bool
    ) -> DoubleDouble {
      var haut = DoubleDouble(0)
      var bas = DoubleDouble(0)
      for i in 0..<e.count where retenue(i) {
        haut = haut + DoubleDouble(decimal: numerateur[i])
        let poids = DoubleDouble(decimal: denominateur[i])
        bas = bas + (ponderation.map { poids * DoubleDouble($0[i]) } ?? poids)
      }
      return bas.high > 0 ? haut / bas : DoubleDouble(.nan)
    }
    func nationale(_ i: Int) -> Bool { e.zones[i] == .metropole || (metropoleEtDOM && e.zones[i] == .dom) }
    func dom(_ i: Int) -> Bool { e.zones[i] == .dom }
    func donnee(_ valeur: Double?, _ calculee: DoubleDouble) -> DoubleDouble {
      valeur.map { DoubleDouble(decimal: $0) } ?? calculee
    }
    potentielFinancierAgrege = donnee(
      donnees.potentielFinancierAgrege,
      ratio(e.potentielFinancierAgrege, e.populationDGF, ponderation: coefficients, nationale))
    revenuPrelevement = donnee(donnees.revenuPrelevement, ratio(e.revenu, e.populationINSEE, nationale))
    revenuReversement = donnee(
      donnees.revenuReversement, ratio(e.revenu, e.populationINSEE) { e.zones[$0] == .metropole })
    let effort = donnee(
      donnees.effortFiscal, ratio(e.effortNumerateur, e.effortDenominateur) { nationale($0) && e.aUnEffort($0) })
    effortFiscal = effort
    potentielOutreMer = ratio(e.potentielFinancierAgrege, e.populationDGF, ponderation: coefficients, dom)
    revenuOutreMer = ratio(e.revenu, e.populationINSEE, dom)
    effortOutreMer =
      effortNational ? effort : ratio(e.effortNumerateur, e.effortDenominateur) { dom($0) && e.aUnEffort($0) }
  }
}
