import LinearAlgebra

/// Floors and ceilings of a guarantee, in whole centimes.
///
/// - *Texte*: convention (the law knows no guarantee inside the DSC).
/// - *Formule*: `plancher = a · h` rounded up to the centime, `plafond = b · h` rounded down.
/// - *Exemple*: h = 45 000,01 €, −5 %/+10 %: 42 750,01 € (42 750,0095 rounded up) and 49 500,01 € (49 500,011 down).
/// - *Bornes et cas limites*: no reference amount (new commune): 0 and no ceiling; no fraction given: the same; a
///   ceiling below the floor gives way to the floor, and is a fact when the gap is more than the rounding.
/// - *Voir aussi*: `Tunnel`, `GarantieComplement`, `GarantieGagnants`.
public enum BornesGarantie {
  public static let regle = Regle(
    "dsc.bornes", libelle: "Plancher et plafond de garantie", article: "convention",
    formule: "plancher = fraction × montant de référence, arrondi au centime supérieur ; plafond au centime inférieur",
    confiance: .derive)

  /// - Parameters:
  ///   - reference: padded column of centimes, NaN for a commune without history.
  ///   - plancher: fraction of the reference kept, NaN when there is no floor.
  ///   - plafond: fraction of the reference allowed, NaN when there is no ceiling.
  /// - Returns: by how many centimes a ceiling was below its floor, at most (one is rounding); and what the raw amounts can
  ///   add up to between these bounds.
  static func bornes(
    _ lanes: Int, reference: LanesInput, bruts: LanesInput, plancher: Double, plafond: Double, noyaux: KernelSet,
    planchers: LanesOutput, plafonds: LanesOutput
  ) -> (croisement: Double, portee: KernelSet.Reach) {
    let found = noyaux.roundedBounds(lanes, reference, bruts, plancher, plafond, planchers, plafonds)
    return (found.gap, (found.least, found.most, found.weight))
  }

  /// The rows of those ceilings, for the facts.
  static func conflits(reference: Span<Double>, plancher: Double, plafond: Double) -> [Int] {
    (0..<reference.count).filter {
      (plancher * reference[$0]).plancherEntier - (plafond * reference[$0]).plafondEntier > 1
    }
  }
}
