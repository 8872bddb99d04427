/// The coefficient d'intégration fiscale as the dotation d'intercommunalité takes it into account.
///
/// - *Texte*: CGCT art. L5211-29, II, 3° and 4°.
/// - *Formule*: `min(0,60 ; 1,1 × CIF)` for a métropole, `min(0,60 ; CIF)` for the others.
/// - *Exemple*: a métropole at 0,57: min(0,60 ; 0,627) = 0,600; with the other order 0,627.
/// - *Bornes et cas limites*: the article lists the ceiling first and says nothing of the order: a dated option. The FPIC
///   takes the plain coefficient, which this one must never replace.
/// - *Voir aussi*: `CoefficientIntegrationFiscale`, parameters `indicateurs.cif.plafond`.
public struct CIFPrisEnCompte: Sendable, Equatable {
  public static let regle = Regle(
    "indicateurs.cif_pris_en_compte", libelle: "Coefficient pris en compte dans la dotation",
    article: "CGCT art. L5211-29, II, 3° et 4°", formule: "min(0,60 ; 1,1 × CIF pour une métropole)", confiance: .doute)

  public var plafond: Double
  public var coefficientMetropole: Double
  public var plafondEnDernier: Bool

  public init(plafond: Double, coefficientMetropole: Double, plafondEnDernier: Bool) {
    self.plafond = plafond
    self.coefficientMetropole = coefficientMetropole
    self.plafondEnDernier = plafondEnDernier
  }

  /// The plain coefficient behind a weighted one; `nil` at the ceiling, which several coefficients share.
  public func simple(_ pondere: Double, metropole: Bool) -> Double? {
    guard pondere < valeur(1, metropole: metropole) else { return nil }
    return metropole ? pondere / coefficientMetropole : pondere
  }

  public func valeur(_ cif: Double, metropole: Bool) -> Double {
    // `min` would make the ceiling of an unknown coefficient.
    guard !cif.isNaN else { return .nan }
    let factor = metropole ? coefficientMetropole : 1
    return plafondEnDernier ? min(plafond, factor * cif) : factor * min(plafond, cif)
  }
}
