import LinearAlgebra

/// Split of the amount of an ensemble intercommunal between the EPCI and the block of its communes.
///
/// *Texte.* CGCT art. R2336-2 (levy) and R2336-4 (attribution), from 2013 on.
///
/// *Formule.* `part de l'EPCI = CIF × montant`, nearest euro, halves up; `part des communes = montant − part de l'EPCI`.
///
/// *Exemple.* 500 000 € and a CIF of 0.362514: EPCI 181 257 €, communes 318 743 €. 300 000 €: 108 754 € and 191 246 €.
///
/// *Bornes et cas limites.* The CIF is the plain one: neither the ceiling of 0.60 nor the weight of 1.1 of the dotation
/// d'intercommunalité. A CIF outside [0, 1] (heavy attributions de compensation) is brought back to the nearest bound
/// and reported; the raw value is kept. Amounts that are not whole euros are rounded first.
///
/// *Voir aussi.* `DroitCommunPrelevement`, `DroitCommunAttribution`.
public enum PartageParCIF {
  public static let regle = Regle(
    "fpic.partage_epci_communes", libelle: "part de l'EPCI et part de ses communes",
    article: "CGCT art. R2336-2 et R2336-4",
    formule: "part de l'EPCI = CIF × montant, arrondie à l'euro ; part des communes = montant − part de l'EPCI")

  public static func retenir(cif: Double) -> Double { cif.isNaN ? cif : min(max(cif, 0), 1) }

  /// Whole euros. `montant` is whole; `cif` is within [0, 1].
  public static func partager(montant: Double, cif: Double) -> (epci: Double, communes: Double) {
    let epci = arrondi(montant, cif)
    return (epci, montant - epci)
  }

  /// `cif × montant`, half up. A coefficient of nine decimals or fewer is a whole number of milliardths, and its product
  /// with whole euros is exact: 0,499999 € is never taken for the half.
  private static func arrondi(_ montant: Double, _ cif: Double) -> Double {
    let milliardiemes = (cif * 1e9).rounded()
    guard milliardiemes / 1e9 == cif, montant.magnitude < 9e9, montant == montant.rounded() else {
      return (cif * montant).roundedHalfUp
    }
    let (quotient, reste) = (Int(milliardiemes) * Int(montant)).quotientAndRemainder(dividingBy: 1_000_000_000)
    return Double(reste >= 500_000_000 ? quotient + 1 : quotient)
  }
}
