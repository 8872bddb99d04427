import LinearAlgebra

/// What is left of the 35 % once guarantees have moved money by history.
///
/// - *Texte*: CGCT art. L5211-28-4, II; the test is a prudence, no text states it.
/// - *Formule*: `H = Σ (DSC_i − d_i · E'/Σd)⁺`, `part effective = (w_R + w_F) · (1 − H/E')`, `E'` the total paid.
/// - *Exemple*: TV-7 with E = 650 000 €, first of four years: 44,4 % for legal weights of 50 %.
/// - *Bornes et cas limites*: nothing paid or nothing raw: NaN, no test; without guarantee nor smoothing only centimes
///   of rounding separate it from the legal share.
/// - *Voir aussi*: `CriteresLegaux`.
public enum PartEffective {
  public static let regle = Regle(
    "dsc.part_effective", libelle: "Part effective des critères légaux", article: "CGCT art. L5211-28-4, II",
    formule: "part légale × (1 − somme déplacée par les garanties ÷ total payé)", confiance: .doute)

  /// - Parameters:
  ///   - montants, bruts: padded centimes.
  ///   - paye: sum of the first.
  /// - Returns: centimes moved, and the effective share.
  public static func mesurer(
    _ lanes: Int, montants: LanesInput, bruts d: LanesInput, paye: Double, partLegale: Double,
    noyaux: KernelSet = .selected
  ) -> (deplace: Double, part: Double) {
    let brut = noyaux.sum(lanes, d)
    guard paye > 0, brut > 0 else { return (.nan, .nan) }
    let deplace = noyaux.excess(lanes, montants, d, paye / brut)
    return (deplace, partLegale * (1 - deplace / paye))
  }
}
