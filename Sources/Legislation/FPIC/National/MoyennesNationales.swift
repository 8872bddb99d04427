import LinearAlgebra

/// The national means against which each entity is measured.
///
/// - *Texte*: CGCT art. L2336-2, III, IV and VI; L2336-3, I; L2336-5, I.
/// - *Formule*: `PFIA moyen = ΣPFIA ÷ Σ(population DGF × coefficient)`, `revenu moyen = Σrevenu ÷ Σpopulation INSEE`,
///   `effort moyen = Σnumérateurs ÷ Σdénominateurs`: ratios of sums, never means of ratios.
/// - *Exemple*: the eight entities of the tests: PFIA 713,149535436 €, revenu 16 126,505276226 €.
/// - *Bornes et cas limites*: communes isolées count; Mayotte and the collectivités do not. An entity without effort
///   fiscal is left out of both of its sums. The revenu of the reversement is that of the métropole alone.
/// - *Voir aussi*: `CoefficientLogarithmique`, parameter `fpic_national.moyennes.metropole_et_dom`.
public struct MoyennesNationales: Sendable, Equatable {
  public static let regle = Regle(
    "fpic_national.moyennes", libelle: "Moyennes nationales du FPIC",
    article: "CGCT art. L2336-2, L2336-3 et L2336-5",
    formule: "ΣPFIA ÷ Σ(population × coefficient) ; Σrevenu ÷ Σpopulation INSEE ; Σnumérateurs ÷ Σdénominateurs")

  /// Euros per weighted inhabitant.
  public var potentielFinancierAgrege: Double
  /// Euros per inhabitant INSEE.
  public var revenuPrelevement: Double
  public var revenuReversement: Double
  public var effortFiscal: Double

  public init(
    potentielFinancierAgrege: Double, revenuPrelevement: Double, revenuReversement: Double, effortFiscal: Double
  ) {
    self.potentielFinancierAgrege = potentielFinancierAgrege
    self.revenuPrelevement = revenuPrelevement
    self.revenuReversement = revenuReversement
    self.effortFiscal = effortFiscal
  }

  /// - Parameter populationPonderee: inhabitants DGF × coefficient logarithmique.
  static func calculer(
    _ e: EnsemblesNationaux, populationPonderee: [Double], dans zones: (EnsemblesNationaux.Zone) -> Bool,
    revenuReversement zonesReversement: (EnsemblesNationaux.Zone) -> Bool
  ) -> MoyennesNationales {
    func sum(_ column: [Double], _ kept: (Int) -> Bool) -> Double {
      orderedReduction(e.count) { kept($0) ? column[$0] : 0 }
    }
    let inside = { (i: Int) in zones(e.zones[i]) }
    let insideReversement = { (i: Int) in zonesReversement(e.zones[i]) }
    let measured = { (i: Int) in
      inside(i) && !e.effortNumerateur[i].isNaN && e.effortDenominateur[i] > 0
    }
    return MoyennesNationales(
      potentielFinancierAgrege: sum(e.potentielFinancierAgrege, inside) / sum(populationPonderee, inside),
      revenuPrelevement: sum(e.revenu, inside) / sum(e.populationINSEE, inside),
      revenuReversement: sum(e.revenu, insideReversement) / sum(e.populationINSEE, insideReversement),
      effortFiscal: sum(e.effortNumerateur, measured) / sum(e.effortDenominateur, measured))
  }
}
