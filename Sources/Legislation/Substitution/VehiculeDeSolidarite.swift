/// Ways to give back to the communes what a cut of AC takes from them.
public enum VehiculeDeSolidarite: String, Sendable, Codable, CaseIterable {
  case attributionCompensation, dotationSolidarite, fondsDeConcours, priseEnChargeFPIC

  public var libelle: String {
    switch self {
    case .attributionCompensation: "Attribution de compensation (inchangée)"
    case .dotationSolidarite: "Dotation de solidarité communautaire"
    case .fondsDeConcours: "Fonds de concours"
    case .priseEnChargeFPIC: "FPIC pris en charge par l'EPCI"
    }
  }

  /// What a commune may do with it.
  public var usage: String {
    switch self {
    case .attributionCompensation, .dotationSolidarite: "libre"
    case .fondsDeConcours: "affecté à un équipement, la moitié du coût au plus"
    case .priseEnChargeFPIC: "libre, sous forme de dépense en moins"
    }
  }

  /// What the commune votes on it.
  public var section: String { self == .fondsDeConcours ? "investissement" : "fonctionnement" }
}

/// The same sum given back by AC, DSC, fonds de concours or FPIC: what it changes in the CIF.
///
/// - *Texte*: CGCT art. L5211-29, III (dépenses de transfert: AC and half the DSC).
/// - *Formule*: a cut of AC of E adds E to the numerator of the CIF; the DSC that replaces it takes half of it back; fonds de
///   concours and FPIC borne take nothing. `ΔCIF = Δnumérateur ÷ D`; `ΔDI ≈ DI · ΔCIF ÷ CIF` before guarantees. The potentiel
///   financier of the communes moves the same way in the three cases: `−A_i + (pD_i ÷ PD) · ΣA`.
/// - *Exemple*: 0,9 M€ moved from AC to DSC, D = 45 M€: 0,300 → 0,310; to fonds de concours: 0,320.
/// - *Bornes et cas limites*: nothing when the AC is not cut. Two years later in the CIF, one year later in the potentiel.
/// - *Voir aussi*: `CoefficientIntegrationFiscale`, `RetroactionPotentiel`, `EchangeFiscal`.
public enum Substitution {
  public static let regle = Regle(
    "substitution.cif", libelle: "Effet du véhicule sur le CIF", article: "CGCT art. L5211-29, III",
    formule: "variation du numérateur du CIF ÷ recettes du territoire")

  /// In the unit of `montant`, which is what the AC loses.
  public static func variationNumerateur(
    _ vehicule: VehiculeDeSolidarite, montant: Double, regles: CoefficientIntegrationFiscale.Regles
  ) -> Double {
    switch vehicule {
    case .attributionCompensation: 0
    case .dotationSolidarite: montant - regles.partDSC * montant
    case .fondsDeConcours, .priseEnChargeFPIC: montant
    }
  }
}
